#include "utm_plane.hpp"

#include <GeographicLib/UTMUPS.hpp>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

std::vector<XY> project(const Path& path, const UtmPlane& plane) {
  std::vector<XY> result;
  for (const LonLat& place : path) result.push_back(plane.forward(place));
  return result;
}

GEOSBufCapStyles geos_cap(Cap cap) {
  return cap == Cap::flat ? GEOSBUF_CAP_FLAT
                          : (cap == Cap::square ? GEOSBUF_CAP_SQUARE : GEOSBUF_CAP_ROUND);
}

GEOSBufJoinStyles geos_join(Join join) {
  return join == Join::mitre ? GEOSBUF_JOIN_MITRE
                             : (join == Join::bevel ? GEOSBUF_JOIN_BEVEL : GEOSBUF_JOIN_ROUND);
}

double distance_to_edge(const XY& p, const XY& a, const XY& b) {
  const XY along{b.x - a.x, b.y - a.y};
  const double s2 = along.x * along.x + along.y * along.y;
  const double t =
      s2 > 0 ? std::clamp(((p.x - a.x) * along.x + (p.y - a.y) * along.y) / s2, 0.0, 1.0) : 0;
  return std::hypot(a.x + t * along.x - p.x, a.y + t * along.y - p.y);
}

void for_each_ring(const MultiPolygon& polygons, const std::function<void(const Ring&)>& visit) {
  for (const Polygon& polygon : polygons) {
    visit(polygon.shell);
    for (const Ring& hole : polygon.holes) visit(hole);
  }
}

}  // namespace

XY UtmPlane::forward(const LonLat& place) const {
  XY xy;
  int zone = 0;
  bool north = true;
  GeographicLib::UTMUPS::Forward(place.lat, place.lon, zone, north, xy.x, xy.y, zone_);
  return xy;
}

LonLat UtmPlane::inverse(const XY& xy) const {
  LonLat place;
  GeographicLib::UTMUPS::Reverse(zone_, true, xy.x, xy.y, place.lat, place.lon);
  return place;
}

GeosBuffer::GeosBuffer(const Shape& shape, const UtmPlane& plane, double distance, Cap cap,
                       const ClassicBuffer& style) {
  const GeosContext context;
  std::vector<std::vector<XY>> paths;
  for (const LonLat& point : shape.points) paths.push_back({plane.forward(point)});
  for (const Path& line : shape.lines) paths.push_back(project(line, plane));
  MultiPolygon areas;
  for (const Area& area : shape.areas) areas.push_back({project(area.shell, plane), {}});
  const GeosGeometry geometry =
      areas.empty() ? to_geos_paths(context, paths) : to_geos(context, areas);
  const GeosGeometry buffer(
      context,
      GEOSBufferWithStyle_r(context.handle(), geometry.get(), distance, style.segments,
                            geos_cap(cap), geos_join(style.join), style.mitre_limit),
      "buffer in a test");
  GEOSArea_r(context.handle(), buffer.get(), &area_);
  polygons_ = from_geos(buffer);
}

double GeosBuffer::farthest_vertex(const MultiPolygon& zone) const {
  double farthest = 0;
  for_each_ring(zone, [&](const Ring& ring) {
    for (const XY& vertex : ring) {
      double nearest = std::numeric_limits<double>::infinity();
      for_each_ring(polygons_, [&](const Ring& edges) {
        for (std::size_t i = 1; i < edges.size(); ++i)
          nearest = std::min(nearest, distance_to_edge(vertex, edges[i - 1], edges[i]));
      });
      farthest = std::max(farthest, nearest);
    }
  });
  return farthest;
}

double plane_area(const MultiPolygon& polygons) {
  double sum = 0;
  for (const Polygon& polygon : polygons) {
    sum += std::abs(twice_signed_area(polygon.shell)) / 2;
    for (const Ring& hole : polygon.holes) sum -= std::abs(twice_signed_area(hole)) / 2;
  }
  return sum;
}

}  // namespace cordon
