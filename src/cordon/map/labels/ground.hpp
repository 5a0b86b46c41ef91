// What names may not cover, and what they had better not.
#pragma once

#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/labels/raster.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

class Ground {
 public:
  Ground(const Content& content, const Frame& frame, std::vector<Rect> taken);

  /// Whether a name may stand there: wholly in the panel, and not on what is taken.
  bool is_free(const Rect& rect) const;

  /// What a name there hides: more than kCrossing where the edge of the zone or a line runs through
  /// it, less than kGround for coasts, borders, shores, rivers and routes.
  double cost(const Rect& rect) const;
  static constexpr double kCrossing = 1.8;
  static constexpr double kGround = 0.5;

  /// What names may fill: the panel without its margin.
  const Rect& room() const { return room_; }

 private:
  Rect room_;
  std::vector<Rect> taken_;
  CellSums edges_;     // of the zone, and lines
  CellSums outlines_;  // of the ground
};

}  // namespace cordon::map
