// The planes that people name.
#pragma once

#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon {

/// The plane of a projected CRS. Throws UsageError if PROJ does not know it, DataError if its
/// coordinates are degrees.
Projection named_plane(const std::string& crs);

/// The name of the UTM zone of the middle of a shape's extent ("EPSG:32637"): the middle of its
/// latitudes, and of the narrowest range of longitudes that holds all vertices, over the
/// antimeridian or not. Beyond 84 degrees north and 80 south, where UTM ends, universal polar
/// stereographic. All zones are 6 degrees wide, as in the EPSG registry: the military grid's
/// exceptions for Norway and Svalbard name map sheets and serve no accuracy.
std::string utm_zone(const Shape& shape);

}  // namespace cordon
