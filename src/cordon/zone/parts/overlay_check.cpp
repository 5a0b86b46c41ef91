#include "cordon/zone/parts/overlay_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "cordon/base/box_tree.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

// In grid steps.
constexpr double kOnEdge = 2;     // from an edge that another one is said to run along
constexpr double kOffset = 4;     // of a probe from the edge that it belongs to
constexpr double kClearance = 3;  // that a probe keeps from all edges

XY operator+(const XY& a, const XY& b) {
  return {a.x + b.x, a.y + b.y};
}
XY operator-(const XY& a, const XY& b) {
  return {a.x - b.x, a.y - b.y};
}
XY operator*(double k, const XY& a) {
  return {k * a.x, k * a.y};
}
double dot(const XY& a, const XY& b) {
  return a.x * b.x + a.y * b.y;
}
double cross(const XY& a, const XY& b) {
  return a.x * b.y - a.y * b.x;
}

struct Edge {
  XY a, b;

  /// Where on the edge the nearest place to p is: 0 at a, 1 at b.
  double along(const XY& p) const {
    const XY way = b - a;
    const double square = dot(way, way);
    return square > 0 ? std::clamp(dot(p - a, way) / square, 0.0, 1.0) : 0;
  }
  double distance(const XY& p) const {
    const XY off = p - (a + along(p) * (b - a));
    return std::hypot(off.x, off.y);
  }
};

std::vector<Edge> edges_of(const std::vector<const MultiPolygon*>& all) {
  std::vector<Edge> edges;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (!(ring[i - 1] == ring[i])) edges.push_back({ring[i - 1], ring[i]});
  };
  for (const MultiPolygon* polygons : all)
    for (const Polygon& polygon : *polygons) {
      add(polygon.shell);
      for (const Ring& hole : polygon.holes) add(hole);
    }
  return edges;
}

Box3 box_of(const Edge& edge, double margin) {
  Box3 box;
  for (const XY& end : {edge.a, edge.b}) box.add(std::array{end.x, end.y, 0.0});
  box.grow(margin);
  return box;
}

bool overlap(const Box3& a, const Box3& b) {
  return a.low[0] <= b.high[0] && b.low[0] <= a.high[0] && a.low[1] <= b.high[1] &&
         b.low[1] <= a.high[1];
}

/// The edges of all operands, to be found by where they are.
class EdgeIndex {
 public:
  explicit EdgeIndex(std::vector<Edge> edges) : edges_(std::move(edges)) {
    std::vector<Box3> boxes;
    boxes.reserve(edges_.size());
    for (const Edge& edge : edges_) boxes.push_back(box_of(edge, 0));
    tree_ = BoxTree(std::move(boxes));
  }

  const std::vector<Edge>& edges() const { return edges_; }

  /// Whether test(edge) holds for any edge near to another one.
  template <typename Test>
  bool any_near(const Edge& edge, double margin, const Test& test) const {
    const Box3 box = box_of(edge, margin);
    return tree_.any_of([&](const Box3& other) { return overlap(box, other); },
                        [&](std::size_t i) { return test(edges_[i]); });
  }

 private:
  std::vector<Edge> edges_;
  BoxTree tree_;
};

/// Distance from an edge is convex along another: near at both ends, near all over.
std::optional<XY> find_stray_edge(const EdgeIndex& index, const std::vector<Edge>& edges,
                                  double margin) {
  for (const Edge& edge : edges)
    if (!index.any_near(edge, margin, [&](const Edge& other) {
          return other.distance(edge.a) <= margin && other.distance(edge.b) <= margin;
        }))
      return edge.a;
  return std::nullopt;
}

/// Where other edges cross or touch an edge, as shares of it, with both its ends; ascending.
std::vector<double> breaks_of(const EdgeIndex& index, const Edge& edge, double margin) {
  std::vector<double> breaks{0, 1};
  const XY way = edge.b - edge.a;
  index.any_near(edge, margin, [&](const Edge& other) {
    for (const XY& end : {other.a, other.b})
      if (edge.distance(end) <= margin) breaks.push_back(edge.along(end));
    const XY other_way = other.b - other.a;
    const double turn = cross(way, other_way);
    if (turn == 0) return false;
    const double at = cross(other.a - edge.a, other_way) / turn;
    const double at_other = cross(other.a - edge.a, way) / turn;
    if (at > 0 && at < 1 && at_other >= 0 && at_other <= 1) breaks.push_back(at);
    return false;
  });
  std::sort(breaks.begin(), breaks.end());
  return breaks;
}

class Probe {
 public:
  Probe(const std::vector<const MultiPolygon*>& operands,
        const std::vector<const MultiPolygon*>& parts, const Definition& definition)
      : definition_(definition) {
    for (const MultiPolygon* operand : operands) operands_.emplace_back(*operand);
    for (const MultiPolygon* part : parts) parts_.emplace_back(*part);
  }

  bool is_right(const XY& place) const {
    std::vector<bool> in;
    for (const PointLocator& operand : operands_) in.push_back(operand.contains(place));
    std::vector<std::size_t> held;
    for (std::size_t k = 0; k < parts_.size(); ++k)
      if (parts_[k].contains(place)) held.push_back(k);
    return held == definition_(in);
  }

 private:
  std::vector<PointLocator> operands_;
  std::vector<PointLocator> parts_;
  const Definition& definition_;
};

std::optional<XY> find_wrong_face(const EdgeIndex& index, const Probe& probe, double grid) {
  for (const Edge& edge : index.edges()) {
    const XY way = edge.b - edge.a;
    const double length = std::hypot(way.x, way.y);
    const XY aside = (kOffset * grid / length) * XY{-way.y, way.x};
    const std::vector<double> breaks = breaks_of(index, edge, kOnEdge * grid);
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      if ((breaks[i] - breaks[i - 1]) * length < 2 * kClearance * grid) continue;
      const XY middle = edge.a + std::midpoint(breaks[i - 1], breaks[i]) * way;
      for (const XY& place : {middle + aside, middle - aside}) {
        const bool crowded = index.any_near(
            {place, place}, kClearance * grid,
            [&](const Edge& other) { return other.distance(place) < kClearance * grid; });
        if (!crowded && !probe.is_right(place)) return place;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<XY> find_overlay_fault(const std::vector<const MultiPolygon*>& operands,
                                     const std::vector<const MultiPolygon*>& parts,
                                     const Definition& definition, double grid) {
  const EdgeIndex index(edges_of(operands));
  if (const auto stray = find_stray_edge(index, edges_of(parts), kOnEdge * grid)) return stray;
  return find_wrong_face(index, Probe(operands, parts, definition), grid);
}

}  // namespace cordon
