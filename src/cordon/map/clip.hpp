// Paths and rings cut to a rectangle.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::map {

/// A rectangle with sides along the axes.
struct Bounds {
  XY low, high;
};

/// An open path's parts within the rectangle, in their order.
std::vector<std::vector<XY>> clip_path(const std::vector<XY>& path, const Bounds& bounds);

/// The part of a ring (without a repeated vertex) within the rectangle, by Sutherland and Hodgman:
/// what is in several parts hangs together along the rectangle's sides. Empty if nothing is left.
std::vector<XY> clip_ring(std::vector<XY> ring, const Bounds& bounds);

}  // namespace cordon::map
