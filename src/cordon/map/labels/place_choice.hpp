// Which towns a map names.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/labels/ground.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

struct ChosenPlace {
  std::size_t index = 0;  ///< among the places that were offered
  XY at;                  ///< on the page
  double value = 0;       ///< its weight, less for each more important one nearby; > 0
  bool major = false;     ///< one of the largest that were chosen
};

/// The most important first. A place weighs by the logarithm of its population, in the zone more
/// than out of it, near the line more than far from it; capitals always. Every choice lowers the
/// weight of those around it, so that names spread over the panel. At most one for each `room` px2.
/// Places whose dot has no free ground are left out.
std::vector<ChosenPlace> choose_places(const std::vector<Place>& places, const Frame& frame,
                                       const Ground& ground, double room);

/// What a place's dot takes with its rim.
Rect dot_box(const Place& place, const XY& at);

}  // namespace cordon::map
