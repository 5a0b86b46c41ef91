#include "place_set.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace cordon::oracle {
namespace {

/// With the rings of areas as lines.
Shape outline_of(const Shape& shape) {
  Shape outline{shape.points, shape.lines, {}};
  for (const Area& area : shape.areas) {
    outline.lines.push_back(area.shell);
    outline.lines.insert(outline.lines.end(), area.holes.begin(), area.holes.end());
  }
  return outline;
}

Shape only_areas(const Shape& shape) {
  return {{}, {}, shape.areas};
}

/// Inside of areas the distance is minus the depth. It has slope 1, so it tells how far its bound
/// is at least.
class Within : public PlaceSet {
 public:
  Within(const Shape& shape, double distance, Joined joined)
      : shape_(shape, joined), outline_(outline_of(shape), joined), distance_(distance) {
    if (!shape.areas.empty()) rings_.emplace(outline_of(only_areas(shape)), joined);
  }

  bool contains(const LonLat& place) const override { return signed_distance(place) <= distance_; }
  bool is_clear(const LonLat& place, double radius) const override {
    return std::abs(signed_distance(place) - distance_) > radius;
  }

 private:
  double signed_distance(const LonLat& place) const {
    return shape_.inside_area(place) ? -rings_->distance(place) : outline_.distance(place);
  }
  ReferenceShape shape_, outline_;
  std::optional<ReferenceShape> rings_;
  double distance_;
};

class InsideOf : public PlaceSet {
 public:
  InsideOf(const std::vector<Area>& areas, Joined joined)
      : areas_(Shape{{}, {}, areas}, joined), rings_(outline_of(Shape{{}, {}, areas}), joined) {}
  bool contains(const LonLat& place) const override { return areas_.inside_area(place); }
  bool is_clear(const LonLat& place, double radius) const override {
    return rings_.distance(place) > radius;
  }

 private:
  ReferenceShape areas_, rings_;
};

class Complement : public PlaceSet {
 public:
  explicit Complement(PlaceSetPtr set) : set_(std::move(set)) {}
  bool contains(const LonLat& place) const override { return !set_->contains(place); }
  bool is_clear(const LonLat& place, double radius) const override {
    return set_->is_clear(place, radius);
  }

 private:
  PlaceSetPtr set_;
};

/// All around a place is inside if it is for every set, and outside if it is for any.
class Intersection : public PlaceSet {
 public:
  explicit Intersection(std::vector<PlaceSetPtr> sets) : sets_(std::move(sets)) {}
  bool contains(const LonLat& place) const override {
    return std::all_of(sets_.begin(), sets_.end(),
                       [&](const PlaceSetPtr& set) { return set->contains(place); });
  }
  bool is_clear(const LonLat& place, double radius) const override {
    if (contains(place))
      return std::all_of(sets_.begin(), sets_.end(),
                         [&](const PlaceSetPtr& set) { return set->is_clear(place, radius); });
    return std::any_of(sets_.begin(), sets_.end(), [&](const PlaceSetPtr& set) {
      return !set->contains(place) && set->is_clear(place, radius);
    });
  }

 private:
  std::vector<PlaceSetPtr> sets_;
};

}  // namespace

PlaceSetPtr within(const Shape& shape, double distance, Joined joined) {
  return std::make_shared<Within>(shape, distance, joined);
}

PlaceSetPtr inside_of(const std::vector<Area>& areas, Joined joined) {
  return std::make_shared<InsideOf>(areas, joined);
}

PlaceSetPtr complement(PlaceSetPtr set) {
  return std::make_shared<Complement>(std::move(set));
}

PlaceSetPtr intersection(std::vector<PlaceSetPtr> sets) {
  return std::make_shared<Intersection>(std::move(sets));
}

PlaceSetPtr union_of(std::vector<PlaceSetPtr> sets) {
  for (PlaceSetPtr& set : sets) set = complement(std::move(set));
  return complement(intersection(std::move(sets)));
}

}  // namespace cordon::oracle
