// The sheet that a map is drawn on. Lengths are CSS pixels: 1/96 inch in print, and what a screen
// of ordinary density shows as one pixel. x to the right, y downwards.
#pragma once

namespace cordon::map {

struct Rect {
  double left = 0, top = 0, width = 0, height = 0;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  bool overlaps(const Rect& other) const {
    return left < other.right() && other.left < right() && top < other.bottom() &&
           other.top < bottom();
  }
  bool contains(const Rect& other) const {
    return other.left >= left && other.right() <= right() && other.top >= top &&
           other.bottom() <= bottom();
  }
};

struct Page {
  double width = 960;
  double height = 640;
  double density = 1;  ///< pixels of a PNG for one CSS pixel
};

}  // namespace cordon::map
