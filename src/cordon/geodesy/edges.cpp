#include "cordon/geodesy/edges.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kLongest =
    100'000;  // m; before anything is looked at: no edge is symmetric by luck
constexpr int kMostHalvings = 24;

LonLat planar_middle(const LonLat& a, const LonLat& b) {
  return {a.lon + (b.lon - a.lon) / 2, a.lat + (b.lat - a.lat) / 2};
}

LonLat geodesic_middle(const LonLat& a, const LonLat& b) {
  const Inverse way = geodesic_inverse(a, b);
  LonLat middle = geodesic_direct(a, way.azimuth_start, way.distance / 2).place;
  // On the same turn as the planar edge, so that longitudes stay continuous.
  middle.lon += 360 * std::round((planar_middle(a, b).lon - middle.lon) / 360);
  return middle;
}

/// Halves edges by `middle` until both meanings of what is left agree.
template <typename Middle>
void halve(const LonLat& a, const LonLat& b, double bend, int halvings, const Middle& middle,
           Path& out) {
  const double steepest = std::max(std::abs(a.lat), std::abs(b.lat));
  const double s = length(wgs84::to_ecef(b) - wgs84::to_ecef(a));
  const bool apart = s > kLongest || lonlat_bend(s, steepest) > bend;
  if (apart && halvings > 0) {
    const LonLat m = middle(a, b);
    halve(a, m, bend, halvings - 1, middle, out);
    halve(m, b, bend, halvings - 1, middle, out);
  } else {
    out.push_back(b);
  }
}

template <typename Middle>
Path halve_all(const Path& path, double bend, const Middle& middle) {
  Path out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i == 0)
      out.push_back(path[0]);
    else
      halve(path[i - 1], path[i], bend, kMostHalvings, middle, out);
  }
  return out;
}

}  // namespace

double lonlat_bend(double length, double steepest) {
  const double lat = std::min(std::abs(steepest), 89.999) * wgs84::kDegree;
  return 1.1 * length * length * std::tan(lat) / (8 * wgs84::kMeanRadius);
}

Path flatten_geodesics(const Path& path, double bend) {
  return halve_all(path, bend, geodesic_middle);
}

Path geodesics_of_planar(const Path& path, double bend) {
  return halve_all(path, bend, planar_middle);
}

Shape geodesics_of_planar(const Shape& shape, double bend) {
  Shape out{shape.points, {}, {}};
  for (const Path& line : shape.lines) out.lines.push_back(geodesics_of_planar(line, bend));
  for (const Area& area : shape.areas) {
    Area cut{geodesics_of_planar(area.shell, bend), {}};
    for (const Path& hole : area.holes) cut.holes.push_back(geodesics_of_planar(hole, bend));
    out.areas.push_back(std::move(cut));
  }
  return out;
}

}  // namespace cordon
