// Thinning: nothing may move, and neighbours must keep the same vertices of their border.
#include "cordon/io/basemap_paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace cordon::test {
namespace {

Path wandering(std::mt19937& random, std::size_t count) {
  std::normal_distribution<double> step(0, 0.02);
  Path path{{36.6, 35.9}};
  while (path.size() < count)
    path.push_back({path.back().lon + step(random), path.back().lat + step(random)});
  return path;
}

bool has(const Path& path, const LonLat& place) {
  return std::find(path.begin(), path.end(), place) != path.end();
}

double nearest(const Path& path, const LonLat& place) {
  double least = 1e9;
  for (const LonLat& v : path)
    least = std::min(least, std::hypot(v.lon - place.lon, v.lat - place.lat));
  return least;
}

Path reversed(Path path) {
  std::reverse(path.begin(), path.end());
  return path;
}

TEST(BasemapPaths, NoDetailKeepsEverything) {
  std::mt19937 random(1);
  const Path line = wandering(random, 50);
  EXPECT_EQ(thinned_line(line, 0), line);
  Path ring = line;
  ring.push_back(LonLat(ring.front()));
  EXPECT_EQ(thinned_ring(ring, 0), ring);
}

TEST(BasemapPaths, LinesKeepTheirEndsAndSomeVertexNearEachOther) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Path line = wandering(random, 400);
    const double detail = 0.01 * (1 + seed % 7);
    const Path kept = thinned_line(line, detail);
    ASSERT_LT(kept.size(), line.size());
    EXPECT_EQ(kept.front(), line.front());
    EXPECT_EQ(kept.back(), line.back());
    for (const LonLat& v : line) EXPECT_LT(nearest(kept, v), detail * std::sqrt(2));
    auto at = line.begin();  // originals, in their order
    for (const LonLat& v : kept) {
      at = std::find(at, line.end(), v);
      ASSERT_NE(at, line.end());
    }
  }
}

TEST(BasemapPaths, TheDirectionDoesNotMatter) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Path line = wandering(random, 300);
    EXPECT_EQ(thinned_line(reversed(line), 0.03), reversed(thinned_line(line, 0.03)));
  }
}

TEST(BasemapPaths, NeighboursKeepTheSameVerticesOfTheirBorder) {
  for (std::size_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    const Path border = wandering(random, 300);
    const auto closed = [&](Path ring, const LonLat& far, std::size_t turn) {
      ring.push_back(far);
      std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(turn), ring.end());
      ring.push_back(LonLat(ring.front()));
      return ring;
    };
    constexpr double kDetail = 0.03;
    const Path west = thinned_ring(closed(border, {20, 35}, seed * 3), kDetail);
    const Path east = thinned_ring(closed(reversed(border), {50, 35}, seed * 5), kDetail);
    for (const LonLat& v : border) EXPECT_EQ(has(west, v), has(east, v));
    EXPECT_EQ(west.front(), west.back());
    EXPECT_LT(west.size(), border.size());
  }
}

TEST(BasemapPaths, WhatIsSmallerThanTheDetailGoes) {
  const Path islet{{10.001, 10.001}, {10.002, 10.001}, {10.002, 10.002}, {10.001, 10.001}};
  EXPECT_TRUE(thinned_ring(islet, 0.1).empty());
  EXPECT_EQ(thinned_ring(islet, 0.0001).size(), islet.size());
  const Path square{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
  const Area area = thinned_area({square, {islet}}, 0.1);
  EXPECT_EQ(area.shell.size(), square.size());
  EXPECT_TRUE(area.holes.empty());
}

TEST(BasemapPaths, SeamsKeepTheirVertices) {
  const Path ring{{179.99, -16.01}, {180, -16.01},    {180, -16.02},
                  {180, -16.03},    {179.98, -16.03}, {179.99, -16.01}};
  const Path kept = thinned_ring(ring, 1);
  for (const LonLat& v : ring) EXPECT_TRUE(v.lon != 180 || has(kept, v)) << v.lat;
}

TEST(BasemapPaths, BoxesMeetAcrossTheAntimeridian) {
  const Path west{{-180, -17}, {-179.5, -16}};
  const Path east{{178, -17}, {180, -16}};
  const Path far{{20, -17}, {30, -16}};
  const BoundingBox fiji{177, -20, -179, -15};
  EXPECT_TRUE(meets(west, fiji));
  EXPECT_TRUE(meets(east, fiji));
  EXPECT_FALSE(meets(far, fiji));
  EXPECT_FALSE(meets(west, {177, -20, 179, -15}));
  EXPECT_TRUE(meets(far, {30, -16, 40, 0}));  // at a corner
  EXPECT_FALSE(meets(far, {30, -15.9, 40, 0}));
  EXPECT_FALSE(meets({}, {}));
}

}  // namespace
}  // namespace cordon::test
