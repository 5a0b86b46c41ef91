// The edge of areas, as lines to build a zone around.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// The boundary of the areas united (edges geodesic), as lines within `bend` m of it. What only
/// cuts areas at the antimeridian or at a pole is no boundary. Throws as flatten() (areas.hpp).
std::vector<Path> area_edges(const std::vector<Area>& areas, double bend);

}  // namespace cordon
