// What of the Earth an interactive map can be moved over.
#include "cordon/map/html/web_mercator.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/map/html.hpp"
#include "random.hpp"

namespace cordon::map {
namespace {

std::vector<ZonePart> boxes(const std::vector<BoundingBox>& parts) {
  std::vector<ZonePart> zone(1);
  for (const auto& [west, south, east, north] : parts)
    zone[0].area.push_back(
        {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}});
  return zone;
}

Content content_of(std::vector<ZonePart> zone) {
  Content content;
  content.zone = std::move(zone);
  return content;
}

/// EPSG Guidance Note 7-2, Popular Visualisation Pseudo Mercator: its example, moved by lon_0 = 0.
TEST(WebMercator, IsThatOfWebMaps) {
  const WebMercator ground{0, -101, -100, 20, 26};
  const Frame frame = frame_of(ground, 1e-4);
  const XY xy = frame.to_page({-(100 + 20.0 / 60), 24 + 22.0 / 60 + 54.433 / 3600});
  constexpr double kDegree = 6378137 * 3.14159265358979323846 / 180;
  EXPECT_NEAR((ground.west + xy.x * 1e-4) * kDegree, -11169055.58, 0.01);
  EXPECT_NEAR((ground.north - xy.y * 1e-4) * kDegree, 2800000.00, 0.01);
}

TEST(WebMercator, KeepsAZoneInOnePiece) {
  oracle::Random random(oracle::test_seed());
  for (int i = 0; i < 2000; ++i) {
    const double west = random.uniform(-180, 180);
    const double width = random.uniform(0.01, 120);
    const double east = west + width;
    std::vector<BoundingBox> parts{{west, -10, std::min(east, 180.0), 10}};
    if (east > 180) parts.push_back({-180, -10, east - 360, 10});
    const WebMercator zone = web_mercator_of(boxes(parts));
    const std::string where =
        fmt::format("{} wide from {}, seed {}", width, west, oracle::test_seed());
    EXPECT_NEAR(zone.width(), width, 1e-9) << where;
    EXPECT_NEAR(std::remainder(zone.west - west, 360), 0, 1e-9) << where;
    const WebMercator page = web_mercator_around(boxes(parts));
    EXPECT_LE(page.west, zone.west);
    EXPECT_GE(page.east, zone.east);
    EXPECT_LT(page.width(), 360);
  }
}

TEST(WebMercator, OfSeveralPartsLeavesOutTheWidestGap) {
  const WebMercator zone = web_mercator_of(boxes({{-170, 0, -160, 1}, {150, 0, 160, 1}}));
  EXPECT_NEAR(zone.width(), 50, 1e-9);
  EXPECT_NEAR(zone.west, 150, 1e-9);
  const WebMercator all = web_mercator_of(boxes({{-180, -60, 180, -50}}));
  EXPECT_NEAR(all.width(), 360, 1e-9);
  EXPECT_LT(web_mercator_around(boxes({{-180, -60, 180, -50}})).width(), 360);
}

TEST(WebMercator, HasRoomForTinyZones) {
  const WebMercator page = web_mercator_around(boxes({{10, 50, 10.000001, 50.000001}}));
  EXPECT_GT(page.width(), 1e-4);
  EXPECT_LT(page.width(), 1e-2);
}

TEST(WebMercator, RefusesWhatItCannotShow) {
  EXPECT_NO_THROW(web_mercator_around(boxes({{0, 80, 10, 84.9}})));
  try {
    page_box(content_of(boxes({{-180, 80, 180, 90}})));
    FAIL() << "a pole was taken";
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find("85"), std::string::npos);
    EXPECT_NE(error.advice().find("SVG"), std::string::npos);
  }
  EXPECT_THROW(page_box(content_of({})), DataError);
  EXPECT_THROW(page_box(content_of(std::vector<ZonePart>(2))), DataError);
}

TEST(PageBox, HoldsTheZoneWithRoomAround) {
  const BoundingBox box =
      page_box(content_of(boxes({{179, -18, 180, -16}, {-180, -18, -179, -16}})));
  EXPECT_GT(box.west, box.east);  // over the antimeridian
  EXPECT_LT(box.west, 180 - 4);
  EXPECT_GT(box.west, 180 - 5);
  EXPECT_NEAR(box.west + box.east, 0, 1e-6);
  EXPECT_LT(box.south, -20);
  EXPECT_GT(box.north, -14);
}

}  // namespace
}  // namespace cordon::map
