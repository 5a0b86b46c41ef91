// Areas of control from places: the land nearest to each.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/units.hpp"

namespace cordon {

/// A place and who holds it: an index into the names of the holders.
struct HeldPlace {
  LonLat place;
  std::size_t holder = 0;
};

/// Without a boundary the areas end this far beyond the outermost places.
inline constexpr Metres kPlacesMargin{10'000};

/// For each name the land that is nearer to one of its places than to any other's (the Voronoi
/// cells of its places), within the boundary, or, if that has no areas, within the box of the
/// places and kPlacesMargin around it, whose edges run north and east in the middle of the places.
/// Areas that meet have the same vertices on their common edge, which geodesics from the places
/// reach with equal lengths to within 0.1 m. Places outside of the boundary count, too. A name
/// without land gets no areas.
///
/// Throws DataError for a place that two of them hold (closer than 1 cm), fewer than two places, or
/// if the places reach too far for one plane (see contact::Plane).
std::vector<NamedAreas> control_areas(const std::vector<HeldPlace>& places,
                                      const std::vector<std::string>& names,
                                      const std::vector<Area>& boundary);

}  // namespace cordon
