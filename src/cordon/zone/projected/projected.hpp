// The projected method: buffers in planes that are true to distance, brought together in the
// coordinates of the output.
#pragma once

#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/construction.hpp"

namespace cordon {

/// The zone with round caps: valid, canonical, on the grid of `space`; edges straight there.
///
/// `distance` in metres, (0, 2,000,000]; `tolerance` in metres, [0.001, distance / 10]. With
/// crs == "auto" the line is cut into pieces, each with a plane of its own, and the boundary keeps
/// within the tolerance but for the faults of GEOS's buffer (Construction::plain). Any other `crs`
/// names the one plane that everything is buffered in, with the error that this plane has.
/// `threads` does not change the result.
///
/// Throws UsageError for an unknown `crs`; DataError if it is geographic, if it cannot show the
/// zone, or if the zone reaches over the antimeridian or a pole while the output is in degrees;
/// GeosError; Cancelled.
MultiPolygon projected_zone(const Shape& shape, double distance, double tolerance,
                            const std::string& crs, Construction construction,
                            const OutputSpace& space, unsigned threads, const Progress& progress);

}  // namespace cordon
