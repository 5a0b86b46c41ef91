// Inside and outside of the input's areas, whose edges are geodesics.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {

/// The areas as valid polygons in longitude/latitude, with edges cut so finely that straight ones
/// leave the geodesics by less than `bend` m. Invalid rings are read as GEOS's MakeValid does.
MultiPolygon flatten(const std::vector<Area>& areas, double bend);

/// Tells whether a place lies in one of the areas. One object must not be used by two threads.
class AreaLocator {
 public:
  explicit AreaLocator(const std::vector<Area>& areas, double bend = 1e-3);
  bool contains(const LonLat& place) const;

 private:
  PointLocator locator_;
};

}  // namespace cordon
