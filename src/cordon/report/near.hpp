// How far places are from a shape, where it is nearest to them, and on which side of its lines they
// lie.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/zone/sides/network.hpp"

namespace cordon {

/// What is nearest to a place.
struct Nearness {
  double distance = 0;  ///< m, along the geodesic; 0 inside an area, too
  LonLat nearest;       ///< of the shape; inside an area the place itself; longitude [-180, 180]
  double bearing = 0;   ///< degrees, [0, 360): the direction in which the place sees it; 0 where
                        ///< the distance is 0
  double bearing_from = 0;   ///< the direction in which the place is seen from there
  std::optional<Hand> hand;  ///< on which hand of the lines the place is; nothing if a point or
                             ///< area is nearest, or the place lies on a line, to a millimetre
};

/// Distances to a shape whose edges are geodesics: exact to 1e-5 m for all places of the Earth, but
/// for the inside of areas, whose edges are known to a millimetre. On which side a place lies is
/// defined as for zones (zone/sides/sides.hpp).
class NearSearch {
 public:
  /// The shape must not be empty. Throws DataError for areas that cannot be read as polygons.
  explicit NearSearch(const Shape& shape);
  NearSearch(NearSearch&&) noexcept;
  NearSearch& operator=(NearSearch&&) noexcept;
  ~NearSearch();

  /// One for each place, in their order, for any number of threads.
  std::vector<Nearness> look_from(const Path& places, unsigned threads,
                                  const Progress& progress = {}) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace cordon
