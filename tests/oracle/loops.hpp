// From rings that are cut at +-180 and at the poles to the boundary on the Earth.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::oracle {

/// Twice the area on the plane; positive if counter-clockwise.
double plane_area(const Ring& ring);

/// All rings, shells counter-clockwise and holes clockwise, however they are given.
std::vector<Ring> oriented_rings(const MultiPolygon& zone);

/// Drawing::loops of a zone in lon/lat. An edge along x = +-180 is a boundary where the zone does
/// not go on at the other end of the rectangle; edges along y = +-90 are unless they go all around.
std::vector<Ring> boundary_loops(const MultiPolygon& zone);

/// Whether the zone's edges along the latitude (90 or -90) go all around.
bool goes_around(const MultiPolygon& zone, double pole);

}  // namespace cordon::oracle
