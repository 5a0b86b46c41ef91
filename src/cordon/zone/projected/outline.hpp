// From a local plane to the coordinates of the output.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon {

/// Polygons of a plane in output coordinates, with vertices added so that the edges, straight in
/// the output, keep within `error` metres of the edges in the plane. Throws DataError if an edge
/// jumps over the antimeridian of an output in degrees or if the output cannot show it.
MultiPolygon to_output(const MultiPolygon& polygons, const Projection& plane,
                       const OutputSpace& space, double error);

/// An area of geodesics in output coordinates, made valid, its rings within `error` metres. Same
/// errors.
MultiPolygon to_output(const Area& area, const OutputSpace& space, double error);

}  // namespace cordon
