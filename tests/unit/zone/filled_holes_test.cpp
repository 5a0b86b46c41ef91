// The search for places too far away inside a zone: the boundary tells nothing of them.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "cases.hpp"
#include "cordon/zone/check/coverage.hpp"
#include "oracle.hpp"
#include "random.hpp"
#include "right_zones.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kDistance = 20'000;
constexpr double kPi = std::numbers::pi;

Ring ring_of(const Path& path) {
  Ring ring;
  for (const LonLat& p : path) ring.push_back({p.lon, p.lat});
  return ring;
}

Path circle(const LonLat& centre, double radius, int parts) {
  Path path;
  for (int i = 0; i <= parts; ++i)
    path.push_back(oracle::geodesic_direct(centre, -360.0 * (i % parts) / parts, radius));
  return path;
}

std::vector<Problem> holes_found(const Shape& shape, const MultiPolygon& zone, double limit,
                                 double finest) {
  const DistanceField field(shape, kDistance, finest / 4);
  std::optional<AreaLocator> areas;
  if (!shape.areas.empty()) areas.emplace(shape.areas);
  return find_filled_holes(shape, zone, field, areas ? &*areas : nullptr, limit, finest,
                           OutputSpace::lonlat(1));
}

/// A line around a place at the distance and a little more: the hole has that little as its radius.
TEST(FilledHoles, OfAnyRadiusAreFound) {
  Random random(test_seed());
  for (const double radius : {0.5, 3.0, 40.0, 1'000.0, 30'000.0, 300'000.0})
    for (int i = 0; i < 4; ++i) {
      const LonLat centre{random.uniform(-150, 150), random.uniform(-80, 80)};
      SCOPED_TRACE(std::to_string(radius) + " m about " + std::to_string(centre.lon) + " " +
                   std::to_string(centre.lat) + ", CORDON_SEED " + std::to_string(test_seed()));
      const Shape shape = oracle::line_shape(circle(centre, kDistance + radius, 360));
      // Chords of the line come nearer by 0.8 m at 20 km: the hole is deep enough or is not.
      const double depth = oracle::ReferenceShape(shape).distance(centre) - kDistance;
      const MultiPolygon zone{{ring_of(circle(centre, 2 * kDistance + radius, 360)), {}}};
      const auto problems = holes_found(shape, zone, kDistance, 0.05);
      if (depth > 0.05) {
        ASSERT_FALSE(problems.empty()) << "depth " << depth;
        EXPECT_EQ(problems[0].kind, "filled hole");
        EXPECT_LT(oracle::geodesic_distance(problems[0].place, centre), radius + 1);
        EXPECT_GT(problems[0].error, 0);
        EXPECT_LE(problems[0].error, depth + 0.05);
      }
      EXPECT_TRUE(holes_found(shape, zone, kDistance + depth + 0.1, 0.05).empty())
          << "nothing is that far away";
      // With the hole drawn nothing is wrong.
      if (radius > 5) {
        MultiPolygon holed = zone;
        holed[0].holes.push_back(ring_of(circle(centre, radius, 360)));
        EXPECT_TRUE(holes_found(shape, holed, kDistance + 3, 0.5).empty());
      }
    }
}

TEST(FilledHoles, AmongThePointsOfALattice) {
  // Between four points at the corners of a square of side s the middle is s / sqrt(2) away.
  for (const double side : {28'000.0, 28'290.0, 29'000.0, 40'000.0}) {
    std::vector<XY> plane;
    for (int i = 0; i < 5; ++i)
      for (int k = 0; k < 5; ++k) plane.push_back({i * side, k * side});
    const Shape shape{oracle::on_ground({36, 36}, plane), {}, {}};
    const double far = -kDistance;
    const double end = 4 * side + kDistance;
    const MultiPolygon zone{
        {ring_of(oracle::on_ground({36, 36},
                                   {{far, far}, {end, far}, {end, end}, {far, end}, {far, far}})),
         {}}};
    const auto problems = holes_found(shape, zone, kDistance, 1);
    // The plane's corners are farther from the points than any middle between them.
    std::size_t middles = 0;
    const oracle::ReferenceShape truth(shape);
    for (const Problem& problem : problems) {
      EXPECT_NEAR(truth.distance(problem.place) - kDistance, problem.error, 1.5);
      EXPECT_TRUE(oracle::Raycaster(zone).contains(problem.place));
      ++middles;
    }
    EXPECT_GT(middles, 0U) << side;
  }
}

TEST(FilledHoles, InAndAroundAreas) {
  const auto square = [](double h) {
    return oracle::on_ground({36, 36}, {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}});
  };
  const Shape solid{{}, {}, {{square(80'000), {}}}};
  const Shape holed{{}, {}, {{square(80'000), {square(30'000)}}}};
  const MultiPolygon zone{{ring_of(square(80'000)), {}}};
  EXPECT_TRUE(holes_found(solid, zone, kDistance, 1).empty())
      << "the inside of an area is part of it, however deep";
  const auto problems = holes_found(holed, zone, kDistance, 1);
  ASSERT_FALSE(problems.empty());
  EXPECT_LT(oracle::geodesic_distance(problems[0].place, {36, 36}), 15'000);
}

TEST(FilledHoles, OfManyPartsAreAllPlacesInHoles) {
  // Rings of 22 km in a row: each leaves a hole of 2 km, every other one filled.
  Shape shape;
  MultiPolygon zone;
  Path filled;
  for (int i = 0; i < 6; ++i) {
    const LonLat centre = oracle::geodesic_direct({36, 36}, 90, 100'000.0 * i);
    shape.lines.push_back(circle(centre, 22'000, 180));
    zone.push_back({ring_of(circle(centre, 42'000, 180)), {}});
    if (i % 2 == 0)
      filled.push_back(centre);
    else
      zone.back().holes.push_back(ring_of(circle(centre, 2'000, 180)));
  }
  const auto problems = holes_found(shape, zone, kDistance + 10, 1);
  EXPECT_FALSE(problems.empty());
  for (const Problem& problem : problems)
    EXPECT_TRUE(std::any_of(filled.begin(), filled.end(), [&](const LonLat& centre) {
      return oracle::geodesic_distance(problem.place, centre) < 2'000;
    })) << problem.place.lon;
  // Each of them is found when it is the only one.
  for (std::size_t k = 0; k < zone.size(); k += 2) {
    MultiPolygon one_filled = zone;
    for (std::size_t other = 0; other < zone.size(); other += 2)
      if (other != k)
        one_filled[other].holes.push_back(ring_of(circle(filled[other / 2], 2'000, 180)));
    const auto found = holes_found(shape, one_filled, kDistance + 10, 1);
    ASSERT_FALSE(found.empty()) << k;
    for (const Problem& problem : found)
      EXPECT_LT(oracle::geodesic_distance(problem.place, filled[k / 2]), 2'000);
  }
}

TEST(ShallowHoles, AreThoseWithoutAPlaceOutside) {
  const LonLat centre{36, 36};
  const Shape shape = oracle::line_shape(circle(centre, 23'000, 720));
  const IdealZone ideal(shape, kDistance, 0.01);
  const OutputSpace space = OutputSpace::lonlat(1);
  const auto hole_at = [&](const LonLat& place, double radius) {
    Ring hole = ring_of(circle(place, radius, 24));
    std::reverse(hole.begin(), hole.end());
    return hole;
  };
  const LonLat aside = oracle::geodesic_direct(centre, 0, 23'000);
  const MultiPolygon zone{
      {ring_of(circle(centre, 43'000, 720)),
       {hole_at(centre, 3'000), hole_at(aside, 1'000), hole_at(centre, 50), hole_at(aside, 0.5)}}};
  const auto shallow = shallow_holes(zone, ideal, 0, space);
  ASSERT_EQ(shallow.size(), 2U);
  EXPECT_EQ(shallow[0].hole, 1U);
  EXPECT_EQ(shallow[1].hole, 3U);
}

TEST(CheckParts, NamesWhatIsMissingAndWhatIsTooMuch) {
  const LonLat here{36, 36};
  const LonLat there = oracle::geodesic_direct(here, 90, 100'000);
  const LonLat nowhere = oracle::geodesic_direct(here, 0, 300'000);
  const Shape shape{{here}, {{there, oracle::geodesic_direct(there, 20, 1'000)}}, {}};
  const DistanceField field(shape, kDistance, 0.01);
  const OutputSpace space = OutputSpace::lonlat(1);
  const Polygon at_here{ring_of(circle(here, kDistance, 90)), {}};
  const Polygon at_there{ring_of(circle(there, kDistance + 500, 90)), {}};
  const Polygon stray{ring_of(circle(nowhere, kDistance, 90)), {}};
  EXPECT_TRUE(check_parts(shape, {at_here, at_there}, {0, 1}, field, space).empty());
  const auto missing = check_parts(shape, {at_here}, {0}, field, space);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].kind, "part missing");
  EXPECT_LT(oracle::geodesic_distance(missing[0].place, there), 1'001);
  const auto too_much = check_parts(shape, {at_here, at_there, stray}, {0, 1, 2}, field, space);
  ASSERT_EQ(too_much.size(), 1U);
  EXPECT_EQ(too_much[0].kind, "stray part");
  EXPECT_LT(oracle::geodesic_distance(too_much[0].place, nowhere), kDistance + 1);
}

}  // namespace
}  // namespace cordon
