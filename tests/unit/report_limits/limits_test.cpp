#include "cordon/report/limits.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <vector>

#include "../../oracle/random.hpp"
#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

const GeographicLib::Geodesic& earth() {
  return GeographicLib::Geodesic::WGS84();
}

LonLat from(const LonLat& place, double azimuth, double distance) {
  double lat = 0, lon = 0;
  earth().Direct(place.lat, place.lon, azimuth, distance, lat, lon);
  return {lon, lat};
}

/// A meridian of 60 km, which is a geodesic: places at right angles to it are told by one number.
const LonLat kFoot{36, 35};
Shape meridian() {
  Shape shape;
  shape.lines = {{kFoot, from(kFoot, 0, 60'000)}};
  return shape;
}

/// Where a walker along the meridian sees `aside` m at right angles, to the right if positive.
LonLat beside(double along, double aside) {
  return from(from(kFoot, 0, along), aside > 0 ? 90 : -90, std::abs(aside));
}

Shape limits_of(std::vector<Path> paths) {
  Shape shape;
  shape.lines = std::move(paths);
  return shape;
}

const MultiPolygon& nowhere() {
  static const MultiPolygon far{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}};
  return far;
}

TEST(Limits, DistancesAlongThemAreThoseOfGeographicLib) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  oracle::Random random(seed);
  const NearSearch line(meridian());
  for (int round = 0; round < 5; ++round) {
    Path path;
    std::vector<double> asides;
    for (int along = 5'000; along <= 55'000; along += 100) {
      asides.push_back(random.uniform(1'000, 1'300));
      path.push_back(beside(along, asides.back()));
    }
    const LimitFigures figures = measure_limits(limits_of({path}), line, nowhere(), 1);
    EXPECT_LE(figures.step, 1);
    // Every vertex is looked at to half a step; between vertices distances change evenly.
    EXPECT_NEAR(*std::min_element(asides.begin(), asides.end()), figures.whole.least, 1);
    EXPECT_NEAR(*std::max_element(asides.begin(), asides.end()), figures.whole.most, 1);
    double length = 0, weighted = 0;
    std::vector<std::pair<double, double>> pieces;
    for (std::size_t i = 1; i < path.size(); ++i) {
      double s = 0;
      earth().Inverse(path[i - 1].lat, path[i - 1].lon, path[i].lat, path[i].lon, s);
      length += s;
      for (int k = 0; k < 50; ++k)
        pieces.emplace_back(asides[i - 1] + (asides[i] - asides[i - 1]) * (k + 0.5) / 50, s / 50);
    }
    std::sort(pieces.begin(), pieces.end());
    double median = 0;
    for (const auto& [aside, piece] : pieces)
      if ((weighted += piece) >= length / 2) {
        median = aside;
        break;
      }
    EXPECT_NEAR(length, figures.whole.length, 1e-3);
    EXPECT_NEAR(median, figures.whole.median, 2);
    EXPECT_FALSE(figures.left);
    ASSERT_TRUE(figures.right);
    EXPECT_NEAR(length, figures.right->length, 1e-3);
    EXPECT_FALSE(figures.between);
  }
}

TEST(Limits, TwoThatFaceEachOtherEncloseAnArea) {
  Path left, right;
  for (int along = 0; along <= 60'000; along += 500) {
    left.push_back(beside(along, -2'000));
    right.push_back(beside(along, 2'000));
  }
  GeographicLib::PolygonArea ring(earth());
  for (const LonLat& place : left) ring.AddPoint(place.lat, place.lon);
  for (auto place = right.rbegin(); place != right.rend(); ++place)
    ring.AddPoint(place->lat, place->lon);
  double perimeter = 0, area = 0;
  ring.Compute(false, true, perimeter, area);
  for (int turned = 0; turned < 2; ++turned) {
    const LimitFigures figures =
        measure_limits(limits_of({left, right}), NearSearch(meridian()), nowhere(), 1);
    ASSERT_TRUE(figures.between);
    EXPECT_NEAR(std::abs(area), *figures.between, 1);
    EXPECT_NEAR(figures.left->median, 2'000, 0.1);
    EXPECT_NEAR(figures.right->median, 2'000, 0.1);
    std::reverse(right.begin(), right.end());
  }
}

TEST(Limits, ARingThatMeetsItselfHasNoArea) {
  // The left one turns back over where its end is joined to the right one's.
  const Path left{beside(0, -2'000), beside(60'000, -2'000), beside(60'000, -1'000),
                  beside(30'000, -3'000)};
  const Path right{beside(0, 2'000), beside(60'000, 2'000)};
  const LimitFigures figures =
      measure_limits(limits_of({left, right}), NearSearch(meridian()), nowhere(), 1);
  EXPECT_NEAR(figures.whole.length, figures.left->length + figures.right->length, 1);
  EXPECT_FALSE(figures.between);
}

TEST(Limits, OneThatCrossesTheLineEnclosesNothing) {
  const Path crossing{beside(10'000, -2'000), beside(50'000, 2'000)};
  const Path right{beside(0, 2'000), beside(60'000, 2'000)};
  const LimitFigures figures =
      measure_limits(limits_of({crossing, right}), NearSearch(meridian()), nowhere(), 1);
  EXPECT_FALSE(figures.between);
  EXPECT_LT(figures.whole.least, 1);
}

TEST(Limits, WhatLiesInTheZoneIsItsShare) {
  const LonLat low = beside(0, 1'000), high = beside(60'000, 1'000);
  const double middle = beside(30'000, 1'000).lat;
  const MultiPolygon south{
      {{{35.9, 34}, {36.2, 34}, {36.2, middle}, {35.9, middle}, {35.9, 34}}, {}}};
  const LimitFigures figures =
      measure_limits(limits_of({{low, high}}), NearSearch(meridian()), south, 1);
  EXPECT_NEAR(0.5, figures.whole.inside, 1e-3);
}

/// m between a place and the nearest of an edge that is straight in degrees, by golden sections.
double distance_to_edge(const LonLat& place, const XY& a, const XY& b) {
  const auto at = [&](double share) {
    double s = 0;
    earth().Inverse(place.lat, place.lon, a.y + (b.y - a.y) * share, a.x + (b.x - a.x) * share, s);
    return s;
  };
  double low = 0, high = 1;
  constexpr double kGolden = 0.6180339887498949;
  for (int i = 0; i < 45; ++i) {
    const double one = high - kGolden * (high - low), other = low + kGolden * (high - low);
    (at(one) < at(other) ? high : low) = at(one) < at(other) ? other : one;
  }
  return std::min({at(low), at(0), at(1)});
}

TEST(Limits, DistancesFromTheEdgeOfTheZoneAreThoseOfGeographicLib) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  oracle::Random random(seed);
  for (int round = 0; round < 6; ++round) {
    Ring ring;
    for (int corner = 0; corner < 7; ++corner) {
      const LonLat place = from(beside(3'000, 0), 360.0 * corner / 7, random.uniform(800, 4'000));
      ring.push_back({place.lon, place.lat});
    }
    ring.push_back(XY(ring.front()));
    const Path limit{beside(random.uniform(0, 2'000), random.uniform(-3'000, 3'000)),
                     beside(random.uniform(4'000, 6'000), random.uniform(-3'000, 3'000))};
    const LimitFigures figures =
        measure_limits(limits_of({limit}), NearSearch(meridian()), {{ring, {}}}, 1);
    double length = 0, azimuth = 0, end = 0;
    earth().Inverse(limit[0].lat, limit[0].lon, limit[1].lat, limit[1].lon, length, azimuth, end);
    constexpr int kPieces = 400;
    double sum = 0, most = 0;
    for (int piece = 0; piece < kPieces; ++piece) {
      const LonLat place = from(limit[0], azimuth, length * (piece + 0.5) / kPieces);
      double nearest = 1e9;
      for (std::size_t i = 1; i < ring.size(); ++i)
        nearest = std::min(nearest, distance_to_edge(place, ring[i - 1], ring[i]));
      sum += nearest;
      most = std::max(most, nearest);
    }
    EXPECT_NEAR(sum / kPieces, figures.whole.from_edge, 1);
    const double piece = length / kPieces;
    EXPECT_NEAR(most, figures.whole.most_from_edge, piece);
    double there = 1e9;
    for (std::size_t i = 1; i < ring.size(); ++i)
      there = std::min(there, distance_to_edge(figures.whole.farthest, ring[i - 1], ring[i]));
    EXPECT_NEAR(there, figures.whole.most_from_edge, 0.2);
  }
}

TEST(Limits, TheCutOfAZoneAtTheAntimeridianIsNoEdge) {
  // Two halves of one box; the limit lies along the cut.
  const MultiPolygon zone{
      {{{179.9, -17}, {180, -17}, {180, -16}, {179.9, -16}, {179.9, -17}}, {}},
      {{{-180, -17}, {-179.9, -17}, {-179.9, -16}, {-180, -16}, {-180, -17}}, {}}};
  Shape line;
  line.lines = {{{179.95, -16.6}, {180, -16.5}}};
  const LimitFigures figures =
      measure_limits(limits_of({{{180, -16.55}, {180, -16.45}}}), NearSearch(line), zone, 1);
  double least = 0;
  earth().Inverse(-16.5, 180, -16.5, 179.9, least);
  EXPECT_NEAR(least, figures.whole.from_edge, 10);  // the parallel is shorter at one end
  EXPECT_GT(figures.whole.from_edge, 10'000);
}

TEST(Limits, WithoutLengthAreRefused) {
  const NearSearch line(meridian());
  EXPECT_THROW(measure_limits({}, line, nowhere(), 1), DataError);
  EXPECT_THROW(measure_limits(limits_of({{kFoot, kFoot}}), line, nowhere(), 1), DataError);
}

TEST(Limits, AreasAreMeasuredByTheirEdges) {
  Shape areas;
  areas.areas.push_back({{beside(1'000, 500), beside(2'000, 500), beside(2'000, 900)}, {}});
  const LimitFigures figures = measure_limits(areas, NearSearch(meridian()), nowhere(), 1);
  EXPECT_NEAR(500, figures.whole.least, 1);
  EXPECT_NEAR(900, figures.whole.most, 1);
  EXPECT_FALSE(figures.between);
}

}  // namespace
}  // namespace cordon
