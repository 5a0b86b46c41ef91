// Where on the panel something can stand without hiding the zone.
#pragma once

#include <optional>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"

namespace cordon::map {

enum class Corner { top_left, top_right, bottom_left, bottom_right };

/// Finds corners of the panel for boxes, one after the other.
class Corners {
 public:
  Corners(const Content& content, const Frame& frame);

  /// Takes the corner where a box of that size hides least of the zone and the line; of equal ones
  /// the first of `preferred`. Nothing if in each it would hide more than `most`, a share of the
  /// box, or stand on what is there already.
  std::optional<Rect> take(double width, double height, const std::vector<Corner>& preferred,
                           double most);

  const std::vector<Rect>& taken() const { return taken_; }

 private:
  double hidden(const Rect& box) const;

  Rect panel_;
  std::vector<std::vector<XY>> zone_;   // on the page
  std::vector<std::vector<XY>> lines_;  // likewise
  std::vector<Rect> taken_;
};

}  // namespace cordon::map
