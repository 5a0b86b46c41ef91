// The ideal zone of a shape, and checking drawn ones against it.
#pragma once

#include <optional>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/caps/flat_ends.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/check/ideal_zone.hpp"

namespace cordon {

/// What zones of one shape and distance are checked against. Does not depend on any of them, so it
/// may be made while they are. Keeps references into the shape.
class Ideal {
 public:
  Ideal(const Shape& shape, double distance, const Allowance& allowance, Cap cap);
  Ideal(const Ideal&) = delete;  // the zone refers to the ends
  Ideal& operator=(const Ideal&) = delete;

  const Shape& shape() const { return shape_; }
  double distance() const { return distance_; }
  const Allowance& allowance() const { return allowance_; }
  /// m; of distances.
  double error() const { return error_; }
  const IdealZone& zone() const { return *zone_; }
  /// Null without areas.
  const AreaLocator* areas() const { return areas_ ? &*areas_ : nullptr; }

 private:
  const Shape& shape_;
  double distance_;
  Allowance allowance_;
  double error_;
  std::optional<FlatEnds> ends_;
  std::optional<IdealZone> zone_;
  std::optional<AreaLocator> areas_;
};

/// As certify() and without_false_holes() in certificate.hpp.
Certificate certify(const Ideal& ideal, const MultiPolygon& zone, const OutputSpace& space,
                    unsigned threads);
MultiPolygon without_false_holes(const Ideal& ideal, MultiPolygon zone, const OutputSpace& space);

}  // namespace cordon
