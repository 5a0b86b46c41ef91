// Places for tests, in metres east and north of a centre anywhere on the Earth.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon::test {

/// Within 20 km of the centre lengths are true to 2 cm; lines through the centre are geodesics.
class Ground {
 public:
  explicit Ground(const LonLat& centre) : plane_(Projection::azimuthal_equidistant(centre)) {}

  LonLat at(double east, double north) const { return plane_.inverse({east, north}); }
  Path path(const std::vector<XY>& vertices) const;
  /// A closed ring; the first vertex is not to be repeated.
  Path ring(std::vector<XY> vertices) const;
  Area box(double west, double south, double east, double north) const;

 private:
  Projection plane_;
};

/// In the middle of a country, over the antimeridian, at a pole and beside one.
extern const std::vector<LonLat> kCentres;

/// The largest distance of a place of one path from the other, m, by the oracle; each edge is
/// looked at every `step` m.
double hausdorff(const std::vector<Path>& a, const std::vector<Path>& b, double step = 100);

}  // namespace cordon::test
