// The classic buffer: what people get who project a shape and let GEOS buffer it.
#pragma once

#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/cap.hpp"
#include "cordon/zone/projected/classic_buffer.hpp"

namespace cordon {

/// GEOS's buffer of a shape in a named CRS, in output coordinates, valid, canonical and on the grid
/// of `space`. As other tools do, only the vertices are projected: edges are straight in that CRS,
/// whatever the shape means them to be. The result's edges keep within a tenth of `tolerance` m of
/// the ones that GEOS drew; `distance` in metres.
///
/// Throws UsageError for an unknown `crs`; DataError if it is geographic, if it cannot show the
/// zone, or if GEOS leaves nothing of it; GeosError.
MultiPolygon classic_zone(const Shape& shape, double distance, double tolerance, Cap cap,
                          const ClassicBuffer& style, const std::string& crs,
                          const OutputSpace& space);

}  // namespace cordon
