#include "boundary.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cordon::oracle {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kSmallestRadius = 6335439.0;
constexpr double kLargestRadius = 6399594.0;

LonLat middle(const LonLat& a, const LonLat& b) {
  return {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
}

/// No edge that is straight in lon/lat is longer, m.
double longest_length(const LonLat& a, const LonLat& b) {
  const double flattest = a.lat * b.lat <= 0 ? 0 : std::min(std::abs(a.lat), std::abs(b.lat));
  return kLargestRadius * kDegree *
         std::hypot(b.lat - a.lat, (b.lon - a.lon) * std::cos(flattest * kDegree));
}

/// How far an edge that is straight in lon/lat, and not longer than `length`, runs from the
/// geodesic between its ends: a curve whose curvature is at most k is nowhere farther than
/// k length^2 / 8 from its chord, as long as it does not turn far. So it is not known (infinite) of
/// an edge that leads around a pole or up to it; halved often enough, what is left is short.
double sideways_bend(const LonLat& a, const LonLat& b, double length) {
  constexpr double kLargestTurn = 0.3;  // radians
  if (a.lon == b.lon) return 0;
  const double steepest = std::max(std::abs(a.lat), std::abs(b.lat));
  if (steepest >= 90) return std::numeric_limits<double>::infinity();
  const double curvature = 1.1 * std::tan(steepest * kDegree) / kSmallestRadius;
  if (curvature * length > kLargestTurn) return std::numeric_limits<double>::infinity();
  return 1.05 * curvature * length * length / 8;
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
  return nearest.distance > 0 ? shape.nearest_of(nearest.piece, place).distance
                              : geodesic_distance(place, nearest.place);
}

/// Above: the edge is nowhere farther from the shape than from the nearest piece of its one end,
/// nor from that of its other; both distances are convex, so their chords bound them. Below: half
/// the squared distance to a place has no second derivative above 1 on a surface of positive
/// curvature, nor has the smallest of many.
Bounds bounds_on_edge(const Sample& a, const Sample& b, double s, const ReferenceShape& shape) {
  const double fa = a.nearest.distance;
  const double fb = b.nearest.distance;
  const double bend = sideways_bend(a.place, b.place, longest_length(a.place, b.place));
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

struct Chord {
  double length = 0;                    // m
  double azimuth_a = 0, azimuth_b = 0;  // degrees, both forward
};

Chord chord_of(const LonLat& a, const LonLat& b) {
  Chord chord;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, chord.length,
                                           chord.azimuth_a, chord.azimuth_b);
  return chord;
}

/// How fast the distance from its nearest place grows for one who leaves `place` in a direction.
double slope(const LonLat& place, const LonLat& nearest, double azimuth) {
  return -std::cos((azimuth - chord_of(place, nearest).azimuth_a) * kDegree);
}

/// A better bound from below where few pieces are near, as with long edges beside long pieces: the
/// distance to each is convex along the chord, so that the tangents at its ends bound it.
double low_bound_by_pieces(const Sample& a, const Sample& b, const ReferenceShape& shape) {
  constexpr std::size_t kFew = 12;
  const Chord chord = chord_of(a.place, b.place);
  const double reach = std::min(a.nearest.distance, b.nearest.distance) + chord.length;
  const std::vector<std::size_t> pieces = shape.pieces_near(middle(a.place, b.place), reach, kFew);
  if (pieces.size() > kFew) return 0;
  double least = std::min(a.nearest.distance, b.nearest.distance);
  for (const std::size_t piece : pieces) {
    const Nearest from_a = shape.nearest_of(piece, a.place);
    const Nearest from_b = shape.nearest_of(piece, b.place);
    if (from_a.distance == 0 || from_b.distance == 0) return 0;
    const double at_a = slope(a.place, from_a.place, chord.azimuth_a);
    const double at_b = slope(b.place, from_b.place, chord.azimuth_b);
    if (at_a >= 0 || at_b <= 0) continue;  // least at an end
    const double x = (from_a.distance - from_b.distance + at_b * chord.length) / (at_b - at_a);
    least = std::min(least, from_a.distance + at_a * x);
  }
  return least - sideways_bend(a.place, b.place, longest_length(a.place, b.place)) -
         bulge(chord.length, least);
}

/// Branch and bound over one edge: halves it only where it could still beat the worst found.
void measure_edge(const Sample& a, const Sample& b, const ReferenceShape& shape, double distance,
                  const Slack& slack, BoundaryError& error) {
  const auto attain = [&](const Sample& sample) {
    const double off = sample.nearest.distance - distance;
    if (off > error.outward) error.outward = off, error.outward_at = sample.place;
    if (-off > error.inward) error.inward = -off, error.inward_at = sample.place;
  };
  attain(b);
  // The distance has slope 1 at most.
  if (longest_length(a.place, b.place) < std::min(slack.outward, slack.inward)) return;
  const double s = geodesic_distance(a.place, b.place);
  const Bounds bounds = bounds_on_edge(a, b, s, shape);
  const double lowest_allowed = distance - error.inward - slack.inward;
  if (bounds.high <= distance + error.outward + slack.outward &&
      (bounds.low >= lowest_allowed || low_bound_by_pieces(a, b, shape) >= lowest_allowed))
    return;
  const LonLat place = middle(a.place, b.place);
  const Sample half{place, shape.nearest(place)};
  measure_edge(a, half, shape, distance, slack, error);
  measure_edge(half, b, shape, distance, slack, error);
}

}  // namespace

BoundaryError measure_boundary(const Drawing& zone, const ReferenceShape& shape, double distance,
                               const Slack& slack) {
  BoundaryError error;
  for (const Ring& loop : zone.loops) {
    const LonLat start = to_lonlat(loop.front());
    Sample previous{start, shape.nearest(start)};
    for (std::size_t i = 1; i < loop.size(); ++i) {
      const LonLat place = to_lonlat(loop[i]);
      const Sample next{place, shape.nearest(place)};
      measure_edge(previous, next, shape, distance, slack, error);
      previous = next;
    }
  }
  return error;
}

BoundaryError measure_boundary(const MultiPolygon& zone, const ReferenceShape& shape,
                               double distance, double slack) {
  return measure_boundary(drawn_in_lonlat(zone), shape, distance, Slack{slack, slack});
}

bool reaches_beyond(const Ring& hole, const ReferenceShape& shape, double distance) {
  constexpr int kGrid = 24;
  const auto [west, east] =
      std::minmax_element(hole.begin(), hole.end(), [](auto& a, auto& b) { return a.x < b.x; });
  const auto [south, north] =
      std::minmax_element(hole.begin(), hole.end(), [](auto& a, auto& b) { return a.y < b.y; });
  const PlaneCaster inside({Polygon{hole, {}}});
  for (int i = 1; i < kGrid; ++i)
    for (int k = 1; k < kGrid; ++k) {
      // Odd multiples visit the middle early, where a hole is deepest.
      const int column = i * 11 % kGrid;
      const int row = k * 13 % kGrid;
      const LonLat place{west->x + (east->x - west->x) * column / kGrid,
                         south->y + (north->y - south->y) * row / kGrid};
      if (inside.contains({place.lon, place.lat}) && shape.distance(place) > distance) return true;
    }
  return std::any_of(hole.begin(), hole.end(),
                     [&](const XY& xy) { return shape.distance(to_lonlat(xy)) > distance; });
}

}  // namespace cordon::oracle
