// GEOS's own buffer.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/zone/caps/cap.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/classic_buffer.hpp"

namespace cordon {

/// Everything within `distance` (units of the plane) of a geometry. GEOS drops details shallower
/// than a hundredth of the distance, and may leave false holes. Throws GeosError.
MultiPolygon geos_buffer(const GeosGeometry& geometry, double distance, Cap cap,
                         const ClassicBuffer& style);

}  // namespace cordon
