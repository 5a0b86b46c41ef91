#include "cordon/report/shares.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cordon/io/area_source.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/zone.hpp"
#include "lonlat_areas.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;
using test::by_geographiclib;

Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

Area area_box(double west, double south, double east, double north) {
  return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

MultiPolygon meridian_zone() {
  Shape shape;
  shape.lines = {{{36.5, 35}, {36.5, 36}}};
  return build_zone(shape, {}).polygons;
}

std::vector<NamedPolygons> natural_earth_near(const char* layer, const std::string& where,
                                              const MultiPolygon& zone) {
  SourceOptions options;
  options.path = std::string(CORDON_DATA_FOLDER) + "/natural-earth/natural-earth.gpkg";
  options.layer = layer;
  options.where = where;
  return areas_near(read_areas(options, "name").areas, zone);
}

double total(const Shares& shares) {
  return std::accumulate(shares.in_area.begin(), shares.in_area.end(), shares.in_none);
}

TEST(Shares, AreasAsGeographicLibMeasuresThem) {
  const MultiPolygon zone = meridian_zone();
  EXPECT_NEAR(1, lonlat_area_m2(zone) / by_geographiclib(zone), 1e-9);
  const auto near = natural_earth_near("provinces", "country = 'Syria'", zone);
  ASSERT_GE(near.size(), 3U);
  const Shares shares = share_out(zone, near);
  for (std::size_t i = 0; i < near.size(); ++i) {
    SCOPED_TRACE(near[i].name);
    EXPECT_NEAR(1, near[i].area / by_geographiclib(near[i].polygons), 1e-9);
    const MultiPolygon common = intersection(zone, near[i].polygons);
    if (common.empty()) continue;
    EXPECT_NEAR(1, shares.in_area[i] / by_geographiclib(common), 1e-9);
  }
}

TEST(Shares, LongEdgesAreStraightOnTheMap) {
  const MultiPolygon polygons = straight_polygons({area_box(-100, 20, 60, 70)});
  EXPECT_NEAR(1, lonlat_area_m2(polygons) / by_geographiclib({{box(-100, 20, 60, 70), {}}}), 1e-9);
  const Area sloped{{{0, 10}, {60, 40}, {20, 60}, {0, 10}}, {}};
  const Ring ring{{0, 10}, {60, 40}, {20, 60}, {0, 10}};
  const auto near = areas_near({{"a", {sloped}}}, {{box(20, 30, 21, 31), {}}});
  ASSERT_EQ(1U, near.size());
  EXPECT_NEAR(1, near[0].area / by_geographiclib({{ring, {}}}), 1e-9);
}

TEST(Shares, ACapAroundAPole) {
  // As Natural Earth draws Antarctica: along the parallel, and back along the pole.
  Area cap{{{-180, -90}, {-180, -70}, {180, -70}, {180, -90}, {-180, -90}}, {}};
  for (int lon = 179; lon > -180; --lon) cap.shell.insert(cap.shell.begin() + 2, {lon * 1.0, -70});
  EXPECT_NEAR(1,
              lonlat_area_m2(straight_polygons({cap})) /
                  by_geographiclib({{box(-180, -90, 0, -70), {}}}) / 2,
              1e-9);
}

TEST(Shares, AddUpToTheZone) {
  const MultiPolygon zone = meridian_zone();
  const double area = lonlat_area_m2(zone);
  const auto near = natural_earth_near("provinces", "", zone);
  EXPECT_NEAR(1, total(share_out(zone, near)) / area, 1e-9);
  const Shares none = share_out(zone, {});
  EXPECT_NEAR(1, none.in_none / area, 1e-12);
  EXPECT_TRUE(none.in_area.empty());
}

TEST(Shares, RandomAreasAddUpToTheZone) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  const MultiPolygon zone = meridian_zone();
  const double whole = lonlat_area_m2(zone);
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE(i);
    // A grid of boxes, some of them missing, with borders anywhere.
    std::vector<double> x{35.5, 37.5}, y{34.5, 36.5};
    for (int k = 0; k < 3; ++k) {
      x.push_back(random.uniform(36.2, 36.8));
      y.push_back(random.uniform(34.8, 36.2));
    }
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<NamedAreas> areas;
    for (std::size_t c = 1; c < x.size(); ++c)
      for (std::size_t r = 1; r < y.size(); ++r)
        if (random.uniform() < 0.8)
          areas.push_back({"a", {area_box(x[c - 1], y[r - 1], x[c], y[r])}});
    const Shares shares = share_out(zone, areas_near(areas, zone));
    EXPECT_NEAR(1, total(shares) / whole, 1e-9);
    for (const double part : shares.in_area) EXPECT_GE(part, 0);
  }
}

TEST(Shares, OverlapsCountForEach) {
  const MultiPolygon zone{{box(0, 0, 2, 1), {}}};
  const auto near =
      areas_near({{"a", {area_box(0, 0, 1.5, 1)}}, {"b", {area_box(0.5, 0, 2, 1)}}}, zone);
  const Shares shares = share_out(zone, near);
  EXPECT_NEAR(0.75, shares.in_area[0] / lonlat_area_m2(zone), 1e-12);
  EXPECT_NEAR(0.75, shares.in_area[1] / lonlat_area_m2(zone), 1e-12);
  EXPECT_EQ(0, shares.in_none);
}

TEST(Shares, AreasFarAwayAreLeftOut) {
  const MultiPolygon zone{{box(0, 0, 2, 1), {}}};
  EXPECT_TRUE(
      areas_near({{"a", {area_box(3, 0, 4, 1)}}, {"b", {area_box(0, 2, 1, 3)}}}, zone).empty());
  EXPECT_EQ(1U,
            areas_near({{"a", {area_box(3, 0, 4, 1), area_box(-1, -1, 0.5, 0.5)}}}, zone).size());
}

TEST(Shares, OverTheAntimeridian) {
  const MultiPolygon zone{{box(179, -17, 180, -16), {}}, {box(-180, -17, -179, -16), {}}};
  for (const double shift : {0.0, 360.0, -360.0}) {
    SCOPED_TRACE(shift);
    const auto near = areas_near({{"a", {area_box(179.5 + shift, -18, 180.5 + shift, -15)}}}, zone);
    ASSERT_EQ(1U, near.size());
    const Shares shares = share_out(zone, near);
    EXPECT_NEAR(0.5, shares.in_area[0] / lonlat_area_m2(zone), 1e-12);
  }
  // Drawn with a jump.
  Area jumps{{{179.5, -18}, {-179.5, -18}, {-179.5, -15}, {179.5, -15}, {179.5, -18}}, {}};
  const auto near = areas_near({{"a", {jumps}}}, zone);
  ASSERT_EQ(1U, near.size());
  EXPECT_NEAR(0.5, share_out(zone, near).in_area[0] / lonlat_area_m2(zone), 1e-12);
}

TEST(Percents, AddUpToAHundred) {
  EXPECT_EQ((std::vector{33.4, 33.3, 33.3}), rounded_percents({1, 1, 1}, 1));
  EXPECT_EQ((std::vector{0.0, 100.0}), rounded_percents({0, 5}, 0));
  EXPECT_EQ((std::vector{0.0, 0.0}), rounded_percents({0, 0}, 1));
  EXPECT_TRUE(rounded_percents({}, 1).empty());
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  for (int i = 0; i < 3000; ++i) {
    std::vector<double> parts;
    const int count = 1 + static_cast<int>(random.uniform(0, 30));
    for (int k = 0; k < count; ++k) parts.push_back(std::exp(random.uniform(-9, 9)));
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    const std::vector<double> percents = rounded_percents(parts, 1);
    long tenths = 0;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      tenths += std::lround(10 * percents[k]);
      ASSERT_LT(std::abs(percents[k] - 100 * parts[k] / sum), 0.1 + 1e-9);
    }
    ASSERT_EQ(1000, tenths) << i;
  }
}

}  // namespace
}  // namespace cordon
