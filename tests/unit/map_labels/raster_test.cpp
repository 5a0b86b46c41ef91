// Cells against the definition: every cell looked at.
#include "cordon/map/labels/raster.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "random.hpp"

namespace cordon::map {
namespace {

using Paths = std::vector<std::vector<XY>>;

/// By the winding of the ring about the place: no crossings of rows.
bool is_inside(const XY& xy, const std::vector<XY>& ring) {
  double turn = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY a{ring[i].x - xy.x, ring[i].y - xy.y};
    const XY& next = ring[(i + 1) % ring.size()];
    const XY b{next.x - xy.x, next.y - xy.y};
    turn += std::atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
  }
  return std::abs(turn) > 1;
}

std::vector<XY> star(oracle::Random& random, const XY& middle, double reach) {
  std::vector<XY> ring;
  for (int i = 0; i < 11; ++i) {
    const double angle = 2 * std::numbers::pi * i / 11;
    const double radius = reach * random.uniform(0.2, 1);
    ring.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
  }
  return ring;
}

TEST(Raster, fills_the_cells_whose_middle_is_inside) {
  oracle::Random random(oracle::test_seed());
  for (int round = 0; round < 50; ++round) {
    Raster raster({10, 20, 97, 61}, 1 + 2 * random.uniform());
    const XY middle{random.uniform(0, 110), random.uniform(10, 90)};
    const std::vector<XY> outer = star(random, middle, 60);
    std::vector<XY> hole;
    hole.reserve(outer.size());
    for (const XY& xy : outer)
      hole.push_back({middle.x + (xy.x - middle.x) * 0.5, middle.y + (xy.y - middle.y) * 0.5});
    fill_rings(raster, {outer, hole}, 1);
    for (std::size_t row = 0; row < raster.rows; ++row)
      for (std::size_t column = 0; column < raster.columns; ++column) {
        const XY at = raster.centre(column, row);
        ASSERT_EQ(raster.at(column, row) == 1, is_inside(at, outer) && !is_inside(at, hole))
            << "seed " << oracle::test_seed() << ", round " << round << ": " << at.x << ' ' << at.y;
      }
  }
}

TEST(Raster, sums_are_those_of_the_cells_touched) {
  oracle::Random random(oracle::test_seed() + 1);
  Raster raster({-5, 3, 40, 30}, 2);
  for (std::uint8_t& value : raster.values) value = static_cast<std::uint8_t>(random.bits() % 5);
  const CellSums sums(raster);
  for (int round = 0; round < 2000; ++round) {
    const Rect rect{random.uniform(-20, 50), random.uniform(-10, 45), random.uniform(0.1, 40),
                    random.uniform(0.1, 30)};
    std::int64_t expected = 0;
    for (std::size_t row = 0; row < raster.rows; ++row)
      for (std::size_t column = 0; column < raster.columns; ++column) {
        const XY at = raster.centre(column, row);
        if (rect.overlaps({at.x - 1, at.y - 1, 2, 2})) expected += raster.at(column, row);
      }
    ASSERT_EQ(sums.sum(rect), expected) << "seed " << oracle::test_seed() << ", round " << round;
  }
}

TEST(Raster, a_mean_counts_what_is_beyond_as_nothing) {
  Raster raster({0, 0, 10, 10}, 1);
  fill_rect(raster, {0, 0, 10, 10}, 1);
  const CellSums sums(raster);
  EXPECT_EQ(sums.mean({2, 2, 3, 3}), 1);
  EXPECT_EQ(sums.mean({5, 0, 10, 10}), 0.5);
  EXPECT_EQ(sums.mean({20, 20, 4, 4}), 0);
}

TEST(Raster, a_path_marks_every_cell_that_it_runs_through) {
  oracle::Random random(oracle::test_seed() + 2);
  for (int round = 0; round < 200; ++round) {
    Raster raster({0, 0, 60, 40}, 1);
    const XY a{random.uniform(-20, 80), random.uniform(-20, 60)};
    const XY b{random.uniform(-20, 80), random.uniform(-20, 60)};
    mark_paths(raster, {{a, b}}, false, 1);
    for (int i = 0; i <= 1000; ++i) {
      const double t = i / 1000.0;
      const XY xy{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (xy.x < 0 || xy.y < 0 || xy.x >= 60 || xy.y >= 40) continue;
      // A corner that is cut by less than a quarter of a pixel may be missed.
      const double x = xy.x - std::floor(xy.x);
      const double y = xy.y - std::floor(xy.y);
      if (std::min({x, 1 - x, y, 1 - y}) < 0.25) continue;
      ASSERT_EQ(raster.at(static_cast<std::size_t>(xy.x), static_cast<std::size_t>(xy.y)), 1)
          << "seed " << oracle::test_seed() << ", round " << round;
    }
  }
}

}  // namespace
}  // namespace cordon::map
