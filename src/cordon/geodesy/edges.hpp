// Two meanings of an edge between two vertices, and the way from one to the other.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon {

/// How far, in m, an edge of `length` m that is straight in longitude/latitude leaves the geodesic
/// between its ends, at most, if no latitude on it is steeper than `steepest` degrees. To second
/// order: against the geodesic it is curved by sin(a) (1 + cos(a)^2) tan(lat) / R at azimuth a, of
/// which the part with a is at most 1.0887; the rest of 1.1 pays for the ellipsoid. For edges short
/// against the distance from the poles.
double lonlat_bend(double length, double steepest);

/// The same path with more vertices, such that its edges, straight in longitude/latitude, stay
/// within `bend` m of the geodesics between the given vertices.
Path flatten_geodesics(const Path& path, double bend);

/// The same path with more vertices, such that the geodesics between them stay within `bend` m of
/// the edges that are straight in longitude/latitude between the given vertices.
Path geodesics_of_planar(const Path& path, double bend);

/// geodesics_of_planar() for every line and ring of a shape.
Shape geodesics_of_planar(const Shape& shape, double bend);

}  // namespace cordon
