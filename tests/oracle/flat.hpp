// Zones with flat caps, by their definition.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "place_set.hpp"
#include "reference.hpp"

namespace cordon::oracle {

/// The zone of a shape whose free ends are cut off at a right angle.
///
/// A free end is the first or last vertex of a line that is not closed, where no other vertex lies.
/// Its own stretch is all that hangs together with it, along lines and from line to line where one
/// of them ends in a vertex of the other, until it first is `distance` away from the end. Stretches
/// that overlap are one stretch with several ends. A stretch reaches the places within `distance`
/// of it, but not those that lie beyond an end: the end itself is the nearest place of the
/// stretch. All that is on no stretch reaches `distance` far all around. The zone is what is
/// reached.
class FlatZone : public PlaceSet {
 public:
  FlatZone(const Shape& shape, double distance, Joined joined = Joined::by_geodesics);

  bool contains(const LonLat& place) const override;
  /// No where the round zone's boundary may be so near; else by places on a circle.
  bool is_clear(const LonLat& place, double radius) const override;
  std::size_t free_ends() const;

 private:
  struct Stretch {
    Path ends;
    ReferenceShape shape;
  };
  double distance_;
  std::vector<Stretch> stretches_;
  std::optional<ReferenceShape> rest_;  // what is on no stretch
  ReferenceShape whole_;
};

/// The same with square caps: every free end is prolonged by a geodesic of one distance, and the
/// zone is cut off flat at the new ends.
FlatZone square_zone(const Shape& shape, double distance, Joined joined = Joined::by_geodesics);

}  // namespace cordon::oracle
