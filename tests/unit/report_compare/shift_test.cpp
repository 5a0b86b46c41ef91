// How far lines move, against dense samples measured with GeographicLib.
#include "cordon/report/shift.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

/// By samples every `step` m; the largest is exact to half a step.
Shift sampled(const std::vector<Path>& before, const std::vector<Path>& after, double step) {
  const oracle::ReferenceShape old(Shape{{}, before, {}});
  Shift shift;
  double length = 0;
  double sum = 0;
  for (const Path& path : after)
    for (std::size_t i = 1; i < path.size(); ++i) {
      const double whole = oracle::geodesic_distance(path[i - 1], path[i]);
      const int count = static_cast<int>(std::ceil(whole / step));
      for (int k = 0; k < count; ++k) {
        const double part = (k + 0.5) / count;
        // Short edges: straight in degrees is the geodesic to well below a step.
        const LonLat place{path[i - 1].lon + part * (path[i].lon - path[i - 1].lon),
                           path[i - 1].lat + part * (path[i].lat - path[i - 1].lat)};
        const double distance = old.distance(place);
        sum += distance * whole / count;
        if (distance > shift.largest) {
          shift.largest = distance;
          shift.at = place;
        }
      }
      length += whole;
    }
  shift.mean = sum / length;
  return shift;
}

double length_of(const Path& path) {
  double length = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    length += oracle::geodesic_distance(path[i - 1], path[i]);
  return length;
}

TEST(Shift, OfALineMovedAlongItsNormalIsTheWay) {
  const Path before{{36, 35}, {36, 36}};  // northwards along a meridian
  Path after;
  for (int i = 0; i <= 10; ++i)
    after.push_back(oracle::geodesic_direct({36, 35 + i / 10.0}, 90, 5000));
  const Shift shift = shift_between({before}, {after});
  EXPECT_NEAR(shift.mean, 5000, shift.mean_error + 0.1);
  EXPECT_NEAR(shift.largest, 5000, shift.largest_error + 0.1);
  EXPECT_EQ(shift.to_left, 0);
  EXPECT_EQ(shift.unmoved, 0);
  EXPECT_NEAR(shift.to_right, length_of(after), 0.01);
}

TEST(Shift, OfTheSameLineIsNothing) {
  const Path line = oracle::random_walk({36, 35}, 50, 1000, 40, 7);
  const Shift shift = shift_between({line}, {line});
  EXPECT_LE(shift.mean, shift.mean_error);
  EXPECT_LE(shift.largest, 1e-4);
  EXPECT_NEAR(shift.unmoved, length_of(line), 0.01);
  EXPECT_EQ(shift.to_left + shift.to_right, 0);
}

TEST(Shift, TellsSidesApart) {
  // Half of the new line lies 1 km to the left of the old one, half 2 km to the right.
  const Path before{{36, 35}, {36, 36}};
  const Path left{oracle::geodesic_direct({36, 35.2}, -90, 1000),
                  oracle::geodesic_direct({36, 35.4}, -90, 1000)};
  const Path right{oracle::geodesic_direct({36, 35.6}, 90, 2000),
                   oracle::geodesic_direct({36, 35.9}, 90, 2000)};
  const Shift shift = shift_between({before}, {left, right});
  EXPECT_NEAR(shift.to_left, length_of(left), 0.01);
  EXPECT_NEAR(shift.to_right, length_of(right), 0.01);
  EXPECT_NEAR(shift.largest, 2000, 1.1);
  EXPECT_NEAR(shift.mean,
              (1000 * shift.to_left + 2000 * shift.to_right) / (shift.to_left + shift.to_right),
              shift.mean_error + 0.1);
}

TEST(Shift, HoldsItsErrorsOnRandomLines) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oracle::Random random(seed);
    const LonLat start{random.uniform(-180, 180), random.uniform(-80, 80)};
    const Path before = oracle::random_walk(start, 40, 400, 60, random.bits());
    const Path after = oracle::random_walk(
        oracle::geodesic_direct(start, random.uniform(0, 360), 2000), 40, 400, 60, random.bits());
    const Shift shift = shift_between({before}, {after});
    constexpr double kStep = 2;
    const Shift truth = sampled({before}, {after}, kStep);
    EXPECT_LE(shift.mean_error, ShiftOptions{}.mean_error);
    EXPECT_LE(shift.largest_error, ShiftOptions{}.largest_error);
    EXPECT_NEAR(shift.mean, truth.mean, shift.mean_error + 0.01);
    EXPECT_GE(shift.largest + shift.largest_error, truth.largest - 1e-3);
    EXPECT_LE(shift.largest, truth.largest + kStep / 2);
    EXPECT_NEAR(oracle::geodesic_distance(shift.at, shift.from), shift.largest, 1e-3);
    EXPECT_NEAR(shift.unmoved + shift.to_left + shift.to_right, length_of(after), 0.01);
  }
}

TEST(Shift, RefusesALineWithoutLength) {
  EXPECT_THROW(shift_between({{{36, 35}, {36, 36}}}, {{{36, 35}, {36, 35}}}), DataError);
}

}  // namespace
}  // namespace cordon
