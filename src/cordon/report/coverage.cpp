#include "cordon/report/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kNothing = 1e-13;  // of a cell: what rounding leaves of an empty one
constexpr double kLongest = 0.25;   // degrees: a curve may bend both ways and meet its chord midway
constexpr double kShortest = 1e-9;  // degrees: there is no curve between the ends any more

/// An edge in units of cells, that goes down the rows; the place from (0, 0) on.
struct Edge {
  XY from, to;      // from.y < to.y
  double sign = 1;  // of what lies beyond it, at greater x
};

void append_edges(const Ring& ring, double sign, const Grid& grid, std::vector<Edge>& edges) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const auto in_cells = [&](const XY& xy) {
      return XY{(xy.x - grid.origin.x) / grid.step_x, (xy.y - grid.origin.y) / grid.step_y};
    };
    const XY a = in_cells(ring[i - 1]);
    const XY b = in_cells(ring[i]);
    if (a.y < b.y) edges.push_back({a, b, -sign});
    if (b.y < a.y) edges.push_back({b, a, sign});
  }
}

/// By where they begin.
std::vector<Edge> edges_of(const MultiPolygon& polygons, const Grid& grid) {
  const double turn = grid.step_x * grid.step_y > 0 ? 1 : -1;
  const auto winding = [&](const Ring& ring) { return twice_signed_area(ring) > 0 ? turn : -turn; };
  std::vector<Edge> edges;
  for (const Polygon& polygon : polygons) {
    append_edges(polygon.shell, winding(polygon.shell), grid, edges);
    for (const Ring& hole : polygon.holes) append_edges(hole, -winding(hole), grid, edges);
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return a.from.y < b.from.y; });
  return edges;
}

/// What lies beyond the edges that were added, within a row of `width` cells.
class Row {
 public:
  explicit Row(std::size_t width) : here_(width + 1), beyond_(width + 1), shares_(width) {}

  /// A stretch of an edge in this row; x from the row's first cell.
  void add(XY a, XY b, double sign) {
    if (a.x > b.x) std::swap(a.x, b.x);  // the same area lies beyond it, whichever way it leans
    const double height = b.y - a.y;
    const double width = b.x - a.x;
    const double end = static_cast<double>(shares_.size());
    const auto rise = [&](double from, double to) {
      return width > 0 ? height * ((to - from) / width) : height;
    };
    if (a.x < 0) {  // the part before the row: all of the row is beyond it
      beyond_[0] += sign * rise(a.x, std::min(b.x, 0.0));
      if (b.x <= 0) return;
      a.x = 0;
    }
    for (double x = a.x; x < end;) {
      const double cell = std::floor(x);
      const double next = std::min(b.x, cell + 1);
      const double part = sign * rise(x, next);
      const auto column = static_cast<std::size_t>(cell);
      here_[column] += part * (cell + 1 - (x + next) / 2);
      beyond_[column + 1] += part;
      if (b.x <= next) return;
      x = next;
    }
  }

  /// The shares; the row is empty then.
  std::span<const double> take() {
    double beyond = 0;
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      beyond += beyond_[i];
      const double share = beyond + here_[i];
      shares_[i] = share < kNothing ? 0 : std::min(share, 1.0);
    }
    std::fill(here_.begin(), here_.end(), 0.0);
    std::fill(beyond_.begin(), beyond_.end(), 0.0);
    return shares_;
  }

 private:
  std::vector<double> here_;    // what of a cell lies beyond edges in it
  std::vector<double> beyond_;  // what of a cell, and of all after it, lies beyond edges before it
  std::vector<double> shares_;
};

XY at_height(const Edge& edge, double y) {
  const double part = (y - edge.from.y) / (edge.to.y - edge.from.y);
  return {edge.from.x + part * (edge.to.x - edge.from.x), y};
}

void add_to_row(const Edge& edge, std::size_t row, std::size_t first_column, Row& cells) {
  const auto top = static_cast<double>(row);
  XY a = edge.from.y < top ? at_height(edge, top) : edge.from;
  XY b = edge.to.y > top + 1 ? at_height(edge, top + 1) : edge.to;
  if (a.y >= b.y) return;
  a.x -= static_cast<double>(first_column);
  b.x -= static_cast<double>(first_column);
  cells.add(a, b, edge.sign);
}

/// First cell and number of cells between two places of an axis, within [0, count).
std::pair<std::size_t, std::size_t> cells_between(double low, double high, std::size_t count) {
  const double first = std::clamp(std::floor(low), 0.0, static_cast<double>(count));
  const double last = std::clamp(std::ceil(high), first, static_cast<double>(count));
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)};
}

/// The stretch of a ring after `a`, the place of `out`'s last vertex.
void append_curve(const XY& a, const XY& b, const OutputSpace& space, double bend, Ring& out) {
  const XY from = out.back();
  const XY to = space.project({b.x, b.y});
  const XY middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
  const XY place = space.project({middle.x, middle.y});
  const double length = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
  const double off = std::hypot(place.x - (from.x + to.x) / 2, place.y - (from.y + to.y) / 2);
  if (!std::isfinite(off) || (off > bend && length < kShortest))
    throw DataError(fmt::format("the CRS has no connected map of the zone at {:.6f}, {:.6f}",
                                middle.x, middle.y),
                    "give data in a CRS that holds all of the zone, such as EPSG:4326");
  if (off > bend || length > kLongest) {
    append_curve(a, middle, space, bend, out);
    append_curve(middle, b, space, bend, out);
  } else {
    out.push_back(to);
  }
}

}  // namespace

Window window_of(const MultiPolygon& polygons, const Grid& grid) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  XY low{kInf, kInf};
  XY high{-kInf, -kInf};
  for (const Polygon& polygon : polygons)
    for (const XY& xy : polygon.shell) {
      const double x = (xy.x - grid.origin.x) / grid.step_x;
      const double y = (xy.y - grid.origin.y) / grid.step_y;
      low = {std::min(low.x, x), std::min(low.y, y)};
      high = {std::max(high.x, x), std::max(high.y, y)};
    }
  const auto [column, columns] = cells_between(low.x, high.x, grid.columns);
  const auto [row, rows] = cells_between(low.y, high.y, grid.rows);
  if (columns == 0 || rows == 0) return {};
  return {column, row, columns, rows};
}

void for_each_row(const MultiPolygon& polygons, const Grid& grid, const UseRow& use) {
  const Window window = window_of(polygons, grid);
  const std::vector<Edge> edges = edges_of(polygons, grid);
  Row cells(window.columns);
  std::vector<const Edge*> active;
  auto next = edges.begin();
  for (std::size_t row = window.row; row < window.row + window.rows; ++row) {
    const auto top = static_cast<double>(row);
    for (; next != edges.end() && next->from.y < top + 1; ++next) active.push_back(&*next);
    std::erase_if(active, [&](const Edge* edge) { return edge->to.y <= top; });
    for (const Edge* edge : active) add_to_row(*edge, row, window.column, cells);
    use(row, cells.take());
  }
}

MultiPolygon redraw(const MultiPolygon& lonlat, const OutputSpace& space, double bend) {
  const auto curve = [&](const Ring& ring) {
    Ring out{space.project({ring.front().x, ring.front().y})};
    for (std::size_t i = 1; i < ring.size(); ++i)
      append_curve(ring[i - 1], ring[i], space, bend, out);
    return out;
  };
  MultiPolygon polygons;
  for (const Polygon& polygon : lonlat) {
    Polygon& drawn = polygons.emplace_back(Polygon{curve(polygon.shell), {}});
    for (const Ring& hole : polygon.holes) drawn.holes.push_back(curve(hole));
  }
  return polygons;
}

}  // namespace cordon
