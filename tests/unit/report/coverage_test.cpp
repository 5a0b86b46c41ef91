#include "cordon/report/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;

struct Shares {
  Window window;
  std::vector<double> cells;

  double at(std::size_t column, std::size_t row) const {
    if (column < window.column || column >= window.column + window.columns || row < window.row ||
        row >= window.row + window.rows)
      return 0;
    return cells[(row - window.row) * window.columns + column - window.column];
  }
};

Shares shares_of(const MultiPolygon& polygons, const Grid& grid) {
  Shares out{window_of(polygons, grid), {}};
  std::size_t next = out.window.row;
  for_each_row(polygons, grid, [&](std::size_t row, std::span<const double> shares) {
    EXPECT_EQ(next++, row);
    EXPECT_EQ(out.window.columns, shares.size());
    out.cells.insert(out.cells.end(), shares.begin(), shares.end());
  });
  EXPECT_EQ(out.window.row + out.window.rows, next);
  return out;
}

double area_of(const MultiPolygon& polygons) {
  double twice = 0;
  for (const Polygon& polygon : polygons) {
    twice += std::abs(twice_signed_area(polygon.shell));
    for (const Ring& hole : polygon.holes) twice -= std::abs(twice_signed_area(hole));
  }
  return twice / 2;
}

Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

Ring cell_of(const Grid& grid, std::size_t column, std::size_t row) {
  const double x = grid.origin.x + static_cast<double>(column) * grid.step_x;
  const double y = grid.origin.y + static_cast<double>(row) * grid.step_y;
  return box(std::min(x, x + grid.step_x), std::min(y, y + grid.step_y),
             std::max(x, x + grid.step_x), std::max(y, y + grid.step_y));
}

/// What GEOS's overlay finds in each cell.
void expect_as_overlay(const MultiPolygon& polygons, const Grid& grid, double tolerance) {
  const Shares shares = shares_of(polygons, grid);
  const double cell = std::abs(grid.step_x * grid.step_y);
  for (std::size_t row = 0; row < grid.rows; ++row)
    for (std::size_t column = 0; column < grid.columns; ++column)
      ASSERT_NEAR(area_of(intersection(polygons, {{cell_of(grid, column, row), {}}})) / cell,
                  shares.at(column, row), tolerance)
          << "column " << column << ", row " << row;
}

/// Around a centre, with rays of random length; a smaller one inside as hole, either way round.
MultiPolygon random_star(Random& random, const XY& centre, double size) {
  const int rays = 4 + static_cast<int>(random.uniform(0, 40));
  Ring shell, hole;
  for (int i = 0; i < rays; ++i) {
    const double angle = (i + random.uniform(0, 0.9)) * 2 * std::numbers::pi / rays;
    const double length = size * random.uniform(0.2, 1);
    shell.push_back({centre.x + length * std::cos(angle), centre.y + length * std::sin(angle)});
    hole.push_back(
        {centre.x + length * std::cos(angle) / 2, centre.y + length * std::sin(angle) / 2});
  }
  shell.push_back(shell.front());
  hole.push_back(hole.front());
  if (random.uniform() < 0.5) std::reverse(shell.begin(), shell.end());
  if (random.uniform() < 0.5) std::reverse(hole.begin(), hole.end());
  if (random.uniform() < 0.5) return {{shell, {}}};
  return {{shell, {hole}}};
}

/// Corners at a few places, so that edges run along and through the corners of cells.
MultiPolygon random_on_corners(Random& random) {
  const auto corner = [&] { return std::floor(random.uniform(-2, 10)) / 2; };
  for (;;) {
    Ring ring;
    for (int i = 0; i < 4; ++i) ring.push_back({corner(), corner()});
    ring.push_back(ring.front());
    if (std::abs(twice_signed_area(ring)) > 0 && is_valid({{ring, {}}})) return {{ring, {}}};
  }
}

TEST(Coverage, ABoxOfHalfCells) {
  const Grid grid{{10, 50}, 1, -1, 4, 3};
  const Shares shares = shares_of({{box(10.5, 48, 12, 49.5), {}}}, grid);
  EXPECT_EQ((Window{0, 0, 2, 2}), shares.window);
  EXPECT_DOUBLE_EQ(0.25, shares.at(0, 0));
  EXPECT_DOUBLE_EQ(0.5, shares.at(1, 0));
  EXPECT_DOUBLE_EQ(0.5, shares.at(0, 1));
  EXPECT_DOUBLE_EQ(1, shares.at(1, 1));
}

TEST(Coverage, NothingElsewhere) {
  const Grid grid{{10, 50}, 1, -1, 4, 3};
  for (const XY& at : {XY{0, 49}, XY{20, 49}, XY{11, 60}, XY{11, 40}}) {
    const MultiPolygon polygons{{box(at.x, at.y, at.x + 1, at.y + 1), {}}};
    EXPECT_EQ((Window{}), window_of(polygons, grid));
    for_each_row(polygons, grid, [](std::size_t, std::span<const double>) { ADD_FAILURE(); });
  }
  EXPECT_EQ((Window{}), window_of({}, grid));
}

TEST(Coverage, AllOfAGridInsideOfAPolygon) {
  const Grid grid{{0, 0}, 0.1, 0.1, 30, 20};
  const Shares shares = shares_of({{box(-7, -5, 90, 40), {}}}, grid);
  ASSERT_EQ(600U, shares.cells.size());
  for (const double share : shares.cells) EXPECT_DOUBLE_EQ(1, share);
}

TEST(Coverage, RandomPolygonsAgreeWithOverlays) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  for (int i = 0; i < 2000; ++i) {
    SCOPED_TRACE(i);
    const double sign_x = random.uniform() < 0.5 ? 1 : -1;
    const double sign_y = random.uniform() < 0.5 ? 1 : -1;
    const Grid grid{{sign_x * -2, sign_y * -2}, sign_x * 0.5, sign_y * 0.4, 8, 10};
    const XY centre{random.uniform(-2, 2), random.uniform(-2, 2)};
    expect_as_overlay(random_star(random, centre, random.uniform(0.01, 3)), grid, 1e-10);
    if (HasFatalFailure()) return;
  }
}

TEST(Coverage, EdgesAlongCellsAgreeWithOverlays) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  for (int i = 0; i < 2000; ++i) {
    SCOPED_TRACE(i);
    expect_as_overlay(random_on_corners(random), {{0, 4}, 1, -1, 4, 4}, 1e-12);
    if (HasFatalFailure()) return;
  }
}

TEST(Coverage, SharesOfALargeGridAddUpToTheArea) {
  const std::uint64_t seed = oracle::test_seed();
  SCOPED_TRACE(seed);
  Random random(seed);
  for (int i = 0; i < 50; ++i) {
    const MultiPolygon star = random_star(random, {36.5, 35.5}, 1);
    const Grid grid{{35, 37}, 1.0 / 1200, -1.0 / 1200, 3600, 3600};
    double sum = 0;
    for_each_row(star, grid, [&](std::size_t, std::span<const double> shares) {
      for (const double share : shares) {
        ASSERT_TRUE(share >= 0 && share <= 1) << share;
        sum += share;
      }
    });
    EXPECT_NEAR(1, sum / 1200 / 1200 / area_of(star), 1e-11);
  }
}

TEST(Redraw, StaysWithinTheBend) {
  const OutputSpace utm = OutputSpace::named("EPSG:32637", 1e-3);
  const MultiPolygon square{{box(36, 35, 38, 36.5), {box(36.5, 35.4, 37, 36)}}};
  const double bend = 0.01;
  const MultiPolygon drawn = redraw(square, utm, bend);
  ASSERT_EQ(1U, drawn.size());
  ASSERT_EQ(1U, drawn[0].holes.size());
  EXPECT_TRUE(is_valid(drawn));
  // Every place of an edge lies on the border of the square: within the bend of a meridian or a
  // parallel, in metres.
  const Ring& shell = drawn[0].shell;
  ASSERT_GT(shell.size(), 50U);
  for (std::size_t i = 1; i < shell.size(); ++i)
    for (const double part : {0.0, 0.23, 0.5, 0.81}) {
      const LonLat place = utm.inverse({shell[i - 1].x + part * (shell[i].x - shell[i - 1].x),
                                        shell[i - 1].y + part * (shell[i].y - shell[i - 1].y)});
      const double off = std::min({std::abs(place.lon - 36), std::abs(place.lon - 38),
                                   std::abs(place.lat - 35), std::abs(place.lat - 36.5)});
      EXPECT_LT(off * 111'320, 1.1 * bend);
    }
}

TEST(Redraw, WhatACrsCannotShowIsAnError) {
  const OutputSpace stereographic = OutputSpace::named("EPSG:3857", 1e-3);
  EXPECT_THROW(redraw({{box(0, 80, 1, 90), {}}}, stereographic, 1), DataError);
}

}  // namespace
}  // namespace cordon
