// How far the boundary of a drawn zone is from where it should be.
#pragma once

#include "cordon/base/geometry.hpp"
#include "drawing.hpp"
#include "reference.hpp"

namespace cordon::oracle {

/// Errors of a boundary that should be at `distance` everywhere. They are attained, at the places
/// given; nowhere on the boundary are they exceeded by more than the slack asked for.
struct BoundaryError {
  double outward = 0;  ///< m; largest distance - wanted (0 if negative)
  double inward = 0;   ///< m; largest wanted - distance (0 if negative)
  LonLat outward_at, inward_at;
  double max() const { return outward > inward ? outward : inward; }
};

/// m; by how much the largest errors may be missed.
struct Slack {
  double outward = 0, inward = 0;
};

/// Bounds the whole of every edge, not samples: see the proof in the source. With distance 0 and
/// the rings of another zone as the shape, `outward` is the Hausdorff distance to them.
BoundaryError measure_boundary(const Drawing& zone, const ReferenceShape& shape, double distance,
                               const Slack& slack);

/// The same for a zone in lon/lat, cut at +-180 and at the poles.
BoundaryError measure_boundary(const MultiPolygon& zone, const ReferenceShape& shape,
                               double distance, double slack);

/// Whether a place inside the hole is found that is farther than `distance` from the shape.
/// Longitudes of the ring may run on over +-180.
bool reaches_beyond(const Ring& hole, const ReferenceShape& shape, double distance);

}  // namespace cordon::oracle
