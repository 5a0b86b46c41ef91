// Parts judged by their definition: signed distances by the oracle.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "cordon/zone/parts.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {

inline constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// The distance from a shape; inside of its areas minus the depth.
class SignedDistance {
 public:
  explicit SignedDistance(const Shape& shape);
  double operator()(const LonLat& place) const;

 private:
  oracle::ReferenceShape shape_, edges_;
};

/// Whether a place belongs to a part; nothing if it is too near to the part's boundary to tell.
using Belongs = std::function<std::optional<bool>(const LonLat&)>;

/// Signed distances (kept by reference) in one of the intervals, told beyond 1.01 tolerances from
/// their ends.
Belongs within(const SignedDistance& distance, std::vector<std::pair<double, double>> intervals,
               double tolerance);

/// Fails the running test where a part differs from what belongs to it, at random places all over
/// its box and close to its boundary. Returns how many places could be told.
int expect_members(const ZonePart& part, const Belongs& belongs, const std::string& name,
                   double tolerance = 1);

/// Fails unless parts are valid, canonical, on the grid, apart from each other, without a problem,
/// and within the tolerance; `overlapping`: they need not be apart.
void expect_sound(const ZoneParts& parts, double tolerance, bool overlapping = false);

/// Geodesic area of parts and what was taken from them, m2.
double area_of(const ZoneParts& parts);

PartsRequest request_for(Shape shape, double distance = 20'000);
ZoneOptions options_for(double tolerance);

}  // namespace cordon
