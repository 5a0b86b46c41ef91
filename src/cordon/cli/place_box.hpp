// Where to look for what is near.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/io/place_table.hpp"

namespace cordon::cli {

/// A box that holds all places within `distance` m of a shape with geodesic edges, with the inside
/// of areas that do not go around a pole, and not much else.
BoundingBox box_around(const Shape& shape, double distance);

}  // namespace cordon::cli
