// Drawn polygons, wherever they were drawn, in degrees.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon::cli {

/// Polygons of an output space as WGS84 degrees with straight edges, cut at the antimeridian.
MultiPolygon in_lonlat(const MultiPolygon& drawn, const OutputSpace& space);

}  // namespace cordon::cli
