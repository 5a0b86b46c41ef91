// From metres on the ground to a small step in output coordinates.
#pragma once

#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// The inverse of LocalScale::metres().
inline XY step_of(const LocalScale& scale, const XY& metres) {
  const double determinant = scale.east_x * scale.north_y - scale.east_y * scale.north_x;
  return {(scale.north_y * metres.x - scale.east_y * metres.y) / determinant,
          (scale.east_x * metres.y - scale.north_x * metres.x) / determinant};
}

}  // namespace cordon
