// Bands between zones whose boundaries keep apart: no overlay is needed for them.
#pragma once

#include <optional>
#include <vector>

#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/parts/cutting.hpp"

namespace cordon {

/// The polygons of each part of the plan, in its order, if every part lies between zones of one
/// group whose certificates prove that the smaller ones lie well inside of the larger ones: then
/// the rings of both, those of the smaller zone reversed, are the part's. Without a value if that
/// is not so, or a zone touches the border of a space that wraps.
std::optional<std::vector<MultiPolygon>> nested_bands(const Cutting& cutting,
                                                      const OutputSpace& space);

}  // namespace cordon
