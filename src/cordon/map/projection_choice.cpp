#include "cordon/map/projection_choice.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon::map {
namespace {

constexpr const char* kEarth = "+datum=WGS84 +units=m +no_defs +type=crs";

/// Hundredths of a degree, which people can read; it turns north by less than that.
LonLat rounded(const LonLat& place) {
  const auto hundredths = [](double degrees) { return std::round(degrees * 100) / 100 + 0.0; };
  return {hundredths(place.lon), hundredths(place.lat)};
}

Vec3 direction_of(const XY& degrees) {
  return wgs84::normal_at(wgs84::to_ecef({degrees.x, degrees.y}));
}

std::vector<Vec3> directions_of(const std::vector<MultiPolygon>& polygons) {
  std::vector<Vec3> result;
  for (const MultiPolygon& part : polygons)
    for (const Polygon& polygon : part)
      for (const XY& vertex : polygon.shell) result.push_back(direction_of(vertex));
  return result;
}

const Vec3& farthest(const std::vector<Vec3>& from, const Vec3& place) {
  const Vec3* result = &from.front();
  for (const Vec3& candidate : from)
    if (squared_length(candidate - place) > squared_length(*result - place)) result = &candidate;
  return *result;
}

LonLat place_of_direction(const Vec3& n) {
  return {std::atan2(n[1], n[0]) / wgs84::kDegree,
          std::atan2(n[2], std::hypot(n[0], n[1])) / wgs84::kDegree};
}

}  // namespace

// Badoiu and Clarkson, "Smaller core-sets for balls" (2003): ever shorter steps towards what is
// farthest.
Cap cap_around(const std::vector<MultiPolygon>& polygons) {
  constexpr int kSteps = 200;
  const std::vector<Vec3> directions = directions_of(polygons);
  Vec3 middle = directions.front();
  for (int i = 1; i <= kSteps; ++i)
    middle = middle + (1.0 / (i + 1)) * (farthest(directions, middle) - middle);
  if (squared_length(middle) == 0) middle = directions.front();
  Cap cap{place_of_direction(middle), 0};
  cap.radius =
      geodesic_distance(cap.middle, place_of_direction(farthest(directions, normalized(middle))));
  return cap;
}

std::string stereographic(const LonLat& middle) {
  const LonLat at = rounded(middle);
  if (std::abs(at.lat) == 90)
    return fmt::format("+proj=stere +lat_0={} +lon_0={} {}", at.lat, at.lon, kEarth);
  return fmt::format("+proj=sterea +lat_0={} +lon_0={} {}", at.lat, at.lon, kEarth);
}

std::vector<std::string> conformal_projections(const LonLat& middle) {
  const LonLat at = rounded(middle);
  if (std::abs(at.lat) == 90) return {stereographic(at)};
  // A cone opens to a cylinder at the equator: there PROJ has the Mercator projection for it.
  const std::string cone =
      std::abs(at.lat) < 1
          ? fmt::format("+proj=merc +lat_ts={} +lon_0={} {}", at.lat, at.lon, kEarth)
          : fmt::format("+proj=lcc +lat_1={0} +lat_0={0} +lon_0={1} {2}", at.lat, at.lon, kEarth);
  return {fmt::format("+proj=tmerc +lat_0={} +lon_0={} {}", at.lat, at.lon, kEarth), cone,
          stereographic(at)};
}

}  // namespace cordon::map
