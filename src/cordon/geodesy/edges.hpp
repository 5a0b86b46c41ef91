// Two meanings of an edge between two vertices, and the way from one to the other.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon {

/// The same path with more vertices, such that its edges, straight in longitude/latitude, stay
/// within `bend` m of the geodesics between the given vertices.
Path flatten_geodesics(const Path& path, double bend);

/// The same path with more vertices, such that the geodesics between them stay within `bend` m of
/// the edges that are straight in longitude/latitude between the given vertices.
Path geodesics_of_planar(const Path& path, double bend);

/// geodesics_of_planar() for every line and ring of a shape.
Shape geodesics_of_planar(const Shape& shape, double bend);

}  // namespace cordon
