// Where a name may stand: beside a dot, within an area, along a line.
#pragma once

#include <vector>

#include "cordon/map/labels/ground.hpp"
#include "cordon/map/labels/lettering.hpp"
#include "cordon/map/labels/placement.hpp"
#include "cordon/map/labels/raster.hpp"

namespace cordon::map {

/// The positions around a mark (a dot's box, a small lake's) that are free: the eight of
/// Christensen, Marks and Shieber 1995, and some more above and below. Preferred: the
/// upper right (Imhof 1975), on a page that is read from the right the upper left. Their boxes do
/// not include the mark.
std::vector<Position> positions_beside(const MeasuredName& name, const Rect& mark,
                                       bool right_to_left, const Ground& ground);

/// Free positions of a horizontal name wholly within an area (cells of value 1, all others 0), far
/// from each other. The best one is where the name is farthest from the area's edge: its pole of
/// inaccessibility, with the name in place of a point.
std::vector<Position> positions_within(const MeasuredName& name, const Raster& area,
                                       const Ground& ground);

/// Free positions of a horizontal name that is too large for its area, by how much of it lies
/// within; at least a quarter.
std::vector<Position> positions_over(const MeasuredName& name, const Raster& area,
                                     const Ground& ground);

/// Free positions of a name in one line along paths, above or below them, where they are straight
/// enough; never upside down.
std::vector<Position> positions_along(const MeasuredName& name,
                                      const std::vector<std::vector<XY>>& paths,
                                      const Ground& ground);

}  // namespace cordon::map
