// Words beside the points of a chart, where they have room.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/language.hpp"
#include "cordon/map/page.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

struct Valued {
  XY at;                       ///< px
  std::string words;           ///< may be empty
  double top = 0, bottom = 0;  ///< px, of what is drawn there
};

/// Above or below what is drawn at their points and within the room (px): the first and the last
/// one, wherever they are least in the way; the highest and the lowest where they touch neither
/// words nor lines; the others if all of them have such room. `values` in the order of time.
std::vector<Text> value_words(const std::vector<Valued>& values,
                              const std::vector<std::vector<XY>>& lines, const Rect& room,
                              const std::string& css, const Language& language);

}  // namespace cordon::map
