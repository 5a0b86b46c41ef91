// Convex hulls of points in a plane, by index.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Removes indices of points that are certainly not on the convex hull: those inside the octagon of
/// extremes, in axes scaled to the points' own spread (a thin diagonal strip fills a plain octagon
/// badly). Order of the rest is kept.
void drop_inner_points(std::span<const XY> points, std::vector<std::uint32_t>& indices);

/// Replaces the indices by those of the convex hull's vertices, counter-clockwise (Andrew 1979).
/// Of equal or collinear points only the ends stay; one point stays one.
void convex_hull(std::span<const XY> points, std::vector<std::uint32_t>& indices);

/// Drops vertices of a convex polygon (indices in order) that lie within `slack` of what is left.
void simplify_convex(std::span<const XY> points, std::vector<std::uint32_t>& indices, double slack);

}  // namespace cordon
