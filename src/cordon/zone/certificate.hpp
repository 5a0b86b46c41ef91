// The certificate: how far a drawn boundary is from the true one, bounded over its whole length.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/cap.hpp"

namespace cordon {

/// A place where a zone is wrong.
struct Problem {
  std::string kind;  ///< "too far out", "too far in", "part missing", "filled hole", "stray part"
  LonLat place;      ///< where it is worst
  double error = 0;  ///< m
};

/// What was measured against the original shape with exact geodesics. The errors are upper bounds
/// of the true ones, by at most a twentieth of the tolerance.
struct Certificate {
  double outward_error = 0;       ///< m; the boundary is nowhere farther than distance + this
  double inward_error = 0;        ///< m; nor nearer than distance - this
  std::size_t edges = 0;          ///< edges of the boundary that were bounded
  std::vector<Problem> problems;  ///< empty: the zone holds its tolerance
  LonLat outward_place{};         ///< where the boundary is farthest out; of a part: of
                                  ///< the zone that it was cut from
  LonLat inward_place{};          ///< and farthest in

  double max_error() const { return outward_error > inward_error ? outward_error : inward_error; }
  bool holds() const { return problems.empty(); }
};

/// How far from the ideal boundary the drawn one may be, m; 0 or more, not both 0.
struct Allowance {
  double inward = 0;
  double outward = 0;

  /// What a construction aims at, m beyond the ideal boundary, and how far it may miss that.
  double aim() const { return (outward - inward) / 2; }
  double radius() const { return (outward + inward) / 2; }
};

/// Checks a zone, in output coordinates, against the shape that it was built around (edges
/// geodesic). Shares no code with the construction of zones, but for what counts as a free end with
/// flat caps. Square caps: the caller prolongs the shape, and names them flat. The result does not
/// depend on `threads`.
///
/// Every edge is bounded over its whole length; every connected part of the shape lies inside;
/// every polygon holds a part of it; every hole holds a place that is rightly outside; no place
/// farther than the distance and what is allowed (or what the boundary was found to be) outward
/// lies inside.
Certificate certify(const Shape& shape, const MultiPolygon& zone, double distance,
                    const Allowance& allowance, Cap cap, const OutputSpace& space,
                    unsigned threads);

/// The zone without holes that no place outside of the ideal zone, moved to the middle of what is
/// allowed, justifies: where two boundaries pass within the tolerance of each other, their chords
/// may enclose such slivers.
MultiPolygon without_false_holes(const Shape& shape, MultiPolygon zone, double distance,
                                 const Allowance& allowance, Cap cap, const OutputSpace& space);

/// The same with one tolerance both ways.
inline Certificate certify(const Shape& shape, const MultiPolygon& zone, double distance,
                           double tolerance, Cap cap, const OutputSpace& space, unsigned threads) {
  return certify(shape, zone, distance, Allowance{tolerance, tolerance}, cap, space, threads);
}
inline MultiPolygon without_false_holes(const Shape& shape, MultiPolygon zone, double distance,
                                        double tolerance, Cap cap, const OutputSpace& space) {
  return without_false_holes(shape, std::move(zone), distance, Allowance{tolerance, tolerance}, cap,
                             space);
}

}  // namespace cordon
