// The input's areas as polygons, and their inside and outside.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {

/// The areas, whose edges are geodesics, as valid polygons in the coordinates of a space (not on
/// its grid), edges cut so finely that straight ones leave the geodesics by less than `bend`. A
/// ring around a pole encloses the smaller part of the Earth. Invalid rings are read as GEOS's
/// MakeValid does; where the space wraps, polygons are cut at the seam. Throws DataError for a ring
/// that goes around a pole and crosses itself, or that the space cannot show.
MultiPolygon flatten(const std::vector<Area>& areas, const BendAt& bend, const OutputSpace& space);
MultiPolygon flatten(const std::vector<Area>& areas, double bend, const OutputSpace& space);

/// The same in longitude/latitude.
MultiPolygon flatten(const std::vector<Area>& areas, double bend);

/// Tells whether a place lies in one of the areas. One object must not be used by two threads.
class AreaLocator {
 public:
  explicit AreaLocator(const std::vector<Area>& areas, double bend = 1e-3);
  AreaLocator(const std::vector<Area>& areas, const BendAt& bend);
  /// On the seam, what holds just west of it.
  bool contains(const LonLat& place) const;

 private:
  PointLocator locator_;
};

}  // namespace cordon
