// From arcs to rings of vertices: chords, and the one-pass sleeve that saves vertices.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/exact/arcs.hpp"

namespace cordon {

struct OutlineOptions {
  double distance = 0;  ///< m; radius of the discs
  double chord = 0;     ///< m; longest chord of an arc
  double bend = 0;      ///< m; how far an edge straight in the output may leave its geodesic
  double sleeve = 0;    ///< m; how far a left-out vertex may lie from the edge; 0: keep all
};

/// A closed ring in output coordinates, not yet rounded, along the arcs of one ring. Chords lie
/// inside their discs. Edges are straight in the output space; where that wraps, the ring is
/// unrolled (geodesy/drawing.hpp). Throws DataError if one jumps over a break of the output's
/// projection.
template <typename Discs>
Ring outline(const Discs& discs, const std::vector<Arc>& arcs, const OutlineOptions& options,
             const OutputSpace& space);

extern template Ring outline(const SphereDiscs&, const std::vector<Arc>&, const OutlineOptions&,
                             const OutputSpace&);
extern template Ring outline(const GeodesicDiscs&, const std::vector<Arc>&, const OutlineOptions&,
                             const OutputSpace&);

/// Leaves out vertices of a closed ring that lie within `width` m of the edge that replaces them,
/// and between its ends. One pass, by cones of directions (Sklansky and Gonzalez 1980).
Ring sleeve(const Ring& ring, double width, const OutputSpace& space);

}  // namespace cordon
