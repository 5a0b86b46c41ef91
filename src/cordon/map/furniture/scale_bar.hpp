// A scale bar in kilometres and miles.
#pragma once

#include <optional>
#include <string>

#include "cordon/map/frame.hpp"
#include "cordon/map/furniture/corners.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// Two bars, each of a round length, true to 1 % where they stand and along the panel's x axis.
/// Group "scale-bar"; its bars are named by their lengths. Nothing if the panel has no room.
std::optional<Group> scale_bar(const Frame& frame, Corners& corners, const std::string& css,
                               const Language& language);

}  // namespace cordon::map
