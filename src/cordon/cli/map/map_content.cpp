#include "cordon/cli/map/map_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/report/report_places.hpp"
#include "cordon/cli/source_text.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone_file.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/report/shares.hpp"

namespace cordon::cli {
namespace {

map::Side side_of(Side side) {
  return side == Side::left    ? map::Side::left
         : side == Side::right ? map::Side::right
                               : map::Side::both;
}

map::Sureness sureness_of(Sureness sureness) {
  return sureness == Sureness::certain    ? map::Sureness::certain
         : sureness == Sureness::possible ? map::Sureness::possible
                                          : map::Sureness::drawn;
}

double total_area(const std::vector<map::ZonePart>& parts) {
  double area = 0;
  for (const map::ZonePart& part : parts) area += lonlat_area_m2(part.area);
  return area;
}

/// m; 0: not told, or not the same all around.
double reach_of(const ZoneFeature& feature) {
  if (feature.to > 0) return feature.to;
  return feature.side == Side::left    ? feature.left.value_or(0)
         : feature.side == Side::right ? feature.right.value_or(0)
                                       : 0;
}

class Builder {
 public:
  Builder(const MapTask& task, const Progress& progress) : task_(task), progress_(progress) {}

  Material build() {
    report(progress_, 0, "reading the line");
    const ZoneSources sources = task_.states_reach ? ZoneSources{task_.zone.source, std::nullopt}
                                                   : zone_sources(task_.zone.source, task_.line);
    material_.source = read_source(sources.zone);
    Source& source = material_.source;
    material_.warnings = source.findings;
    const bool is_zone = !task_.states_reach && source.counts.areas > 0 &&
                         source.counts.lines + source.counts.points == 0;
    if (is_zone)
      take_zone(sources.line);
    else
      build_zone();
    read_roads();
    complete_captions();
    source.shape = {};
    for (SourceFeature& feature : source.by_feature) feature.shape = {};
    return std::move(material_);
  }

 private:
  void build_zone() {
    if (!task_.line.empty())
      throw UsageError(
          fmt::format("--line: '{}' is no zone with a line to add", task_.zone.source.path),
          "leave out --line: the zone is built around the file itself");
    Source& source = material_.source;
    const bool only_lines = source.counts.points + source.counts.areas == 0;
    const bool by_side = task_.by_side || names_sides();
    if (!only_lines && (by_side || task_.zone.parts.left))
      throw UsageError(fmt::format("--{}: only lines have sides", by_side ? "split" : "left"),
                       "leave it out, or choose the lines with --where");
    PartsRequest request = task_.zone.parts;
    const bool one_sided = request.left && (request.left->value == 0 || request.right->value == 0);
    request.split = by_side && !one_sided;
    request.members.push_back({source.shape, task_.zone.zone.distance});
    const ZoneParts built = build_parts(request, task_.zone.zone, progress_);
    for (const ZonePart& part : built.parts) add_part(part);
    state_reach(request, built);
    measure_from(std::move(source.shape), task_.zone.zone.edges, only_lines);
  }

  bool names_sides() const { return task_.left_name || task_.right_name; }

  void add_part(const ZonePart& built) {
    map::ZonePart& part = material_.content.zone.emplace_back();
    part.area = built.polygons;
    const bool left = built.left.has_value(), right = built.right.has_value();
    part.side = left == right ? map::Side::both : left ? map::Side::left : map::Side::right;
    part.from = std::max(0.0, left ? built.left->from : built.right->from);
    part.to = std::max(left ? built.left->to : 0, right ? built.right->to : 0);
    part.sureness = sureness_of(built.sureness);
    if (names_sides() && part.side != map::Side::both)
      part.side_name = part.side == map::Side::left ? task_.zone.left_name : task_.zone.right_name;
  }

  void state_reach(const PartsRequest& request, const ZoneParts& built) {
    map::Figures& figures = material_.content.figures;
    const double distance =
        request.bands.empty() ? task_.zone.zone.distance.value : request.bands.back().value;
    material_.left = request.left ? request.left->value : distance;
    material_.right = request.left ? request.right->value : distance;
    if (material_.left == material_.right) {
      figures.distance = distance;
    } else {
      figures.left = material_.left;
      figures.right = material_.right;
    }
    if (request.uncertainty.value > 0)
      figures.uncertainty = request.uncertainty.value;
    else
      figures.area = total_area(material_.content.zone);
    figures.max_error = built.certificate.max_error();
  }

  void measure_from(Shape shape, Edges edges, bool has_sides) {
    if (edges == Edges::planar)
      shape = geodesics_of_planar(shape, task_.zone.zone.tolerance.value / 10);
    map::Content& content = material_.content;
    content.lines = shape.lines;
    content.points = shape.points;
    content.areas = shape.areas;
    if (!shape.lines.empty()) content.figures.line_length = line_length_m(shape);
    material_.measured_from = std::move(shape);
    material_.has_sides = has_sides;
  }

  void take_zone(const std::optional<SourceOptions>& line_source) {
    if (task_.by_side || task_.zone.parts.uncertainty.value > 0)
      throw UsageError(fmt::format("--{}: '{}' holds a zone, and no line",
                                   task_.by_side ? "split" : "uncertainty", task_.zone.source.path),
                       "give the line itself, or say how far around these areas with --distance");
    add_features();
    rename_sides();
    if (material_.content.zone.empty())
      throw DataError(fmt::format("'{}' holds an empty zone", task_.zone.source.path),
                      "look at it with cordon inspect, or build it anew with cordon zone");
    map::Figures& figures = material_.content.figures;
    if (!figures.uncertainty) figures.area = total_area(material_.content.zone);
    if (!line_source) {
      for (const map::ZonePart& part : material_.content.zone) add_area(part.area);
      return;
    }
    Source line = about_option("line", [&] { return read_source(*line_source); });
    const bool has_sides = line.counts.points + line.counts.areas == 0;
    measure_from(std::move(line.shape), edges_, has_sides);
    const Findings& found = line.findings;
    material_.warnings.insert(material_.warnings.end(), found.begin(), found.end());
    line_ = std::move(line);
  }

  /// Features that are told apart by nothing are one part.
  void add_features() {
    using Key = std::tuple<double, double, Side, Sureness, std::string>;
    std::map<Key, std::vector<Area>> parts;
    map::Figures& figures = material_.content.figures;
    for (ZoneFeature& feature : zone_features(material_.source)) {
      if (feature.to > 0) figures.distance = std::max(figures.distance.value_or(0), feature.to);
      if (feature.edges) edges_ = *feature.edges;
      if (feature.left) figures.left = feature.left;
      if (feature.right) figures.right = feature.right;
      if (feature.uncertainty > 0) figures.uncertainty = feature.uncertainty;
      if (feature.max_error > 0)
        figures.max_error = std::max(figures.max_error.value_or(0), feature.max_error);
      std::vector<Area>& areas = parts[{feature.from, reach_of(feature), feature.side,
                                        feature.sureness, feature.side_name}];
      std::move(feature.areas.begin(), feature.areas.end(), std::back_inserter(areas));
    }
    for (const auto& [key, areas] : parts) {
      const auto& [from, to, side, sureness, name] = key;
      map::ZonePart part{straight_polygons(areas), side_of(side), from, to,
                         sureness_of(sureness),    name};
      if (!part.area.empty()) material_.content.zone.push_back(std::move(part));
    }
  }

  /// The names of a zone's own file may be in another language than the map.
  void rename_sides() {
    if (!names_sides()) return;
    bool has_sides = false;
    for (map::ZonePart& part : material_.content.zone) {
      has_sides |= part.side != map::Side::both;
      if (part.side == map::Side::left) part.side_name = task_.left_name.value_or(part.side_name);
      if (part.side == map::Side::right) part.side_name = task_.right_name.value_or(part.side_name);
    }
    if (!has_sides)
      throw UsageError(
          fmt::format("--{}: '{}' holds a zone without sides",
                      task_.left_name ? "left-name" : "right-name", task_.zone.source.path),
          "leave it out, or build the zone with cordon zone --split");
  }

  void add_area(const MultiPolygon& polygons) {
    const auto path = [](const Ring& ring) {
      Path out;
      for (const XY& xy : ring) out.push_back({xy.x, xy.y});
      return out;
    };
    for (const Polygon& polygon : polygons) {
      Area& area = material_.measured_from.areas.emplace_back();
      area.shell = path(polygon.shell);
      for (const Ring& hole : polygon.holes) area.holes.push_back(path(hole));
    }
  }

  void read_roads() {
    for (const std::string& file : task_.roads) {
      SourceOptions options;
      options.path = file;
      options.by_feature = true;
      Source source = about_option("roads", [&] { return read_source(options); });
      if (source.counts.lines == 0)
        throw DataError(fmt::format("--roads: '{}' holds no lines", file),
                        "give a file of lines, with their names in a field 'name'");
      for (SourceFeature& feature : source.by_feature) {
        Source one;
        one.by_feature.push_back({feature.id, {}, feature.attributes});
        material_.content.routes.push_back(
            {field_text(one, {"name", "ref", "label"}), std::move(feature.shape.lines)});
      }
    }
  }

  void complete_captions() {
    const Source& line = line_ ? *line_ : material_.source;
    const bool is_line = line_ || !material_.content.lines.empty();
    map::Captions& captions = material_.content.captions;
    captions = task_.captions;
    if (captions.date.empty()) captions.date = date_of(line);
    if (captions.note.empty() && is_line) captions.note = note_of(line);
    if (captions.sources.empty()) {
      const std::string named = credit_of(line);
      captions.sources = {named.empty() ? file_name(line.path) : named};
    }
    if (task_.places)
      captions.sources.push_back(task_.places->shipped
                                     ? "GeoNames, CC BY 4.0"
                                     : file_name(task_.places->table.source.path));
    if (captions.title.empty())
      captions.title = map::default_title(material_.content, task_.language);
    if (captions.subtitle.empty())
      captions.subtitle = map::default_subtitle(material_.content, task_.language);
  }

  const MapTask& task_;
  const Progress& progress_;
  Edges edges_ = task_.zone.zone.edges;  // of the line of a zone from a file
  std::optional<Source> line_;           // the same
  Material material_;
};

}  // namespace

Material map_material(const MapTask& task, const Progress& progress) {
  return Builder(task, progress).build();
}

}  // namespace cordon::cli
