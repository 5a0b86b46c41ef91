#include "cordon/report/regions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cordon/report/near.hpp"
#include "cordon/report/shares.hpp"
#include "cordon/zone/geos.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;

Shape bent_line() {
  Shape shape;
  shape.lines = {{{36, 35.5}, {36.4, 35.6}, {36.5, 35.9}, {36.3, 36.1}, {36.7, 36.2}}};
  return shape;
}

PartsRequest request_around(const Shape& shape, double distance) {
  PartsRequest request;
  request.members = {{shape, {distance}}};
  return request;
}

std::vector<Region> with_bands_and_sides(double uncertainty) {
  PartsRequest request = request_around(bent_line(), 20'000);
  request.bands = {{6'000}, {20'000}};
  request.uncertainty = {uncertainty};
  return build_regions(request, true, {});
}

TEST(Regions, FromTheWholeToItsParts) {
  const std::vector<Region> regions = with_bands_and_sides(0);
  ASSERT_EQ(9U, regions.size());
  const std::vector<std::pair<std::size_t, Side>> wanted{
      {0, Side::both},  {0, Side::left}, {0, Side::right}, {1, Side::both}, {1, Side::left},
      {1, Side::right}, {2, Side::both}, {2, Side::left},  {2, Side::right}};
  for (std::size_t i = 0; i < regions.size(); ++i) {
    EXPECT_EQ(wanted[i], std::pair(regions[i].band, regions[i].side)) << i;
    EXPECT_FALSE(regions[i].drawn.empty()) << i;
    EXPECT_TRUE(regions[i].certain.empty() && regions[i].possible.empty()) << i;
    EXPECT_LE(regions[i].certificate.max_error(), 1) << i;
  }
  const auto area = [&](std::size_t i) { return lonlat_area_m2(regions[i].drawn); };
  EXPECT_NEAR(1, (area(1) + area(2)) / area(0), 1e-7);
  EXPECT_NEAR(1, (area(3) + area(6)) / area(0), 1e-7);
  EXPECT_NEAR(1, (area(4) + area(5)) / area(3), 1e-7);
}

TEST(Regions, EachSideWithItsOwnReach) {
  PartsRequest request = request_around(bent_line(), 20'000);
  request.left = Metres{5'000};
  request.right = Metres{9'000};
  const std::vector<Region> regions = build_regions(request, true, {});
  ASSERT_EQ(3U, regions.size());
  EXPECT_EQ(5'000, regions[0].left->to);
  EXPECT_EQ(9'000, regions[0].right->to);
  const Standing left{7'000, Hand::left};
  const Standing right{7'000, Hand::right};
  EXPECT_FALSE(presence(regions[0], left, 0).drawn);
  EXPECT_TRUE(presence(regions[0], right, 0).drawn);
  EXPECT_FALSE(presence(regions[1], right, 0).drawn);
  EXPECT_TRUE(presence(regions[2], right, 0).drawn);
}

TEST(Regions, AroundPointsThereAreNoSides) {
  Shape shape;
  shape.points = {{36, 35}};
  PartsRequest request = request_around(shape, 10'000);
  request.uncertainty = {2'000};
  const std::vector<Region> regions = build_regions(request, false, {});
  ASSERT_EQ(1U, regions.size());
  const auto at = [&](double distance) {
    return presence(regions[0], {distance, std::nullopt}, 2'000);
  };
  EXPECT_TRUE(at(7'999).certain);
  EXPECT_FALSE(at(8'001).certain);
  EXPECT_TRUE(at(9'999).drawn);
  EXPECT_FALSE(at(10'001).drawn);
  EXPECT_TRUE(at(11'999).possible);
  EXPECT_FALSE(at(12'001).possible);
}

TEST(Regions, BandsAtTheirBorders) {
  const std::vector<Region> regions = with_bands_and_sides(0);
  const auto drawn = [&](std::size_t region, double distance, Hand hand) {
    return presence(regions[region], {distance, hand}, 0).drawn;
  };
  EXPECT_TRUE(drawn(3, 0, Hand::left));
  EXPECT_TRUE(drawn(3, 6'000, Hand::left));
  EXPECT_FALSE(drawn(6, 6'000, Hand::left));
  EXPECT_TRUE(drawn(6, 6'000.001, Hand::left));
  EXPECT_TRUE(drawn(6, 20'000, Hand::right));
  EXPECT_FALSE(drawn(6, 20'000.001, Hand::right));
  EXPECT_TRUE(drawn(7, 10'000, Hand::left));
  EXPECT_FALSE(drawn(7, 10'000, Hand::right));
}

/// What distances say of places is what the polygons say, but for places within the tolerance of a
/// border.
void expect_as_polygons(double uncertainty) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  const std::vector<Region> regions = with_bands_and_sides(uncertainty);
  Path places;
  for (int i = 0; i < 3000; ++i)
    places.push_back({random.uniform(35.7, 37), random.uniform(35.2, 36.5)});
  const std::vector<Nearness> near = NearSearch(bent_line()).look_from(places, 1);
  std::size_t different = 0;
  for (const Region& region : regions) {
    const PointLocator drawn(region.drawn), certain(region.certain), possible(region.possible);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const XY at{places[i].lon, places[i].lat};
      const Presence found = presence(region, {near[i].distance, near[i].hand}, uncertainty);
      const bool surely = uncertainty > 0 ? certain.contains(at) : drawn.contains(at);
      const bool maybe = surely || (uncertainty > 0 && possible.contains(at));
      if (found.drawn != drawn.contains(at) || found.certain != surely || found.possible != maybe)
        ++different;
    }
  }
  // Of 27,000 questions about places on 12,000 km2, those within a metre or two of a border.
  EXPECT_LE(different, 6U);
}

TEST(Regions, PlacesByDistanceAreThoseInThePolygons) {
  expect_as_polygons(0);
}

TEST(Regions, UncertainPlacesByDistanceAreThoseInThePolygons) {
  expect_as_polygons(2'000);
}

TEST(Regions, EstimatesGoFromCertainToPossible) {
  const std::vector<Region> regions = with_bands_and_sides(2'000);
  for (const Region& region : regions) {
    const Estimate area = measure(region, true, lonlat_area_m2);
    EXPECT_LE(area.least, area.drawn);
    EXPECT_GE(area.most, area.drawn);
    EXPECT_GT(area.most, area.least);
  }
  const std::vector<Region> drawn = with_bands_and_sides(0);
  const Estimate area = measure(drawn[0], false, lonlat_area_m2);
  EXPECT_EQ(area.drawn, area.least);
  EXPECT_EQ(area.drawn, area.most);
}

}  // namespace
}  // namespace cordon
