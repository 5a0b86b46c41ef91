// Geodesics as they are drawn: vertices of an output space with straight edges between them.
#pragma once

#include <span>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// The vertices of a path, not rounded, and as many more as keep straight edges within `bend` m of
/// the geodesics between them. Where the space wraps, each x is on the turn that is nearest to the
/// one before, so that it may leave [-180, 180], and a ring around a pole ends a turn from where it
/// began. Throws DataError if an edge jumps over a break of a projection.
std::vector<XY> draw_geodesics(const Path& path, const BendAt& bend, const OutputSpace& space);
std::vector<XY> draw_geodesics(const Path& path, double bend, const OutputSpace& space);

/// The same vertices, each x (degrees) at most half a turn from the one before.
std::vector<XY> unrolled(std::vector<XY> path);

/// The way back: places along edges that are straight in a space, one or more, joined by geodesics
/// that stay within `bend` m of them.
Path geodesics_of_edges(std::span<const XY> edges, const OutputSpace& space, double bend);

}  // namespace cordon
