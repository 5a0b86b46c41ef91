// Polygons that cross themselves, made valid.
#pragma once

#include "cordon/io/finding.hpp"
#include "cordon/io/layer_geometry.hpp"

namespace cordon {

/// Replaces the areas that are invalid by what GEOS's MakeValid (method "structure") makes of them
/// and drops those of which nothing is left; valid ones stay as they are.
/// `turn` is a whole turn of longitude in units of the coordinates, 0 if they are projected. In
/// longitude/latitude rings are read as going on over the antimeridian where they jump, and rings
/// around a pole on a map with the pole in its middle. Warnings: "repaired-area", "collapsed-area".
void repair_areas(double turn, Parts& parts, const Place& place, Findings& findings);

}  // namespace cordon
