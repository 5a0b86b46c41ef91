// Land divided at random among some sides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "ground.hpp"

namespace cordon::test {

struct Mosaic {
  std::vector<MultiPolygon> cells;       ///< of each side, in the ground's metres
  std::vector<std::vector<XY>> borders;  ///< the edges between cells of different sides
};

/// Voronoi cells of random points in a square of 30 km, made by GEOS.
Mosaic random_mosaic(std::uint64_t seed, std::size_t cells, std::size_t sides);

/// The land of a side without its outer `width` m; may be nothing.
MultiPolygon eroded(const MultiPolygon& land, double width);

std::vector<NamedAreas> on_ground(const std::vector<MultiPolygon>& sides, const Ground& ground);

}  // namespace cordon::test
