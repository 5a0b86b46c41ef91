// Where coordinates in degrees break off: the antimeridian and the poles. Zones in such coordinates
// are drawn in the rectangle from -180, -90 to 180, 90 and cut at its border, as RFC 7946 asks; the
// edges along the border are seam edges, no boundary of the zone.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Rings with the area on their left, unrolled (geodesy/drawing.hpp), as rings within the
/// rectangle: shells counter-clockwise, holes clockwise, closed along its border. Rings around a
/// pole are closed over it. If all of them go clockwise around nothing, the rectangle itself is a
/// shell. The rings must not cross one another or themselves; throws DataError if they do at the
/// border.
std::vector<Ring> cut_at_seam(const std::vector<Ring>& rings);

/// An open path, unrolled, as paths within the rectangle.
std::vector<std::vector<XY>> cut_path_at_seam(const std::vector<XY>& path);

/// Whether an edge lies in the rectangle's border.
bool is_seam_edge(const XY& a, const XY& b);

}  // namespace cordon
