#include "cordon/cli/zone/zone_writer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cordon/cli/in_lonlat.hpp"
#include "cordon/cli/place_box.hpp"
#include "cordon/cli/qgis/layer_styles.hpp"
#include "cordon/cli/qgis/project_frame.hpp"
#include "cordon/cli/theme.hpp"
#include "cordon/cli/zone/zone_company.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/io/basemap.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kLanguage = "en";

bool only_lines(const Shape& shape) {
  return !shape.lines.empty() && shape.points.empty() && shape.areas.empty();
}

void append(Shape& to, const Shape& from) {
  to.points.insert(to.points.end(), from.points.begin(), from.points.end());
  to.lines.insert(to.lines.end(), from.lines.begin(), from.lines.end());
  to.areas.insert(to.areas.end(), from.areas.begin(), from.areas.end());
}

}  // namespace

ZoneWriter::ZoneWriter(const ZoneTask& task, const GroupStream& groups, Territory territory,
                       OutputSet& outputs, const OutputSpace& space)
    : task_(task),
      outputs_(outputs),
      space_(space.for_thread()),
      reporter_(task, groups, std::move(territory), space),
      theme_{task.theme, map::StyleSheet(theme_sheet(task.theme))},
      with_lines_(groups.source().counts.lines > 0 && outputs.holds_several_layers()),
      with_company_(task.grouping == Grouping::all && outputs.holds_company()) {
  const map::Language language(kLanguage);
  zone_style_ = zone_style(theme_, task, language);
  line_style_ = line_style(theme_, language);
  place_style_ = place_style(theme_);
  problem_style_ = problem_style(theme_);
}

void ZoneWriter::add(std::vector<ZoneGroup> groups, std::vector<BuiltZone> zones) {
  if (with_lines_) keep_lines(groups);
  if (with_company_) keep_centre(groups, zones);
  const std::vector<GroupReport> reports = reporter_.add(std::move(groups), zones);
  Layer layer{"zone", {}};
  for (std::size_t g = 0; g < zones.size(); ++g)
    for (std::size_t i = 0; i < reports[g].features.size(); ++i)
      layer.features.push_back({std::move(zones[g].parts.parts[i].polygons),
                                reporter_.fields(reports[g], reports[g].features[i])});
  if (layer.features.empty()) return;
  if (!std::exchange(begun_, true)) {
    zone_schema_ = described(schema_of(layer));
    outputs_.begin(zone_schema_);
  }
  outputs_.add(layer.features);
}

void ZoneWriter::keep_lines(const std::vector<ZoneGroup>& groups) {
  for (const ZoneGroup& group : groups)
    for (const Member& member : group.members) {
      std::vector<std::vector<XY>> drawn = drawn_lines(member.shape, task_.zone, space_);
      std::move(drawn.begin(), drawn.end(), std::back_inserter(lines_));
    }
}

void ZoneWriter::keep_centre(const std::vector<ZoneGroup>& groups,
                             const std::vector<BuiltZone>& zones) {
  Centre& centre = centre_.emplace();
  for (const ZoneGroup& group : groups)
    for (const Member& member : group.members) append(centre.shape, member.shape);
  if (task_.zone.edges == Edges::planar)
    centre.shape = geodesics_of_planar(centre.shape, task_.zone.tolerance.value / 10);
  for (const BuiltZone& zone : zones) {
    centre.certificate = zone.parts.certificate;
    for (const ZonePart& part : zone.parts.parts) {
      MultiPolygon drawn = in_lonlat(part.polygons, space_);
      MultiPolygon& all = part.sureness == Sureness::possible ? centre.possible : centre.certain;
      std::move(drawn.begin(), drawn.end(), std::back_inserter(all));
    }
  }
}

/// Of twice the zone's reach, as in reports.
void ZoneWriter::write_places(ZoneReport& report) {
  constexpr double kReaches = 2;
  if (!task_.places) return;
  double reach = 0;
  for (const GroupReport& group : report.groups) {
    reach = std::max(reach, group.distance_m.most);
    for (const FeatureReport& feature : group.features)
      for (const std::optional<Band>& band : {feature.left, feature.right})
        if (band) reach = std::max(reach, band->to);
  }
  const bool has_sides = only_lines(centre_->shape);
  SurveyedPlaces found =
      survey_places(*task_.places, box_around(centre_->shape, kReaches * reach), kLanguage,
                    {centre_->shape, has_sides, centre_->certain}, task_.zone.threads);
  std::move(found.findings.begin(), found.findings.end(), std::back_inserter(report.warnings));
  const LayerSchema schema = place_schema(task_, has_sides);
  outputs_.begin(schema);
  outputs_.add(place_features(found.places, task_, has_sides, space_));
  LayerNotes notes{
      "Places", "Towns and villages in and around the zone: " + found.credit + ".", {found.credit}};
  if (task_.places->shipped) notes.licences = {"CC BY 4.0"};
  material_.credits.push_back(task_.places->shipped ? "GeoNames, CC BY 4.0" : found.credit);
  dress(schema, place_style_, notes);
  material_.places = std::move(found.places);
}

void ZoneWriter::write_problems(const ZoneReport& report) {
  const LayerSchema schema = zone_problem_schema();
  outputs_.begin(schema);
  outputs_.add(zone_problem_features(centre_->certificate, report, space_));
  dress(schema, problem_style_,
        {"What to look at",
         "Where the line may not be what was meant, where the drawn boundary is farthest from the "
         "true one, and where a classic buffer is wrong."});
}

void ZoneWriter::dress(const LayerSchema& schema, const qgis::LayerStyle& style,
                       const LayerNotes& notes) {
  outputs_.style(schema.name, style);
  outputs_.describe(schema.name, notes);
  material_.layers.push_back({schema, style, notes});
}

void ZoneWriter::write_project(const ZoneReport& report) {
  MultiPolygon zone = centre_->certain;
  zone.insert(zone.end(), centre_->possible.begin(), centre_->possible.end());
  const ProjectFrame frame(zone);
  map::Content ground;
  ground.zone.emplace_back().area = std::move(zone);
  ground.basemap = read_basemap({}, frame.box(), frame.detail());
  material_.credits.insert(material_.credits.end(), ground.basemap.credits.begin(),
                           ground.basemap.credits.end());
  for (BasemapLayer& layer : basemap_layers(ground, frame, theme_, map::Language(kLanguage))) {
    const LayerSchema& schema = layer.held.schema;
    outputs_.begin(schema);
    outputs_.add(layer.features);
    outputs_.style(schema.name, layer.held.style);
    outputs_.describe(schema.name, layer.held.notes);
    material_.basemap.push_back(std::move(layer.held));
  }
  outputs_.write_file(task_.project,
                      project_bytes(project_of(report, frame, theme_, material_), task_.project));
}

ZoneReport ZoneWriter::finish() {
  ZoneReport report = reporter_.finish();
  dress(zone_schema_, zone_style_, zone_notes(report));
  if (with_lines_) {
    const Layer layer{"line", {{std::move(lines_), line_fields(report)}}};
    const LayerSchema schema = described(schema_of(layer));
    outputs_.begin(schema);
    outputs_.add(layer.features);
    dress(schema, line_style_, line_notes(report));
  }
  if (centre_) {
    write_places(report);
    write_problems(report);
    if (!task_.project.empty()) write_project(report);
  }
  outputs_.finish();
  return report;
}

}  // namespace cordon::cli
