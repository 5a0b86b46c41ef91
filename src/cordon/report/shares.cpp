#include "cordon/report/shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kHalfTurn = 180;  // degrees
// Edges may leave geodesics as far as they like: they are only cut where they are long.
constexpr double kAnyBend = std::numeric_limits<double>::infinity();

struct Box {
  double west = std::numeric_limits<double>::infinity();
  double south = std::numeric_limits<double>::infinity();
  double east = -std::numeric_limits<double>::infinity();
  double north = -std::numeric_limits<double>::infinity();

  void add(double lon, double lat) {
    west = std::min(west, lon);
    south = std::min(south, lat);
    east = std::max(east, lon);
    north = std::max(north, lat);
  }
  bool meets(const Box& other, double dx) const {
    return west + dx <= other.east && other.west <= east + dx && south <= other.north &&
           other.south <= north;
  }
};

/// Longitudes go on over the antimeridian; long edges are cut where they are straight in degrees,
/// so that nobody takes them for long geodesics.
Path cut_straight(const Path& path) {
  std::vector<XY> places;
  places.reserve(path.size());
  for (const LonLat& place : path) places.push_back({place.lon, place.lat});
  Path on;
  on.reserve(path.size());
  for (const XY& xy : unrolled(std::move(places))) on.push_back({xy.x, xy.y});
  return geodesics_of_planar(on, kAnyBend);
}

/// Of the area's own longitudes, on whatever turn. Rings that jump over the antimeridian or go
/// round a pole lie beyond it.
bool may_reach(const Area& area, const std::vector<Box>& zone) {
  Box box;
  for (const LonLat& place : area.shell) box.add(place.lon, place.lat);
  if (box.east - box.west > kHalfTurn) return true;
  return std::any_of(zone.begin(), zone.end(), [&](const Box& part) {
    return box.meets(part, 0) || box.meets(part, 2 * kHalfTurn) || box.meets(part, -2 * kHalfTurn);
  });
}

std::vector<Box> boxes_of(const MultiPolygon& polygons) {
  std::vector<Box> boxes;
  for (const Polygon& polygon : polygons) {
    Box& box = boxes.emplace_back();
    for (const XY& xy : polygon.shell) box.add(xy.x, xy.y);
  }
  return boxes;
}

MultiPolygon union_of(const std::vector<NamedPolygons>& areas) {
  MultiPolygon all;
  for (const NamedPolygons& area : areas)
    all.insert(all.end(), area.polygons.begin(), area.polygons.end());
  return all.empty() ? all : unite(all);
}

}  // namespace

double lonlat_area_m2(const MultiPolygon& polygons) {
  return area_m2(polygons, OutputSpace::lonlat(1), 0);
}

NamedPolygons as_drawn(const NamedAreas& areas) {
  MultiPolygon polygons = straight_polygons(areas.areas);
  const double area = lonlat_area_m2(polygons);
  return {areas.name, std::move(polygons), area};
}

MultiPolygon straight_polygons(const std::vector<Area>& areas) {
  std::vector<Area> cut;
  cut.reserve(areas.size());
  for (const Area& area : areas) {
    Area& out = cut.emplace_back(Area{cut_straight(area.shell), {}});
    for (const Path& hole : area.holes) out.holes.push_back(cut_straight(hole));
  }
  return flatten(cut, kAnyBend);
}

std::vector<NamedPolygons> areas_near(const std::vector<NamedAreas>& areas,
                                      const MultiPolygon& zone) {
  const std::vector<Box> boxes = boxes_of(zone);
  std::vector<NamedPolygons> near;
  for (const NamedAreas& named : areas) {
    if (std::none_of(named.areas.begin(), named.areas.end(),
                     [&](const Area& area) { return may_reach(area, boxes); }))
      continue;
    near.push_back(as_drawn(named));
  }
  return near;
}

Shares share_out(const MultiPolygon& zone, const std::vector<NamedPolygons>& areas) {
  Shares shares;
  shares.in_area.reserve(areas.size());
  for (const NamedPolygons& area : areas)
    shares.in_area.push_back(lonlat_area_m2(intersection(zone, area.polygons)));
  shares.in_none = lonlat_area_m2(difference(zone, union_of(areas)));
  return shares;
}

std::vector<double> rounded_percents(const std::vector<double>& parts, int decimals) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  std::vector<double> percents(parts.size(), 0.0);
  if (sum <= 0) return percents;
  const double scale = std::pow(10.0, decimals);
  std::vector<double> remainders;
  double missing = 100 * scale;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double exact = 100 * scale * parts[i] / sum;
    percents[i] = std::floor(exact);
    remainders.push_back(exact - percents[i]);
    missing -= percents[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; i < order.size() && missing > 0.5; ++i, --missing) ++percents[order[i]];
  for (double& percent : percents) percent /= scale;
  return percents;
}

}  // namespace cordon
