#include "cordon/zone/parts/vicinity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "boundary.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

/// The zone of every test: some 40 km of land.
const MultiPolygon& zone() {
  static const MultiPolygon box_of_idlib = box(36.3, 35.8, 36.7, 36.1);
  return box_of_idlib;
}

TEST(Vicinity, NeverTakesAnEdgeForFartherThanItIs) {
  const Vicinity vicinity(zone(), OutputSpace::lonlat(1));
  Random random(test_seed());
  int far = 0;
  for (int i = 0; i < 3000; ++i) {
    const LonLat a{random.uniform(-180, 180), random.uniform(-89, 89)};
    const LonLat b{a.lon + random.normal() * 10,
                   std::clamp(a.lat + random.normal() * 5, -89.0, 89.0)};
    const double bound = vicinity.distance_of(a, b);
    if (bound <= 0) continue;
    ++far;
    for (const oracle::Joined joined :
         {oracle::Joined::by_geodesics, oracle::Joined::straight_in_lonlat}) {
      const oracle::ReferenceShape edge({{}, {{a, b}}, {}}, joined);
      for (const XY& xy : zone()[0].shell)
        EXPECT_GE(edge.distance({xy.x, xy.y}), bound)
            << a.lon << " " << a.lat << " to " << b.lon << " " << b.lat << ", CORDON_SEED "
            << test_seed();
    }
  }
  EXPECT_GT(far, 500);
}

TEST(Vicinity, KeepsWhatReachesOrHoldsTheZone) {
  const auto square = [](double lon, double lat, double half) {
    return Area{{{lon - half, lat - half},
                 {lon + half, lat - half},
                 {lon + half, lat + half},
                 {lon - half, lat + half},
                 {lon - half, lat - half}},
                {}};
  };
  const Area around = square(36.5, 36, 20);
  const Area beside = square(37, 36, 0.5);
  const Area away = square(60, 36, 5);
  Area hollow = square(36.5, 36, 20);
  hollow.holes.push_back(square(36.5, 36, 10).shell);
  const std::vector<Area> reached =
      Vicinity(zone(), OutputSpace::lonlat(1)).reached_by({around, beside, away, hollow});
  ASSERT_EQ(reached.size(), 2U);
  EXPECT_EQ(reached[0].shell, around.shell);
  EXPECT_EQ(reached[1].shell, beside.shell);
}

/// Drawn coarsely far away, areas are the same near by, and cost little.
TEST(Vicinity, DrawsAreasNearTheZoneAsWellAsElsewhere) {
  const OutputSpace space = OutputSpace::lonlat(1);
  const Vicinity vicinity(zone(), space);
  Random random(test_seed());
  for (int i = 0; i < 20; ++i) {
    // A star of huge edges with one corner in the zone.
    Area star{{{36.5, 35.95}}, {}};
    double azimuth = random.uniform(0, 90);
    for (int k = 0; k < 5; ++k, azimuth += random.uniform(20, 60))
      star.shell.push_back(
          oracle::geodesic_direct(star.shell[0], azimuth, random.uniform(2e6, 5e6)));
    star.shell.push_back(LonLat(star.shell[0]));
    const MultiPolygon fine = flatten({star}, 0.05, space);
    const MultiPolygon coarse = flatten({star}, vicinity.bend(0.05), space);
    const double area = oracle::area(intersection(fine, zone()));
    EXPECT_NEAR(oracle::area(intersection(coarse, zone())), area, 0.1 * 80'000);
    EXPECT_LT(oracle::vertex_count(coarse) * 3, oracle::vertex_count(fine));
  }
}

}  // namespace
}  // namespace cordon
