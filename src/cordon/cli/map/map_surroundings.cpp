// Basemap and places of a map.
#include <algorithm>
#include <iterator>
#include <utility>

#include "cordon/cli/map/map_content.hpp"
#include "cordon/cli/place_survey.hpp"
#include "cordon/io/basemap.hpp"

namespace cordon::cli {
namespace {

constexpr double kWiderHeight = 32;              // degrees that a locator shows of the globe
constexpr double kWiderDetail = 0.05;            // degrees; a pixel of a locator or less
constexpr double kDetailPerDegree = 1.0 / 4000;  // of the box: less than half a pixel of any map

double width(const BoundingBox& box) {
  return box.east - box.west + (box.east < box.west ? 360 : 0);
}

Basemap read(const MapTask& task, const BoundingBox& box, double detail) {
  BasemapOptions options;
  options.path = task.basemap;
  return about_option("basemap", [&] { return read_basemap(options, box, detail); });
}

}  // namespace

map::Content with_surroundings(Material& material, const MapTask& task, const BoundingBox& box) {
  map::Content content = material.content;
  content.basemap = read(task, box, kDetailPerDegree * std::min(box.north - box.south, width(box)));
  if (!task.places) return content;
  MultiPolygon zone;
  for (const map::ZonePart& part : material.content.zone)
    if (part.sureness != map::Sureness::possible)
      zone.insert(zone.end(), part.area.begin(), part.area.end());
  SurveyedPlaces found =
      survey_places(*task.places, box, task.language.code(),
                    {material.measured_from, material.has_sides, zone}, task.zone.zone.threads);
  content.places = std::move(found.places);
  std::move(found.findings.begin(), found.findings.end(), std::back_inserter(material.warnings));
  return content;
}

Basemap wider_basemap(const MapTask& task, const BoundingBox& box) {
  return read(task, box, kWiderDetail);
}

}  // namespace cordon::cli
