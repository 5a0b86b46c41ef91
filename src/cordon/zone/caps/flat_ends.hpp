// Where a zone with flat caps is cut off: the free ends of lines, and what they are the ends of.
//
// A free end belongs to its own stretch: what hangs together with it, by shared vertices, within
// the distance. A place near the end is left out of the zone if the nearest place of that stretch
// is the end itself, straight ahead or aside of it, and nothing else of the shape is within the
// distance. Stretches that overlap (a line shorter than two distances) count as one with several
// ends. So the cut does not depend on how densely a line is drawn, and a zone that passes by an
// end is not dented by it. Where what would be cut off does not reach out of the zone, an end that
// lies amid turns of its line, nothing is cut: a cap never makes a hole.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// A free end: a first or last vertex of an open line where no other line has a vertex.
struct FlatEnd {
  LonLat place;
  double outward = 0;  ///< degrees; direction of the line as it arrives at its end
};

/// One or more free ends and the stretch that they share.
struct EndStretch {
  std::vector<FlatEnd> ends;
  Shape stretch;  ///< lines only

  bool is_end(const LonLat& place) const;
};

struct FlatEnds {
  std::vector<EndStretch> stretches;  ///< disjoint
  Shape rest;                         ///< everything else: its zone is round
};

FlatEnds find_flat_ends(const Shape& shape, double distance);

/// The shape with every free end led on straight by a geodesic of `length` m.
Shape with_prolonged_ends(const Shape& shape, double length);

/// The shape without lines that meet no other and are at most `longest` m long: with flat caps
/// their zone is no wider than that.
Shape without_short_lines(const Shape& shape, double longest);

}  // namespace cordon
