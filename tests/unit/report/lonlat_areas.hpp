// Areas of polygons straight in longitude/latitude, by GeographicLib.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon::test {

/// m2; with a vertex every ten metres.
double ring_by_geographiclib(const Ring& ring);
double by_geographiclib(const MultiPolygon& polygons);

}  // namespace cordon::test
