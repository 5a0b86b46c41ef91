#include "cordon/zone/assemble.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/seam.hpp"

namespace cordon {
namespace {

/// For each hole the smallest shell that holds it; with one shell, that one.
void place_holes(const std::vector<const Ring*>& holes, MultiPolygon& polygons) {
  if (polygons.size() == 1) {
    for (const Ring* hole : holes) polygons[0].holes.push_back(*hole);
    return;
  }
  std::vector<std::size_t> by_size(polygons.size());
  std::iota(by_size.begin(), by_size.end(), 0U);
  std::vector<double> sizes;
  std::vector<PointLocator> locators;
  for (const Polygon& polygon : polygons) {
    sizes.push_back(twice_signed_area(polygon.shell));
    locators.emplace_back(MultiPolygon{Polygon{polygon.shell, {}}});
  }
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] < sizes[b]; });
  for (const Ring* hole : holes)
    for (const std::size_t k : by_size)
      // A vertex of a hole may touch the shell; then another one does not.
      if (sizes[k] > -twice_signed_area(*hole) &&
          std::any_of(hole->begin(), hole->end(),
                      [&](const XY& xy) { return locators[k].contains(xy); })) {
        polygons[k].holes.push_back(*hole);
        break;
      }
}

}  // namespace

MultiPolygon assemble(const std::vector<Ring>& rings, const std::vector<Area>& areas,
                      const OutputSpace& space) {
  std::optional<AreaLocator> inside;
  if (!areas.empty()) inside.emplace(areas);
  std::vector<Ring> boundary;
  for (const Ring& ring : rings)
    if (!inside || !inside->contains(space.inverse(ring.front()))) boundary.push_back(ring);
  if (space.wraps()) boundary = cut_at_seam(boundary);

  MultiPolygon polygons;
  std::vector<const Ring*> holes;
  for (const Ring& ring : boundary) {
    if (twice_signed_area(ring) > 0)
      polygons.push_back({ring, {}});
    else
      holes.push_back(&ring);
  }
  if (!holes.empty() && !polygons.empty()) place_holes(holes, polygons);
  return polygons;
}

}  // namespace cordon
