#include "cordon/zone/parts/vicinity.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/areas.hpp"

namespace cordon {
namespace {

constexpr double kBendShare = 0.25;  // of an edge's distance

/// No less than the length, m, of an edge that goes straight in longitude/latitude, and so than
/// that of the geodesic.
double longest_way(const LonLat& a, const LonLat& b) {
  constexpr double kDegree = 1.01 * wgs84::kA * wgs84::kDegree;
  const double flattest =
      (a.lat < 0) == (b.lat < 0) ? std::min(std::abs(a.lat), std::abs(b.lat)) : 0;
  return kDegree * (std::abs(b.lat - a.lat) + std::abs(std::remainder(b.lon - a.lon, 360.0)) *
                                                  std::cos(flattest * wgs84::kDegree));
}

}  // namespace

Vicinity::Vicinity(const MultiPolygon& zone, const OutputSpace& space) {
  std::vector<Vec3> places;
  for (const Polygon& polygon : zone)
    for (const XY& xy : polygon.shell) places.push_back(wgs84::to_ecef(space.inverse(xy)));
  for (const Vec3& place : places)
    centre_ = centre_ + (1.0 / static_cast<double>(places.size())) * place;
  // Between two vertices, and within a polygon, the Earth bulges beyond what its vertices span.
  for (const Vec3& place : places) radius_ = std::max(radius_, length(place - centre_));
  const double bulge =
      wgs84::kA - std::sqrt(std::max(0.0, wgs84::kA * wgs84::kA - radius_ * radius_));
  radius_ = 1.1 * (radius_ + bulge) + 1000;
}

double Vicinity::distance_of(const LonLat& a, const LonLat& b) const {
  const double nearer =
      std::min(length(wgs84::to_ecef(a) - centre_), length(wgs84::to_ecef(b) - centre_));
  return nearer - longest_way(a, b) / 2 - radius_;
}

BendAt Vicinity::bend(double near) const {
  return [vicinity = *this, near](const LonLat& a, const LonLat& b) {
    return std::max(near, kBendShare * vicinity.distance_of(a, b));
  };
}

std::vector<Area> Vicinity::reached_by(const std::vector<Area>& areas) const {
  const auto is_near = [&](const Path& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (distance_of(ring[i - 1], ring[i]) <= 0) return true;
    return false;
  };
  std::vector<Area> reached;
  for (const Area& area : areas)
    if (is_near(area.shell) || std::any_of(area.holes.begin(), area.holes.end(), is_near) ||
        AreaLocator({area}, bend(1)).contains(wgs84::place_of(centre_)))
      reached.push_back(area);
  return reached;
}

}  // namespace cordon
