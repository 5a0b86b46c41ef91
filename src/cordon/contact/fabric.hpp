// The land as the sides divide it: who holds what is on either hand of every edge.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/contact/plane.hpp"

namespace cordon::contact {

/// An edge between the land of two sides.
struct SharedEdge {
  GridPoint from, to;
  std::size_t left = 0;
  std::size_t right = 0;  ///< greater than `left`
};

/// An edge between land of one side alone and land that nobody holds, or several claim.
struct FrontEdge {
  GridPoint from, to;
  std::size_t side = 0;
};

/// Land that several sides claim, with one of them alone around it.
struct Enclosed {
  LonLat at;
  double perimeter = 0;  ///< m
  std::size_t around = 0;
};

struct Fabric {
  std::vector<SharedEdge> shared;
  std::vector<FrontEdge> fronts;
  MultiPolygon held;       ///< by one side
  MultiPolygon contested;  ///< by several
  std::vector<Enclosed> enclosed;
  std::map<GridPoint, LonLat> given;  ///< the vertices of the input
};

/// Throws GeosError, and DataError for an area that the plane cannot show.
Fabric weave(const std::vector<NamedAreas>& sides, const Plane& plane);

}  // namespace cordon::contact
