// Boundaries whose edges are geodesics, for the oracle, which takes edges as straight in lon/lat.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon::compare {

/// Edges are cut to this, m; such short ones are straight in lon/lat to 1 mm.
inline constexpr double kGeodesicStep = 100;

/// A closed ring in lon/lat with its edges cut along their geodesics.
Ring cut_by_geodesics(const Ring& ring);

}  // namespace cordon::compare
