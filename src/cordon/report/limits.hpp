// Limits that somebody published, against the line that a zone is drawn around.
#pragma once

#include <optional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/report/near.hpp"

namespace cordon {

/// How far limits lie from a line, and from the edge of a zone around it, m; shares are those of
/// their length.
struct LimitDistances {
  double length = 0;
  double least = 0, lower_quartile = 0, median = 0, upper_quartile = 0, most = 0;
  double inside = 0;     ///< share of the length that lies in the zone, [0, 1]
  double from_edge = 0;  ///< the mean, on whichever side of the edge
  double most_from_edge = 0;
  LonLat farthest;  ///< where that is
};

struct LimitFigures {
  LimitDistances whole;
  std::optional<LimitDistances> left, right;  ///< of what lies on that hand of the line
  /// m2 between two limits, one on each hand, whose ends are joined by geodesics; nothing if that
  /// makes no plain ring.
  std::optional<double> between;
  double step = 0;  ///< m; the limits were looked at every so often
};

/// `limits`: lines, or areas by their edges, which are geodesics. Distances are exact where the
/// limits are looked at, so that the least and the greatest are good to half a step, which is 1 m
/// or, of limits longer than 500 km in all, as much as makes half a million places. `zone`:
/// degrees, not empty; its edge is told to a decimetre. Throws DataError for limits without any
/// length.
LimitFigures measure_limits(const Shape& limits, const NearSearch& line, const MultiPolygon& zone,
                            unsigned threads, const Progress& progress = {});

}  // namespace cordon
