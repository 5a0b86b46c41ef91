// Zones whose figures are known from elsewhere.
#include <gtest/gtest.h>

#include <algorithm>

#include "judge.hpp"

namespace cordon {
namespace {

using oracle::ReferenceShape;

constexpr double kSquareKilometre = 1e6;

std::string test_name(const testing::TestParamInfo<Method>& info) {
  return name_of(info.param);
}

class Known : public testing::TestWithParam<Method> {};

TEST_P(Known, KoreanZoneHasItsArea) {
  const Shape line = oracle::line_shape(oracle::read_paths("korea_dmz.txt").at(0).path);
  ZoneOptions options = zone_options(GetParam(), 2'000, 0.1);
  EXPECT_NEAR(oracle::area(judge(line, options).zone.polygons) / kSquareKilometre, 910.69, 0.02);
  options.cap = Cap::flat;
  EXPECT_NEAR(oracle::area(judge(line, options).zone.polygons) / kSquareKilometre, 898.1, 0.3);
}

TEST_P(Known, KoreanLimitsRunAlongTheZone) {
  const auto paths = oracle::read_paths("korea_dmz.txt");
  ZoneOptions options = zone_options(GetParam(), 2'000, 0.1);
  options.cap = Cap::flat;
  const Zone zone = build_zone(oracle::line_shape(paths.at(0).path), options);
  Path boundary;
  for (const XY& xy : zone.polygons.at(0).shell) boundary.push_back(oracle::to_lonlat(xy));
  const ReferenceShape sides(oracle::line_shape(boundary), oracle::Joined::straight_in_lonlat);
  std::vector<double> off;
  for (const std::size_t limit : {std::size_t{1}, std::size_t{2}})
    for (const LonLat& vertex : paths.at(limit).path) off.push_back(sides.distance(vertex));
  ASSERT_EQ(off.size(), 393U);
  std::sort(off.begin(), off.end());
  EXPECT_LE(off[off.size() / 2], 5);
  EXPECT_LE(off[off.size() * 8 / 10], 25);
}

TEST_P(Known, CircleHasItsGeodesicArea) {
  for (const LonLat& centre : {LonLat{36.6, 35.9}, LonLat{-70, 0}, LonLat{20, -75}}) {
    Ring fine;
    constexpr int kParts = 100'000;
    for (int i = 0; i <= kParts; ++i) {
      const LonLat p = oracle::geodesic_direct(centre, -360.0 * (i % kParts) / kParts, 20'000);
      fine.push_back({p.lon, p.lat});
    }
    const double exact = oracle::area({Polygon{fine, {}}});
    const Zone zone = build_zone(Shape{{centre}, {}, {}}, zone_options(GetParam(), 20'000, 1));
    EXPECT_NEAR(oracle::area(zone.polygons) / exact, 1, 1e-4) << centre.lat;
  }
}

TEST_P(Known, ThreadsDoNotChangeTheZone) {
  const Shape& shape = case_named("scribble").shape;
  ZoneOptions options = zone_options(GetParam(), 20'000, 1);
  options.threads = 1;
  const Zone one = build_zone(shape, options);
  for (const unsigned threads : {2U, 5U, 8U}) {
    options.threads = threads;
    const Zone several = build_zone(shape, options);
    ASSERT_EQ(one.polygons.size(), several.polygons.size()) << threads;
    EXPECT_EQ(oracle::rings(one.polygons), oracle::rings(several.polygons)) << threads;
    EXPECT_EQ(one.certificate.outward_error, several.certificate.outward_error) << threads;
    EXPECT_EQ(one.certificate.inward_error, several.certificate.inward_error) << threads;
    EXPECT_EQ(one.certificate.edges, several.certificate.edges) << threads;
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, Known, testing::Values(Method::exact, Method::projected),
                         test_name);

}  // namespace
}  // namespace cordon
