// The zone by its definition: how far outside of it a place is.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/zone/caps/flat_ends.hpp"
#include "cordon/zone/check/distance_field.hpp"
#include "cordon/zone/check/end_depth.hpp"

namespace cordon {

/// The excess of a place is at most 0 in the zone, 0 on its boundary, and changes by no more than a
/// metre a metre; with flat caps within 0.1 % up to distance / 200 from the boundary and 0.5 % up
/// to distance / 20, less than what the certificate adds. With round caps it is f - distance, f the
/// distance from the shape. With flat caps it is the least of f - distance over the rest of the
/// shape and, over each end's stretch, the larger of f - distance and the depth beyond any of its
/// ends.
class IdealZone {
 public:
  /// With round caps. Keeps references into `shape`.
  IdealZone(const Shape& shape, double distance, double error);
  /// With flat caps, `ends` found in `shape`. Keeps references into both.
  IdealZone(const Shape& shape, const FlatEnds& ends, double distance, double error);

  /// What is known about one place.
  struct Sample {
    Site site;
    Foot foot;  ///< on the rest of the shape (with round caps: on all of it)
    struct OnStretch {
      std::size_t stretch;
      Foot foot;
      std::vector<EndDepth::Depth> ends;
    };
    std::vector<OnStretch> stretches;  ///< those that may count here, ascending
    double excess = 0;                 ///< m
  };
  Sample sample(const Site& site, const Sample* neighbour = nullptr) const;

  /// Bounds of the excess, m, along the straight edge between two places; `bend` m is how far the
  /// edge may stray. Infinite for an edge too long to tell.
  std::pair<double, double> bounds(const Sample& first, const Sample& second, double bend) const;

  double excess(const LonLat& place) const { return sample(site_at(place)).excess; }

  /// The distance from the whole shape, caps or not.
  const DistanceField& field() const { return whole_ ? *whole_ : rest_; }

 private:
  void add_stretch(Sample& sample, std::size_t stretch, double beyond) const;
  void add_if_missing(Sample& sample, std::size_t stretch) const;
  void complete(Sample& sample, const Sample& other) const;
  void update_excess(Sample& sample) const;
  std::vector<std::size_t> stretches_near(const Site& site) const;

  double distance_;
  std::optional<DistanceField> whole_;
  DistanceField rest_;
  std::vector<DistanceField> stretch_fields_;
  std::vector<std::vector<EndDepth>> stretch_ends_;
  std::vector<std::size_t> stretch_of_end_;
  BoxTree ends_;
};

/// Bounds of the distance along the straight edge of `length` m between two places, from their
/// distances and feet: f(x)^2 >= lerp(a^2, b^2) - x (length - x), because the square of the
/// distance to any one place is a parabola with second derivative 2; and f is at most the distance
/// to the nearer of the two feet.
std::pair<double, double> distance_bounds(const Site& a, const Foot& foot_a, const Site& b,
                                          const Foot& foot_b, double length);

}  // namespace cordon
