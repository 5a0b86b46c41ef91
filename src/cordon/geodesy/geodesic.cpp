#include "cordon/geodesy/geodesic.hpp"

#include <geodesic.h>

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/local_ecef.hpp"

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

/// Lengths of short edges near a place by their chords in space: twenty times faster than the
/// inverse problem, and within 1e-10 of it.
class ShortEdges {
 public:
  static constexpr double kLongest = 2000;  // m; beyond, the direction begins to matter

  explicit ShortEdges(const LonLat& place) : place_(place), local_(place) {
    const double s = std::sin(place.lat * wgs84::kDegree);
    curvature_ = 1 / (wgs84::normal_radius(s) * wgs84::meridian_radius(s));
  }
  bool holds(const LonLat& other) const {
    constexpr double kReach = LocalEcef::kReach / 3;
    return std::abs(other.lon - place_.lon) < kReach && std::abs(other.lat - place_.lat) < kReach;
  }
  Vec3 at(const LonLat& other) const { return local_.turned(other); }
  double length_over(double chord) const { return chord * (1 + chord * chord * curvature_ / 24); }

 private:
  LonLat place_;
  LocalEcef local_;
  double curvature_ = 0;  // Gaussian, 1/m2
};

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
  std::size_t i = 1;
  while (i < path.size()) {
    const ShortEdges near(path[i - 1]);
    const std::size_t first = i;
    Vec3 a = near.at(path[i - 1]);
    for (; i < path.size() && near.holds(path[i]); ++i) {
      const Vec3 b = near.at(path[i]);
      const double chord = length(b - a);
      if (chord > ShortEdges::kLongest) break;
      total += near.length_over(chord);
      a = b;
    }
    if (i == first) {
      total += geodesic_distance(path[i - 1], path[i]);
      ++i;
    }
  }
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
