#include "cordon/cli/place_survey.hpp"

#include <utility>

#include "cordon/io/place_names.hpp"
#include "cordon/report/near.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

MapPlaces read_places(const PlacesTask& task, const BoundingBox& box, const std::string& language) {
  if (task.shipped) return shipped_map_places(box, language);
  PlaceOptions options = task.table;
  options.box = box;
  return about_option("places",
                      [&] { return read_map_places(options, language, task.population_field); });
}

}  // namespace

SurveyedPlaces survey_places(const PlacesTask& task, const BoundingBox& box,
                             const std::string& language, const Surveyed& zone, unsigned threads) {
  MapPlaces read = read_places(task, box, language);
  Path where;
  for (const MapPlace& place : read.places) where.push_back(place.at);
  const std::vector<Nearness> near = NearSearch(zone.measured_from).look_from(where, threads);
  const PointLocator locator(zone.zone);
  SurveyedPlaces found{{}, std::move(read.findings), std::move(read.credit)};
  for (std::size_t i = 0; i < near.size(); ++i) {
    MapPlace& from = read.places[i];
    map::Place& place = found.places.emplace_back();
    place.at = from.at;
    place.name = std::move(from.name);
    place.population = from.population;
    place.capital = from.capital;
    place.distance = near[i].distance;
    if (zone.has_sides && near[i].hand) place.side = near[i].hand == Hand::left ? "left" : "right";
    place.in_zone = locator.contains({place.at.lon, place.at.lat});
  }
  return found;
}

}  // namespace cordon::cli
