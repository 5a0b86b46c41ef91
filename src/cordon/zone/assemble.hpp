// From rings to polygons.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// Polygons of closed rings that do not cross and have the zone on their left: counter-clockwise
/// ones are shells, clockwise ones holes of the smallest shell around them. Rings within the input
/// areas are no boundary of the zone and are left out. Where the space wraps, rings come unrolled
/// and are cut at the seam.
MultiPolygon assemble(const std::vector<Ring>& rings, const std::vector<Area>& areas,
                      const OutputSpace& space);

}  // namespace cordon
