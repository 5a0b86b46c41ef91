// On which hand of the lines a face is, asked of every edge that it has in common with them.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/sides/line_sight.hpp"
#include "cordon/zone/sides/linework.hpp"

namespace cordon {

/// For every edge of a ring what a place beside it, in the face, answers; nothing for edges that
/// are not on the lines.
using RingBallot = std::vector<std::optional<Hand>>;

struct Ballot {
  std::vector<RingBallot> rings;  ///< of the shell and the holes
  double left = 0, right = 0;     ///< m of line, with that of slits

  /// More than `slack` m of line contradict the rest: a cut is missing.
  bool disputed(double slack) const { return left > slack && right > slack; }
};

/// Asks on behalf of faces in lattice coordinates.
class Pollster {
 public:
  /// Looks `offset` m beside edges; lines are drawn within less than that. All must outlive this.
  Pollster(const LineSight& sight, const OutputSpace& space, const Lattice& lattice, double offset)
      : sight_(sight), space_(space), lattice_(lattice), offset_(offset) {}

  Ballot poll(const ZoneFace& face) const;

  /// Pairs of places of different hands in or on the border of a disputed face, with a place of the
  /// missing cut between them, off the lines.
  std::vector<std::pair<LonLat, LonLat>> witnesses(const ZoneFace& face,
                                                   const Ballot& ballot) const;

  LonLat place(const XY& lattice_xy) const { return space_.inverse(lattice_.from(lattice_xy)); }

 private:
  using Witnesses = std::vector<std::pair<LonLat, LonLat>>;
  RingBallot poll_left(const std::vector<XY>& path, const PointLocator& inside,
                       Ballot& ballot) const;
  void along_ring(const Ring& ring, const RingBallot& ballot, Witnesses& into) const;
  void between_rings(const ZoneFace& face, Witnesses& into) const;
  void along(const std::vector<XY>& path, int looks, double inset, Witnesses& into) const;

  struct Aside {
    double length = 0;  // of the edge, m
    XY step;
  };
  Aside left_of(const XY& from, const XY& to, double distance) const;

  const LineSight& sight_;
  const OutputSpace& space_;
  const Lattice& lattice_;
  double offset_;
};

}  // namespace cordon
