#include "cordon/zone/geos.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace cordon {
namespace {

Ring box(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

double area(const MultiPolygon& polygons) {
  double sum = 0;
  for (const Polygon& polygon : polygons) {
    sum += std::abs(twice_signed_area(polygon.shell)) / 2;
    for (const Ring& hole : polygon.holes) sum -= std::abs(twice_signed_area(hole)) / 2;
  }
  return sum;
}

bool rounded_everywhere(const MultiPolygon& polygons, const OutputSpace& space) {
  const auto at_home = [&](const XY& xy) { return space.rounded(xy) == xy; };
  return std::all_of(polygons.begin(), polygons.end(), [&](const Polygon& polygon) {
    return std::all_of(polygon.shell.begin(), polygon.shell.end(), at_home) &&
           std::all_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) {
             return std::all_of(hole.begin(), hole.end(), at_home);
           });
  });
}

TEST(Geos, SurvivesTheRoundTrip) {
  const MultiPolygon polygons{{box(0, 0, 10, 10), {box(2, 2, 3, 3), box(5, 5, 6, 7)}},
                              {box(20, 0, 21, 1), {}}};
  const GeosContext context;
  const MultiPolygon back = from_geos(to_geos(context, polygons));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].shell, polygons[0].shell);
  EXPECT_EQ(back[0].holes, polygons[0].holes);
  EXPECT_EQ(back[1].shell, polygons[1].shell);
  EXPECT_TRUE(from_geos(to_geos(context, {})).empty());
}

TEST(Geos, OverlaysHaveTheRightAreas) {
  const MultiPolygon a{{box(0, 0, 10, 10), {}}};
  const MultiPolygon b{{box(5, 5, 15, 15), {}}};
  EXPECT_DOUBLE_EQ(area(unite({a[0], b[0]})), 175);
  EXPECT_DOUBLE_EQ(area(difference(a, b)), 75);
  EXPECT_DOUBLE_EQ(area(intersection(a, b)), 25);
  EXPECT_TRUE(intersection(a, {{box(20, 20, 30, 30), {}}}).empty());
  // Boxes that share an edge only: their intersection is a line, which is dropped.
  EXPECT_TRUE(intersection(a, {{box(10, 0, 20, 10), {}}}).empty());
}

TEST(Geos, NamesWhatIsInvalidAndWhere) {
  const MultiPolygon bow{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}};
  const Validity verdict = validity(bow);
  EXPECT_FALSE(verdict.valid);
  EXPECT_EQ(verdict.reason, "Self-intersection");
  EXPECT_EQ(verdict.place, (XY{1, 1}));
  const MultiPolygon repaired = make_valid(bow);
  EXPECT_TRUE(is_valid(repaired));
  EXPECT_DOUBLE_EQ(area(repaired), 2);
}

TEST(Geos, ThrowsWithItsOwnWords) {
  try {
    const GeosContext context;
    to_geos(context, {{{{0, 0}, {1, 0}, {1, 1}}, {}}});  // not closed
    FAIL() << "no error";
  } catch (const GeosError& error) {
    EXPECT_NE(std::string(error.what()).find("LinearRing"), std::string::npos) << error.what();
  }
}

TEST(Geos, CanonicalFormForgetsOrderStartAndWinding) {
  Polygon a{box(0, 0, 10, 10), {box(2, 2, 3, 3), box(5, 5, 6, 7)}};
  Polygon b{box(20, 0, 21, 1), {}};
  const MultiPolygon expected = canonical({a, b});
  std::reverse(a.shell.begin(), a.shell.end());
  std::swap(a.holes[0], a.holes[1]);
  a.holes[0].pop_back();
  std::rotate(a.holes[0].begin(), a.holes[0].begin() + 2, a.holes[0].end());
  a.holes[0].push_back(XY(a.holes[0].front()));
  const MultiPolygon actual = canonical({b, a});
  ASSERT_EQ(actual.size(), 2U);
  EXPECT_EQ(actual[0].shell, expected[0].shell);
  EXPECT_EQ(actual[0].holes, expected[0].holes);
  EXPECT_EQ(actual[1].shell, expected[1].shell);
  EXPECT_GT(twice_signed_area(actual[0].shell), 0);
  EXPECT_LT(twice_signed_area(actual[0].holes[0]), 0);
  EXPECT_EQ(actual[0].shell.front(), (XY{0, 0}));
}

TEST(Geos, LocatesPoints) {
  const PointLocator locator({{box(0, 0, 10, 10), {box(2, 2, 4, 4)}}, {box(20, 0, 21, 1), {}}});
  EXPECT_TRUE(locator.contains({1, 1}));
  EXPECT_TRUE(locator.contains({20.5, 0.5}));
  EXPECT_FALSE(locator.contains({3, 3}));
  EXPECT_FALSE(locator.contains({0, 5}));
  EXPECT_FALSE(locator.contains({15, 0.5}));
}

TEST(OnGrid, DropsWhatCollapses) {
  const OutputSpace space = OutputSpace::lonlat(100);
  const double unit = std::pow(10.0, -space.decimals());
  const MultiPolygon polygons{{box(0, 0, 1, 1), {box(0.5, 0.5, 0.5 + unit / 10, 0.5 + unit / 10)}},
                              {box(2, 2, 3, 2 + unit / 10), {}}};
  const MultiPolygon result = on_grid(polygons, space);
  ASSERT_EQ(result.size(), 1U);
  EXPECT_TRUE(result[0].holes.empty());
  EXPECT_EQ(result[0].shell, box(0, 0, 1, 1));
}

TEST(OnGrid, RepairsSliversThatRoundingMakesCross) {
  // Needles fan out from one vertex at angles far below the grid, with holes between them that
  // nearly touch: rounding makes most of them cross.
  const OutputSpace space = OutputSpace::lonlat(100);
  const double unit = std::pow(10.0, -space.decimals());
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> jitter(0, 0.7 * unit);
  int crossed = 0;
  for (int round = 0; round < 50; ++round) {
    Ring comb{{0, 0}};
    for (int i = 0; i < 60; ++i) {
      comb.push_back({1 + jitter(random), i * 0.4 * unit});
      comb.push_back({0.001 + jitter(random), (i + 0.5) * 0.4 * unit});
    }
    comb.push_back({0, 1});
    comb.push_back({0, 0});
    const MultiPolygon polygons{{comb, {}}};
    MultiPolygon naive = polygons;
    for (XY& xy : naive[0].shell) xy = space.rounded(xy);
    if (!is_valid(naive)) ++crossed;
    const MultiPolygon result = on_grid(polygons, space);
    EXPECT_TRUE(is_valid(result));
    EXPECT_TRUE(rounded_everywhere(result, space));
    EXPECT_NEAR(area(result), area(polygons), 60 * unit);
  }
  EXPECT_GT(crossed, 10) << "the test no longer makes rounding hard";
}

TEST(OnGrid, IsIdempotent) {
  const OutputSpace space = OutputSpace::lonlat(1);
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> radius(0.5, 1);
  Ring star;
  for (int i = 0; i < 500; ++i) {
    const double angle = i * 2 * 3.14159265358979 / 500;
    const double r = radius(random);
    star.push_back({36 + r * std::cos(angle), 35 + r * std::sin(angle)});
  }
  star.push_back(XY(star.front()));
  const MultiPolygon once = on_grid({{star, {}}}, space);
  const MultiPolygon twice = on_grid(once, space);
  ASSERT_EQ(once.size(), 1U);
  EXPECT_EQ(once[0].shell, twice[0].shell);
}

}  // namespace
}  // namespace cordon
