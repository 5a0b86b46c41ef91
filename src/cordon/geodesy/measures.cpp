#include "cordon/geodesy/measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

/// The area between the equator and a latitude, of one radian of longitude, m2; odd.
double area_below(double lat) {
  const double e = std::sqrt(wgs84::kE2);
  const double s = std::sin(lat * wgs84::kDegree);
  const double b2 = wgs84::kA * wgs84::kA * (1 - wgs84::kE2);
  return b2 / 2 * (s / (1 - wgs84::kE2 * s * s) + std::atanh(e * s) / e);
}

/// The area between the equator and an edge that is straight in degrees, m2; positive eastwards in
/// the north. Gauss's rule with three nodes is exact to 1e-15 for steps of a degree of latitude.
double area_below(const XY& from, const XY& to) {
  constexpr std::array<double, 3> kNodes{-0.7745966692414834, 0, 0.7745966692414834};
  constexpr std::array<double, 3> kWeights{5.0 / 18, 8.0 / 18, 5.0 / 18};
  const double rise = to.y - from.y;
  const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(rise))));
  double mean = 0;
  for (int i = 0; i < steps; ++i)
    for (std::size_t k = 0; k < 3; ++k) {
      const double part = (i + 0.5 + kNodes[k] / 2) / steps;
      mean += kWeights[k] / steps * area_below(from.y + part * rise);
    }
  return mean * (to.x - from.x) * wgs84::kDegree;
}

/// Inside a ring in degrees. Edges along the border of the world need no care: those along a
/// meridian have nothing below them but themselves, one along a pole the whole sector.
double lonlat_ring_area(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) sum += area_below(ring[i - 1], ring[i]);
  return std::abs(sum);
}

}  // namespace

double line_length_m(const Shape& shape) {
  double length = 0;
  for (const Path& line : shape.lines) length += path_length(line);
  return length;
}

double area_m2(const Shape& shape) {
  double area = 0;
  for (const Area& part : shape.areas) {
    area += std::abs(ring_area(part.shell));
    for (const Path& hole : part.holes) area -= std::abs(ring_area(hole));
  }
  return area;
}

double area_m2(const MultiPolygon& polygons, const OutputSpace& space, double bend) {
  const auto inside = [&](const Ring& ring) {
    return space.is_lonlat() ? lonlat_ring_area(ring)
                             : std::abs(ring_area(geodesics_of_edges(ring, space, bend)));
  };
  double area = 0;
  for (const Polygon& polygon : polygons) {
    area += inside(polygon.shell);
    for (const Ring& hole : polygon.holes) area -= inside(hole);
  }
  return area;
}

double perimeter_m(const MultiPolygon& polygons, const OutputSpace& space) {
  double length = 0;
  const auto add = [&](const Ring& ring) {
    Path path;
    path.reserve(ring.size());
    for (const XY& xy : ring) path.push_back(space.inverse(xy));
    length += path_length(path);
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.shell);
    std::for_each(polygon.holes.begin(), polygon.holes.end(), add);
  }
  return length;
}

}  // namespace cordon
