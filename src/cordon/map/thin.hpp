// Vertices that nobody sees, left out.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::map {

/// The same paths with fewer vertices, each within `tolerance` of what it was (Douglas and Peucker,
/// by GEOS). Ends stay.
std::vector<std::vector<XY>> thinned(const std::vector<std::vector<XY>>& paths, double tolerance);

}  // namespace cordon::map
