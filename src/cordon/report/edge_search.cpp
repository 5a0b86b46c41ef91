#include "cordon/report/edge_search.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

constexpr double kB = wgs84::kA * (1 - wgs84::kF);  // polar radius, m

// m. Along so short a stretch the distance from any place has no more than one least value inside:
// below a quarter of the way round it is convex, beyond it is concave.
constexpr double kLongest = 10'000;

/// On the unit sphere, by reduced latitude and longitude.
Vec3 on_sphere(const LonLat& place) {
  const double phi = place.lat * wgs84::kDegree;
  const double lambda = place.lon * wgs84::kDegree;
  const double y = (1 - wgs84::kF) * std::sin(phi);
  const double x = std::cos(phi);
  const double r = std::hypot(x, y);
  return {x / r * std::cos(lambda), x / r * std::sin(lambda), y / r};
}

/// No place as near as `distance` (m) is farther than this on the sphere, straight; squared.
double squared_reach(double distance) {
  const double angle = std::min(distance / kB, std::numbers::pi);
  const double chord = 2 * std::sin(angle / 2);
  return chord * chord * (1 + 1e-12) + 1e-24;  // rounding of the vectors
}

/// Around all places that a path of `length` m between two places can touch.
Box3 box_of(const LonLat& from, const LonLat& to, double length) {
  const Vec3 a = on_sphere(from);
  const Vec3 b = on_sphere(to);
  const double path = length / kB;
  Box3 box;
  box.add(a);
  box.add(b);
  box.grow(std::sqrt(std::max(0.0, path * path - squared_length(b - a))) / 2 + 1e-12);
  return box;
}

/// How much nearer to the place a step along the edge comes, per metre.
double approach(const NearestOnEdge& here) {
  return std::cos((here.way.azimuth_start - here.at.azimuth) * wgs84::kDegree);
}

}  // namespace

GeodesicEdge edge_between(const LonLat& from, const LonLat& to) {
  const Inverse way = geodesic_inverse(from, to);
  return {from, way.azimuth_start, way.distance};
}

EdgeSearch::EdgeSearch(std::vector<GeodesicEdge> edges) : edges_(std::move(edges)) {
  std::vector<Box3> boxes;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const double whole = edges_[i].length;
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(whole / kLongest)));
    LonLat begin = edges_[i].from;
    double from = 0;
    for (std::size_t k = 1; k <= parts; ++k) {
      const double to =
          k == parts ? whole : whole * static_cast<double>(k) / static_cast<double>(parts);
      const LonLat end = place_on(i, to).place;
      stretches_.push_back({i, from, to, place_on(i, (from + to) / 2).place});
      boxes.push_back(box_of(begin, end, to - from));
      begin = end;
      from = to;
    }
  }
  tree_ = BoxTree(std::move(boxes));
}

Station EdgeSearch::place_on(std::size_t edge, double along) const {
  const GeodesicEdge& e = edges_[edge];
  return along > 0 ? geodesic_direct(e.from, e.azimuth, along) : Station{e.from, e.azimuth};
}

NearestOnEdge EdgeSearch::look(std::size_t edge, double along, const LonLat& place) const {
  NearestOnEdge here;
  here.edge = edge;
  here.along = along;
  here.at = place_on(edge, along);
  here.way = geodesic_inverse(here.at.place, place);
  here.distance = here.way.distance;
  return here;
}

NearestOnEdge EdgeSearch::nearest_on(const Stretch& stretch, const LonLat& place) const {
  NearestOnEdge low = look(stretch.edge, stretch.from, place);
  if (stretch.to == stretch.from) return low;
  NearestOnEdge high = look(stretch.edge, stretch.to, place);
  if (approach(low) <= 0 || approach(high) >= 0) return high.distance < low.distance ? high : low;
  // The least distance lies where the way there is square to the edge: between the two.
  constexpr int kMostSteps = 60;
  constexpr double kEnough = 1e-7;  // m
  NearestOnEdge here = low;
  for (int i = 0; i < kMostSteps && high.along - low.along > kEnough; ++i) {
    // The step of a sphere, which is nearly exact below a quarter of the way round.
    const double r = wgs84::kMeanRadius;
    const double step = r * std::atan(std::tan(here.distance / r) * approach(here));
    double next = here.along + step;
    if (!(next > low.along && next < high.along)) next = (low.along + high.along) / 2;
    if (i > 0 && std::abs(next - here.along) <= kEnough) break;
    here = look(stretch.edge, next, place);
    (approach(here) > 0 ? low : high) = here;
  }
  for (const NearestOnEdge& other : {low, high})
    if (other.distance < here.distance) here = other;
  return here;
}

NearestOnEdge EdgeSearch::nearest(const LonLat& place) const {
  NearestOnEdge best;
  constexpr double kEverywhere = 5;  // chords of the unit sphere end at 2
  tree_.visit_near(on_sphere(place), kEverywhere, [&](std::size_t i) {
    const Stretch& s = stretches_[i];
    const double half = (s.to - s.from) / 2;
    if (geodesic_distance(s.middle, place) - half < best.distance) {
      const NearestOnEdge here = nearest_on(s, place);
      if (here.distance < best.distance) best = here;
    }
    return squared_reach(best.distance);
  });
  return best;
}

}  // namespace cordon
