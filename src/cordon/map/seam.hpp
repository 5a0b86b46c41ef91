// Polygons that data cut at the antimeridian and at the poles, made whole on a map that shows both
// sides.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::map {

/// Whether a ring (degrees, no repeated vertex) has an edge along the antimeridian or a pole.
bool has_seam(const std::vector<XY>& ring);

/// Rings with a vertex on all their edges along the antimeridian wherever any ring has one there:
/// so that edges from both sides match.
std::vector<std::vector<XY>> with_common_seam_vertices(std::vector<std::vector<XY>> rings);

/// Rings in the plane, shells turning one way and holes the other, without the edges that two of
/// them (or one twice) run along in opposite directions: what remains, joined to rings again.
std::vector<std::vector<XY>> without_shared_edges(const std::vector<std::vector<XY>>& rings);

}  // namespace cordon::map
