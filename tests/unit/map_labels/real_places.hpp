// The shipped places around a map.
#pragma once

#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"

namespace cordon::map {

/// All within the frame's box, by their names in ASCII; their distance is that to the nearest
/// vertex of the content's lines, and those nearer than the zone's distance are in the zone.
std::vector<Place> real_places(const Content& content, const Frame& frame);

}  // namespace cordon::map
