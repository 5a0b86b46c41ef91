// The places to which a free end is nearer than all else of its stretch.
#pragma once

#include <cstddef>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/flat_ends.hpp"

namespace cordon {

/// The cell of one end (by its number) of a stretch in the Voronoi diagram of that stretch, out to
/// about 1.2 `distance` m, in output coordinates, not rounded, cut at their seam. Its
/// edges are within 0.2 `tolerance` m of the true ones: geodesics at right angles to the line in
/// its end, and places as far from the end as from another place of the stretch. Towards another
/// end of the stretch the cell goes a little too far: what lies between two ends is beyond one of
/// them, and no gap must be left.
///
/// The sides are moved outwards by `growth` m (negative: inwards, but not those towards other
/// ends). Empty if nothing is left of the cell.
MultiPolygon end_cell(const EndStretch& stretch, std::size_t number, double distance,
                      double tolerance, const OutputSpace& space, double growth = 0);

}  // namespace cordon
