// Bounds on the error of a whole boundary.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/check/ideal_zone.hpp"

namespace cordon {

/// Where a boundary is worst.
struct Extreme {
  double excess = 0;  ///< m; a bound: really no more (or less) than this
  LonLat place;
};

struct BoundaryBounds {
  Extreme inmost;
  Extreme outmost;
  std::size_t edges = 0;
};

/// Bounds the excess over every edge of the stretches of a boundary, not at samples only. Edges on
/// which the bounds of IdealZone go beyond the extremes at vertices by more than `slack` m are
/// halved. What the edge, straight in the output space, strays from the straight one is added. The
/// result does not depend on `threads`.
BoundaryBounds bound_boundary(const std::vector<std::span<const XY>>& boundary,
                              const IdealZone& ideal, const OutputSpace& space, double slack,
                              unsigned threads);

}  // namespace cordon
