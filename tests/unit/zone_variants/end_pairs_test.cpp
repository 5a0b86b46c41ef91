// The cells of two ends of one stretch, taken together: what an outer bound of a flat zone rests
// on where both ends of a short line face the same places.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "cases.hpp"
#include "cordon/zone/caps/flat_ends.hpp"
#include "cordon/zone/check/end_depth.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

constexpr LonLat kOrigin{36.5, 36};
constexpr double kDistance = 20'000;

/// A horseshoe that opens to the south: both ends see what lies there.
const std::vector<XY> kHorseshoe{{-4'000, 0},    {-4'500, 2'000}, {-3'000, 6'000},
                                 {2'000, 6'500}, {4'500, 3'000},  {4'000, 10}};

EndStretch horseshoe() {
  const Shape shape = oracle::line_shape(oracle::on_ground(kOrigin, kHorseshoe));
  return find_flat_ends(shape, kDistance).stretches.at(0);
}

TEST(EndPairs, InTheirCellAnEndIsTheNearestPlace) {
  const EndStretch stretch = horseshoe();
  ASSERT_EQ(stretch.ends.size(), 2U);
  const EndDepth pair(stretch, {0, 1}, 0.01);
  const oracle::ReferenceShape shape(stretch.stretch);
  oracle::Random random(oracle::test_seed());
  int inside = 0;
  for (int i = 0; i < 2'000; ++i) {
    const LonLat place = oracle::geodesic_direct(kOrigin, random.uniform(0, 360),
                                                 random.uniform(0, 1.2) * kDistance);
    if (pair.at(place).depth < 0.05) continue;
    ++inside;
    const double nearest_end = std::min(oracle::geodesic_distance(place, stretch.ends[0].place),
                                        oracle::geodesic_distance(place, stretch.ends[1].place));
    EXPECT_NEAR(shape.distance(place), nearest_end, 1e-3) << place.lon << ' ' << place.lat;
  }
  EXPECT_GT(inside, 300);
}

TEST(EndPairs, TheirOwnBorderIsDeepInside) {
  const EndStretch stretch = horseshoe();
  const EndDepth first(stretch, {0}, 0.01);
  const EndDepth second(stretch, {1}, 0.01);
  const EndDepth pair(stretch, {0, 1}, 0.01);
  const LonLat between{(stretch.ends[0].place.lon + stretch.ends[1].place.lon) / 2, 36};
  for (const double south : {1'000.0, 5'000.0, 15'000.0}) {
    const LonLat place = oracle::geodesic_direct(between, 180, south);
    EXPECT_LT(std::max(first.at(place).depth, second.at(place).depth), 20);
    EXPECT_GT(pair.at(place).depth, 0.1 * south);
  }
}

TEST(EndPairs, BoundsBracketDenseSamples) {
  const EndDepth pair(horseshoe(), {0, 1}, 0.01);
  oracle::Random random(oracle::test_seed());
  for (int i = 0; i < 200; ++i) {
    const LonLat a = oracle::geodesic_direct(kOrigin, random.uniform(0, 360),
                                             random.uniform(0, 1.2) * kDistance);
    const double azimuth = random.uniform(0, 360);
    const double length = random.uniform(0, 100);
    const LonLat b = oracle::geodesic_direct(a, azimuth, length);
    const auto [low, high] = pair.bounds(a, pair.at(a), b, pair.at(b));
    for (int k = 1; k < 10; ++k) {
      const double depth = pair.at(oracle::geodesic_direct(a, azimuth, k * length / 10)).depth;
      EXPECT_GE(depth, low - 0.01);
      EXPECT_LE(depth, high + 0.01);
    }
  }
}

}  // namespace
}  // namespace cordon
