#include "cordon/cli/in_lonlat.hpp"

#include <vector>

#include "cordon/report/shares.hpp"

namespace cordon::cli {

MultiPolygon in_lonlat(const MultiPolygon& drawn, const OutputSpace& space) {
  if (space.is_lonlat()) return drawn;
  const auto path = [&](const Ring& ring) {
    Path out;
    for (const XY& xy : ring) out.push_back(space.inverse(xy));
    return out;
  };
  std::vector<Area> areas;
  for (const Polygon& polygon : drawn) {
    Area& area = areas.emplace_back(Area{path(polygon.shell), {}});
    for (const Ring& hole : polygon.holes) area.holes.push_back(path(hole));
  }
  return straight_polygons(areas);
}

}  // namespace cordon::cli
