#include "cordon/zone/areas.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/seam.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 360;  // degrees

bool goes_round_a_pole(const Ring& ring) {
  return std::abs(ring.back().x - ring.front().x) > kTurn / 2;
}

void shift(Ring& ring, double dx) {
  for (XY& xy : ring) xy.x += dx;
}

/// Onto the turn of the shell, where it lies inside of it.
void shift_near(Ring& hole, double west) {
  const auto [low, high] = std::minmax_element(hole.begin(), hole.end(),
                                               [](const XY& a, const XY& b) { return a.x < b.x; });
  shift(hole, kTurn * std::ceil((west - 1e-9 - low->x) / kTurn));
}

/// A polygon without a pole inside, unrolled: valid on its own turns, then cut turn by turn.
MultiPolygon cut_by_turns(const Polygon& polygon) {
  const auto [west, east] = std::minmax_element(polygon.shell.begin(), polygon.shell.end(),
                                                [](const XY& a, const XY& b) { return a.x < b.x; });
  MultiPolygon valid = make_valid({polygon});
  if (west->x >= -kTurn / 2 && east->x <= kTurn / 2) return valid;
  MultiPolygon cut;
  const double first = std::floor((west->x + kTurn / 2) / kTurn);
  for (double turn = first; turn * kTurn - kTurn / 2 < east->x; ++turn) {
    const double a = turn * kTurn - kTurn / 2;
    const double b = a + kTurn;
    const Polygon window{{{a, -90}, {b, -90}, {b, 90}, {a, 90}, {a, -90}}, {}};
    for (Polygon& part : intersection(valid, {window})) {
      shift(part.shell, -turn * kTurn);
      for (Ring& hole : part.holes) shift(hole, -turn * kTurn);
      cut.push_back(std::move(part));
    }
  }
  return cut;
}

/// The rings of an area with its inside, the smaller part of the Earth, on their left.
MultiPolygon cut_around_pole(const Area& area, const BendAt& bend, const OutputSpace& space) {
  const auto oriented = [&](Path path, bool counter_clockwise) {
    if ((ring_area(path) > 0) != counter_clockwise) std::reverse(path.begin(), path.end());
    return draw_geodesics(path, bend, space);
  };
  MultiPolygon shells;
  for (Ring& ring : cut_at_seam({oriented(area.shell, true)}))
    shells.push_back({std::move(ring), {}});
  shells = make_valid(shells);
  for (const Path& path : area.holes) {
    MultiPolygon hole;
    for (Ring& ring : cut_at_seam({oriented(path, true)})) hole.push_back({std::move(ring), {}});
    shells = difference(shells, make_valid(hole));
  }
  return shells;
}

MultiPolygon flatten(const Area& area, const BendAt& bend, const OutputSpace& space) {
  Polygon polygon{draw_geodesics(area.shell, bend, space), {}};
  for (const Path& hole : area.holes) polygon.holes.push_back(draw_geodesics(hole, bend, space));
  if (!space.wraps()) return make_valid({polygon});
  if (goes_round_a_pole(polygon.shell) ||
      std::any_of(polygon.holes.begin(), polygon.holes.end(), goes_round_a_pole))
    return cut_around_pole(area, bend, space);
  const double west =
      std::min_element(polygon.shell.begin(), polygon.shell.end(), [](const XY& a, const XY& b) {
        return a.x < b.x;
      })->x;
  for (Ring& hole : polygon.holes) shift_near(hole, west);
  return cut_by_turns(polygon);
}

}  // namespace

MultiPolygon flatten(const std::vector<Area>& areas, const BendAt& bend, const OutputSpace& space) {
  MultiPolygon polygons;
  for (const Area& area : areas) {
    MultiPolygon parts = flatten(area, bend, space);
    polygons.insert(polygons.end(), std::make_move_iterator(parts.begin()),
                    std::make_move_iterator(parts.end()));
  }
  return polygons.size() > 1 ? unite(polygons) : polygons;
}

MultiPolygon flatten(const std::vector<Area>& areas, double bend, const OutputSpace& space) {
  return flatten(
      areas, [bend](const LonLat&, const LonLat&) { return bend; }, space);
}

MultiPolygon flatten(const std::vector<Area>& areas, double bend) {
  return flatten(areas, bend, OutputSpace::lonlat(1));
}

AreaLocator::AreaLocator(const std::vector<Area>& areas, double bend)
    : locator_(flatten(areas, bend)) {}

AreaLocator::AreaLocator(const std::vector<Area>& areas, const BendAt& bend)
    : locator_(flatten(areas, bend, OutputSpace::lonlat(1))) {}

bool AreaLocator::contains(const LonLat& place) const {
  return locator_.contains(
      OutputSpace::lonlat(1).off_seam({wgs84::wrap_longitude(place.lon), place.lat}));
}

}  // namespace cordon
