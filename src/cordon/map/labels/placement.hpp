// Which names stand where: the choice of one position for each, so that none is in another's way.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cordon/map/scene.hpp"

namespace cordon::map {

/// A way to put a name on the map.
struct Position {
  std::vector<Text> texts;  ///< its lines
  std::vector<Rect> boxes;  ///< what the name, and the dot that it belongs to, take
  double cost = 0;          ///< the smaller, the better; 0: nothing against it
};

/// A name that may be on the map.
struct Name {
  double value = 0;  ///< what the map gains by it, on the scale of the costs
  std::vector<Position> positions;
};

/// The number of each name's position; nothing: left out. No boxes of two names overlap. Makes the
/// sum of values without costs large, which Christensen, Marks and Shieber 1995 ask for: names are
/// placed one after the other, by their value, and then moved, alone or at the expense of those in
/// the way, as long as the sum grows; the best of some such starts in different orders. No change
/// of a single name would be a gain. Same names, same result.
std::vector<std::optional<std::size_t>> arrange(const std::vector<Name>& names);

}  // namespace cordon::map
