// The layers that `cordon zone` writes, and the fields of their features.
#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/drawing.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/field_names.hpp"
#include "cordon/zone/seam.hpp"

namespace cordon::cli {
namespace {

double micrometres(double metres) {
  return std::round(metres * 1e6) / 1e6;
}

void add_reach(std::vector<Field>& fields, const ZoneTask& task, const GroupReport& group,
               const FeatureReport& feature) {
  const PartsRequest& parts = task.parts;
  const auto add = [&](const std::string& name, const std::string& short_name, double metres) {
    fields.push_back({name, short_name, micrometres(metres)});
  };
  const int sides = feature.side == Side::both ? 2 : 1;
  if (parts.left) {
    add("left_m", "left_m", parts.left->value);
    add("right_m", "right_m", parts.right->value);
    add("width_m", "width_m",
        (feature.left ? feature.left->to : 0) + (feature.right ? feature.right->to : 0));
  } else if (feature.band > 0) {
    fields.push_back({"band", "band", static_cast<std::int64_t>(feature.band)});
    const bool whole = parts.nested || feature.band == 1;
    add("from_m", "from_m", whole ? 0 : parts.bands[feature.band - 2].value);
    add("distance_m", "distance_m", parts.bands[feature.band - 1].value);
  } else if (task.column && task.grouping != Grouping::none) {
    add("distance_min_m", "dist_min_m", group.distance_m.least);
    add("distance_max_m", "dist_max_m", group.distance_m.most);
  } else {
    add("distance_m", "distance_m", group.distance_m.most);
    // A shrunk area has no width that the distance tells; a column of distances may hold both.
    if (task.column || group.distance_m.most > 0)
      fields.push_back(
          {"width_m", "width_m",
           group.distance_m.most > 0 ? Value(micrometres(sides * group.distance_m.most)) : Value(),
           ValueType::real});
  }
}

void add_shape(std::vector<Field>& fields, const ZoneTask& task, const FeatureReport& feature) {
  fields.push_back({"side", "side", name_of(feature.side)});
  const std::string& name = feature.side == Side::left ? task.left_name : task.right_name;
  if (task.parts.split || (feature.side != Side::both && name != name_of(feature.side)))
    fields.push_back({"side_name", "side_name", name});
  if (task.parts.outside) fields.push_back({"outside", "outside", std::int64_t{1}});
  fields.push_back({"cap", "cap", name_of(task.zone.cap)});
}

void add_method(std::vector<Field>& fields, const ZoneOptions& options, const GroupReport& group) {
  fields.push_back({"edges", "edges", name_of(options.edges)});
  fields.push_back({"method", "method", name_of(options.method)});
  fields.push_back({"method_crs", "method_crs", group.method_crs});
  if (options.fit != Fit::nearest) fields.push_back({"fit", "fit", name_of(options.fit)});
  if (!options.classic) return;
  fields.push_back({"join", "join", name_of(options.classic->join)});
  fields.push_back({"segments", "segments", std::int64_t{options.classic->segments}});
  if (options.classic->join == Join::mitre)
    fields.push_back({"mitre_limit", "mitre_lim", options.classic->mitre_limit});
}

void add_errors(std::vector<Field>& fields, const ZoneTask& task, const FeatureReport& feature) {
  if (task.parts.uncertainty.value > 0) {
    fields.push_back({"uncertainty_m", "uncert_m", micrometres(task.parts.uncertainty.value)});
    fields.push_back({"sureness", "sureness", name_of(feature.sureness)});
  }
  fields.push_back({"tolerance_m", "toleranc_m", micrometres(task.zone.tolerance.value)});
  fields.push_back({"max_error_m", "max_err_m", feature.errors.most()});
  fields.push_back({"outward_error_m", "out_err_m", feature.errors.outward});
  fields.push_back({"inward_error_m", "in_err_m", feature.errors.inward});
}

void add_territory(std::vector<Field>& fields, const ZoneTask& task, const FeatureReport& feature) {
  const auto add_source = [&](const std::string& name, const std::string& short_name,
                              const std::optional<AreaFile>& file) {
    if (file) fields.push_back({name, short_name, source_name(file->path, file->layer)});
  };
  add_source("clip_source", "clip_src", task.clip);
  add_source("erase_source", "erase_src", task.erase);
  add_source("holder_source", "holder_src", task.by);
  if (task.by)
    fields.push_back({"holder", "holder",
                      feature.holders.empty() ? Value() : Value(enumerated(feature.holders)),
                      ValueType::text});
}

void add_areas(std::vector<Field>& fields, const ZoneTask& task, const FeatureReport& feature) {
  const bool uncertain = task.parts.uncertainty.value > 0;
  fields.push_back({"area_km2", "area_km2", feature.area_km2});
  if (uncertain) {
    fields.push_back({"area_min_km2", "areamin_km", feature.area_range_km2.least});
    fields.push_back({"area_max_km2", "areamax_km", feature.area_range_km2.most});
  }
  if (!task.parts.split && task.parts.bands.empty() && !task.by) return;
  if (uncertain) {
    fields.push_back({"share_min_pct", "sharemin_p", feature.share_pct.least});
    fields.push_back({"share_max_pct", "sharemax_p", feature.share_pct.most});
  } else {
    fields.push_back({"share_pct", "share_pct", feature.share_pct.least});
  }
}

/// The figures that both layers carry, so that each can be quoted on its own.
void add_line(std::vector<Field>& fields, const Source& source, double line_km) {
  fields.push_back({"line_km", "line_km", line_km});
  fields.push_back({"line_source", "line_src", source.name});
  fields.push_back({"line_layer", "line_layer", source.layer});
  fields.push_back({"line_sha256", "line_sha", source.sha256});
}

void add_attributes(std::vector<Field>& fields, const std::vector<Column>& columns,
                    const std::vector<Value>& values) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) names.push_back(column.name);
  const std::vector<FieldName> carried = carried_names(names, fields);
  for (std::size_t i = 0; i < columns.size(); ++i)
    fields.push_back({carried[i].name, carried[i].short_name, values[i], columns[i].type});
}

/// The lines' own vertices; in degrees cut at the antimeridian.
bool leaves_the_map(const std::vector<XY>& unrolled_line) {
  return std::any_of(unrolled_line.begin(), unrolled_line.end(),
                     [](const XY& xy) { return std::abs(xy.x) > 180; });
}

/// A line as it was given; where it goes over the antimeridian, with vertices enough that it is cut
/// where its geodesics cross.
std::vector<XY> drawn_line(const Path& path, const ZoneOptions& options, const OutputSpace& space) {
  std::vector<XY> line;
  line.reserve(path.size());
  for (const LonLat& place : path) line.push_back(space.project(place));
  if (!space.wraps()) return line;
  line = unrolled(std::move(line));
  if (options.edges == Edges::planar || !leaves_the_map(line)) return line;
  return draw_geodesics(path, options.tolerance.value, space);
}

}  // namespace

std::vector<Field> zone_fields(const ZoneReport& report, const GroupReport& group,
                               const FeatureReport& feature) {
  const ZoneTask& task = report.task;
  std::vector<Field> fields{{"statement", "statement", feature.statement}};
  add_reach(fields, task, group, feature);
  add_shape(fields, task, feature);
  add_method(fields, task.zone, group);
  add_errors(fields, task, feature);
  add_territory(fields, task, feature);
  add_areas(fields, task, feature);
  add_line(fields, report.source, group.line_km);
  if (task.grouping == Grouping::none)
    fields.push_back({"line_feature", "line_feat", *group.line_feature});
  fields.push_back({"cordon_version", "cordon_ver", cordon_version()});
  add_attributes(fields, report.columns, group.attributes);
  return fields;
}

std::vector<Field> line_fields(const ZoneReport& report) {
  std::vector<Field> fields;
  add_line(fields, report.source, report.line_km);
  const auto add = [&](const std::string& name, const std::string& text) {
    if (!text.empty()) fields.push_back({name, name, text});
  };
  add("name", report.facts.title);
  add("date", report.facts.date);
  add("note", report.facts.note);
  add("source", report.facts.credit);
  add("licence", report.facts.licence);
  return fields;
}

std::vector<std::vector<XY>> drawn_lines(const Shape& shape, const ZoneOptions& options,
                                         const OutputSpace& space) {
  std::vector<std::vector<XY>> lines;
  for (const Path& path : shape.lines) {
    std::vector<XY> line = drawn_line(path, options, space);
    if (space.wraps())
      for (std::vector<XY>& piece : cut_path_at_seam(line)) lines.push_back(std::move(piece));
    else
      lines.push_back(std::move(line));
  }
  for (std::vector<XY>& line : lines)
    for (XY& vertex : line) vertex = space.rounded(vertex);
  return lines;
}

}  // namespace cordon::cli
