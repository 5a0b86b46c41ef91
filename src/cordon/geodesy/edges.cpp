#include "cordon/geodesy/edges.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kLongest =
    100'000;                    // m; before anything is looked at: no edge is symmetric by luck
constexpr double kWidest = 90;  // degrees; wider planar edges may end where they began
constexpr int kMostHalvings = 40;

using Middle = LonLat (*)(const LonLat&, const LonLat&);

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

/// Only edges straight in degrees may go round the Earth.
bool is_wide(const LonLat& a, const LonLat& b, Middle middle) {
  return middle == planar_middle && std::abs(b.lon - a.lon) > kWidest;
}

/// Halves edges by `middle` until both meanings of what is left agree.
template <typename Bend>
void halve(const LonLat& a, const LonLat& b, const Bend& bend, int halvings, Middle middle,
           Path& out) {
  const double s = length(wgs84::to_ecef(b) - wgs84::to_ecef(a));
  const bool apart = is_wide(a, b, middle) || s > kLongest || lonlat_bend(a, b, s) > bend(a, b);
  if (apart && halvings > 0) {
    const LonLat m = middle(a, b);
    halve(a, m, bend, halvings - 1, middle, out);
    halve(m, b, bend, halvings - 1, middle, out);
  } else {
    out.push_back(b);
  }
}

template <typename Bend>
Path halve_all(const Path& path, const Bend& bend, Middle middle) {
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

double lonlat_bend(const LonLat& a, const LonLat& b, double length) {
  constexpr double kFar = 1.01 * wgs84::kA * wgs84::kDegree;  // m of a degree, at most
  const auto [flattest, steepest] = std::minmax({std::abs(a.lat), std::abs(b.lat)});
  const double from_pole = (90 - steepest) * wgs84::kMeanRadius * wgs84::kDegree;
  if (length > from_pole / 10) return 2 * kFar * (90 - flattest);
  return 1.1 * length * length * std::tan(steepest * wgs84::kDegree) / (8 * wgs84::kMeanRadius);
}

Path flatten_geodesics(const Path& path, const BendAt& bend) {
  return halve_all(path, bend, geodesic_middle);
}

Path flatten_geodesics(const Path& path, double bend) {
  return halve_all(
      path, [bend](const LonLat&, const LonLat&) { return bend; }, geodesic_middle);
}

Path geodesics_of_planar(const Path& path, const BendAt& bend) {
  return halve_all(path, bend, planar_middle);
}

Path geodesics_of_planar(const Path& path, double bend) {
  return halve_all(
      path, [bend](const LonLat&, const LonLat&) { return bend; }, planar_middle);
}

std::vector<Area> geodesics_of_planar(const std::vector<Area>& areas, const BendAt& bend) {
  std::vector<Area> out;
  for (const Area& area : areas) {
    Area cut{geodesics_of_planar(area.shell, bend), {}};
    for (const Path& hole : area.holes) cut.holes.push_back(geodesics_of_planar(hole, bend));
    out.push_back(std::move(cut));
  }
  return out;
}

Shape geodesics_of_planar(const Shape& shape, double bend) {
  Shape out{shape.points, {}, {}};
  for (const Path& line : shape.lines) out.lines.push_back(geodesics_of_planar(line, bend));
  out.areas =
      geodesics_of_planar(shape.areas, [bend](const LonLat&, const LonLat&) { return bend; });
  return out;
}

}  // namespace cordon
