// The parts of a basemap that a map needs, with no more vertices than it needs.
#pragma once

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Whether the bounding box of a path, whose longitudes lie in [-180, 180], meets `box`.
bool meets(const Path& path, const BoundingBox& box);

/// The same line with fewer vertices: of those in a row that share a cell of a grid of `detail`
/// degrees, the southernmost stays (the westernmost of several), whichever way the line runs. Its
/// ends stay, and all vertices on the antimeridian and the poles. 0: all stay.
Path thinned_line(Path line, double detail);

/// A closed ring, likewise; empty if fewer than three vertices are left.
Path thinned_ring(Path ring, double detail);

/// Shell and holes; without a shell if that is not left.
Area thinned_area(Area area, double detail);

}  // namespace cordon
