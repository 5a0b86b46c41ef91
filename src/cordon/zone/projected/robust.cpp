// Every run of near vertices is replaced by its convex hull, and every hull by its offset: its
// edges moved outwards, joined by arcs. Chords stand for the arcs, so that each polygon is convex
// and lies within the true offset however coarse its chords are. That makes refinement safe: united
// with coarse chords first, an arc gets finer ones only where it may stick out of the union so far.
// Most hulls of a dense line are hidden at the first step, and most arcs of the others at the next
// ones.
#include "cordon/zone/projected/robust.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <set>
#include <utility>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/straighten.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;
constexpr int kMostFirstSteps = 96;  // in a turn; coarser ones hide less, finer ones cost more
constexpr int kSplit = 4;            // parts that an exposed step is cut into
constexpr double kRoundOff = 1.001;  // lets equal steps count as equal
constexpr double kGridShare = 0.01;  // of the smaller error allowed
constexpr double kCoreCell = 0.05;   // of the distance

double cross(const XY& o, const XY& a, const XY& b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Counter-clockwise, not closed; one or two vertices if there is no area.
using Hull = std::vector<XY>;

Hull convex_hull(std::vector<XY> vertices) {
  std::sort(vertices.begin(), vertices.end(),
            [](const XY& a, const XY& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  if (vertices.size() < 3) return vertices;
  Hull hull;
  const auto add_chain = [&hull](auto begin, auto end) {
    const std::size_t base = hull.size();
    for (auto it = begin; it != end; ++it) {
      while (hull.size() >= base + 2 && cross(hull[hull.size() - 2], hull.back(), *it) <= 0)
        hull.pop_back();
      hull.push_back(*it);
    }
    hull.pop_back();  // begins the other chain
  };
  add_chain(vertices.begin(), vertices.end());
  add_chain(vertices.rbegin(), vertices.rend());
  return hull;
}

/// Hulls of runs of vertices within a box of diagonal `width`; a longer edge is a hull by itself.
/// Neighbouring runs share a vertex.
void add_hulls(const PlanePath& path, double width, std::vector<Hull>& into) {
  std::size_t first = 0;
  while (first + 1 < path.size()) {
    XY low = path[first];
    XY high = low;
    std::size_t end = first + 1;
    for (; end < path.size(); ++end) {
      low = {std::min(low.x, path[end].x), std::min(low.y, path[end].y)};
      high = {std::max(high.x, path[end].x), std::max(high.y, path[end].y)};
      if (end > first + 1 && std::hypot(high.x - low.x, high.y - low.y) > width) break;
    }
    const auto begin = path.begin() + static_cast<std::ptrdiff_t>(first);
    into.push_back(convex_hull({begin, path.begin() + static_cast<std::ptrdiff_t>(end)}));
    first = end - 1;
  }
  if (path.size() == 1) into.push_back({path.front()});
}

/// A round corner of an offset: the directions (radians, ascending) in which it has vertices.
struct Corner {
  XY centre;
  std::vector<double> angles;
};

using Offset = std::vector<Corner>;

XY at(const Corner& corner, double angle, double distance) {
  // Neighbours share corners: whole turns and last bits must not tell their vertices apart.
  const double same = std::nearbyint(std::remainder(angle, kTurn) * 0x1p43) * 0x1p-43;
  return {corner.centre.x + distance * std::cos(same), corner.centre.y + distance * std::sin(same)};
}

/// Appends the multiples of `step` between two directions, then the second one.
void append_steps(double from, double to, double step, std::vector<double>& into) {
  constexpr double kNear = 1e-6;  // of a step: an end that is itself a multiple
  for (double k = std::floor(from / step + kNear) + 1; k * step < to - kNear * step; ++k)
    into.push_back(k * step);
  into.push_back(to);
}

Corner make_corner(const XY& centre, double from, double turn, double step) {
  Corner corner{centre, {from}};
  append_steps(from, from + turn, step, corner.angles);
  return corner;
}

Offset offset(const Hull& hull, double step) {
  if (hull.size() == 1) return {make_corner(hull.front(), 0, kTurn, step)};
  const std::size_t count = hull.size();
  const auto normal = [&](std::size_t edge) {
    const XY& a = hull[edge];
    const XY& b = hull[(edge + 1) % count];
    return std::atan2(a.x - b.x, b.y - a.y);
  };
  Offset result;
  for (std::size_t i = 0; i < count; ++i) {
    const double from = normal((i + count - 1) % count);
    // At the ends of a segment it is a half turn, of either sign; a turn of nearly nothing may come
    // out negative.
    const double turn = std::remainder(normal(i) - from, kTurn);
    result.push_back(
        make_corner(hull[i], from, turn < -kTurn / 4 ? turn + kTurn : std::max(0.0, turn), step));
  }
  return result;
}

Polygon outline(const Offset& offset, double distance) {
  Ring ring;
  for (const Corner& corner : offset)
    for (const double angle : corner.angles) ring.push_back(at(corner, angle, distance));
  ring.push_back(XY(ring.front()));
  return {std::move(ring), {}};
}

MultiPolygon unite_with(MultiPolygon core, const std::vector<Offset>& offsets, double distance,
                        double grid) {
  for (const Offset& each : offsets) core.push_back(outline(each, distance));
  return unite_snapped(core, grid);
}

/// Finds out what may stick out of a union.
class Cover {
 public:
  explicit Cover(const MultiPolygon& area)
      : area_(to_geos(context_, area)), boundary_(boundary(to_geos(context_, area))) {}

  /// True if the offset of the hull may reach the boundary; the hull itself lies in the area.
  bool exposes(const Hull& hull, double distance) const {
    PlanePath closed = hull;
    closed.push_back(XY(closed.front()));
    return boundary_.within_distance(to_geos_line(context_, closed), distance);
  }

  /// True if the arc between two directions, or what lies between it and its chord, may not be
  /// covered: they lie in the triangle of the chord and the tangents at its ends.
  bool exposes(const Corner& corner, double from, double to, double distance) const {
    const double middle = (from + to) / 2;
    const XY tip = at(corner, middle, distance / std::cos((to - from) / 2));
    if (!area_.contains(to_geos_point(context_, tip))) return true;
    const XY start = at(corner, from, distance);
    const Ring triangle{start, tip, at(corner, to, distance), start};
    return !area_.covers(to_geos(context_, {Polygon{triangle, {}}}));
  }

 private:
  GeosGeometry boundary(const GeosGeometry& area) const {
    return {context_, GEOSBoundary_r(context_.handle(), area.get()), "take a boundary"};
  }

  GeosContext context_;
  PreparedGeometry area_;
  PreparedGeometry boundary_;
};

/// Splits into steps of `step` what may stick out. False if nothing that is longer than `finest`
/// does, so that the offset is done with.
bool refine(Offset& offset, const Cover& cover, double distance, double step, double finest) {
  bool unfinished = false;
  for (Corner& corner : offset) {
    std::vector<double> angles{corner.angles.front()};
    for (std::size_t i = 1; i < corner.angles.size(); ++i) {
      const double from = corner.angles[i - 1];
      const double to = corner.angles[i];
      // What is longer than the steps of the last time was found to be covered then.
      const bool open = to - from > kRoundOff * finest && to - from < kRoundOff * kSplit * step &&
                        cover.exposes(corner, from, to, distance);
      unfinished = unfinished || open;
      if (open)
        append_steps(from, to, step, angles);
      else
        angles.push_back(to);
    }
    corner.angles = std::move(angles);
  }
  return unfinished;
}

/// Takes out one hull for each cell of a grid, and all longer ones: their union is nearly all of
/// the zone.
std::vector<Hull> take_core(std::vector<Hull>& hulls, double cell) {
  std::vector<Hull> core;
  std::vector<Hull> rest;
  std::set<std::pair<std::int64_t, std::int64_t>> taken;
  for (Hull& hull : hulls) {
    const XY& a = hull.front();
    const XY& b = hull[hull.size() / 2];
    const auto column = static_cast<std::int64_t>(std::floor(a.x / cell));
    const auto row = static_cast<std::int64_t>(std::floor(a.y / cell));
    const bool first = taken.emplace(column, row).second;
    const bool longer = std::hypot(b.x - a.x, b.y - a.y) > cell;
    (first || longer ? core : rest).push_back(std::move(hull));
  }
  hulls = std::move(rest);
  return core;
}

std::vector<Offset> offsets(const std::vector<Hull>& hulls, double step) {
  std::vector<Offset> result;
  result.reserve(hulls.size());
  for (const Hull& hull : hulls) result.push_back(offset(hull, step));
  return result;
}

}  // namespace

MultiPolygon robust_buffer(const std::vector<PlanePath>& paths, double distance, double arc_error,
                           double hull_error) {
  // A hull's edge, no longer than the box, bridges two vertices: between their discs it adds at
  // most sqrt(d^2 + w^2 / 4) - d.
  const double width = 2 * std::sqrt(hull_error * (2 * distance + hull_error));
  std::vector<Hull> hulls;
  for (const PlanePath& path : paths) add_hulls(path, width, hulls);

  double steps = std::ceil(kTurn / arc_step(distance, arc_error));  // in a turn
  int refinements = 0;
  for (; steps > kMostFirstSteps; ++refinements) steps = std::ceil(steps / kSplit);
  double step = kTurn / steps;
  const double finest = step * std::pow(kSplit, -refinements);

  // Offsets of the same run, coarse and fine, nearly coincide: only a grid keeps them in order.
  const double grid = kGridShare * std::min(arc_error, hull_error);
  std::vector<Hull> core = take_core(hulls, kCoreCell * distance);
  MultiPolygon zone = unite_with({}, offsets(core, step), distance, grid);
  {
    const Cover cover(zone);
    const auto hidden = [&](const Hull& hull) { return !cover.exposes(hull, distance); };
    std::erase_if(core, hidden);
    std::erase_if(hulls, hidden);
  }
  std::vector<Offset> exposed = offsets(hulls, step);
  if (!exposed.empty()) zone = unite_with(std::move(zone), exposed, distance, grid);
  for (const Hull& hull : core) exposed.push_back(offset(hull, step));
  for (; refinements > 0 && !exposed.empty(); --refinements) {
    step /= kSplit;
    const Cover cover(zone);
    std::erase_if(exposed,
                  [&](Offset& each) { return !refine(each, cover, distance, step, finest); });
    zone = unite_with(std::move(zone), exposed, distance, grid);
  }
  return zone;
}

}  // namespace cordon
