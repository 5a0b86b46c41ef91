#include "cordon/zone/caps/end_cell.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/geos.hpp"
#include "oracle.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::Raycaster;
using oracle::test_seed;

constexpr double kDistance = 20'000;
constexpr double kTolerance = 1;
constexpr double kNoise = 1e-7;  // m; of the oracle's distances

TEST(EndCell, OfAStraightLineIsTheHalfDisc) {
  const OutputSpace space = OutputSpace::lonlat(kTolerance);
  Random random(test_seed());
  for (const double lat : {0.0, 36.0, -65.0, 80.0})
    for (const double azimuth : {0.0, 50.0, 170.0, 270.0}) {
      const LonLat end{36, lat};
      const Shape shape = oracle::line_shape({end, oracle::geodesic_direct(end, azimuth, 90'000)});
      const FlatEnds ends = find_flat_ends(shape, kDistance);
      for (const EndStretch& stretch : ends.stretches) {
        if (!stretch.is_end(end)) continue;
        const MultiPolygon cell = end_cell(stretch, 0, kDistance, kTolerance, space);
        EXPECT_TRUE(is_valid(cell));
        EXPECT_EQ(cell.size(), 1U);
        const Raycaster drawn(cell);
        for (int k = 0; k < 400; ++k) {
          const double turn = random.uniform(-180, 180);
          const double radius = kDistance * std::sqrt(random.uniform(0, 1.21));
          const LonLat place = oracle::geodesic_direct(end, azimuth + turn, radius);
          const double beyond = -radius * std::cos(turn * std::numbers::pi / 180);
          if (std::abs(beyond) < 0.3 * kTolerance) continue;
          EXPECT_EQ(drawn.contains(place), beyond > 0)
              << "latitude " << lat << ", azimuth " << azimuth << ", turn " << turn << ", radius "
              << radius;
        }
      }
    }
}

/// m; how much nearer than all else of the stretch the end is: 0 if it is the nearest, else less.
double end_leads(const oracle::ReferenceShape& stretch, const LonLat& end, const LonLat& place) {
  return stretch.distance(place) - oracle::geodesic_distance(end, place);
}

/// The cell by its definition, out to the distance: the end is the nearest place of its stretch.
TEST(EndCell, HoldsWhatIsNearestToTheEnd) {
  const OutputSpace space = OutputSpace::lonlat(kTolerance);
  Random random(test_seed());
  int inside = 0, outside = 0;
  for (int i = 0; i < 40; ++i) {
    const double step = std::pow(10, random.uniform(2, 4));
    const Shape shape = oracle::line_shape(oracle::random_walk(
        {random.uniform(-170, 170), random.uniform(-75, 75)}, 15, step, 40, random.bits()));
    const FlatEnds ends = find_flat_ends(shape, kDistance);
    for (const EndStretch& stretch : ends.stretches)
      for (std::size_t e = 0; e < stretch.ends.size(); ++e) {
        const LonLat end = stretch.ends[e].place;
        const Raycaster drawn(end_cell(stretch, e, kDistance, kTolerance, space));
        const oracle::ReferenceShape reference(stretch.stretch);
        for (int k = 0; k < 60; ++k) {
          const LonLat place =
              oracle::geodesic_direct(end, random.uniform(0, 360), random.uniform(10, kDistance));
          const bool is_end = end_leads(reference, end, place) > -kNoise;
          // Near a side of the cell its own error decides.
          bool near_side = false;
          for (int turn = 0; turn < 360 && !near_side; turn += 30) {
            const LonLat aside = oracle::geodesic_direct(place, turn, 0.5 * kTolerance);
            near_side = (end_leads(reference, end, aside) > -kNoise) != is_end;
          }
          if (near_side) continue;
          EXPECT_EQ(drawn.contains(place), is_end)
              << "line " << i << ", step " << step << ", place " << place.lon << " " << place.lat
              << ", CORDON_SEED " << test_seed();
          (is_end ? inside : outside) += 1;
        }
      }
  }
  EXPECT_GT(inside, 300);
  EXPECT_GT(outside, 300);
}

TEST(EndCell, OfTwoEndsOverlapSoThatNoGapIsLeft) {
  // A U whose arms end side by side: what lies between the ends is beyond one of them.
  const OutputSpace space = OutputSpace::lonlat(kTolerance);
  const Shape shape = oracle::line_shape(
      oracle::on_ground({36.5, 36.0}, {{0, 0}, {0, -15'000}, {3'000, -15'000}, {3'000, 0}}));
  const FlatEnds ends = find_flat_ends(shape, kDistance);
  ASSERT_EQ(ends.stretches.size(), 1U);
  ASSERT_EQ(ends.stretches[0].ends.size(), 2U);
  const MultiPolygon one = end_cell(ends.stretches[0], 0, kDistance, kTolerance, space);
  const MultiPolygon other = end_cell(ends.stretches[0], 1, kDistance, kTolerance, space);
  EXPECT_FALSE(intersection(one, other).empty());
  const MultiPolygon both = unite({one.at(0), other.at(0)});
  ASSERT_EQ(both.size(), 1U);
  EXPECT_TRUE(both[0].holes.empty());
}

/// At 2,000 km the Earth's flattening bends the sides: corners must be where they really meet.
TEST(EndCell, HoldsFarFromTheEndToo) {
  constexpr double kFar = 2'000'000;
  const OutputSpace space = OutputSpace::lonlat(kTolerance);
  Random random(test_seed());
  int decided = 0;
  for (const double lat : {0.0, 36.0, -17.0, 66.0}) {
    const Shape shape = oracle::line_shape({{10, lat + 0.1}, {11, lat - 0.1}, {12, lat + 0.05}});
    const FlatEnds ends = find_flat_ends(shape, kFar);
    ASSERT_EQ(ends.stretches.size(), 1U);
    const EndStretch& stretch = ends.stretches[0];
    const oracle::ReferenceShape reference(stretch.stretch);
    for (std::size_t e = 0; e < stretch.ends.size(); ++e) {
      const Raycaster drawn(end_cell(stretch, e, kFar, kTolerance, space));
      for (int k = 0; k < 300; ++k) {
        const LonLat place = oracle::geodesic_direct(stretch.ends[e].place, random.uniform(0, 360),
                                                     kFar * random.uniform());
        const double lead = end_leads(reference, stretch.ends[e].place, place);
        // Ahead of the end but for what is nearer to all the rest by its own error.
        if (std::abs(lead) < 2 * kTolerance && lead != 0) continue;
        EXPECT_EQ(drawn.contains(place), lead > -kNoise)
            << "latitude " << lat << ", end " << e << ", place " << place.lon << " " << place.lat
            << ", CORDON_SEED " << test_seed();
        ++decided;
      }
    }
  }
  EXPECT_GT(decided, 1500);
}

TEST(EndCell, IsCutAtTheSeam) {
  const OutputSpace space = OutputSpace::lonlat(kTolerance);
  const Shape shape = oracle::line_shape({{179.0, -17.0}, {179.95, -17.0}});
  const FlatEnds ends = find_flat_ends(shape, kDistance);
  for (const EndStretch& stretch : ends.stretches) {
    const MultiPolygon cell = end_cell(stretch, 0, kDistance, kTolerance, space);
    EXPECT_TRUE(is_valid(cell));
    EXPECT_EQ(cell.size(), stretch.is_end({179.95, -17.0}) ? 2U : 1U);
  }
}

TEST(FlatCaps, AStraightLinesZoneIsARectangleOnTheEarth) {
  const LonLat end{36.5, 36.0};
  const Shape shape = oracle::line_shape({end, oracle::geodesic_direct(end, 70, 100'000)});
  ZoneOptions options;
  options.cap = Cap::flat;
  const Zone zone = build_zone(shape, options);
  ASSERT_EQ(zone.polygons.size(), 1U);
  // A strip along a geodesic on a sphere of the mean radius: 2 L R sin(d / R).
  const double radius = 6'371'000;
  const double expected = 2 * 100'000 * radius * std::sin(kDistance / radius);
  EXPECT_NEAR(oracle::area(zone.polygons) / expected, 1, 1e-4);
}

}  // namespace
}  // namespace cordon
