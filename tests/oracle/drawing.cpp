#include "drawing.hpp"

#include <GeographicLib/Ellipsoid.hpp>
#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

#include "loops.hpp"
#include "reference.hpp"

namespace cordon::oracle {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

/// Area between the equator and a latitude, m2 per radian of longitude.
double area_below(double lat) {
  const GeographicLib::Ellipsoid& earth = GeographicLib::Ellipsoid::WGS84();
  return earth.Area() / (4 * std::numbers::pi) * std::sin(earth.AuthalicLatitude(lat) * kDegree);
}

/// The integral of area_below() over the longitude along a path, m2.
double swept_area(const Ring& path) {
  constexpr double kStep = 2;  // degrees of latitude
  double total = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const XY& a = path[i - 1];
    const double dx = path[i].x - a.x;
    const double dy = path[i].y - a.y;
    if (dx == 0) continue;
    const double parts = std::ceil(std::abs(dy) / kStep + 1e-9);
    for (double k = 0; k < parts; ++k)
      total += dx * kDegree *
               boost::math::quadrature::gauss<double, 7>::integrate(
                   [&](double t) { return area_below(a.y + t * dy); }, k / parts, (k + 1) / parts);
  }
  return total;
}

double turn_of(const Ring& loop) {
  return loop.back().x - loop.front().x;
}

void add_halved(Ring& loop, const XY& a, const XY& b,
                const std::function<LonLat(const XY&)>& inverse, double bend) {
  const XY& last = loop.back();
  const LonLat to = inverse(b);
  const XY end{last.x + std::remainder(to.lon - last.x, 360.0), to.lat};
  const XY half{(a.x + b.x) / 2, (a.y + b.y) / 2};
  const LonLat middle = inverse(half);
  const double off = geodesic_distance(middle, {(last.x + end.x) / 2, (last.y + end.y) / 2});
  const double length = geodesic_distance(middle, to) + geodesic_distance(middle, to_lonlat(last));
  if (off <= bend || length <= bend) {
    loop.push_back(end);
    return;
  }
  add_halved(loop, a, half, inverse, bend);
  add_halved(loop, half, b, inverse, bend);
}

}  // namespace

LonLat to_lonlat(const XY& xy) {
  return {xy.x, xy.y};
}

std::vector<Ring> rings(const MultiPolygon& zone) {
  std::vector<Ring> all;
  for (const Polygon& polygon : zone) {
    all.push_back(polygon.shell);
    all.insert(all.end(), polygon.holes.begin(), polygon.holes.end());
  }
  return all;
}

std::size_t vertex_count(const MultiPolygon& zone) {
  std::size_t count = 0;
  for (const Ring& ring : rings(zone)) count += ring.size() - 1;
  return count;
}

double area(const MultiPolygon& zone) {
  double total = 0;
  for (const Polygon& polygon : zone) {
    total += std::abs(swept_area(polygon.shell));
    for (const Ring& hole : polygon.holes) total -= std::abs(swept_area(hole));
  }
  return total;
}

double area(const Drawing& zone) {
  double total = 0;
  for (const Ring& loop : zone.loops) total -= swept_area(loop);
  for (const double pole : {-90.0, 90.0})
    if (zone.contains({0, pole})) total += 2 * std::numbers::pi * area_below(90);
  return total;
}

double perimeter(const MultiPolygon& zone) {
  return perimeter(Drawing{{}, boundary_loops(zone)});
}

double perimeter(const Drawing& zone) {
  double total = 0;
  for (const Ring& loop : zone.loops)
    for (std::size_t i = 1; i < loop.size(); ++i)
      total += geodesic_distance(to_lonlat(loop[i - 1]), to_lonlat(loop[i]));
  return total;
}

/// A band around the Earth begins in the south with a loop eastwards and has one hole more than a
/// part with one outer loop: all such loops but that of a part that holds the north pole.
std::size_t hole_count(const MultiPolygon& zone) {
  const Drawing drawing = drawn_in_lonlat(zone);
  std::size_t eastwards = 0, holes = 0;
  for (const Ring& loop : drawing.loops) {
    const double turn = turn_of(loop);
    if (turn > 180) ++eastwards;
    if (std::abs(turn) <= 180 && plane_area(loop) < 0) ++holes;
  }
  if (eastwards > 0 && drawing.contains({0, 90})) --eastwards;
  return holes + eastwards;
}

Ring hole_of(const Ring& loop) {
  const double turn = turn_of(loop);
  if (std::abs(turn) <= 180) return plane_area(loop) < 0 ? loop : Ring{};
  const double pole = turn > 0 ? -90 : 90;
  Ring ring = loop;
  ring.insert(ring.end(), {{loop.back().x, pole}, {loop.front().x, pole}, loop.front()});
  return ring;
}

Drawing drawn_in_lonlat(const MultiPolygon& zone) {
  const auto caster = std::make_shared<const Raycaster>(zone);
  return {[caster](const LonLat& place) { return caster->contains(place); }, boundary_loops(zone)};
}

Drawing drawn_in_plane(const MultiPolygon& zone, const std::function<XY(const LonLat&)>& forward,
                       const std::function<LonLat(const XY&)>& inverse, double bend) {
  const auto caster = std::make_shared<const PlaneCaster>(zone);
  Drawing drawing{
      [caster, forward](const LonLat& place) { return caster->contains(forward(place)); }, {}};
  for (const Ring& ring : oriented_rings(zone)) {
    const LonLat start = inverse(ring.front());
    Ring loop{{start.lon, start.lat}};
    for (std::size_t i = 1; i < ring.size(); ++i)
      add_halved(loop, ring[i - 1], ring[i], inverse, bend);
    drawing.loops.push_back(std::move(loop));
  }
  return drawing;
}

PlaneCaster::PlaneCaster(const MultiPolygon& zone) {
  const std::vector<Ring> all = rings(zone);
  south_ = std::numeric_limits<double>::infinity();
  north_ = -south_;
  std::size_t count = 0;
  for (const Ring& ring : all)
    for (const XY& xy : ring) {
      south_ = std::min(south_, xy.y);
      north_ = std::max(north_, xy.y);
      ++count;
    }
  bands_.resize(1 + count / 8);
  for (const Ring& ring : all)
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (ring[i - 1].y == ring[i].y) continue;
      const auto [low, high] =
          std::minmax(ring[i - 1], ring[i], [](const XY& a, const XY& b) { return a.y < b.y; });
      const std::size_t last = band_of(high.y);
      for (std::size_t band = band_of(low.y); band <= last; ++band)
        bands_[band].push_back({low, high});
    }
}

std::size_t PlaneCaster::band_of(double y) const {
  const double share = (y - south_) / (north_ - south_) * static_cast<double>(bands_.size());
  return std::min(bands_.size() - 1, static_cast<std::size_t>(std::max(0.0, share)));
}

template <typename IsWest>
bool PlaneCaster::odd_edges_east(const XY& point, const IsWest& is_west) const {
  if (!(point.y >= south_ && point.y <= north_)) return false;
  bool inside = false;
  for (const auto& [low, high] : bands_[band_of(point.y)])
    if (low.y <= point.y && point.y < high.y &&
        is_west(point.x, low.x + (high.x - low.x) * (point.y - low.y) / (high.y - low.y)))
      inside = !inside;
  return inside;
}

bool PlaneCaster::contains(const XY& point) const {
  return odd_edges_east(point, [](double x, double edge) { return x < edge; });
}

bool PlaneCaster::contains_west_of(const XY& point) const {
  return odd_edges_east(point, [](double x, double edge) { return x <= edge; });
}

Raycaster::Raycaster(const MultiPolygon& zone)
    : plane_(zone), south_pole_(goes_around(zone, -90)), north_pole_(goes_around(zone, 90)) {}

bool Raycaster::contains(const LonLat& place) const {
  if (place.lat <= -90) return south_pole_;
  if (place.lat >= 90) return north_pole_;
  const double lon = std::remainder(place.lon, 360.0);
  if (std::abs(lon) < 180) return plane_.contains({lon, place.lat});
  return plane_.contains({-180, place.lat}) && plane_.contains_west_of({180, place.lat});
}

}  // namespace cordon::oracle
