// Which way north is, where it is not up.
#pragma once

#include <optional>
#include <string>

#include "cordon/map/frame.hpp"
#include "cordon/map/furniture/corners.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// Group "north-arrow": where the panel shows a pole, the pole with its name, for there every arrow
/// would be wrong elsewhere; where north leans by more than 5 degrees somewhere on the panel, an
/// arrow that is true where it stands; else nothing. `taken` grows by the pole's label.
std::optional<Group> north(const Frame& frame, Corners& corners, const std::string& css,
                           const Language& language, std::vector<Rect>& taken);

}  // namespace cordon::map
