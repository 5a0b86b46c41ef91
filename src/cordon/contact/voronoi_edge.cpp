#include "cordon/contact/voronoi_edge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace cordon::contact {
namespace {

constexpr int kMostHalvings = 30;

XY between(const XY& a, const XY& b, double share) {
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

double apart(const XY& a, const XY& b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

bool is_point(const Site& site) {
  return site.a == site.b;
}

/// Coordinates along a segment and across it, with the point `focus` at (0, height).
struct Parabola {
  XY focus, along;
  double height = 0;  // may be negative

  double x(const XY& p) const { return (p.x - focus.x) * along.x + (p.y - focus.y) * along.y; }
  /// The point equally far from the focus and the line of the segment.
  XY at(double x_) const {
    const double y = (x_ * x_ / height - height) / 2;  // from the focus
    return {focus.x + x_ * along.x - y * along.y, focus.y + x_ * along.y + y * along.x};
  }
};

/// Nothing for a straight edge.
std::optional<Parabola> parabola(const VoronoiEdge& edge) {
  if (is_point(edge.left) == is_point(edge.right)) return std::nullopt;
  const auto& [point, segment] =
      is_point(edge.left) ? std::pair(edge.left, edge.right) : std::pair(edge.right, edge.left);
  const double length = apart(segment.a, segment.b);
  Parabola out{point.a,
               {(segment.b.x - segment.a.x) / length, (segment.b.y - segment.a.y) / length}};
  out.height = -(point.a.x - segment.a.x) * out.along.y + (point.a.y - segment.a.y) * out.along.x;
  if (out.height == 0) return std::nullopt;  // the segment's own end: straight across
  return out;
}

}  // namespace

XY foot(const XY& xy, const Site& site) {
  const double dx = site.b.x - site.a.x;
  const double dy = site.b.y - site.a.y;
  const double squared = dx * dx + dy * dy;
  if (squared == 0) return site.a;
  const double share = ((xy.x - site.a.x) * dx + (xy.y - site.a.y) * dy) / squared;
  return between(site.a, site.b, std::clamp(share, 0.0, 1.0));
}

std::pair<XY, XY> nearest_points(const Site& a, const Site& b) {
  // Of segments that do not cross, one of the nearest points is an end.
  std::pair<XY, XY> best{a.a, foot(a.a, b)};
  const auto consider = [&](const XY& on_a, const XY& on_b) {
    if (apart(on_a, on_b) < apart(best.first, best.second)) best = {on_a, on_b};
  };
  consider(a.b, foot(a.b, b));
  consider(foot(b.a, a), b.a);
  consider(foot(b.b, a), b.b);
  return best;
}

XY on(const VoronoiEdge& edge, double share) {
  const std::optional<Parabola> curve = parabola(edge);
  if (!curve) return between(edge.from, edge.to, share);
  const double from = curve->x(edge.from);
  return curve->at(from + share * (curve->x(edge.to) - from));
}

double waist(const VoronoiEdge& edge) {
  if (const std::optional<Parabola> curve = parabola(edge)) {
    const double from = curve->x(edge.from);
    const double to = curve->x(edge.to);
    return from == to ? 0 : std::clamp(-from / (to - from), 0.0, 1.0);
  }
  if (!is_point(edge.left) || !is_point(edge.right)) return 0;
  const XY middle = between(edge.left.a, edge.right.a, 0.5);
  const XY at = foot(middle, {edge.from, edge.to});
  const double length = apart(edge.from, edge.to);
  return length == 0 ? 0 : apart(edge.from, at) / length;
}

std::vector<XY> trace(const VoronoiEdge& edge, double longest, double sagitta) {
  const bool curved = parabola(edge).has_value();
  std::vector<XY> path{edge.from};
  const auto halve = [&](const auto& self, double from, double to, const XY& a, const XY& b,
                         int halvings) -> void {
    const double half = (from + to) / 2;
    const XY middle = on(edge, half);
    const XY on_chord = foot(middle, {a, b});
    if (halvings > 0 && (apart(a, b) > longest || (curved && apart(middle, on_chord) > sagitta))) {
      self(self, from, half, a, middle, halvings - 1);
      self(self, half, to, middle, b, halvings - 1);
    } else {
      path.push_back(b);
    }
  };
  const double narrowest = waist(edge);
  const XY narrow = on(edge, narrowest);
  const bool has_waist = narrowest > 0 && narrowest < 1;
  if (has_waist) halve(halve, 0, narrowest, edge.from, narrow, kMostHalvings);
  halve(halve, has_waist ? narrowest : 0, 1, has_waist ? narrow : edge.from, edge.to,
        kMostHalvings);
  return path;
}

}  // namespace cordon::contact
