// Longitudes of any turn brought into [-180, 180].
#pragma once

#include "cordon/io/layer_geometry.hpp"

namespace cordon {

/// Cuts lines and areas at the antimeridian and moves what lies beyond it back by whole turns.
/// Vertices more than 180 degrees apart are joined the short way, but for edges along a pole; rings
/// around a pole enclose the nearer one and get an edge along it. The extent stays.
void fit_to_one_turn(Parts& parts);

}  // namespace cordon
