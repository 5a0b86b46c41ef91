// Sets of places given by a definition, and how sure it is on which side of their boundary a place
// lies. Parts of zones are put together from them.
#pragma once

#include <memory>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "reference.hpp"

namespace cordon::oracle {

class PlaceSet {
 public:
  PlaceSet() = default;
  PlaceSet(const PlaceSet&) = delete;
  PlaceSet& operator=(const PlaceSet&) = delete;
  virtual ~PlaceSet() = default;

  virtual bool contains(const LonLat& place) const = 0;

  /// Whether all places within `radius` m are in the set, or all are not. May say no where it is
  /// hard to tell.
  virtual bool is_clear(const LonLat& place, double radius) const = 0;
};

using PlaceSetPtr = std::shared_ptr<const PlaceSet>;

/// The places within `distance` m of a shape; if that is negative, those in its areas deeper than
/// -distance.
PlaceSetPtr within(const Shape& shape, double distance, Joined joined);

PlaceSetPtr inside_of(const std::vector<Area>& areas, Joined joined);
PlaceSetPtr complement(PlaceSetPtr set);
PlaceSetPtr intersection(std::vector<PlaceSetPtr> sets);
PlaceSetPtr union_of(std::vector<PlaceSetPtr> sets);

}  // namespace cordon::oracle
