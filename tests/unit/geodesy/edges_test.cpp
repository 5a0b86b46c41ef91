// The two meanings of an edge: what comes out must be within `bend` of what went in, everywhere.
#include "cordon/geodesy/edges.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Joined;
using oracle::Random;
using oracle::ReferenceShape;
using oracle::test_seed;

/// Samples of the edges of one reading, measured to the other reading: the largest distance.
double largest_gap(const Path& sampled, Joined sampled_as, const Path& path, Joined joined) {
  const ReferenceShape reference(oracle::line_shape(path), joined);
  double worst = 0;
  for (std::size_t i = 1; i < sampled.size(); ++i) {
    const LonLat& a = sampled[i - 1];
    const LonLat& b = sampled[i];
    const Inverse way = geodesic_inverse(a, b);
    constexpr int kLooks = 12;
    for (int k = 0; k <= kLooks; ++k) {
      const double t = static_cast<double>(k) / kLooks;
      const LonLat place = sampled_as == Joined::by_geodesics
                               ? oracle::geodesic_direct(a, way.azimuth_start, t * way.distance)
                               : LonLat{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
      worst = std::max(worst, reference.distance(place));
    }
  }
  return worst;
}

void expect_flattened(const Path& path, double bend) {
  const Path flat = flatten_geodesics(path, bend);
  EXPECT_LE(largest_gap(flat, Joined::straight_in_lonlat, path, Joined::by_geodesics), bend);
  EXPECT_EQ(flat.front(), path.front());
  EXPECT_EQ(flat.back(), path.back());
}

void expect_planar(const Path& path, double bend) {
  const Path fine = geodesics_of_planar(path, bend);
  EXPECT_LE(largest_gap(fine, Joined::by_geodesics, path, Joined::straight_in_lonlat), bend);
  EXPECT_EQ(fine.front(), path.front());
  EXPECT_EQ(fine.back(), path.back());
}

/// An edge from a random place; longitudes stay within a turn, as planar edges must.
Path random_edge(Random& random, double lat) {
  const LonLat a{random.uniform(-60, 60), lat};
  return {a,
          oracle::geodesic_direct(a, random.uniform(0, 360), std::pow(10, random.uniform(2, 6.2)))};
}

/// Calls check(path, bend) with random edges at all latitudes, short ones for the finest bend.
template <typename Check>
void for_random_edges(const Check& check) {
  Random random(test_seed());
  for (const double lat : {0.0, 5.0, 36.0, -60.0, 80.0})
    for (const double bend : {0.001, 0.05, 10.0})
      for (int i = 0; i < 4; ++i) {
        const Path path = random_edge(random, lat);
        if (bend < 0.01 && oracle::geodesic_distance(path[0], path[1]) > 3e5) continue;
        SCOPED_TRACE("latitude " + std::to_string(lat) + ", bend " + std::to_string(bend) +
                     ", to " + std::to_string(path[1].lon) + " " + std::to_string(path[1].lat) +
                     ", CORDON_SEED " + std::to_string(test_seed()));
        check(path, bend);
      }
}

TEST(FlattenGeodesics, StayWithinTheBend) {
  for_random_edges(expect_flattened);
}

TEST(GeodesicsOfPlanar, StayWithinTheBend) {
  for_random_edges(expect_planar);
}

TEST(GeodesicsOfPlanar, FollowAParallel) {
  // Ten degrees along 60 N: the geodesic runs 1.5 km and more north of it.
  const Path parallel{{20, 60}, {30, 60}};
  EXPECT_GT(largest_gap(parallel, Joined::by_geodesics, parallel, Joined::straight_in_lonlat),
            5'000);
  expect_planar(parallel, 0.1);
  for (const LonLat& place : geodesics_of_planar(parallel, 0.1)) EXPECT_DOUBLE_EQ(place.lat, 60);
}

TEST(FlattenGeodesics, SymmetricEdgesAcrossTheEquatorAreNotTakenForStraight) {
  // The middle is the same in both readings; the quarters are not.
  expect_flattened({{10, -40}, {50, 40}}, 1);
  expect_planar({{10, -40}, {50, 40}}, 1);
}

TEST(FlattenGeodesics, AddNothingWhereBothMeaningsAgree) {
  const Path meridian_steps{{36, 35}, {36, 35.2}, {36, 35.4}};
  const Path short_steps{{36, 35}, {36.001, 35.001}, {36.002, 35}};
  EXPECT_EQ(flatten_geodesics(short_steps, 0.05), short_steps);
  EXPECT_EQ(geodesics_of_planar(short_steps, 0.05), short_steps);
  EXPECT_TRUE(flatten_geodesics({}, 1).empty());
  EXPECT_EQ(flatten_geodesics({{1, 2}}, 1), (Path{{1, 2}}));
  // A meridian is straight in both; cutting it is allowed, leaving it is not.
  for (const LonLat& place : flatten_geodesics(meridian_steps, 0.05))
    EXPECT_NEAR(place.lon, 36, 1e-12);
}

TEST(FlattenGeodesics, KeepLongitudesContinuous) {
  // Written with longitudes beyond 180, an edge over the antimeridian stays on its turn.
  const Path path = flatten_geodesics({{170, 50}, {195, 55}}, 1);
  for (std::size_t i = 1; i < path.size(); ++i) EXPECT_GT(path[i].lon, path[i - 1].lon);
  EXPECT_EQ(path.back().lon, 195);
}

TEST(GeodesicsOfPlanar, OfAShapeDoAllItsLinesAndRings) {
  const Path line{{20, 60}, {30, 61}};
  const Path ring{{20, 60}, {30, 60}, {30, 65}, {20, 60}};
  const Path hole{{27, 61}, {29, 61}, {29, 62}, {27, 61}};
  const Shape shape{{{1, 2}}, {line}, {{ring, {hole}}}};
  const Shape cut = geodesics_of_planar(shape, 0.1);
  EXPECT_EQ(cut.points, shape.points);
  EXPECT_EQ(cut.lines.at(0), geodesics_of_planar(line, 0.1));
  EXPECT_EQ(cut.areas.at(0).shell, geodesics_of_planar(ring, 0.1));
  EXPECT_EQ(cut.areas.at(0).holes.at(0), geodesics_of_planar(hole, 0.1));
  EXPECT_GT(cut.areas[0].shell.size(), ring.size());
}

}  // namespace
}  // namespace cordon
