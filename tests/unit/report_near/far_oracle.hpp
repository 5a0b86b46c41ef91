// The distance to geodesics from anywhere, by trying every piece of them with GeographicLib.
#pragma once

#include <cstddef>
#include <vector>

#include "reference.hpp"

namespace cordon::oracle {

/// Of all pieces, each searched by golden section: 1e-5 m at any distance, the antipodes included.
class FarReference {
 public:
  explicit FarReference(const Shape& shape);
  double distance(const LonLat& place) const;

 private:
  struct Stretch {
    LonLat a;
    double azimuth, length;
    LonLat middle;
  };
  std::vector<Stretch> stretches_;
};

}  // namespace cordon::oracle
