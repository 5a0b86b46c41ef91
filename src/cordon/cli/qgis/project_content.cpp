#include "cordon/cli/qgis/project_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <utility>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/output_target.hpp"
#include "cordon/map/furniture.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLanguage = "en";

/// What titles quote.
map::Content told(const ZoneReport& report) {
  const ZoneTask& task = report.task;
  map::Content content;
  content.zone.emplace_back();
  if (report.centre.lines > 0) content.lines.emplace_back();
  if (report.centre.areas > 0) content.areas.emplace_back();
  if (report.centre.points > 0) content.points.emplace_back();
  const double reach =
      task.parts.bands.empty() ? task.zone.distance.value : task.parts.bands.back().value;
  if (task.parts.left) {
    content.figures.left = task.parts.left->value;
    content.figures.right = task.parts.right->value;
  } else if (!task.column && reach > 0) {
    content.figures.distance = reach;
  }
  if (task.parts.uncertainty.value <= 0) content.figures.area = report.area_km2.least * 1e6;
  content.captions.date = report.facts.date;
  return content;
}

std::string sources_text(const ZoneReport& report, const std::vector<std::string>& credits,
                         const map::Language& language) {
  std::vector<std::string> sources{report.facts.credit.empty() ? report.source.name
                                                               : report.facts.credit};
  sources.insert(sources.end(), credits.begin(), credits.end());
  return fmt::format(
      "{} {}\nThe boundary is at most {} m from the true one, checked over {} with exact "
      "geodesics. "
      "Cordon {}.",
      language.phrase("credits.sources", {{"list", language.list(sources)}}),
      language.phrase("credits.disclaimer"), grouped(report.errors.most(), report.error_decimals),
      counted(report.edges, "edge"), cordon_version());
}

/// About a tenth of the map, one digit of 1, 2 or 5.
double segment_km(const qgis::Extent& extent) {
  const double wished = (extent.high.x - extent.low.x) / 1000 / 10;
  const double power = std::pow(10, std::floor(std::log10(wished)));
  for (const double digit : {5.0, 2.0})
    if (digit * power <= wished) return digit * power;
  return power;
}

std::string title_of(const HeldLayer& layer) {
  if (layer.style.rules.size() == 1) return layer.style.rules.front().name;
  return layer.schema.name == "zone" ? "Zone" : layer.notes.title;
}

qgis::ProjectGroup group_of(const std::string& title, const std::vector<HeldLayer>& layers) {
  qgis::ProjectGroup group{title, {}};
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    group.layers.push_back({layer->schema, title_of(*layer), layer->style, layer->notes});
  return group;
}

/// Of the places that the sheet has room to name, in one or two digits; 0: it has room for all.
std::int64_t least_population(const std::vector<map::Place>& places, const ProjectFrame& frame) {
  constexpr std::size_t kRoom = 40;
  const map::Rect& page = frame.frame().panel();
  std::vector<double> shown;
  for (const map::Place& place : places) {
    const XY at = frame.frame().to_page(place.at);
    if (page.left <= at.x && at.x <= page.right() && page.top <= at.y && at.y <= page.bottom())
      shown.push_back(place.population.value_or(0));
  }
  if (shown.size() <= kRoom) return 0;
  std::nth_element(shown.begin(), shown.begin() + kRoom, shown.end(), std::greater<>());
  const double step = std::pow(10, std::floor(std::log10(std::max(shown[kRoom], 10.0)))) / 2;
  return static_cast<std::int64_t>(std::ceil(shown[kRoom] / step) * step);
}

/// Capitals, and towns of so many inhabitants.
void show_from(qgis::LayerStyle& style, std::int64_t population) {
  if (population == 0) return;
  qgis::Rule& towns = style.rules.back();
  towns.name = fmt::format("Town of {} or more", grouped(static_cast<double>(population), 0));
  towns.when.push_back({"population", population, qgis::Condition::Test::at_least});
}

/// Both paths may lie behind links.
std::string path_from(const std::string& project, const std::string& geopackage) {
  const fs::path folder = canonical_target(project).parent_path();
  return canonical_target(geopackage).lexically_relative(folder).generic_string();
}

}  // namespace

qgis::Project project_of(const ZoneReport& report, const ProjectFrame& frame, const Theme& theme,
                         const ProjectMaterial& material) {
  const map::Language language(kLanguage);
  const map::Content content = told(report);
  qgis::Project project;
  project.title = map::default_title(content, language);
  project.abstract = zone_notes(report).text;
  project.geopackage = path_from(report.task.project, report.task.geopackage);
  project.crs = frame.frame().crs();
  const std::string& crs = report.task.zone.output_crs;
  project.layer_crs = crs.empty() ? "EPSG:4326" : crs;
  project.extent = frame.extent();
  project.background = sea_colour(theme);
  project.groups = {group_of("Zone", material.layers), group_of("Basemap", material.basemap)};
  project.groups.back().open = false;
  for (qgis::ProjectLayer& layer : project.groups.front().layers) {
    layer.visible = layer.schema.name != "problems";
    if (layer.schema.name == "places")
      show_from(layer.style, least_population(material.places, frame));
  }
  project.layout = frame.free_corner();
  project.layout.title = project.title;
  project.layout.subtitle = map::default_subtitle(content, language);
  project.layout.note = report.facts.note;
  project.layout.sources = sources_text(report, material.credits, language);
  project.layout.segment = segment_km(project.extent);
  return project;
}

std::string project_bytes(const qgis::Project& project, const std::string& path) {
  std::string xml = qgis::project_xml(project);
  if (has_extension(path, ".qgs")) return xml;
  return qgis::project_archive(xml, fs::path(path).stem().string());
}

}  // namespace cordon::cli
