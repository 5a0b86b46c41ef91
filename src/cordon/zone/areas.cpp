#include "cordon/zone/areas.hpp"

#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

Ring flat_ring(const Path& path, double bend) {
  Ring ring;
  for (const LonLat& place : flatten_geodesics(path, bend)) ring.push_back({place.lon, place.lat});
  return ring;
}

}  // namespace

MultiPolygon flatten(const std::vector<Area>& areas, double bend) {
  MultiPolygon polygons;
  for (const Area& area : areas) {
    Polygon polygon{flat_ring(area.shell, bend), {}};
    for (const Path& hole : area.holes) polygon.holes.push_back(flat_ring(hole, bend));
    const MultiPolygon valid = make_valid({polygon});
    polygons.insert(polygons.end(), valid.begin(), valid.end());
  }
  return polygons.size() > 1 ? unite(polygons) : polygons;
}

AreaLocator::AreaLocator(const std::vector<Area>& areas, double bend)
    : locator_(flatten(areas, bend)) {}

bool AreaLocator::contains(const LonLat& place) const {
  return locator_.contains({wgs84::wrap_longitude(place.lon), place.lat});
}

}  // namespace cordon
