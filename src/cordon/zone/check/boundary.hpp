// Bounds on the distance of a whole boundary from a shape.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/check/distance_field.hpp"

namespace cordon {

/// Where a boundary is farthest from, or nearest to, the shape.
struct Extreme {
  double distance = 0;  ///< m; a bound: really no farther (or nearer) than this
  LonLat place;
};

struct BoundaryBounds {
  Extreme nearest;
  Extreme farthest;
  std::size_t edges = 0;
};

/// Bounds the distance over every edge of the rings, not at samples only. Along a straight edge of
/// length s the square of the distance to any one place is a parabola with second derivative 2, so
/// the distance f obeys f(x)^2 >= lerp(f0^2, f1^2) - x (s - x); and it is at most the distance to
/// the feet of the two ends. Edges on which these bounds exceed the extremes at vertices by more
/// than `slack` m are halved. What the straight edge of the output space leaves of the straight one
/// is added. The result does not depend on `threads`.
BoundaryBounds bound_boundary(const std::vector<const Ring*>& rings, const DistanceField& field,
                              const OutputSpace& space, double slack, unsigned threads);

}  // namespace cordon
