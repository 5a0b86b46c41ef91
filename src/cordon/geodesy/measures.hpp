// Lengths and areas on the ellipsoid, as people quote them.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// Of all lines of a shape, m.
double line_length_m(const Shape& shape);

/// Of all areas of a shape, m2.
double area_m2(const Shape& shape);

/// In m2, of polygons whose edges are straight in the coordinates of `space`. In degrees they may
/// be cut at the antimeridian and at the poles; in a CRS the edges are followed to within `bend` m.
double area_m2(const MultiPolygon& polygons, const OutputSpace& space, double bend);

/// Length of all rings between their vertices by geodesics, m.
double perimeter_m(const MultiPolygon& polygons, const OutputSpace& space);

}  // namespace cordon
