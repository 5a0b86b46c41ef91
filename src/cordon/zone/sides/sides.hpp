// The left and the right side of a zone around lines, looking along them.
//
// A place lies on the side from which it sees its nearest place of the lines. Where that is a
// vertex, the edge there that is nearest by angle decides: so beyond a free end the line prolonged
// as a geodesic parts left from right, and where stretches of line face each other with different
// sides, the places equally far from both do. What is gone over as often one way as the other is no
// line here; if nothing else is left, the first way counts.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

struct Sides {
  MultiPolygon left;   ///< may be empty
  MultiPolygon right;  ///< may be empty
  double error = 0;    ///< m; largest distance found between the cut and the true one
};

/// Cuts a zone (output coordinates, valid) of `distance` m around lines (edges geodesic) into its
/// sides. Together they are the zone: no gap, no overlap, to the output's grid. Along the lines the
/// cut has the lines' own vertices; elsewhere it is at most half the `tolerance` m from the true
/// one. Valid and canonical. Throws CertificateError if the cut does not hold that, as measured on
/// the result; DataError if `space` cannot show the cut; GeosError.
Sides split_sides(const std::vector<Path>& lines, const MultiPolygon& zone, double distance,
                  double tolerance, const OutputSpace& space);

}  // namespace cordon
