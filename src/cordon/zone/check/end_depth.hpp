// How far beyond a free end of a line a place is.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/caps/flat_ends.hpp"

namespace cordon {

/// Depth of a place in the cell of an end (see flat_ends.hpp): the distance to the nearest side of
/// the convex cell, negative outside. Sides are the geodesic at right angles to the line in its
/// end, and the places that are as far from the end as from another place (rival) of its stretch.
///
/// Between the cells of two ends of a stretch there is no side to either. So two ends can be taken
/// together: each rival is told off to the end that is nearer to it. The cell is again convex, in
/// it one of the two ends is the nearest place of the stretch, and the border between their own
/// cells runs through it.
class EndDepth {
 public:
  /// Rivals are taken so densely that the depth is good to `error` m.
  EndDepth(const EndStretch& stretch, const std::vector<std::size_t>& ends, double error);

  struct Depth {
    double depth = 0;       ///< m
    std::size_t rival = 0;  ///< the side that it was measured from
  };
  Depth at(const LonLat& place) const;

  /// Bounds along the edge between two places: the depth is a least of nearly linear functions.
  std::pair<double, double> bounds(const LonLat& a, const Depth& at_a, const LonLat& b,
                                   const Depth& at_b) const;

 private:
  struct Rival {
    LonLat place;               // the end's own: stands for the right angle
    double sin_half, cos_half;  // of half its distance from the end
    double sin_azimuth, cos_azimuth;
    std::size_t edge;  // on which it is, numbered after the ends
  };
  struct End {
    FlatEnd end;
    std::vector<Rival> rivals;
  };
  /// Sides are numbered from end to end.
  double exact_depth(const LonLat& place, std::size_t side) const;
  End& nearest_end(const LonLat& place);
  bool is_end(const LonLat& place) const;
  void add_rival(const LonLat& place, std::size_t edge);
  void add_between(const LonLat& a, const LonLat& b, std::size_t edge, double error);

  std::vector<End> ends_;
};

}  // namespace cordon
