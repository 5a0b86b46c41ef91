#include "cordon/geodesy/geodesic.hpp"

#include <geodesic.h>

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

const geod_geodesic& earth() {
  static const geod_geodesic instance = [] {
    geod_geodesic g{};
    geod_init(&g, wgs84::kA, wgs84::kF);
    return g;
  }();
  return instance;
}

}  // namespace

Inverse geodesic_inverse(const LonLat& from, const LonLat& to) {
  Inverse result;
  geod_inverse(&earth(), from.lat, from.lon, to.lat, to.lon, &result.distance,
               &result.azimuth_start, &result.azimuth_end);
  return result;
}

double geodesic_distance(const LonLat& from, const LonLat& to) {
  double distance = 0;
  geod_inverse(&earth(), from.lat, from.lon, to.lat, to.lon, &distance, nullptr, nullptr);
  return distance;
}

Station geodesic_direct(const LonLat& from, double azimuth, double distance) {
  Station result;
  geod_direct(&earth(), from.lat, from.lon, azimuth, distance, &result.place.lat, &result.place.lon,
              &result.azimuth);
  return result;
}

Path cut_geodesic(const LonLat& from, const LonLat& to, double longest) {
  geod_geodesicline line{};
  geod_inverseline(&line, &earth(), from.lat, from.lon, to.lat, to.lon,
                   GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
  const auto parts =
      static_cast<std::size_t>(std::max(1.0, std::ceil(line.s13 / std::max(longest, 1e-9))));
  Path path;
  path.reserve(parts + 1);
  path.push_back(from);
  for (std::size_t i = 1; i < parts; ++i) {
    LonLat place;
    geod_position(&line, line.s13 * static_cast<double>(i) / static_cast<double>(parts), &place.lat,
                  &place.lon, nullptr);
    path.push_back(place);
  }
  path.push_back(to);
  return path;
}

double path_length(const Path& path) {
  double total = 0;
  for (std::size_t i = 1; i < path.size(); ++i) total += geodesic_distance(path[i - 1], path[i]);
  return total;
}

double ring_area(const Path& ring) {
  geod_polygon polygon{};
  geod_polygon_init(&polygon, 0);
  const std::size_t count =
      ring.size() > 1 && ring.front() == ring.back() ? ring.size() - 1 : ring.size();
  for (std::size_t i = 0; i < count; ++i)
    geod_polygon_addpoint(&earth(), &polygon, ring[i].lat, ring[i].lon);
  double area = 0;
  geod_polygon_compute(&earth(), &polygon, 0, 1, &area, nullptr);
  return area;
}

}  // namespace cordon
