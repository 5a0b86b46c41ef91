#include "cordon/zone/sides/cut_error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/seam.hpp"
#include "cordon/zone/sides/local_step.hpp"

namespace cordon {
namespace {

/// A side's edge, with the side on its left.
struct Directed {
  XY from, to;
};

bool operator<(const Directed& a, const Directed& b) {
  return std::tie(a.from.x, a.from.y, a.to.x, a.to.y) <
         std::tie(b.from.x, b.from.y, b.to.x, b.to.y);
}

std::vector<Directed> sorted_edges(const MultiPolygon& side) {
  std::vector<Directed> edges;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) edges.push_back({ring[i - 1], ring[i]});
  };
  for (const Polygon& polygon : side) {
    add(polygon.shell);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

constexpr int kMostLooks = 10'000;  // along one edge

class CutMeter {
 public:
  CutMeter(const LineSight& sight, double limit, const OutputSpace& space)
      : sight_(sight), limit_(limit), space_(space) {}

  void look_along_cut(const Directed& edge) {
    const Frame frame(edge, space_);
    const Sight middle = sight_.see(frame.place(0.5, 0));
    if (const auto error = error_on_line(frame, middle)) return note(frame, 0.5, *error);
    // Between two looks, places as far from a corner as from the lines reach up by half the limit.
    const double spacing = 2 * std::sqrt((middle.distance + limit_) * limit_);
    const int looks = std::clamp(static_cast<int>(frame.length / spacing), 1, kMostLooks);
    for (int k = 0; k < looks; ++k)
      note(frame, (k + 0.5) / looks, error_at(frame, (k + 0.5) / looks));
  }

  /// The zone's own edges: just inside, the hand must be that of the side.
  void look_along_border(const Directed& edge, Hand hand) {
    if (space_.wraps() && is_seam_edge(edge.from, edge.to)) return;
    const Frame frame(edge, space_);
    const double inside = limit_ / 10;
    if (sight_.hand(frame.place(0.5, inside)) == hand) return;
    // At narrow ends of a side the cut itself may be that near: how far off it is, it tells.
    if (std::isfinite(nearest_of(hand, frame.place(0.5, 0)))) return;
    note(frame, 0.5, std::numeric_limits<double>::infinity());
  }

  const CutError& worst() const { return worst_; }

 private:
  /// Places beside an edge: a part of it, and metres to its left.
  struct Frame {
    Frame(const Directed& edge, const OutputSpace& output) : from(edge.from), space(output) {
      way = {edge.to.x - edge.from.x, edge.to.y - edge.from.y};
      const LocalScale scale = space.scale_at({from.x + way.x / 2, from.y + way.y / 2});
      const XY metres = scale.metres(way);
      length = std::hypot(metres.x, metres.y);
      if (length > 0) aside = step_of(scale, {-metres.y / length, metres.x / length});
    }
    LonLat place(double part, double left) const {
      return space.inverse(
          {from.x + part * way.x + left * aside.x, from.y + part * way.y + left * aside.y});
    }
    XY from, way, aside;
    double length = 0;  // m
    const OutputSpace& space;
  };

  /// Of an edge that is drawn along an edge of the lines: bounded by its ends and its middle, since
  /// between them it bends one way only. Nothing if it is not.
  std::optional<double> error_on_line(const Frame& frame, const Sight& middle) const {
    if (middle.distance > limit_ / 4) return std::nullopt;
    const auto distance = [&](double part) {
      const double along = middle.along + (part - 0.5) * frame.length;
      const double backwards = middle.along - (part - 0.5) * frame.length;
      const LonLat place = frame.place(part, 0);
      return std::min(sight_.distance_from_edge(middle.edge, std::max(0.0, along), place),
                      sight_.distance_from_edge(middle.edge, std::max(0.0, backwards), place));
    };
    const double error = std::max(distance(0), distance(1)) + 2 * middle.distance;
    if (error > limit_ / 2) return std::nullopt;
    return error;
  }

  /// How far the change of hand is from a place of the cut.
  double error_at(const Frame& frame, double part) const {
    const double clearance = sight_.see(frame.place(part, 0)).distance;
    // Close to the lines themselves the cut is no farther off than they are.
    if (clearance < limit_ / 4) return clearance;
    const double across = error_across(frame, part, std::min(limit_, 0.9 * clearance));
    const double found = std::isfinite(across) ? across : error_around(frame, part);
    return std::min(found, clearance <= limit_ ? clearance : found);
  }

  /// The same where the change is met straight across the cut, in the right order.
  double error_across(const Frame& frame, double part, double widest) const {
    const auto is_left = [&](double offset) {
      return sight_.hand(frame.place(part, offset)) == Hand::left;
    };
    double left = widest;
    double right = -widest;
    if (!is_left(left) || is_left(right)) return std::numeric_limits<double>::infinity();
    while (left - right > limit_ / 200) {
      const double middle = (left + right) / 2;
      (is_left(middle) ? left : right) = middle;
    }
    return std::abs(left + right) / 2;
  }

  /// The same at sharp corners, where it may be anywhere around.
  double error_around(const Frame& frame, double part) const {
    const LonLat centre = frame.place(part, 0);
    return nearest_of(other(sight_.hand(centre)), centre);
  }

  /// Radius of the smallest circle with a place of that hand on it; infinity beyond the limit.
  double nearest_of(Hand hand, const LonLat& centre) const {
    constexpr int kCircles = 10;
    constexpr double kStep = 15;  // degrees
    for (int i = 1; i <= kCircles; ++i) {
      const double radius = limit_ * i / kCircles;
      for (int k = 0; k * kStep < 360; ++k)
        if (sight_.hand(geodesic_direct(centre, k * kStep, radius).place) == hand) return radius;
    }
    return std::numeric_limits<double>::infinity();
  }

  void note(const Frame& frame, double part, double error) {
    if (error <= worst_.error) return;
    worst_ = {error, frame.place(part, 0)};
  }

  const LineSight& sight_;
  double limit_;
  const OutputSpace& space_;
  CutError worst_;
};

}  // namespace

CutError measure_cut(const MultiPolygon& left, const MultiPolygon& right, const LineSight& sight,
                     double limit, const OutputSpace& space) {
  const std::vector<Directed> left_edges = sorted_edges(left);
  const std::vector<Directed> right_edges = sorted_edges(right);
  const auto holds = [](const std::vector<Directed>& edges, const Directed& edge) {
    return std::binary_search(edges.begin(), edges.end(), Directed{edge.to, edge.from});
  };
  CutMeter meter(sight, limit, space);
  for (const Directed& edge : left_edges)
    if (holds(right_edges, edge))
      meter.look_along_cut(edge);
    else
      meter.look_along_border(edge, Hand::left);
  for (const Directed& edge : right_edges)
    if (!holds(left_edges, edge)) meter.look_along_border(edge, Hand::right);
  return meter.worst();
}

}  // namespace cordon
