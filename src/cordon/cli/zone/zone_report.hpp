// The figures of a finished run, once: the fields of the output, the summary and the JSON all quote
// this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/outcome.hpp"
#include "cordon/cli/source_text.hpp"
#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/cli/zone/zone_groups.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/cli/zone/zone_statement.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {

/// Largest distances of drawn boundaries from the true ones, m.
struct Errors {
  double outward = 0;
  double inward = 0;

  double most() const { return outward > inward ? outward : inward; }
};

/// A feature of the layer "zone".
struct FeatureReport {
  std::string label;  ///< what sets it apart: "left", "5 to 10 km, Idlib"; empty if nothing does
  std::string statement;
  Side side = Side::both;
  std::size_t band = 0;  ///< counted from 1 outwards; 0: no bands
  std::optional<Band> left, right;
  Sureness sureness = Sureness::drawn;
  std::vector<std::string> holders;
  double area_km2 = 0;
  Range area_range_km2;  ///< of what is certain and what is possible of it; else both the area
  Range share_pct;       ///< of the whole zone of its group
  Errors errors;         ///< certified
};

/// A zone, in one feature or several.
struct GroupReport {
  Range distance_m;  ///< of its members
  double line_km = 0;
  std::string method_crs;
  Range area_km2;
  std::optional<std::int64_t> line_feature;
  std::vector<Value> attributes;
  std::vector<FeatureReport> features;
};

/// Numbers are rounded to the digits that mean something: lengths and areas to metres and square
/// metres, errors upwards to a thousandth of the tolerance.
struct ZoneReport {
  std::string statement;  ///< what was built, in words
  ZoneTask task;
  Source source;                    ///< as read, without the features
  SourceFacts facts;                ///< what its fields say of it
  std::vector<Column> columns;      ///< that are carried over
  Territory territory;              ///< as read, without the areas
  Centre centre;                    ///< of the source
  double line_km = 0;               ///< length of the source's lines, with edges as the options say
  std::string method_crs;           ///< of all zones; the option where they differ
  std::vector<GroupReport> groups;  ///< all with --json; else the first, up to kListedFeatures
  std::size_t zones = 0;            ///< all that were built, also empty ones
  std::size_t features = 0;         ///< of all zones
  Range area_km2;                   ///< of all zones, on the ellipsoid, each for itself
  double clipped_km2 = 0;           ///< of all zones, that lay outside of --clip
  double erased_km2 = 0;            ///< of all zones, that lay in --erase
  std::size_t parts = 0;            ///< what the antimeridian cuts in two is one
  std::size_t holes = 0;
  std::size_t vertices = 0;
  Errors errors;           ///< certified; of a classic buffer measured
  int error_decimals = 0;  ///< digits of all errors
  std::size_t edges = 0;   ///< of the boundary, that were certified
  bool rebuilt = false;
  Findings warnings;  ///< about inputs and results
  std::vector<WrittenFile> files;
};

/// Features that a summary lists: a screenful.
inline constexpr std::size_t kListedFeatures = 24;

/// Gathers the report of a run from its zones, batch by batch.
class Reporter {
 public:
  Reporter(const ZoneTask& task, const GroupStream& groups, Territory territory,
           const OutputSpace& space);

  /// What the features of the zones quote; they belong to `groups`, one each.
  std::vector<GroupReport> add(std::vector<ZoneGroup> groups, const std::vector<BuiltZone>& zones);

  /// The fields of a feature of the layer "zone": as many as the options asked for.
  std::vector<Field> fields(const GroupReport& group, const FeatureReport& feature) const;

  /// Without the files. Throws NothingLeft if all zones are empty.
  ZoneReport finish();

 private:
  void add_totals(const GroupReport& group, const BuiltZone& zone);

  OutputSpace space_;
  ZoneReport report_;
  Range area_, distance_;  // sums m2; m
  double clipped_ = 0, erased_ = 0, line_ = 0;
  std::optional<std::string> crs_;
  std::size_t empty_ = 0;
  std::string first_empty_;
};

/// The fields of a feature of the layer "zone": as many as the options asked for.
std::vector<Field> zone_fields(const ZoneReport& report, const GroupReport& group,
                               const FeatureReport& feature);

/// The fields of the one feature of the layer "line".
std::vector<Field> line_fields(const ZoneReport& report);

/// The schema of a layer of `cordon zone`, with what each of its fields says and in which unit.
LayerSchema described(LayerSchema schema);

/// What was drawn, how exact it is and what it was made from; its text stands on its own.
LayerNotes zone_notes(const ZoneReport& report);
LayerNotes line_notes(const ZoneReport& report);

/// Lines as they were given, in the output CRS; cut where they go over the antimeridian.
std::vector<std::vector<XY>> drawn_lines(const Shape& shape, const ZoneOptions& options,
                                         const OutputSpace& space);

std::string summary_text(const ZoneReport& report);
std::string summary_json(const ZoneReport& report);

}  // namespace cordon::cli
