// Square caps: the line led on straight by one distance, and cut off there.
#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/zone/zone.hpp"
#include "drawing.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

constexpr LonLat kIdlib{36.5, 36};

ZoneOptions square(double distance, double tolerance, Method method = Method::exact) {
  ZoneOptions options;
  options.distance = Metres{distance};
  options.tolerance = Metres{tolerance};
  options.cap = Cap::square;
  options.method = method;
  return options;
}

struct Square {
  std::string name;
  Shape shape;
  double distance;
};

std::vector<Square> squares() {
  using oracle::line_shape;
  using oracle::on_ground;
  const auto lines = [](const std::vector<std::vector<XY>>& planes) {
    Shape shape;
    for (const std::vector<XY>& plane : planes) shape.lines.push_back(on_ground(kIdlib, plane));
    return shape;
  };
  return {
      {"edge", lines({{{0, 0}, {50'000, 20'000}}}), 20'000},
      {"millimetre", lines({{{0, 0}, {0.001, 0.002}}}), 20'000},
      {"hook", lines({{{0, 0}, {60'000, 0}, {60'000, 9'000}, {50'000, 9'000}}}), 20'000},
      {"t_junction",
       lines({{{0, 0}, {40'000, 0}},
              {{40'000, 0}, {40'000, 60'000}},
              {{40'000, 0}, {40'000, -60'000}}}),
       20'000},
      {"towards_each_other", lines({{{0, 0}, {30'000, 0}}, {{55'000, 100}, {90'000, 0}}}), 20'000},
      {"ring_and_point",
       Shape{{{37.5, 36}}, {on_ground(kIdlib, {{0, 0}, {30'000, 0}, {0, 30'000}, {0, 0}})}, {}},
       20'000},
      {"islands", line_shape({{-5, 40}, {3, 42}}), 370'400},
      {"north_80", line_shape({{10, 80}, {25, 80.5}}), 20'000},
      {"one_metre", lines({{{0, 0}, {80, 30}, {20, 60}}}), 1}};
}

class SquareTest : public testing::TestWithParam<Square> {};

TEST_P(SquareTest, HoldsItsTolerance) {
  const auto& [name, shape, distance] = GetParam();
  for (const Method method : {Method::exact, Method::projected}) {
    const ZoneOptions options = square(distance, distance > 100 ? 1 : 0.01, method);
    const Zone zone = build_zone(shape, options);
    EXPECT_TRUE(zone.certificate.holds());
    const oracle::Report report = oracle::check_zone(shape, options, zone.polygons);
    EXPECT_TRUE(report.holds()) << report;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, SquareTest, testing::ValuesIn(squares()),
                         [](const auto& each) { return each.param.name; });

TEST(SquareCaps, ReachToTheCornersAndNotBeyond) {
  const GeographicLib::Geodesic& earth = GeographicLib::Geodesic::WGS84();
  const LonLat from{36, 36};
  const LonLat to{37, 36.2};
  const Zone zone = build_zone(oracle::line_shape({from, to}), square(20'000, 1));
  double start = 0;
  double end = 0;
  earth.Inverse(from.lat, from.lon, to.lat, to.lon, start, end);
  const oracle::Raycaster drawing(zone.polygons);
  // 20 km ahead, then 20 km aside: the corner of the square, seen 3 m before and 3 m after it.
  const auto corner = [&](double reach) {
    LonLat tip;
    double azimuth = 0;
    earth.Direct(to.lat, to.lon, end, reach, tip.lat, tip.lon, azimuth);
    return oracle::geodesic_direct(tip, azimuth + 90, reach);
  };
  EXPECT_TRUE(drawing.contains(corner(19'997)));
  EXPECT_FALSE(drawing.contains(corner(20'003)));
}

TEST(SquareCaps, AreaOfABoxOnTheEquator) {
  // 10 km along the equator, 1 km around: 12 km by 2 km, on a surface that is flat to 1e-7.
  const double degree = 111'319.490793;
  const Zone zone =
      build_zone(oracle::line_shape({{0, 0}, {10'000 / degree, 0}}), square(1'000, 0.01));
  EXPECT_NEAR(oracle::area(zone.polygons), 24e6, 28'000 * 0.01);
}

TEST(SquareCaps, DoNothingToShapesWithoutFreeEnds) {
  Shape shape;
  shape.points = {{36, 36}};
  shape.lines = {{{37, 36}, {37.5, 36}, {37.2, 36.4}, {37, 36}}};
  ZoneOptions round = square(20'000, 1);
  round.cap = Cap::round;
  EXPECT_NEAR(oracle::area(build_zone(shape, square(20'000, 1)).polygons),
              oracle::area(build_zone(shape, round).polygons), 1e6);
}

}  // namespace
}  // namespace cordon
