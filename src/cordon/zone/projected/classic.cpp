#include "cordon/zone/projected/classic.hpp"

#include <array>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/projection.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/geos_buffer.hpp"
#include "cordon/zone/projected/named_plane.hpp"
#include "cordon/zone/projected/outline.hpp"

namespace cordon {
namespace {

constexpr double kEdgeShare = 0.1;  // of the tolerance

std::vector<XY> project(const Path& path, const Projection& plane) {
  std::vector<XY> result;
  result.reserve(path.size());
  for (const LonLat& place : path) result.push_back(plane.forward(place));
  return result;
}

/// One collection of all, so that GEOS buffers them at once.
GeosGeometry in_plane(const GeosContext& context, const Shape& shape, const Projection& plane) {
  std::vector<std::vector<XY>> paths;
  for (const LonLat& point : shape.points) paths.push_back({plane.forward(point)});
  for (const Path& line : shape.lines) paths.push_back(project(line, plane));
  MultiPolygon polygons;
  for (const Area& area : shape.areas) {
    Polygon& polygon = polygons.emplace_back(Polygon{project(area.shell, plane), {}});
    for (const Path& hole : area.holes) polygon.holes.push_back(project(hole, plane));
  }
  std::array parts{to_geos_paths(context, paths).release(), to_geos(context, polygons).release()};
  return {context,
          GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                      parts.size()),
          "collect a shape"};
}

}  // namespace

MultiPolygon classic_zone(const Shape& shape, double distance, double tolerance, Cap cap,
                          const ClassicBuffer& style, const std::string& crs,
                          const OutputSpace& space) {
  const Projection plane = named_plane(crs);
  const GeosContext context;
  const MultiPolygon drawn =
      geos_buffer(in_plane(context, shape, plane), distance / plane.metres_per_unit(), cap, style);
  MultiPolygon zone = on_grid(to_output(drawn, plane, space, kEdgeShare * tolerance), space);
  if (zone.empty())
    throw DataError("GEOS's buffer is empty: with flat caps it leaves nothing of points",
                    "use --cap round or --cap square");
  return zone;
}

}  // namespace cordon
