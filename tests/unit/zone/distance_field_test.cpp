// What the certificate measures with, against GeographicLib.
#include "cordon/zone/check/distance_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/local_ecef.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::ReferenceShape;
using oracle::test_seed;

constexpr double kSpace = 1e-6;  // m

TEST(LocalEcef, AgreesWithSpaceOverItsReach) {
  Random random(test_seed());
  double worst = 0;
  for (int i = 0; i < 400; ++i) {
    const LonLat origin{random.uniform(-180, 180), random.uniform(-90, 90)};
    const LocalEcef local(origin);
    for (int k = 0; k < 25; ++k) {
      const LonLat place{
          origin.lon + LocalEcef::kReach * random.uniform(-1, 1),
          std::clamp(origin.lat + LocalEcef::kReach * random.uniform(-1, 1), -90.0, 90.0)};
      const Vec3 exact = wgs84::to_ecef(place);
      worst = std::max(worst, length(local.turn_back(local.turned(place)) - exact));
      EXPECT_LT(length(local.turn(exact) - local.turned(place)), kSpace);
      const LonLat other_turn{place.lon + (place.lon > 0 ? -360 : 360), place.lat};
      EXPECT_LT(length(local.turned(other_turn) - local.turned(place)), kSpace);
    }
  }
  EXPECT_LT(worst, kSpace) << "CORDON_SEED " << test_seed();
}

Shape some_shape(Random& random, double size) {
  const LonLat centre{random.uniform(-180, 180), random.uniform(-85, 85)};
  Shape shape = oracle::line_shape(
      oracle::random_walk(centre, 40, std::pow(10, random.uniform(1, 4.5)), 50, random.bits()));
  shape.points.push_back(oracle::geodesic_direct(centre, random.uniform(0, 360), size));
  shape.lines.push_back(
      {centre, oracle::geodesic_direct(centre, random.uniform(0, 360), size * 0.7)});
  return shape;
}

TEST(DistanceField, AgreesWithGeographicLibFromTenMetresToTwoThousandKilometres) {
  Random random(test_seed());
  for (const double distance : {10.0, 1e3, 20e3, 200e3, 1e6, 2e6})
    for (const double error : {1e-3, 0.015}) {
      for (int i = 0; i < 8; ++i) {
        const Shape shape = some_shape(random, distance);
        const DistanceField field(shape, distance, error);
        const ReferenceShape truth(shape);
        for (int k = 0; k < 40; ++k) {
          const auto& piece = truth.pieces()[random.bits() % truth.pieces().size()];
          const LonLat place = oracle::geodesic_direct(piece.a, random.uniform(0, 360),
                                                       distance * random.uniform(0, 1.5));
          const Foot foot = field.nearest(site_at(place));
          const double expected = truth.distance(place);
          // Next to a long edge its height over the chord, known to 0.3 %, outweighs the distance.
          if (expected < 0.05 * distance) continue;
          EXPECT_NEAR(foot.distance, expected, error)
              << "distance " << distance << ", shape " << i << ", place " << place.lon << " "
              << place.lat << ", CORDON_SEED " << test_seed();
          // The foot is a place of the shape, about as far away.
          const LonLat at = wgs84::place_of(foot.ecef);
          EXPECT_LT(truth.distance(at), 5 * error + 1e-3);
          EXPECT_NEAR(oracle::geodesic_distance(place, at), foot.distance, error);
        }
      }
    }
}

TEST(DistanceField, WithAKnownPlaceFindsTheSame) {
  Random random(test_seed());
  for (const double distance : {100.0, 20e3, 500e3}) {
    const Shape shape = some_shape(random, distance);
    const DistanceField field(shape, distance, 0.01);
    const ReferenceShape truth(shape);
    Foot known = field.nearest(site_at(truth.pieces()[0].a));
    for (int k = 0; k < 300; ++k) {
      const auto& piece = truth.pieces()[random.bits() % truth.pieces().size()];
      const Site site = site_at(oracle::geodesic_direct(piece.a, random.uniform(0, 360),
                                                        distance * random.uniform(0, 1.5)));
      const Foot with = field.nearest(site, known.ecef);
      EXPECT_NEAR(with.distance, field.nearest(site).distance, 1e-6) << "distance " << distance;
      const double by_chord = field.nearest_by_chord(site, known.ecef).distance;
      EXPECT_NEAR(by_chord, field.nearest_by_chord(site).distance, 1e-6);
      known = with;
    }
    // The nearest place itself is as little to be lost as one far away.
    const Site site = site_at(oracle::geodesic_direct(truth.pieces()[0].a, 77, distance));
    const Foot nearest = field.nearest(site);
    EXPECT_NEAR(field.nearest(site, nearest.ecef).distance, nearest.distance, 1e-6);
  }
}

TEST(DistanceField, ByChordIsNeverTooShortAndAtMostRoughlyTooLong) {
  Random random(test_seed());
  for (const double distance : {1e3, 20e3, 200e3, 1e6, 2e6}) {
    const Shape shape = some_shape(random, distance);
    const DistanceField field(shape, distance, 1e-3);
    const ReferenceShape truth(shape);
    for (int k = 0; k < 200; ++k) {
      const auto& piece = truth.pieces()[random.bits() % truth.pieces().size()];
      const LonLat place = oracle::geodesic_direct(piece.a, random.uniform(0, 360), distance);
      const double expected = truth.distance(place);
      const double rough = field.nearest_by_chord(site_at(place)).distance;
      EXPECT_GE(rough - expected, -2e-3) << "distance " << distance;
      EXPECT_LE(rough, expected + DistanceField::rough_excess(expected) + 2e-3)
          << "distance " << distance;
    }
  }
}

TEST(DistanceField, SeesAcrossTheAntimeridianAndThePole) {
  const Shape shape{{}, {{{179, 10}, {-179, 10.5}, {-179, 12}}, {{20, 89.5}, {-160, 89.5}}}, {}};
  const DistanceField field(shape, 20e3, 1e-3);
  const ReferenceShape truth(shape);
  for (const LonLat& place : {LonLat{180, 10},
                              {-180, 10.3},
                              {181, 11},
                              {-178.9, 12.1},
                              {0, 90},
                              {110, 89.9},
                              {-70, 89.8}})
    EXPECT_NEAR(field.nearest(site_at(place)).distance, truth.distance(place), 1e-3)
        << place.lon << " " << place.lat;
}

TEST(DistanceField, OfNothingIsInfinite) {
  const Shape nothing;
  const DistanceField field(nothing, 20e3, 1e-3);
  EXPECT_TRUE(std::isinf(field.nearest(site_at({36, 35})).distance));
}

TEST(DistanceField, NeverMissesWhatLiesBehind) {
  Random random(test_seed());
  int denied = 0;
  for (int i = 0; i < 20; ++i) {
    const double distance = std::pow(10, random.uniform(3, 5.5));
    const Shape shape = some_shape(random, distance);
    const DistanceField field(shape, distance, 0.01);
    const ReferenceShape truth(shape);
    for (int k = 0; k < 60; ++k) {
      const auto& piece = truth.pieces()[random.bits() % truth.pieces().size()];
      const Site site = site_at(oracle::geodesic_direct(piece.a, random.uniform(0, 360),
                                                        distance * random.uniform(0.1, 1.5)));
      const double reach = distance * random.uniform(0.5, 2);
      const double margin = distance * random.uniform(0, 0.2);
      const Vec3 up = wgs84::normal_at(site.ecef);
      const Vec3 any =
          wgs84::to_ecef(oracle::geodesic_direct(site.place, random.uniform(0, 360), 1'000)) -
          site.ecef;
      const Vec3 ahead = normalized(any - dot(any, up) * up);
      bool is_behind = false;
      for (const auto& p : truth.pieces())
        for (const LonLat& end : {p.a, p.b}) {
          const Vec3 to = wgs84::to_ecef(end) - site.ecef;
          is_behind = is_behind ||
                      (length(to) < reach * (1 - 1e-6) && dot(ahead, to) < margin - 1e-3 * reach);
        }
      const bool may = field.may_have_behind(site, ahead, reach, margin);
      EXPECT_TRUE(may || !is_behind) << "shape " << i << ", CORDON_SEED " << test_seed();
      denied += may ? 0 : 1;
    }
  }
  EXPECT_GT(denied, 100);
}

}  // namespace
}  // namespace cordon
