// Thinning: the few points of a shape whose discs make up its zone.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon {

struct ThinOptions {
  double longest = 0;     ///< m; largest diagonal of a run, and largest step along a long edge
  double hull_slack = 0;  ///< m; how far a left-out vertex of a hull may lie outside the others
};

/// Points of the shape, in the order of its lines, such that within any run of `longest` the kept
/// points' convex hull holds the whole run but for `hull_slack`. Discs of radius r around the
/// points alone then lose at most r - sqrt(r^2 - longest^2 / 4) + hull_slack of the shape's zone
/// and add nothing to it: a place outside a run's hull whose nearest hull point lies on a hull edge
/// is within longest / 2, along that edge, of one of its ends. The bound is per run, so turns,
/// ends, self-approach and distances smaller than a run need no case of their own. The
/// result does not depend on `threads`.
Path thin_to_points(const Shape& shape, const ThinOptions& options, unsigned threads = 1);

}  // namespace cordon
