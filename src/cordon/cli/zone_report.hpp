// The figures of a finished zone, once: the fields of the output, the summary and the JSON all
// quote this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

struct WrittenFile {
  std::string path;
  std::uintmax_t bytes = 0;
};

/// Numbers are rounded to the digits that mean something: lengths and areas to metres and square
/// metres, errors upwards to a thousandth of the tolerance.
struct ZoneReport {
  std::string statement;  ///< what was built, in words
  ZoneOptions options;
  Source source;               ///< as read
  std::size_t points = 0;      ///< of the source
  std::size_t lines = 0;       ///< of the source
  std::size_t areas = 0;       ///< of the source
  double line_km = 0;          ///< length of the source's lines, with edges as the options say
  double area_km2 = 0;         ///< of the zone, on the ellipsoid
  std::size_t parts = 0;       ///< of the zone
  std::size_t holes = 0;       ///< of the zone
  std::size_t vertices = 0;    ///< of the zone
  double outward_error_m = 0;  ///< certified
  double inward_error_m = 0;   ///< certified
  std::size_t edges = 0;       ///< of the boundary, that were certified
  bool rebuilt = false;
  int error_decimals = 0;  ///< digits of the two errors
  std::vector<WrittenFile> files;

  double max_error_m() const {
    return outward_error_m > inward_error_m ? outward_error_m : inward_error_m;
  }
};

ZoneReport make_report(Source source, const ZoneOptions& options, const Zone& zone,
                       const OutputSpace& space);

/// The layer "zone", one feature, and the layer "line" where the source has lines.
std::vector<Layer> output_layers(const ZoneReport& report, const Zone& zone,
                                 const OutputSpace& space);

std::string summary_text(const ZoneReport& report);
std::string summary_json(const ZoneReport& report);

}  // namespace cordon::cli
