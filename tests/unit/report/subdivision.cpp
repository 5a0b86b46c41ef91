#include "subdivision.hpp"

#include <algorithm>

namespace cordon::test {
namespace {

/// Whether a segment comes into a box (separating axes), its border included.
bool meets(const XY& a, const XY& b, double west, double south, double east, double north) {
  if (std::max(a.x, b.x) < west || std::min(a.x, b.x) > east || std::max(a.y, b.y) < south ||
      std::min(a.y, b.y) > north)
    return false;
  const auto side = [&](double x, double y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
  };
  const auto [low, high] =
      std::minmax({side(west, south), side(east, south), side(east, north), side(west, north)});
  return low <= 0 && high >= 0;
}

}  // namespace

Subdivision::Subdivision(const MultiPolygon& polygons, const Grid& grid, int depth)
    : grid_(grid), depth_(depth) {
  const auto add = [this](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) segments_.push_back({ring[i - 1], ring[i]});
  };
  for (const Polygon& polygon : polygons) {
    locators_.emplace_back(MultiPolygon{polygon});
    add(polygon.shell);
    for (const Ring& hole : polygon.holes) add(hole);
  }
}

double Subdivision::share(std::size_t column, std::size_t row) const {
  const auto x = [&](std::size_t c) {
    return grid_.origin.x + static_cast<double>(c) * grid_.step_x;
  };
  const auto y = [&](std::size_t r) {
    return grid_.origin.y + static_cast<double>(r) * grid_.step_y;
  };
  const auto [west, east] = std::minmax({x(column), x(column + 1)});
  const auto [south, north] = std::minmax({y(row), y(row + 1)});
  return share({west, south, east, north}, segments_, depth_);
}

double Subdivision::share(const Box& box, const std::vector<Segment>& segments, int depth) const {
  std::vector<Segment> here;
  for (const Segment& s : segments)
    if (meets(s.a, s.b, box.west, box.south, box.east, box.north)) here.push_back(s);
  const XY middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
  if (here.empty() || depth == 0)
    return std::any_of(locators_.begin(), locators_.end(),
                       [&](const PointLocator& locator) { return locator.contains(middle); })
               ? 1
               : 0;
  return (share({box.west, box.south, middle.x, middle.y}, here, depth - 1) +
          share({middle.x, box.south, box.east, middle.y}, here, depth - 1) +
          share({box.west, middle.y, middle.x, box.north}, here, depth - 1) +
          share({middle.x, middle.y, box.east, box.north}, here, depth - 1)) /
         4;
}

}  // namespace cordon::test
