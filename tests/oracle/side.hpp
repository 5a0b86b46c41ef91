// The sides of lines, by their definition.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "place_set.hpp"

namespace cordon::oracle {

/// The places that see the nearest place of the lines from its left, looking along them. Where that
/// place is a vertex, the edge there that is nearest by angle decides. All others see it from the
/// right.
PlaceSetPtr left_of(const std::vector<Path>& lines, Joined joined);

}  // namespace cordon::oracle
