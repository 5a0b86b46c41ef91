// Conformal projections to choose from, for a map of some part of the Earth.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::map {

/// The middle of the smallest cap that holds all vertices, nearly, and its radius.
struct Cap {
  LonLat middle;
  double radius = 0;  ///< m
};

/// Of all vertices of the polygons, of which there must be one.
Cap cap_around(const std::vector<MultiPolygon>& polygons);

/// Oblique stereographic, true to scale at a place and with north up there; polar stereographic
/// at the poles.
std::string stereographic(const LonLat& middle);

/// PROJ strings of conformal projections that are true to scale at a place and have north up there:
/// the best one for an extent that is long from north to south, from west to east, or round.
std::vector<std::string> conformal_projections(const LonLat& middle);

}  // namespace cordon::map
