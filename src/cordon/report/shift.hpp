// How far a line has moved.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Of the new line, seen from the old one. Lengths are m on the ellipsoid.
struct Shift {
  double mean = 0;        ///< distance of the new line's places from the old line, over its length
  double mean_error = 0;  ///< no more than this off
  double largest = 0;     ///< the largest of these distances, or less by no more than its error
  double largest_error = 0;
  LonLat at;    ///< of the new line: where it is farthest from the old one
  LonLat from;  ///< the place of the old line that is nearest to there

  /// Length of the new line by where it lies: within the threshold of the old one, or on its left
  /// or right. They add up to the length of the new line.
  double unmoved = 0, to_left = 0, to_right = 0;
};

struct ShiftOptions {
  double mean_error = 10;    ///< m, > 0: how exact the mean is to be
  double largest_error = 1;  ///< m, > 0
  double threshold = 10;     ///< m, > 0: what is nearer to the old line has not moved
};

/// Neither is empty; edges are geodesics. Distances change along a line by no
/// more than the way that is gone (they are 1-Lipschitz), so samples bound what lies between them:
/// stretches are halved until the bounds are within the errors asked for. The lengths by side are
/// counted by samples, to about a step of `threshold`. Throws DataError if the new line has no
/// length.
Shift shift_between(const std::vector<Path>& before, const std::vector<Path>& after,
                    const ShiftOptions& options = {});

}  // namespace cordon
