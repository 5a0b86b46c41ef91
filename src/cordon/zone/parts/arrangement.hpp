// The faces into which the boundaries of several sets of polygons divide the plane.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

struct Face {
  Polygon polygon;
  std::vector<bool> in;  ///< for each operand, whether it holds the face
};

/// All bounded faces, noded on multiples of `grid`: neighbours have the same vertices along their
/// common edges. A face too thin to hold a disc of two grid steps counts as a piece of the
/// neighbour with which it shares most of its boundary. Operands must be valid. Throws GeosError.
std::vector<Face> arrange(const std::vector<const MultiPolygon*>& operands, double grid);

}  // namespace cordon
