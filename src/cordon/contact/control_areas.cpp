#include "cordon/contact/control_areas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/polygon/point_data.hpp>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/contact/plane.hpp"
#include "cordon/contact/voronoi_edge.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

namespace bp = boost::polygon;
using namespace contact;
using Diagram = bp::voronoi_diagram<double>;

constexpr double kFarthest = 2e7;  // m; within what the grid holds

/// The places, each once, with the holder of each.
std::map<GridPoint, std::size_t> distinct(const std::vector<HeldPlace>& places,
                                          const std::vector<std::string>& names,
                                          const Plane& plane) {
  std::map<GridPoint, std::size_t> out;
  for (const HeldPlace& held : places) {
    const auto [known, added] = out.emplace(plane.to_grid(plane.project(held.place)), held.holder);
    if (!added && known->second != held.holder)
      throw DataError(
          fmt::format("the place at {:.5f}, {:.5f} (longitude, latitude) is held by '{}' and by "
                      "'{}'",
                      held.place.lon, held.place.lat, names[known->second], names[held.holder]),
          "leave one of them out");
  }
  if (out.size() < 2)
    throw DataError("there is one place only", "contact is between two places or more");
  return out;
}

/// The cells of the places, all of them bounded: beyond the land that is wanted stand further
/// places that are nobody's.
class Cells {
 public:
  Cells(const std::map<GridPoint, std::size_t>& places, double reach, const Plane& plane)
      : plane_(plane) {
    std::vector<bp::point_data<int>> points;
    for (const auto& [point, holder] : places) {
      points.emplace_back(point.x, point.y);
      sites_.push_back(plane.from_grid(point));
      holders_.push_back(holder);
    }
    // More than three times the reach: from any wanted place they are farther than any real one.
    const int far = plane.to_grid({std::min(4 * reach, kFarthest), 0}).x;
    for (const auto& [x, y] : {std::pair{far, 0}, {0, far}, {-far, 0}, {0, -far}})
      points.emplace_back(x, y);
    bp::construct_voronoi(points.begin(), points.end(), &diagram_);
  }

  MultiPolygon of(std::size_t holder) {
    MultiPolygon out;
    for (const Diagram::cell_type& cell : diagram_.cells())
      if (cell.source_index() < holders_.size() && holders_[cell.source_index()] == holder)
        out.push_back({ring(cell), {}});
    return out.size() > 1 ? unite(out) : out;
  }

 private:
  Ring ring(const Diagram::cell_type& cell) {
    Ring out;
    const Diagram::edge_type* edge = cell.incident_edge();
    do {
      // Both cells of an edge cut it alike.
      const bool forward = edge->cell()->source_index() < edge->twin()->cell()->source_index();
      std::vector<XY> path = cut(forward ? *edge : *edge->twin());
      if (!forward) std::reverse(path.begin(), path.end());
      out.insert(out.end(), path.begin(), path.end() - 1);
      edge = edge->next();
    } while (edge != cell.incident_edge());
    out.push_back(XY(out.front()));
    return out;
  }

  std::vector<XY> cut(const Diagram::edge_type& edge) {
    const std::size_t a = edge.cell()->source_index();
    const std::size_t b = edge.twin()->cell()->source_index();
    const XY from = vertex(*edge.vertex0());
    const XY to = vertex(*edge.vertex1());
    if (a >= sites_.size() || b >= sites_.size() || holders_[a] == holders_[b]) return {from, to};
    std::vector<XY> path =
        trace({{sites_[a], sites_[a]}, {sites_[b], sites_[b]}, from, to}, plane_.longest_edge(), 0);
    for (std::size_t i = 1; i + 1 < path.size(); ++i)
      path[i] = plane_.balanced(path[i], {sites_[a], sites_[b]});
    return path;
  }

  XY vertex(const Diagram::vertex_type& given) {
    const auto known = vertices_.find(&given);
    if (known != vertices_.end()) return known->second;
    const XY drawn{given.x() * kGrid, given.y() * kGrid};
    std::vector<XY> around;
    bool real = true;
    const Diagram::edge_type* edge = given.incident_edge();
    do {
      const std::size_t site = edge->cell()->source_index();
      real = real && site < sites_.size();
      if (real) around.push_back(sites_[site]);
      edge = edge->rot_next();
    } while (edge != given.incident_edge());
    return vertices_[&given] = real ? plane_.balanced(drawn, around) : drawn;
  }

  const Plane& plane_;
  std::vector<XY> sites_;
  std::vector<std::size_t> holders_;  // of the sites
  Diagram diagram_;
  std::map<const Diagram::vertex_type*, XY> vertices_;
};

MultiPolygon box_around(const std::map<GridPoint, std::size_t>& places, const Plane& plane) {
  XY low = plane.from_grid(places.begin()->first);
  XY high = low;
  for (const auto& [point, holder] : places) {
    const XY xy = plane.from_grid(point);
    low = {std::min(low.x, xy.x), std::min(low.y, xy.y)};
    high = {std::max(high.x, xy.x), std::max(high.y, xy.y)};
  }
  const double margin = kPlacesMargin.value;
  low = {low.x - margin, low.y - margin};
  high = {high.x + margin, high.y + margin};
  return {{{low, {high.x, low.y}, high, {low.x, high.y}, low}, {}}};
}

double reach_of(const MultiPolygon& polygons) {
  double reach = 0;
  for (const Polygon& polygon : polygons)
    for (const XY& xy : polygon.shell) reach = std::max(reach, std::hypot(xy.x, xy.y));
  return reach;
}

std::vector<Area> on_earth(const MultiPolygon& polygons, const Plane& plane) {
  const auto path = [&](const Ring& ring) {
    Path out;
    for (const XY& xy : ring) out.push_back(plane.place(xy));
    return out;
  };
  std::vector<Area> areas;
  for (const Polygon& polygon : canonical(polygons)) {
    Area area{path(polygon.shell), {}};
    for (const Ring& hole : polygon.holes) area.holes.push_back(path(hole));
    areas.push_back(std::move(area));
  }
  return areas;
}

}  // namespace

std::vector<NamedAreas> control_areas(const std::vector<HeldPlace>& places,
                                      const std::vector<std::string>& names,
                                      const std::vector<Area>& boundary) {
  Path all;
  for (const HeldPlace& held : places) all.push_back(held.place);
  for (const Area& area : boundary) all.insert(all.end(), area.shell.begin(), area.shell.end());
  const Plane plane(all);
  const std::map<GridPoint, std::size_t> held = distinct(places, names, plane);
  const MultiPolygon land =
      boundary.empty() ? box_around(held, plane) : flatten(boundary, kBend, plane.space());
  Cells cells(held, std::max(reach_of(land), plane.reach() * std::numbers::sqrt2), plane);
  std::vector<NamedAreas> out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out.push_back({names[i], on_earth(intersection(cells.of(i), land), plane)});
  return out;
}

}  // namespace cordon
