// The exact method: the zone as the union of discs on the conformal sphere.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/construction.hpp"
#include "cordon/zone/exact/thin.hpp"

namespace cordon {

/// How finely the method thins a shape.
ThinOptions exact_thinning(double distance, double tolerance);

/// The zone with round caps of all points within `distance` m of the shape (edges geodesic), with
/// an error of at most 0.95 `tolerance` m, in output coordinates on the output's grid, valid and
/// canonical. Distances up to 2,000 km. `threads` does not change the result.
MultiPolygon exact_zone(const Shape& shape, double distance, double tolerance,
                        Construction construction, const OutputSpace& space, unsigned threads,
                        const Progress& progress);

}  // namespace cordon
