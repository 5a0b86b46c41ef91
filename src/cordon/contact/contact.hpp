// The line of contact between areas of control.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/base/units.hpp"

namespace cordon {

inline constexpr Metres kDefaultGap{100};
inline constexpr Metres kMaxGap{200'000};
inline constexpr Metres kDefaultMinLength{1000};

/// What a middle line may be off from where it is defined to be. Edges that sides share are exact.
inline constexpr Metres kContactTolerance{0.1};

struct ContactOptions {
  Metres gap = kDefaultGap;  ///< widest gap between two sides that is bridged; [0, kMaxGap]
  /// Loops, loose pieces and dead ends shorter than this are left out; 0 or more.
  Metres min_length = kDefaultMinLength;
};

/// A stretch of contact between two sides.
struct ContactLine {
  std::size_t left = 0;   ///< the side on its left, looking along the path
  std::size_t right = 0;  ///< greater than `left`
  Path path;              ///< two vertices or more, joined by geodesics; a ring ends where it began
  double length = 0;      ///< m
  double gap_max = 0;     ///< m, the widest gap that it crosses; 0: none
  double overlap_max = 0;  ///< m, the widest overlap; 0: none
};

/// What min_length left out.
struct LeftOut {
  std::size_t loops = 0;   ///< closed lines
  std::size_t pieces = 0;  ///< lines that no other one joins, and side branches
  std::size_t ends = 0;    ///< dead ends of lines, where a gap opens
  double length = 0;       ///< of all of them, m
};

struct Contact {
  std::vector<ContactLine> lines;  ///< at least one; by sides, then the longest first
  LeftOut left_out;
};

/// Finds where two sides meet.
///
/// Land that several sides claim is nobody's until the line through it is found. Where exactly one
/// side holds the land on either hand of an edge, the edge is contact, with the vertices that were
/// given. Elsewhere every place belongs to the side whose own land is nearest; the border between
/// two such realms is contact through all land that is claimed twice, and in gaps as far as it is
/// no farther than gap / 2 from both and sees them more than a right angle apart: it lies between
/// them, not before them as the sea before two coasts. It may be off by kContactTolerance. Lines of
/// different pairs that meet share their last vertex; where the edge of two sides ends before a
/// third, beyond a gap, it goes on between the realms to the middle line.
///
/// Sides may overlap; the areas of one side, too. Errors are DataError: fewer than two sides with
/// areas, areas that reach too far for one plane (see contact::Plane), a side or an area of it
/// within another's land, which leaves open who holds it, and no contact; it tells how far the
/// sides are from each other, or that all there is is shorter than min_length. UsageError for
/// options out of range.
Contact find_contact(const std::vector<NamedAreas>& sides, const ContactOptions& options,
                     const Progress& progress = {});

}  // namespace cordon
