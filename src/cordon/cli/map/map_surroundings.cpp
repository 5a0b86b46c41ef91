// Basemap and places of a map.
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "cordon/cli/map/map_content.hpp"
#include "cordon/io/basemap.hpp"
#include "cordon/io/place_names.hpp"
#include "cordon/report/near.hpp"
#include "cordon/zone/geos.hpp"

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

MapPlaces read_places(const MapTask& task, const BoundingBox& box) {
  if (task.places->shipped) return shipped_map_places(box, task.language.code());
  PlaceOptions options = task.places->table;
  options.box = box;
  return about_option("places", [&] {
    return read_map_places(options, task.language.code(), task.places->population_field);
  });
}

/// Tells of places whether they are in the zone, and where they lie as seen from its line.
class Surveyor {
 public:
  explicit Surveyor(const Material& material)
      : material_(material), search_(material.measured_from) {
    MultiPolygon zone;
    for (const map::ZonePart& part : material.content.zone)
      if (part.sureness != map::Sureness::possible)
        zone.insert(zone.end(), part.area.begin(), part.area.end());
    locator_ = std::make_unique<PointLocator>(zone);
  }

  void survey(std::vector<map::Place>& places, unsigned threads) const {
    Path where;
    for (const map::Place& place : places) where.push_back(place.at);
    const std::vector<Nearness> near = search_.look_from(where, threads);
    for (std::size_t i = 0; i < places.size(); ++i) {
      map::Place& place = places[i];
      place.distance = near[i].distance;
      if (material_.has_sides && near[i].hand)
        place.side = near[i].hand == Hand::left ? "left" : "right";
      place.in_zone = locator_->contains({place.at.lon, place.at.lat});
    }
  }

 private:
  const Material& material_;
  NearSearch search_;
  std::unique_ptr<PointLocator> locator_;
};

}  // namespace

map::Content with_surroundings(Material& material, const MapTask& task, const BoundingBox& box) {
  map::Content content = material.content;
  content.basemap = read(task, box, kDetailPerDegree * std::min(box.north - box.south, width(box)));
  if (!task.places) return content;
  MapPlaces read = read_places(task, box);
  for (MapPlace& place : read.places) {
    map::Place& shown = content.places.emplace_back();
    shown.at = place.at;
    shown.name = std::move(place.name);
    shown.population = place.population;
    shown.capital = place.capital;
  }
  Surveyor(material).survey(content.places, task.zone.zone.threads);
  std::move(read.findings.begin(), read.findings.end(), std::back_inserter(material.warnings));
  return content;
}

Basemap wider_basemap(const MapTask& task, const BoundingBox& box) {
  return read(task, box, kWiderDetail);
}

}  // namespace cordon::cli
