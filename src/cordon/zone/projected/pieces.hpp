// Stretches of line that are small enough for one local plane.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon {

/// Vertices in a plane, joined by straight edges; a single vertex is a point.
using PlanePath = std::vector<XY>;

/// Parts of lines near each other; a path of one vertex is a point.
struct Piece {
  LonLat centre;
  std::vector<Path> paths;
};

/// The lines of a shape, the rings of its areas, and its points as paths of one vertex; repeated
/// vertices are dropped.
std::vector<Path> outlines(const Shape& shape);

/// Half of the extent, in metres, that a piece may have: the distance in an azimuthal equidistant
/// plane from anything within it to anything `distance` away is too long by at most `error` (and
/// never too short). At most 200 km, where the bound's next term is still below a hundredth.
double piece_radius(double distance, double error);

/// Cuts paths into pieces that reach at most `radius` metres from their centres. Neighbouring
/// parts of a path share a vertex. The order is fixed by the paths alone.
std::vector<Piece> cut_into_pieces(const std::vector<Path>& paths, double radius);

/// A path in a plane, with vertices added so that its edges, straight there, keep within `error`
/// metres of the geodesics. Throws DataError if the projection cannot show it.
PlanePath to_plane(const Path& path, const Projection& plane, double error);

}  // namespace cordon
