// GEOS's own buffer of paths in a plane.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/projected/pieces.hpp"

namespace cordon {

/// Everything within `distance` (units of the plane) of the paths, with round caps; arcs fall short
/// by at most `arc_error`. GEOS drops details shallower than a hundredth of the distance, and may
/// leave false holes. Throws GeosError.
MultiPolygon plain_buffer(const std::vector<PlanePath>& paths, double distance, double arc_error);

}  // namespace cordon
