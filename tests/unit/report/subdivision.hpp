// What polygons hold of cells, by brute force: places and halves of halves, no formula.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/grid.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::test {

/// Cells are quartered as long as an edge runs through them; what is left after `depth` times
/// counts by its middle. Polygons must be valid and in the coordinates of the grid.
class Subdivision {
 public:
  Subdivision(const MultiPolygon& polygons, const Grid& grid, int depth);

  double share(std::size_t column, std::size_t row) const;

 private:
  struct Box {
    double west, south, east, north;
  };
  struct Segment {
    XY a, b;
  };
  double share(const Box& box, const std::vector<Segment>& segments, int depth) const;

  std::vector<PointLocator> locators_;
  std::vector<Segment> segments_;
  Grid grid_;
  int depth_;
};

}  // namespace cordon::test
