// Lines between provinces, from their areas.
#pragma once

#include <vector>

#include "cordon/base/basemap.hpp"

namespace cordon::map {

/// The edges, in degrees, that two provinces of one country have in common, vertex by vertex: not
/// coasts and not the borders of countries, which are drawn by themselves.
std::vector<std::vector<XY>> lines_between(const std::vector<BasemapFeature>& provinces);

}  // namespace cordon::map
