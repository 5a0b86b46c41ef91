#include "boundary.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace cordon::oracle {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kSmallestRadius = 6335439.0;

LonLat middle(const LonLat& a, const LonLat& b) {
  return {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
}

/// How far an edge of length s that is straight in lon/lat runs from the geodesic between its ends.
double sideways_bend(const LonLat& a, const LonLat& b, double s) {
  const double steepest = std::max(std::abs(a.lat), std::abs(b.lat));
  return 1.15 * s * s * std::tan(steepest * kDegree) / (8 * kSmallestRadius);
}

struct Sample {
  LonLat place;
  Nearest nearest;
};

struct Bounds {
  double low = 0, high = 0;  // of the distance along an edge, m
};

/// On a plane the distance to a straight piece is convex along a straight edge. On the Earth two
/// geodesics bulge towards each other: over a length s, at the distance f, by this much.
double bulge(double s, double f) {
  return 1.1 * s * s * f / (8 * kSmallestRadius * kSmallestRadius);
}

double distance_to_piece_of(const Nearest& nearest, const ReferenceShape& shape,
                            const LonLat& place) {
  return nearest.distance > 0 ? shape.distance_to_piece(nearest.piece, place)
                              : geodesic_distance(place, nearest.place);
}

/// Above: the edge is nowhere farther from the shape than from the nearest piece of its one end,
/// nor from that of its other; both distances are convex, so their chords bound them. Below: half
/// the squared distance to a place has no second derivative above 1 on a surface of positive
/// curvature, nor has the smallest of many.
Bounds bounds_on_edge(const Sample& a, const Sample& b, double s, const ReferenceShape& shape) {
  const double fa = a.nearest.distance;
  const double fb = b.nearest.distance;
  const double bend = sideways_bend(a.place, b.place, s);
  const double from_a_at_b = distance_to_piece_of(a.nearest, shape, b.place);
  const double from_b_at_a = distance_to_piece_of(b.nearest, shape, a.place);
  const double rise = (from_a_at_b - fa) + (from_b_at_a - fb);
  Bounds bounds{0, std::max(fa, fb)};
  if (rise > 0) {
    const double x = std::clamp((from_b_at_a - fa) / rise, 0.0, 1.0);
    bounds.high = std::max(bounds.high, fa + x * (from_a_at_b - fa));
  }
  bounds.high += bend + bulge(s, bounds.high);
  const double x = s > 0 ? std::clamp((s * s + fa * fa - fb * fb) / (2 * s * s), 0.0, 1.0) : 0;
  const double lowest = (1 - x) * fa * fa + x * fb * fb - x * (1 - x) * s * s;
  bounds.low = std::sqrt(std::max(0.0, lowest)) - bend;
  return bounds;
}

/// A better bound from below where few pieces are near, as with long edges beside long pieces: the
/// distance to each is convex along the edge, so that its least value is found directly.
double low_bound_by_pieces(const Sample& a, const Sample& b, double s,
                           const ReferenceShape& shape) {
  constexpr std::size_t kFew = 6;
  constexpr int kBits = 22;
  const double reach = std::min(a.nearest.distance, b.nearest.distance) + s;
  const std::vector<std::size_t> pieces = shape.pieces_near(middle(a.place, b.place), reach, kFew);
  if (pieces.size() > kFew) return 0;
  double least = std::min(a.nearest.distance, b.nearest.distance);
  for (const std::size_t piece : pieces) {
    const auto distance = [&](double t) {
      return shape.distance_to_piece(piece, {a.place.lon + t * (b.place.lon - a.place.lon),
                                             a.place.lat + t * (b.place.lat - a.place.lat)});
    };
    least =
        std::min(least, boost::math::tools::brent_find_minima(distance, 0.0, 1.0, kBits).second);
  }
  return least - sideways_bend(a.place, b.place, s) - bulge(s, least);
}

/// Branch and bound over one edge: halves it only where it could still beat the worst found.
void measure_edge(const Sample& a, const Sample& b, const ReferenceShape& shape, double distance,
                  double slack, BoundaryError& error) {
  const auto attain = [&](const Sample& sample) {
    const double off = sample.nearest.distance - distance;
    if (off > error.outward) error.outward = off, error.outward_at = sample.place;
    if (-off > error.inward) error.inward = -off, error.inward_at = sample.place;
  };
  attain(b);
  const double s = geodesic_distance(a.place, b.place);
  if (s < slack) return;  // the distance has slope 1 at most
  const Bounds bounds = bounds_on_edge(a, b, s, shape);
  const double lowest_allowed = distance - error.inward - slack;
  if (bounds.high <= distance + error.outward + slack &&
      (bounds.low >= lowest_allowed || low_bound_by_pieces(a, b, s, shape) >= lowest_allowed))
    return;
  const LonLat place = middle(a.place, b.place);
  const Sample half{place, shape.nearest(place)};
  measure_edge(a, half, shape, distance, slack, error);
  measure_edge(half, b, shape, distance, slack, error);
}

void add_edge(GeographicLib::PolygonArea& polygon, const LonLat& a, const LonLat& b) {
  const double bend = sideways_bend(a, b, geodesic_distance(a, b));
  const int parts = 1 + static_cast<int>(std::sqrt(bend / 1e-4));
  for (int i = 0; i < parts; ++i) {
    const double t = static_cast<double>(i) / parts;
    polygon.AddPoint(a.lat + t * (b.lat - a.lat), a.lon + t * (b.lon - a.lon));
  }
}

double ring_area(const Ring& ring) {
  GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
  for (std::size_t i = 1; i < ring.size(); ++i)
    add_edge(polygon, to_lonlat(ring[i - 1]), to_lonlat(ring[i]));
  double length = 0, enclosed = 0;
  polygon.Compute(false, true, length, enclosed);
  return std::abs(enclosed);
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

std::size_t hole_count(const MultiPolygon& zone) {
  std::size_t count = 0;
  for (const Polygon& polygon : zone) count += polygon.holes.size();
  return count;
}

double area(const MultiPolygon& zone) {
  double total = 0;
  for (const Polygon& polygon : zone) {
    total += ring_area(polygon.shell);
    for (const Ring& hole : polygon.holes) total -= ring_area(hole);
  }
  return total;
}

double perimeter(const MultiPolygon& zone) {
  double total = 0;
  for (const Ring& ring : rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i)
      total += geodesic_distance(to_lonlat(ring[i - 1]), to_lonlat(ring[i]));
  return total;
}

Raycaster::Raycaster(const MultiPolygon& zone) {
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

std::size_t Raycaster::band_of(double lat) const {
  const double share = (lat - south_) / (north_ - south_) * static_cast<double>(bands_.size());
  return std::min(bands_.size() - 1, static_cast<std::size_t>(std::max(0.0, share)));
}

bool Raycaster::contains(const LonLat& place) const {
  if (!(place.lat >= south_ && place.lat <= north_)) return false;
  bool inside = false;
  for (const auto& [low, high] : bands_[band_of(place.lat)])
    if (low.y <= place.lat && place.lat < high.y &&
        place.lon < low.x + (high.x - low.x) * (place.lat - low.y) / (high.y - low.y))
      inside = !inside;
  return inside;
}

BoundaryError measure_boundary(const MultiPolygon& zone, const ReferenceShape& shape,
                               double distance, double slack) {
  BoundaryError error;
  for (const Ring& ring : rings(zone)) {
    if (ring.empty()) continue;
    const LonLat start = to_lonlat(ring.front());
    Sample previous{start, shape.nearest(start)};
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat place = to_lonlat(ring[i]);
      const Sample next{place, shape.nearest(place)};
      measure_edge(previous, next, shape, distance, slack, error);
      previous = next;
    }
  }
  return error;
}

bool reaches_beyond(const Ring& hole, const ReferenceShape& shape, double distance) {
  constexpr int kGrid = 24;
  const auto [west, east] =
      std::minmax_element(hole.begin(), hole.end(), [](auto& a, auto& b) { return a.x < b.x; });
  const auto [south, north] =
      std::minmax_element(hole.begin(), hole.end(), [](auto& a, auto& b) { return a.y < b.y; });
  const Raycaster inside({Polygon{hole, {}}});
  for (int i = 1; i < kGrid; ++i)
    for (int k = 1; k < kGrid; ++k) {
      // Odd multiples visit the middle early, where a hole is deepest.
      const int column = i * 11 % kGrid;
      const int row = k * 13 % kGrid;
      const LonLat place{west->x + (east->x - west->x) * column / kGrid,
                         south->y + (north->y - south->y) * row / kGrid};
      if (inside.contains(place) && shape.distance(place) > distance) return true;
    }
  return std::any_of(hole.begin(), hole.end(),
                     [&](const XY& xy) { return shape.distance(to_lonlat(xy)) > distance; });
}

}  // namespace cordon::oracle
