// Zones that are there already: polygons in a file, told apart by the fields of `cordon zone`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// A feature of a zone, as far as its fields tell.
struct ZoneFeature {
  Side side = Side::both;
  double from = 0, to = 0;            ///< m; 0: not told
  std::optional<double> left, right;  ///< m, where the sides differ
  Sureness sureness = Sureness::drawn;
  double uncertainty = 0;                      ///< m; 0: none told
  double max_error = 0;                        ///< m; 0: not told
  double outward_error = 0, inward_error = 0;  ///< m; 0: not told
  double tolerance = 0;                        ///< m; 0: not told
  bool band = false;                           ///< one of several, out to ascending distances
  bool own_distances = false;                  ///< built around features of several distances
  bool outside = false;                        ///< without the areas that it is built around
  std::optional<std::string> cut_by;  ///< the areas that it was clipped with, or that were erased
  std::optional<Cap> cap;
  std::optional<Edges> edges;
  Fit fit = Fit::nearest;
  std::string line_source, line_sha256;  ///< empty: not told
  std::string side_name;                 ///< who holds that side; empty: not told
  std::vector<Area> areas;               ///< as the source holds them
};

/// Where a zone that is there already and the line that it was built around are read from.
struct ZoneSources {
  SourceOptions zone;                 ///< as asked for; of a file of `cordon zone` its layer zone
  std::optional<SourceOptions> line;  ///< by feature; nothing: not known
};

/// Of a file that `cordon zone` wrote, the zone is the source, unless a layer was chosen, and its
/// line is told by the layer line. A file of its own goes first (empty: none). Throws as
/// layers_of().
ZoneSources zone_sources(const SourceOptions& asked, const std::string& line_file);

/// The features of a source that was read by feature, in their order.
std::vector<ZoneFeature> zone_features(const Source& source);

}  // namespace cordon::cli
