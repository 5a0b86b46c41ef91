// The buffer of paths in a plane from convex parts alone: what GEOS does without fault is the union
// of convex polygons.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/projected/pieces.hpp"

namespace cordon {

/// Everything within `distance` (units of the plane) of the paths, with round caps. Arcs fall short
/// by at most `arc_error`; where vertices are dense the result reaches too far by at most
/// `hull_error`. Throws GeosError.
MultiPolygon robust_buffer(const std::vector<PlanePath>& paths, double distance, double arc_error,
                           double hull_error);

}  // namespace cordon
