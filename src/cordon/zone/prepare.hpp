// A shape as the engine wants it.
#pragma once

#include <optional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {

/// Throws DataError for a shape without any vertex, for lines and rings that are too short, and for
/// coordinates that are not on the Earth.
void check_shape(const Shape& shape);

/// Throws DataError for areas with edges that leave it open, as geodesics, which way round the
/// Earth they go: half a turn of longitude or more drawn as one edge, or ends opposite each other.
void check_area_edges(const std::vector<Area>& areas);

/// The shape with geodesic edges and with equal coordinates for equal places (longitudes of points
/// and lines in (-180, 180], of areas in [-180, 180]); nothing if it is so already. With geodesic
/// edges areas are checked by check_area_edges().
std::optional<Shape> with_geodesic_edges(const Shape& shape, Edges edges, double tolerance);

/// That, and its free ends as the caps ask for: with flat caps without the lines that are too short
/// to have a zone, with square ones prolonged. Throws DataError if nothing is left.
std::optional<Shape> prepare(const Shape& shape, const ZoneOptions& options,
                             const Allowance& allowance);

}  // namespace cordon
