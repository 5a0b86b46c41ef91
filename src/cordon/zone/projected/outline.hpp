// From a local plane to the coordinates of the output.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon {

/// Polygons of a plane in output coordinates, with vertices added so that the edges, straight in
/// the output, keep within `error` metres of the edges in the plane; cut at the seam of an output
/// in degrees. Throws DataError if an edge jumps over a break of the output's projection or if the
/// output cannot show it.
MultiPolygon to_output(const MultiPolygon& polygons, const Projection& plane,
                       const OutputSpace& space, double error);

}  // namespace cordon
