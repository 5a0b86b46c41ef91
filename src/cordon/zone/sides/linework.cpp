#include "cordon/zone/sides/linework.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

template <typename Map>
MultiPolygon mapped(const MultiPolygon& polygons, const Map& map) {
  const auto ring = [&](const Ring& from) {
    Ring to;
    to.reserve(from.size());
    for (const XY& xy : from) to.push_back(map(xy));
    return to;
  };
  MultiPolygon result;
  result.reserve(polygons.size());
  for (const Polygon& polygon : polygons) {
    Polygon copy{ring(polygon.shell), {}};
    for (const Ring& hole : polygon.holes) copy.holes.push_back(ring(hole));
    result.push_back(std::move(copy));
  }
  return result;
}

std::vector<XY> on_lattice(const std::vector<XY>& path) {
  std::vector<XY> result;
  result.reserve(path.size());
  for (const XY& xy : path) {
    const XY at{std::round(xy.x) + 0.0, std::round(xy.y) + 0.0};
    if (result.empty() || !(result.back() == at)) result.push_back(at);
  }
  return result;
}

XY coordinate(const GeosContext& context, const GEOSCoordSequence* sequence, unsigned i) {
  XY xy;
  if (GEOSCoordSeq_getXY_r(context.handle(), sequence, i, &xy.x, &xy.y) == 0)
    context.fail("read coordinates");
  return xy;
}

void append_lines(const GeosContext& context, const GEOSGeometry* lines,
                  std::vector<std::vector<XY>>& into) {
  const int count = GEOSGetNumGeometries_r(context.handle(), lines);
  for (int i = 0; i < count; ++i) {
    const GEOSCoordSequence* sequence =
        GEOSGeom_getCoordSeq_r(context.handle(), GEOSGetGeometryN_r(context.handle(), lines, i));
    unsigned size = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(context.handle(), sequence, &size) == 0)
      context.fail("read a line");
    std::vector<XY>& path = into.emplace_back(size);
    for (unsigned k = 0; k < size; ++k) path[k] = coordinate(context, sequence, k);
  }
}

/// Slits lie in one face each; those outside of the zone in none.
void give_slits(std::vector<std::vector<XY>> slits, std::vector<ZoneFace>& faces) {
  if (slits.empty()) return;
  for (ZoneFace& face : faces) {
    const PointLocator inside({face.polygon});
    for (std::vector<XY>& slit : slits) {
      if (slit.empty()) continue;
      const XY middle{(slit[0].x + slit[1].x) / 2, (slit[0].y + slit[1].y) / 2};
      if (inside.contains(middle)) face.slits.push_back(std::exchange(slit, {}));
    }
  }
}

XY inner_place(const GeosContext& context, const Polygon& polygon) {
  const GeosGeometry geometry = to_geos(context, {polygon});
  const GeosGeometry point(context, GEOSPointOnSurface_r(context.handle(), geometry.get()),
                           "find a place in a face");
  XY xy;
  if (GEOSGeomGetX_r(context.handle(), point.get(), &xy.x) == 0 ||
      GEOSGeomGetY_r(context.handle(), point.get(), &xy.y) == 0)
    context.fail("find a place in a face");
  return xy;
}

}  // namespace

Lattice::Lattice(const OutputSpace& space) : scale_(std::pow(10.0, space.decimals())) {}

XY Lattice::to(const XY& xy) const {
  return {std::round(xy.x * scale_) + 0.0, std::round(xy.y * scale_) + 0.0};
}

XY Lattice::from(const XY& xy) const {
  return {xy.x / scale_, xy.y / scale_};
}

MultiPolygon Lattice::to(const MultiPolygon& polygons) const {
  return mapped(polygons, [this](const XY& xy) { return to(xy); });
}

MultiPolygon Lattice::from(const MultiPolygon& polygons) const {
  return mapped(polygons, [this](const XY& xy) { return from(xy); });
}

std::vector<ZoneFace> cut_into_faces(const MultiPolygon& zone,
                                     const std::vector<std::vector<XY>>& paths) {
  std::vector<std::vector<XY>> all;
  for (const Polygon& polygon : zone) {
    all.push_back(polygon.shell);
    all.insert(all.end(), polygon.holes.begin(), polygon.holes.end());
  }
  for (const std::vector<XY>& path : paths)
    if (std::vector<XY> kept = on_lattice(path); kept.size() > 1) all.push_back(std::move(kept));

  const GeosContext context;
  const GeosGeometry lines = to_geos_paths(context, all);
  const GeosGeometry noded(context, GEOSUnaryUnionPrec_r(context.handle(), lines.get(), 1),
                           "node the cuts of a zone");
  GEOSGeometry* bridges = nullptr;
  GEOSGeometry* dangles = nullptr;
  GEOSGeometry* invalid = nullptr;
  GEOSGeometry* parts =
      GEOSPolygonize_full_r(context.handle(), noded.get(), &bridges, &dangles, &invalid);
  const GeosGeometry polygons(context, parts, "cut a zone into faces");
  const std::array unused{GeosGeometry(context, bridges, "cut a zone into faces"),
                          GeosGeometry(context, dangles, "cut a zone into faces"),
                          GeosGeometry(context, invalid, "cut a zone into faces")};

  const PointLocator in_zone(zone);
  std::vector<ZoneFace> faces;
  for (Polygon& polygon : canonical(from_geos(polygons))) {
    const XY inner = inner_place(context, polygon);
    if (in_zone.contains(inner)) faces.push_back({std::move(polygon), inner, {}});
  }
  std::vector<std::vector<XY>> slits;
  append_lines(context, unused[0].get(), slits);
  append_lines(context, unused[1].get(), slits);
  give_slits(std::move(slits), faces);
  return faces;
}

MultiPolygon dissolve(const MultiPolygon& faces) {
  // Whole numbers with shared edges: nothing is left for the overlay to round.
  return canonical(faces.size() > 1 ? unite(faces) : faces);
}

Link shortest_link(const Ring& a, const Ring& b) {
  const GeosContext context;
  const GeosGeometry from = to_geos_line(context, a);
  const GeosGeometry to = to_geos_line(context, b);
  GEOSCoordSequence* ends = GEOSNearestPoints_r(context.handle(), from.get(), to.get());
  if (ends == nullptr) context.fail("measure the gap between two rings");
  const auto destroy = [&](GEOSCoordSequence* s) { GEOSCoordSeq_destroy_r(context.handle(), s); };
  const std::unique_ptr<GEOSCoordSequence, decltype(destroy)> owner(ends, destroy);
  Link link{coordinate(context, ends, 0), coordinate(context, ends, 1), 0};
  link.length = std::hypot(link.to.x - link.from.x, link.to.y - link.from.y);
  return link;
}

}  // namespace cordon
