// Where a drawn zone and an exact one differ.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/check/ideal.hpp"
#include "cordon/zone/measure.hpp"

namespace cordon {

struct Differences {
  double missing = 0, excess = 0;   ///< m2
  std::vector<Difference> regions;  ///< with errors beyond `least`, worst first
};

/// What hangs together, also over the antimeridian.
std::vector<MultiPolygon> connected(const MultiPolygon& polygons, const OutputSpace& space);

/// All rings, seam edges included: what lies on those lies within the polygons.
std::vector<std::span<const XY>> rings_of(const MultiPolygon& polygons);

/// Whether a region is a polygon of a set from which nothing was taken.
bool is_whole_polygon(const MultiPolygon& region, const MultiPolygon& polygons);

/// Worst first.
void sort_by_error(std::vector<Difference>& regions);

/// Two valid sets of polygons in the coordinates of one space. `least`: m. Throws GeosError.
Differences differences(const Ideal& ideal, const MultiPolygon& drawn, const MultiPolygon& exact,
                        const Allowance& least, const OutputSpace& space, unsigned threads);

/// The place in a zone that is farthest from the shape, if it is farther than `limit` m by more
/// than `finest`: with find_filled_holes(), which misses none, for ever higher limits. The error, a
/// bound, is how far beyond the distance it is.
std::optional<PlacedError> farthest_within(const Ideal& ideal, const MultiPolygon& zone,
                                           double limit, double finest, const OutputSpace& space);

}  // namespace cordon
