// Flat caps, cut from a zone with round ones.
#pragma once

#include <functional>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/flat_ends.hpp"

namespace cordon {

/// Builds the zone with round caps of a part of the shape, in output coordinates.
using BuildRound = std::function<MultiPolygon(const Shape&)>;

/// The zone with flat caps: `round` without the cells of the free ends (end_cell.hpp), grown by
/// `growth` m, but with whatever the zones of everything else have in them. Valid and on the
/// output's grid.
MultiPolygon cut_flat_caps(const MultiPolygon& round, const FlatEnds& ends, double distance,
                           double tolerance, const OutputSpace& space, const BuildRound& build,
                           double growth = 0);

}  // namespace cordon
