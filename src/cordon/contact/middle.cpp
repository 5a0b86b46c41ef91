// The line equally far from two sets of edges runs along the Voronoi diagram of the edges, which
// Boost.Polygon computes exactly for edges on a grid that meet at their ends only, as those of the
// fabric do. Its edges are straight between two edges and parabolas between an edge and a vertex.
#include "cordon/contact/middle.hpp"

#include <algorithm>
#include <array>
#include <boost/polygon/point_data.hpp>
#include <boost/polygon/segment_data.hpp>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "cordon/contact/voronoi_edge.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::contact {
namespace {

namespace bp = boost::polygon;
using Diagram = bp::voronoi_diagram<double>;

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
constexpr double kSamePoint = 1e-3;  // grid steps
constexpr int kHalvings = 40;

/// A box far around everything, so that no edge of the diagram between fronts has no end.
std::vector<bp::segment_data<int>> frame(const Plane& plane, double gap) {
  const int far = plane.to_grid({plane.reach() + gap + 1000, 0}).x;
  const std::array<bp::point_data<int>, 4> corners{
      bp::point_data<int>{-far, -far}, {far, -far}, {far, far}, {-far, far}};
  std::vector<bp::segment_data<int>> out;
  for (std::size_t i = 0; i < 4; ++i) out.emplace_back(corners[i], corners[(i + 1) % 4]);
  return out;
}

class MiddleLines {
 public:
  MiddleLines(const Fabric& fabric, const Plane& plane, double gap,
              std::map<GridPoint, std::size_t>& grid_nodes, Graph& graph)
      : fabric_(fabric),
        plane_(plane),
        gap_(gap),
        grid_nodes_(grid_nodes),
        graph_(graph),
        held_(fabric.held),
        contested_(fabric.contested) {
    std::vector<bp::segment_data<int>> segments;
    for (const FrontEdge& front : fabric.fronts) {
      segments.emplace_back(bp::point_data<int>(front.from.x, front.from.y),
                            bp::point_data<int>(front.to.x, front.to.y));
      for (const GridPoint& end : {front.from, front.to}) {
        const auto [owner, added] = owners_.emplace(end, front.side);
        if (!added) owner->second = std::min(owner->second, front.side);
      }
    }
    const auto box = frame(plane, gap);
    segments.insert(segments.end(), box.begin(), box.end());
    bp::construct_voronoi(segments.begin(), segments.end(), &diagram_);
    vertex_nodes_.assign(diagram_.vertices().size(), kNobody);
  }

  std::optional<Approach> add(const Progress& progress) {
    constexpr std::size_t kPerReport = 1024;
    for (std::size_t i = 0; i < diagram_.edges().size(); ++i) {
      if (i % kPerReport == 0)
        report(progress, static_cast<double>(i) / static_cast<double>(diagram_.edges().size()),
               "drawing middle lines");
      add(diagram_.edges()[i]);
    }
    return nearest_;
  }

 private:
  /// What a cell of the diagram is nearest to, and whose it is.
  struct Source {
    Site site;
    std::size_t side = kNobody;
  };

  /// An end of a stretch: a vertex of the diagram, or the end of a front.
  struct Stop {
    XY xy;
    const Diagram::vertex_type* vertex = nullptr;
  };

  Source source(const Diagram::cell_type& cell) const {
    if (cell.source_index() >= fabric_.fronts.size()) return {};
    const FrontEdge& front = fabric_.fronts[cell.source_index()];
    if (cell.contains_segment())
      return {{plane_.from_grid(front.from), plane_.from_grid(front.to)}, front.side};
    const GridPoint& point =
        cell.source_category() == bp::SOURCE_CATEGORY_SEGMENT_START_POINT ? front.from : front.to;
    const XY xy = plane_.from_grid(point);
    return {{xy, xy}, owners_.at(point)};
  }

  XY at(const Diagram::vertex_type& vertex) const {
    return {vertex.x() * kGrid, vertex.y() * kGrid};
  }

  void add(const Diagram::edge_type& edge) {
    const Source left = source(*edge.cell());
    const Source right = source(*edge.twin()->cell());
    if (left.side == kNobody || right.side == kNobody || left.side >= right.side) return;
    const Stop from{at(*edge.vertex0()), edge.vertex0()};
    const Stop to{at(*edge.vertex1()), edge.vertex1()};
    const std::optional<XY> crossed = crossed_point(edge, left, right);
    if (crossed) {
      add(edge, left, right, from, {*crossed, nullptr});
      add(edge, left, right, {*crossed, nullptr}, to);
    } else {
      add(edge, left, right, from, to);
    }
  }

  /// Where two segments go on straight into each other the cell of their common end is a line
  /// through it, from the land of the sides to what lies before it.
  std::optional<XY> crossed_point(const Diagram::edge_type& edge, const Source& left,
                                  const Source& right) const {
    if (!edge.is_secondary()) return std::nullopt;
    const XY point = edge.cell()->contains_point() ? left.site.a : right.site.a;
    const XY from = at(*edge.vertex0());
    const XY to = at(*edge.vertex1());
    const double ahead =
        (point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y);
    const double back = (point.x - to.x) * (from.x - to.x) + (point.y - to.y) * (from.y - to.y);
    const double least = kGrid * std::hypot(to.x - from.x, to.y - from.y);
    return ahead > least && back > least ? std::optional(point) : std::nullopt;
  }

  /// Adds the stretch of an edge between two stops, unless it lies in land that one side holds.
  void add(const Diagram::edge_type& edge, const Source& left, const Source& right,
           const Stop& from, const Stop& to) {
    const VoronoiEdge shape{left.site, right.site, from.xy, to.xy};
    if (held_.contains(on(shape, 0.5))) return;
    note_approach(left, right);
    const std::size_t first = node(from);
    const std::size_t last = node(to);
    if (first == last) return;
    std::vector<XY> path = trace(shape, plane_.longest_edge(), kCurve);
    for (std::size_t i = 1; i + 1 < path.size(); ++i) path[i] = balanced(path[i], shape);
    path.front() = graph_.nodes[first];
    path.back() = graph_.nodes[last];
    add_parts(path, shape,
              {first,
               last,
               {},
               left.side,
               right.side,
               edge.is_secondary() ? LinkKind::ray : LinkKind::middle});
  }

  XY balanced(const XY& xy, const VoronoiEdge& shape) const {
    return plane_.balanced(xy, {foot(xy, shape.left), foot(xy, shape.right)});
  }

  std::size_t node(const Stop& stop) {
    if (stop.vertex == nullptr) return grid_node(plane_.to_grid(stop.xy));
    const Diagram::vertex_type& vertex = *stop.vertex;
    std::size_t& known =
        vertex_nodes_[static_cast<std::size_t>(&vertex - diagram_.vertices().data())];
    if (known != kNobody) return known;
    const GridPoint near{static_cast<std::int32_t>(std::lround(vertex.x())),
                         static_cast<std::int32_t>(std::lround(vertex.y()))};
    const bool same = std::hypot(vertex.x() - near.x, vertex.y() - near.y) < kSamePoint;
    if (same && owners_.count(near) > 0) return known = grid_node(near);
    graph_.nodes.push_back(plane_.balanced(stop.xy, feet(vertex)));
    return known = graph_.nodes.size() - 1;
  }

  std::size_t grid_node(const GridPoint& point) {
    const auto [found, added] = grid_nodes_.emplace(point, graph_.nodes.size());
    if (added) graph_.nodes.push_back(plane_.from_grid(point));
    return found->second;
  }

  /// Of a vertex of the diagram, on all sites around it.
  std::vector<XY> feet(const Diagram::vertex_type& vertex) const {
    std::vector<XY> out;
    const Diagram::edge_type* edge = vertex.incident_edge();
    do {
      const Source around = source(*edge->cell());
      if (around.side != kNobody) out.push_back(foot(at(vertex), around.site));
      edge = edge->rot_next();
    } while (edge != vertex.incident_edge());
    return out;
  }

  void note_approach(const Source& left, const Source& right) {
    const auto [a, b] = nearest_points(left.site, right.site);
    const double drawn = std::hypot(a.x - b.x, a.y - b.y);
    if (nearest_ && drawn >= nearest_drawn_) return;
    nearest_drawn_ = drawn;
    nearest_ = Approach{left.side, right.side, plane_.place({(a.x + b.x) / 2, (a.y + b.y) / 2}),
                        plane_.distance(a, b)};
  }

  enum class Reach { none, ray, middle };

  /// Whether a place lies between the sides, near enough to both. Where it sees both on one hand,
  /// less than a right angle apart, it lies before them: there the line is only a way to a line
  /// that it may meet. `seen` tells the directions; it is another place if `xy` lies on a foot.
  Reach reach(const XY& xy, const XY& seen, const VoronoiEdge& shape) const {
    constexpr double kRightAngle =
        -1e-5;  // cosine; what is meant to be a right angle counts as one
    const auto [left, right] = distances(xy, shape);
    if (contested_.contains(xy)) return Reach::middle;
    if (std::max(left, right) > gap_ / 2) return Reach::none;
    const XY a = foot(seen, shape.left);
    const XY b = foot(seen, shape.right);
    const double dot = (a.x - seen.x) * (b.x - seen.x) + (a.y - seen.y) * (b.y - seen.y);
    const double lengths =
        std::hypot(a.x - seen.x, a.y - seen.y) * std::hypot(b.x - seen.x, b.y - seen.y);
    return dot > kRightAngle * lengths ? Reach::ray : Reach::middle;
  }

  Reach reach(const XY& xy, const VoronoiEdge& shape) const {
    return reach(xy, left_foot_is(xy, shape) ? on(shape, 0.5) : xy, shape);
  }

  bool left_foot_is(const XY& xy, const VoronoiEdge& shape) const {
    const XY at = foot(xy, shape.left);
    return std::hypot(at.x - xy.x, at.y - xy.y) < kGrid;
  }

  std::pair<double, double> distances(const XY& xy, const VoronoiEdge& shape) const {
    return {plane_.distance(xy, foot(xy, shape.left)), plane_.distance(xy, foot(xy, shape.right))};
  }

  /// The last place with the reach of `before` on the way to another, and the first one without.
  std::pair<XY, XY> change(XY before, XY after, const VoronoiEdge& shape) const {
    const Reach first = reach(before, shape);
    for (int i = 0; i < kHalvings; ++i) {
      const XY middle{(before.x + after.x) / 2, (before.y + after.y) / 2};
      (reach(middle, shape) == first ? before : after) = middle;
    }
    return {before, after};
  }

  /// Adds the parts of a path that are in reach, each as a link of its own.
  void add_parts(const std::vector<XY>& path, const VoronoiEdge& shape, const Link& whole) {
    Link link = whole;
    Reach now = reach(path.front(), shape);
    const auto end_at = [&](std::size_t node) {
      link.to = node;
      if (now != Reach::none) add_link(link, now, shape);
      link = whole;
      link.from = node;
    };
    for (std::size_t i = 1; i < path.size(); ++i) {
      const Reach next = reach(path[i], shape);
      for (XY from = path[i - 1]; now != next;) {
        const auto [last, first] = change(from, path[i], shape);
        graph_.nodes.push_back(last);
        end_at(graph_.nodes.size() - 1);
        now = reach(first, shape);
        from = first;
      }
      if (i + 1 < path.size()) link.inner.push_back(path[i]);
    }
    end_at(whole.to);
  }

  void add_link(Link link, Reach reach, const VoronoiEdge& shape) {
    if (reach == Reach::ray) link.kind = LinkKind::ray;
    std::vector<XY> path{graph_.nodes[link.from]};
    path.insert(path.end(), link.inner.begin(), link.inner.end());
    path.push_back(graph_.nodes[link.to]);
    if (path.size() == 2 && std::hypot(path[1].x - path[0].x, path[1].y - path[0].y) == 0) return;
    for (std::size_t i = 1; i < path.size(); ++i) {
      const auto [left, right] = distances(path[i - 1], shape);
      const auto [left_next, right_next] = distances(path[i], shape);
      const XY middle{(path[i - 1].x + path[i].x) / 2, (path[i - 1].y + path[i].y) / 2};
      double& widest = contested_.contains(middle) ? link.overlap : link.gap;
      widest = std::max({widest, left + right, left_next + right_next});
    }
    graph_.links.push_back(std::move(link));
  }

  const Fabric& fabric_;
  const Plane& plane_;
  double gap_;
  std::map<GridPoint, std::size_t>& grid_nodes_;
  Graph& graph_;
  PointLocator held_;
  PointLocator contested_;
  std::map<GridPoint, std::size_t> owners_;  // of the ends of fronts: the first side there
  Diagram diagram_;
  std::vector<std::size_t> vertex_nodes_;
  std::optional<Approach> nearest_;
  double nearest_drawn_ = 0;
};

}  // namespace

std::optional<Approach> add_middle_lines(const Fabric& fabric, const Plane& plane, double gap,
                                         std::map<GridPoint, std::size_t>& grid_nodes, Graph& graph,
                                         const Progress& progress) {
  if (fabric.fronts.empty()) return std::nullopt;
  return MiddleLines(fabric, plane, gap, grid_nodes, graph).add(progress);
}

}  // namespace cordon::contact
