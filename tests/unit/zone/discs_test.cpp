// Both disc models against exact geodesics and against each other.
#include "cordon/zone/exact/discs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "cordon/geodesy/conformal_sphere.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kPi = std::numbers::pi;

struct Pair {
  Path centres;
  double distance;
};

/// Two centres whose circles cross.
Pair random_pair(Random& random, double most) {
  const double distance = std::pow(10, random.uniform(1, std::log10(most)));
  const LonLat a{random.uniform(-180, 180), random.uniform(-88, 88)};
  const LonLat b =
      oracle::geodesic_direct(a, random.uniform(0, 360), distance * random.uniform(0.001, 1.95));
  return {{a, b}, distance};
}

/// The places where circle i leaves disc j, if cover() is right.
template <typename Discs>
Path ends_of_cover(const Discs& discs, std::size_t i, std::size_t j) {
  const Cover cover = discs.cover(i, j);
  EXPECT_FALSE(cover.nothing() || cover.everything());
  return {from_conformal_sphere(discs.at(i, cover.centre - cover.half)),
          from_conformal_sphere(discs.at(i, cover.centre + cover.half))};
}

TEST(Discs, CirclesAreAtTheDistance) {
  Random random(test_seed());
  for (int i = 0; i < 300; ++i) {
    const auto [centres, distance] = random_pair(random, 2e6);
    const SphereDiscs sphere(centres, distance, 0, 0);
    const GeodesicDiscs geodesic(centres, distance, 0, 0);
    for (int k = 0; k < 12; ++k) {
      const double angle = random.uniform(-kPi, kPi);
      EXPECT_NEAR(oracle::geodesic_distance(centres[0], from_conformal_sphere(sphere.at(0, angle))),
                  distance, image_circle_error(distance) + 2e-8)
          << "distance " << distance << ", latitude " << centres[0].lat << ", CORDON_SEED "
          << test_seed();
      EXPECT_NEAR(
          oracle::geodesic_distance(centres[0], from_conformal_sphere(geodesic.at(0, angle))),
          distance, 3e-8);
    }
  }
}

TEST(Discs, CoversEndOnBothCircles) {
  Random random(test_seed());
  for (int i = 0; i < 300; ++i) {
    const auto [centres, distance] = random_pair(random, 1.5e6);
    SCOPED_TRACE("pair " + std::to_string(i) + ", distance " + std::to_string(distance) +
                 ", latitude " + std::to_string(centres[0].lat));
    const SphereDiscs sphere(centres, distance, 0, 0);
    const GeodesicDiscs geodesic(centres, distance, 0, 0);
    for (const LonLat& end : ends_of_cover(sphere, 0, 1))
      for (const LonLat& centre : centres)
        EXPECT_NEAR(oracle::geodesic_distance(centre, end), distance,
                    image_circle_error(distance) + 2e-8);
    for (const LonLat& end : ends_of_cover(geodesic, 0, 1))
      for (const LonLat& centre : centres)
        EXPECT_NEAR(oracle::geodesic_distance(centre, end), distance, 1.1e-6);
  }
}

TEST(Discs, CoverIsWhatTheOtherDiscHolds) {
  Random random(test_seed());
  for (int i = 0; i < 200; ++i) {
    const auto [centres, distance] = random_pair(random, 1.5e6);
    const SphereDiscs sphere(centres, distance, 0, 0);
    const GeodesicDiscs geodesic(centres, distance, 0, 0);
    const auto expect_held = [&](const auto& discs) {
      const Cover cover = discs.cover(0, 1);
      for (int k = 0; k < 40; ++k) {
        const double angle = random.uniform(-kPi, kPi);
        const double off = std::abs(std::remainder(angle - cover.centre, 2 * kPi)) - cover.half;
        if (std::abs(off) < 1e-6) continue;
        EXPECT_EQ(discs.holds(1, discs.at(0, angle)), off < 0)
            << "pair " << i << ", distance " << distance << ", angle " << angle;
      }
    };
    expect_held(sphere);
    expect_held(geodesic);
  }
}

TEST(Discs, ModelsAgreeOnCovers) {
  Random random(test_seed());
  for (int i = 0; i < 200; ++i) {
    const auto [centres, distance] = random_pair(random, 200'000);
    const double apart = oracle::geodesic_distance(centres[0], centres[1]);
    const Path on_sphere = ends_of_cover(SphereDiscs(centres, distance, 0, 0), 0, 1);
    const Path on_earth = ends_of_cover(GeodesicDiscs(centres, distance, 0, 0), 0, 1);
    // Circles that cross at a small angle move their crossing by more than themselves.
    const double sine = apart / 2 / distance * std::sqrt(1 - std::pow(apart / 2 / distance, 2));
    for (std::size_t k = 0; k < 2; ++k)
      EXPECT_LT(oracle::geodesic_distance(on_sphere[k], on_earth[k]),
                2 * (image_circle_error(distance) + 2e-6) / sine)
          << "pair " << i << ", distance " << distance << ", apart " << apart;
  }
}

TEST(Discs, ReachBoundsEveryDisc) {
  Random random(test_seed());
  for (int i = 0; i < 100; ++i) {
    const auto [centres, distance] = random_pair(random, 2e6);
    const SphereDiscs sphere(centres, distance, 0, 0);
    const GeodesicDiscs geodesic(centres, distance, 0, 0);
    for (int k = 0; k < 24; ++k) {
      const double angle = random.uniform(-kPi, kPi);
      EXPECT_LE(length(sphere.at(1, angle) - sphere.position(1)), sphere.reach() + 1e-15);
      EXPECT_LE(length(geodesic.at(1, angle) - geodesic.position(1)), geodesic.reach());
    }
  }
}

TEST(Discs, OfEqualCentresTheFirstCounts) {
  const Path twice{{36, 35}, {36, 35}};
  const SphereDiscs sphere(twice, 20'000, 0, 0);
  EXPECT_TRUE(sphere.cover(0, 1).nothing());
  EXPECT_TRUE(sphere.cover(1, 0).everything());
  const GeodesicDiscs geodesic(twice, 20'000, 0, 0);
  EXPECT_TRUE(geodesic.cover(0, 1).nothing());
  EXPECT_TRUE(geodesic.cover(1, 0).everything());
}

TEST(Discs, DistantOnesCoverNothing) {
  const LonLat a{36, 35};
  for (const double apart : {40'010.0, 100'000.0, 5e6}) {
    const Path centres{a, oracle::geodesic_direct(a, 70, apart)};
    EXPECT_TRUE(SphereDiscs(centres, 20'000, 0, 0).cover(0, 1).nothing());
    EXPECT_TRUE(GeodesicDiscs(centres, 20'000, 0, 0).cover(0, 1).nothing());
  }
}

TEST(Discs, JitterIsSmallSeededAndRepeatable) {
  Path centres;
  for (int i = 0; i < 50; ++i) centres.push_back({36 + 0.01 * i, 35});
  const auto place = [&](const SphereDiscs& discs, std::size_t i) {
    return from_conformal_sphere(discs.at(i, 0));
  };
  const SphereDiscs still(centres, 20'000, 0, 1);
  const SphereDiscs one(centres, 20'000, 5, 1);
  const SphereDiscs same(centres, 20'000, 5, 1);
  const SphereDiscs other(centres, 20'000, 5, 2);
  double most = 0, between = 0;
  for (std::size_t i = 0; i < centres.size(); ++i) {
    most = std::max(most, oracle::geodesic_distance(place(still, i), place(one, i)));
    between = std::max(between, oracle::geodesic_distance(place(one, i), place(other, i)));
    EXPECT_EQ(place(one, i), place(same, i));
  }
  EXPECT_LT(most, 5.01);
  EXPECT_GT(most, 2);
  EXPECT_GT(between, 2);
}

TEST(Discs, WorkAtThePoles) {
  for (const double lat : {90.0, -90.0, 89.9999}) {
    const Path centres{{10, lat}, {40, lat > 0 ? 89.9 : -89.9}};
    const SphereDiscs discs(centres, 20'000, 0, 0);
    for (int k = 0; k < 24; ++k)
      EXPECT_NEAR(
          oracle::geodesic_distance(centres[0], from_conformal_sphere(discs.at(0, 0.3 * k))),
          20'000, image_circle_error(20'000));
    for (const LonLat& end : ends_of_cover(discs, 0, 1))
      for (const LonLat& centre : centres)
        EXPECT_NEAR(oracle::geodesic_distance(centre, end), 20'000, image_circle_error(20'000));
  }
}

}  // namespace
}  // namespace cordon
