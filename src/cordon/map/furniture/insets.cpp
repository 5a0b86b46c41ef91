#include <utility>

#include "cordon/map/furniture.hpp"
#include "cordon/map/furniture/corners.hpp"
#include "cordon/map/furniture/locator.hpp"
#include "cordon/map/furniture/north.hpp"
#include "cordon/map/furniture/scale_bar.hpp"

namespace cordon::map {

Insets insets(const Content& content, const Frame& frame, const Basemap& world,
              const std::string& css, const Language& language) {
  Insets result;
  Corners corners(content, frame);
  const auto add = [&](std::optional<Group> group) {
    if (group) result.groups.push_back(std::move(*group));
  };
  add(scale_bar(frame, corners, css, language));
  add(north(frame, corners, css, language, result.taken));
  add(locator(frame, world, corners, css, language));
  result.taken.insert(result.taken.end(), corners.taken().begin(), corners.taken().end());
  return result;
}

}  // namespace cordon::map
