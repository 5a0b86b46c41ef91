// How far the drawn cut between two sides is from the true one, measured on the sides themselves.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/sides/line_sight.hpp"

namespace cordon {

struct CutError {
  double error = 0;  ///< m; infinity: the true cut is not within the limit
  LonLat place;      ///< where
};

/// Looks along all edges that the two sides share for the place where the hand of the lines really
/// changes, within `limit` m, and along all other edges, just inside, for places that are on the
/// wrong side and farther than `limit` from the right one. Sides in output coordinates, sharing
/// their edges exactly.
CutError measure_cut(const MultiPolygon& left, const MultiPolygon& right, const LineSight& sight,
                     double limit, const OutputSpace& space);

}  // namespace cordon
