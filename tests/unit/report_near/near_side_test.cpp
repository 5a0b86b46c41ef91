// On which side of the line a place lies.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/report/near.hpp"
#include "random.hpp"
#include "reference.hpp"
#include "side.hpp"

namespace cordon {
namespace {

/// Leopold and Langbein's meander, from west to east: its direction swings by up to `swing`, so
/// that it turns back on itself above a right angle. It does not cross itself below 2.1.
std::vector<XY> meander(double swing, double length, int vertices) {
  std::vector<XY> plane{{0, 0}};
  constexpr double kTurns = 3;
  const double step = length / vertices;
  for (int i = 0; i < vertices; ++i) {
    const double angle = swing * std::sin(2 * std::numbers::pi * kTurns * (i + 0.5) / vertices);
    plane.push_back(
        {plane.back().x + step * std::cos(angle), plane.back().y + step * std::sin(angle)});
  }
  return plane;
}

/// Above the line that goes on to west and east: by counting what a ray to the north crosses.
bool is_north_of(const XY& place, const std::vector<XY>& line) {
  bool north = true;
  if (place.x < line.front().x) north = place.y > line.front().y;
  if (place.x >= line.back().x) north = place.y > line.back().y;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const XY& a = line[i - 1];
    const XY& b = line[i];
    if ((a.x <= place.x) == (b.x <= place.x)) continue;
    const double y = a.y + (place.x - a.x) / (b.x - a.x) * (b.y - a.y);
    if (y > place.y) north = !north;
  }
  return north;
}

/// Lines that turn back on themselves, judged by topology: a path from west to east has the north
/// on its left, whatever its bends.
TEST(NearSide, OfLinesThatTurnBack) {
  oracle::Random random(oracle::test_seed());
  std::size_t judged = 0;
  for (const LonLat& origin : Path{{36.5, 35.5}, {179.9, -16}, {12, 89.7}, {-60, -89.9}, {10, 0}})
    for (const double swing : {0.5, 1.6, 1.9, 2.05}) {
      const std::vector<XY> plane = meander(swing, 90e3, 120);
      const double middle = plane.back().x / 2;
      std::vector<XY> centred = plane;
      for (XY& xy : centred) xy.x -= middle;
      const Shape shape = oracle::line_shape(oracle::on_ground(origin, centred));
      const oracle::ReferenceShape reference(shape);
      std::vector<XY> tried;
      for (int i = 0; i < 600; ++i)
        tried.push_back({random.uniform(-middle, middle), random.uniform(-20e3, 20e3)});
      const Path places = oracle::on_ground(origin, tried);
      const auto found = NearSearch(shape).look_from(places, 2);
      for (std::size_t i = 0; i < places.size(); ++i) {
        constexpr double kFlatness = 20;  // m; edges on the ground are not straight in the plane
        const LonLat foot = reference.nearest(places[i]).place;
        const bool at_end = oracle::geodesic_distance(foot, shape.lines[0].front()) < 1 ||
                            oracle::geodesic_distance(foot, shape.lines[0].back()) < 1;
        if (found[i].distance < kFlatness || at_end) continue;
        ++judged;
        const Hand hand = is_north_of(tried[i], centred) ? Hand::left : Hand::right;
        EXPECT_EQ(found[i].hand, hand)
            << fmt::format("swing {}, place {} {}, seed {}", swing, places[i].lon, places[i].lat,
                           oracle::test_seed());
      }
    }
  EXPECT_GT(judged, 10'000U);
}

/// Self-crossings, forks, several lines, free ends: judged by the definition, from 1 m to 1,500 km.
TEST(NearSide, AgreesWithTheDefinition) {
  oracle::Random random(oracle::test_seed() + 1);
  std::vector<std::vector<Path>> cases;
  for (const double turn : {20., 60., 120.})
    for (const std::uint64_t seed : {1U, 2U, 3U})
      cases.push_back({oracle::random_walk({36, 35}, 60, 3e3, turn, seed)});
  cases.push_back(
      {{{36, 35}, {36.2, 35.1}}, {{36.2, 35.1}, {36.3, 35.0}}, {{36.2, 35.1}, {36, 35.3}}});
  cases.push_back({{{179.8, 10}, {-179.9, 10.2}, {179.9, 10.4}}});
  for (const oracle::Case& c : oracle::real_cases())
    if (c.shape.lines.size() < 20) cases.push_back(c.shape.lines);
  std::size_t left = 0, judged = 0;
  for (const std::vector<Path>& lines : cases) {
    const oracle::PlaceSetPtr on_left = oracle::left_of(lines, oracle::Joined::by_geodesics);
    Path places;
    for (int i = 0; i < 400; ++i) {
      const Path& line =
          lines[static_cast<std::size_t>(random.uniform(0, static_cast<double>(lines.size())))];
      const LonLat& vertex =
          line[static_cast<std::size_t>(random.uniform(0, static_cast<double>(line.size())))];
      places.push_back(oracle::geodesic_direct(vertex, random.uniform(-180, 180),
                                               std::pow(10, random.uniform(0, 6.2))));
    }
    const auto found = NearSearch(Shape{{}, lines, {}}).look_from(places, 2);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!on_left->is_clear(places[i], 0.1)) continue;  // on the border of the sides
      ++judged;
      const bool is_left = on_left->contains(places[i]);
      left += is_left ? 1 : 0;
      EXPECT_EQ(found[i].hand, is_left ? Hand::left : Hand::right)
          << fmt::format("case {}, place {:.9f} {:.9f}, seed {}", &lines - cases.data(),
                         places[i].lon, places[i].lat, oracle::test_seed());
    }
  }
  EXPECT_GT(judged, 3000U);
  EXPECT_GT(left, judged / 5);
  EXPECT_LT(left, 4 * judged / 5);
}

/// Half an Earth away: a meridian parts east from west as far as its antimeridian.
TEST(NearSide, HoldsToTheAntipodes) {
  const Path meridian{{20, -80}, {20, -40}, {20, 0}, {20, 40}, {20, 80}};
  const NearSearch search(Shape{{}, {meridian}, {}});
  for (double lat = -60; lat <= 60; lat += 7.5)
    for (double away = 2.5; away < 180; away += 5) {
      const auto found = search.look_from({{20 + away, lat}, {20 - away, lat}}, 1);
      EXPECT_EQ(found[0].hand, Hand::right) << away << " east, " << lat;
      EXPECT_EQ(found[1].hand, Hand::left) << away << " west, " << lat;
    }
}

TEST(NearSide, IsOfLinesOnly) {
  const NearSearch search(Shape{{{10, 0}}, {{{0, 0}, {0, 1}}}, {}});
  const auto found = search.look_from({{9, 0}, {1, 0.5}, {0, 0.5}}, 1);
  EXPECT_FALSE(found[0].hand.has_value());  // a point is nearest
  EXPECT_EQ(found[1].hand, Hand::right);
  EXPECT_FALSE(found[2].hand.has_value());  // on the line
}

}  // namespace
}  // namespace cordon
