// Faces: what is left of a zone when it is cut along paths.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// Output coordinates counted in units of their last decimal: whole numbers, so that rounding to
/// the grid is exact.
class Lattice {
 public:
  explicit Lattice(const OutputSpace& space);

  XY to(const XY& xy) const;
  XY unrounded(const XY& xy) const { return {xy.x * scale_, xy.y * scale_}; }
  XY from(const XY& xy) const;
  MultiPolygon to(const MultiPolygon& polygons) const;
  MultiPolygon from(const MultiPolygon& polygons) const;

 private:
  double scale_;
};

/// A face in lattice coordinates.
struct ZoneFace {
  Polygon polygon;                     ///< shell counter-clockwise, holes clockwise
  XY inner;                            ///< a place in it
  std::vector<std::vector<XY>> slits;  ///< cuts in it that do not part it
};

/// The faces of a zone cut along paths; both in lattice coordinates, the zone's whole. Faces share
/// their boundaries exactly; vertices lie on the lattice. Throws GeosError.
std::vector<ZoneFace> cut_into_faces(const MultiPolygon& zone,
                                     const std::vector<std::vector<XY>>& paths);

/// Faces without the edges that two of them share. Throws GeosError.
MultiPolygon dissolve(const MultiPolygon& faces);

/// The shortest straight link between two rings.
struct Link {
  XY from, to;
  double length = 0;
};
Link shortest_link(const Ring& a, const Ring& b);

}  // namespace cordon
