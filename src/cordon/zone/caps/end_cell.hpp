// The places to which a free end is nearer than all else of its stretch.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/flat_ends.hpp"

namespace cordon {

/// The cell of one end of a stretch in the Voronoi diagram of that stretch, out to about 1.2
/// `distance` m, as a ring in output coordinates, counter-clockwise, not rounded. Its edges are
/// within 0.2 `tolerance` m of the true ones: geodesics at right angles to the line in its end,
/// and places as far from the end as from another place of the stretch.
Ring end_cell(const FlatEnd& end, const Shape& stretch, double distance, double tolerance,
              const OutputSpace& space);

}  // namespace cordon
