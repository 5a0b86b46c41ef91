// The edges along which a zone in degrees was cut at +-180 and at the poles: which of them really
// are no boundary.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// What a zone in degrees has on the border of the map.
struct SeamEdges {
  bool wraps = false;  ///< there is such a border
  /// Stretches of the border that the zone reaches from one side only: boundary after all. At a
  /// pole that is not wholly surrounded, the pole itself, twice.
  std::vector<std::array<XY, 2>> unmatched;
  /// For each polygon the first one that it is one part with, across the border.
  std::vector<std::size_t> part_of;
};

/// In a space that does not wrap there are none, and every polygon is a part of its own.
SeamEdges match_seam_edges(const MultiPolygon& zone, const OutputSpace& space);

/// The boundary of a zone as stretches of its rings: whole rings, or what is left of them without
/// edges on the border, and what of the border is boundary after all. Refers to both arguments.
std::vector<std::span<const XY>> boundary_of(const MultiPolygon& zone, const SeamEdges& seam);

}  // namespace cordon
