// Two meanings of an edge between two vertices, and the way from one to the other.
#pragma once

#include <functional>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// How far, in m, what is drawn for an edge between two places may leave it.
using BendAt = std::function<double(const LonLat&, const LonLat&)>;

/// How far, in m, the edge between two places `length` m apart that is straight in
/// longitude/latitude leaves their geodesic, at most. To second order: against the geodesic it is
/// curved by sin(a) (1 + cos(a)^2) tan(lat) / R at azimuth a, of which the part with a is at most
/// 1.0887; the rest of 1.1 pays for the ellipsoid. Where the edge is longer than a tenth of its
/// distance from the pole, both are only known to keep to the cap that holds their ends.
double lonlat_bend(const LonLat& a, const LonLat& b, double length);

/// The same path with more vertices, such that its edges, straight in longitude/latitude, stay
/// within `bend` m of the geodesics between the given vertices.
Path flatten_geodesics(const Path& path, const BendAt& bend);
Path flatten_geodesics(const Path& path, double bend);

/// The same path with more vertices, such that the geodesics between them stay within `bend` m of
/// the edges that are straight in longitude/latitude between the given vertices.
Path geodesics_of_planar(const Path& path, const BendAt& bend);
Path geodesics_of_planar(const Path& path, double bend);

/// geodesics_of_planar() for every line and ring of a shape.
Shape geodesics_of_planar(const Shape& shape, double bend);

/// geodesics_of_planar() for every ring of areas.
std::vector<Area> geodesics_of_planar(const std::vector<Area>& areas, const BendAt& bend);

}  // namespace cordon
