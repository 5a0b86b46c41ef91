// Edges that are straight in longitude and latitude, as they run in a plane.
#pragma once

#include <functional>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::map {

/// To a plane.
using ToPlane = std::function<XY(const LonLat&)>;

/// The vertices of a path in the plane, and as many more as keep straight edges within `tolerance`
/// (of the plane's unit) of the path's, which are straight in longitude and latitude. An edge gives
/// the same vertices in both directions; vertices that fall together are one. Throws DataError
/// where the projection tears an edge apart.
std::vector<XY> bend_edges(const Path& path, const ToPlane& to_plane, double tolerance);

}  // namespace cordon::map
