// A small map of where the map is.
#pragma once

#include <optional>
#include <string>

#include "cordon/map/frame.hpp"
#include "cordon/map/furniture/corners.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// Group "locator": land and borders of the wider region, the map's panel marked in it, names of
/// countries where they fit. Nothing if it would hide much of the zone, if the page is too narrow,
/// or if the map shows a large part of the globe itself.
std::optional<Group> locator(const Frame& frame, const Basemap& world, Corners& corners,
                             const std::string& css, const Language& language);

}  // namespace cordon::map
