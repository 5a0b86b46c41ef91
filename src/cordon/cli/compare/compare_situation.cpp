#include "cordon/cli/compare/compare_situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/contact/contact.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/names.hpp"
#include "cordon/report/regions.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

/// The first value of a column that is not empty, if all agree.
std::string only_value(const Source& source, std::string_view column) {
  std::string value;
  for (const SourceFeature& feature : source.by_feature)
    for (const Attribute& attribute : feature.attributes) {
      const auto* text = std::get_if<std::string>(&attribute.value);
      if (text == nullptr || text->empty() || !same_word(attribute.name, column)) continue;
      if (!value.empty() && value != *text) return {};
      value = *text;
    }
  return value;
}

bool has_column(const Source& source, std::string_view name) {
  return std::any_of(source.columns.begin(), source.columns.end(),
                     [&](const Column& column) { return same_word(column.name, name); });
}

Land land_of(const std::string& name, const Region& region, bool uncertain) {
  if (!uncertain) return certain_land(name, region.drawn);
  MultiPolygon most = region.certain;
  most.insert(most.end(), region.possible.begin(), region.possible.end());
  return {name, region.drawn, region.certain, most.empty() ? most : unite(most)};
}

Drawing line_drawing(const Source& source, const CompareTask& task, const Progress& progress) {
  const ZoneTask& zone = task.zone;
  PartsRequest request = zone.parts;
  request.members.push_back({source.shape, zone.zone.distance});
  const double left = request.left ? request.left->value : zone.zone.distance.value;
  const double right = request.right ? request.right->value : zone.zone.distance.value;
  const bool uncertain = request.uncertainty.value > 0;
  const std::vector<Region> regions =
      build_regions(request, left > 0 && right > 0, zone.zone, progress);
  Drawing drawing;
  Situation& situation = drawing.situation;
  situation.whole = land_of("", regions.front(), uncertain);
  for (const Region& region : regions)
    if (region.side != Side::both && regions.size() > 1)
      situation.sides.push_back(
          land_of(region.side == Side::left ? zone.left_name : zone.right_name, region, uncertain));
  situation.lines = zone.zone.edges == Edges::planar
                        ? geodesics_of_planar(source.shape, zone.zone.tolerance.value / 10).lines
                        : source.shape.lines;
  situation.reach = Reach{left, right, zone.left_name, zone.right_name};
  situation.uncertainty = request.uncertainty.value;
  return drawing;
}

/// The field that says whose an area is, or which side of a zone; empty: none.
std::string holder_field(const Source& source, const CompareTask& task) {
  if (!task.holder_field.empty()) return task.holder_field;
  for (const char* usual : {"side_name", "side"})
    if (has_column(source, usual)) return usual;
  return {};
}

void add_contact(const std::vector<NamedAreas>& areas, const CompareTask& task,
                 const Progress& progress, Drawing& drawing) {
  ContactOptions options;
  options.gap = task.gap;
  try {
    for (ContactLine& line : find_contact(areas, options, progress).lines)
      drawing.situation.lines.push_back(std::move(line.path));
  } catch (const DataError& error) {
    drawing.no_line = error.what();
  }
}

Drawing area_drawing(const Source& source, const SourceOptions& options, const CompareTask& task,
                     const Progress& progress) {
  Drawing drawing;
  const std::string field = holder_field(source, task);
  const AreaSource read = read_areas(options, field);
  drawing.warnings = read.findings;
  drawing.kind = has_column(source, "cordon_version") || field.empty() ? DrawingKind::zone
                                                                       : DrawingKind::control;
  MultiPolygon all;
  for (const NamedAreas& areas : read.areas) {
    const MultiPolygon polygons = as_drawn(areas).polygons;
    all.insert(all.end(), polygons.begin(), polygons.end());
    if (read.areas.size() > 1)
      drawing.situation.sides.push_back(certain_land(areas.name, polygons));
  }
  drawing.situation.whole = certain_land("", unite(all));
  if (drawing.kind == DrawingKind::control && read.areas.size() > 1)
    add_contact(read.areas, task, progress, drawing);
  return drawing;
}

std::string_view name_of(DrawingKind kind) {
  if (kind == DrawingKind::line) return "a line";
  return kind == DrawingKind::zone ? "a zone" : "areas of control";
}

double shared_area(const Land& a, const Land& b) {
  return lonlat_area_m2(intersection(a.drawn, b.drawn));
}

}  // namespace

std::string label_of(const Drawing& drawing) {
  return drawing.date.empty() ? drawing.name : drawing.date;
}

std::string date_in(const std::string& text) {
  static const std::regex pattern(
      "(?:^|[^0-9])((?:19|20)[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12][0-9]|3[01]))?"
      "(?![0-9])");
  std::string found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern);
       at != std::sregex_iterator(); ++at) {
    std::string date = fmt::format("{}-{}", (*at)[1].str(), (*at)[2].str());
    if ((*at)[3].matched) date += '-' + (*at)[3].str();
    if (!found.empty() && found != date) return {};
    found = date;
  }
  return found;
}

Drawing read_drawing(const std::string& path, const CompareTask& task, const Progress& progress) {
  SourceOptions options = task.zone.source;
  options.path = path;
  const Source source = read_source(options);
  if (source.counts.areas == 0 && source.counts.lines == 0)
    throw DataError(fmt::format("'{}' holds points, which cannot be compared", source.path),
                    "give lines, or polygons of zones or of control");
  if (source.counts.areas > 0 && source.counts.lines > 0)
    throw DataError(
        fmt::format("'{}', layer {}: lines and areas are together", source.path, source.layer),
        "choose one kind with --where or --layer");
  if (source.counts.lines > 0 && !task.holder_field.empty())
    throw UsageError(fmt::format("--by: '{}' holds lines, and nobody's areas", source.path),
                     "leave out --by, or give areas of control");
  if (source.counts.points > 0)
    throw DataError(fmt::format("'{}', layer {}: points are beside the lines or areas", source.path,
                                source.layer),
                    "leave them out with --where");
  Drawing drawing = source.counts.areas > 0 ? area_drawing(source, options, task, progress)
                                            : line_drawing(source, task, progress);
  drawing.path = source.path;
  drawing.name = source.name;
  drawing.sha256 = source.sha256;
  const std::string stated = only_value(source, "date");
  drawing.date = stated.empty() ? date_in(source.name) : stated;
  drawing.warnings.insert(drawing.warnings.begin(), source.findings.begin(), source.findings.end());
  return drawing;
}

void check_comparable(const Drawing& before, const Drawing& after) {
  if (before.kind != after.kind)
    throw UsageError(fmt::format("'{}' holds {}, '{}' {}", before.path, name_of(before.kind),
                                 after.path, name_of(after.kind)),
                     "compare two of a kind");
  if (!before.date.empty() && !after.date.empty() && after.date < before.date)
    throw UsageError(fmt::format("'{}' ({}) is older than '{}' ({})", after.path, after.date,
                                 before.path, before.date),
                     "give the older one first");
  const std::vector<Land>& old_sides = before.situation.sides;
  const std::vector<Land>& new_sides = after.situation.sides;
  if (before.kind != DrawingKind::line || old_sides.size() != 2 || new_sides.size() != 2) return;
  const double same =
      shared_area(old_sides[0], new_sides[0]) + shared_area(old_sides[1], new_sides[1]);
  const double other =
      shared_area(old_sides[0], new_sides[1]) + shared_area(old_sides[1], new_sides[0]);
  if (other > same)
    throw DataError(
        fmt::format("'{}' is drawn in the other direction than '{}': what is left of the one is "
                    "mostly right of the other",
                    after.path, before.path),
        "draw both in the same direction; in SQL, ST_Reverse(geometry) turns a line");
}

}  // namespace cordon::cli
