// How GEOS's own buffer draws corners.
#pragma once

namespace cordon {

/// What lies beyond a corner of a line, on its outer side: an arc; the two edges of the zone led on
/// until they meet, cut off at the mitre limit; or a straight edge from one to the other.
enum class Join { round, mitre, bevel };

/// GEOS's own buffer in one named CRS, with its joins and caps, just as other tools draw it. Its
/// error is measured and stated, and not held to the tolerance.
struct ClassicBuffer {
  Join join = Join::round;
  int segments = 8;        ///< of a quarter circle; 1 to 1,000
  double mitre_limit = 5;  ///< of the distance; 1 to 1,000
};

}  // namespace cordon
