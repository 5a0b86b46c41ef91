// Traps of GEOS's buffer, on a plane, where distances are plain.
#include "cordon/zone/projected/robust.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/plain.hpp"

namespace cordon {
namespace {

constexpr double kDistance = 20'000;

double distance_to_segment(const XY& p, const XY& a, const XY& b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double t =
      squared == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_to_paths(const XY& p, const std::vector<PlanePath>& paths) {
  double least = std::numeric_limits<double>::infinity();
  for (const PlanePath& path : paths)
    for (std::size_t i = 0; i < path.size(); ++i)
      least = std::min(least, distance_to_segment(p, path[i == 0 ? 0 : i - 1], path[i]));
  return least;
}

struct Range {
  double least = std::numeric_limits<double>::infinity();
  double most = 0;
};

/// Smallest and largest distance of the boundary from the paths, at vertices and between them.
Range boundary_range(const MultiPolygon& zone, const std::vector<PlanePath>& paths) {
  Range range;
  const auto measure = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      for (const double t : {0.0, 0.25, 0.5, 0.75}) {
        const double found = distance_to_paths(
            {std::lerp(ring[i - 1].x, ring[i].x, t), std::lerp(ring[i - 1].y, ring[i].y, t)},
            paths);
        range.least = std::min(range.least, found);
        range.most = std::max(range.most, found);
      }
    }
  };
  for (const Polygon& polygon : zone) {
    measure(polygon.shell);
    for (const Ring& hole : polygon.holes) measure(hole);
  }
  return range;
}

void expect_exact(const std::vector<PlanePath>& paths, double distance, double arc, double hull) {
  const MultiPolygon zone = robust_buffer(paths, distance, arc, hull);
  EXPECT_TRUE(is_valid(zone));
  const Range range = boundary_range(zone, paths);
  const double rounding = 1e-9 * distance;
  EXPECT_GE(range.least, distance - arc - rounding);
  EXPECT_LE(range.most, distance + hull + rounding);
  // The boundary is right everywhere; every part of the paths is inside, so nothing is missing.
  const PointLocator locator(zone);
  for (const PlanePath& path : paths)
    for (const XY& vertex : path) EXPECT_TRUE(locator.contains(vertex));
}

/// A trap is one only as long as GEOS's own buffer falls into it.
double plain_error(const std::vector<PlanePath>& paths, double distance, double arc) {
  const Range range = boundary_range(plain_buffer(paths, distance, arc), paths);
  return std::max(range.most - distance, distance - range.least);
}

TEST(RobustBuffer, DoesNotFillHollows) {
  const std::vector<PlanePath> hollow{
      {{-9000, -400}, {-6000, 0}, {0, 0}, {20, -195}, {20000, -195}, {26000, -600}}};
  EXPECT_GT(plain_error(hollow, kDistance, 0.1), 100);
  expect_exact(hollow, kDistance, 0.1, 0.1);
  const std::vector<PlanePath> shortened{
      {{-9000, -400}, {-6000, 0}, {0, 0}, {20, -195}, {1600, -195}}};
  EXPECT_GT(plain_error(shortened, kDistance, 0.1), 100);
  expect_exact(shortened, kDistance, 0.1, 0.1);
}

TEST(RobustBuffer, LeavesNoFalseHole) {
  const std::vector<PlanePath> line{{{0, 0}, {-2030, -1779}, {-2173, -1802}, {-2365, -1652}}};
  bool holed = false;
  for (const double arc : {100.0, 10.0, 1.0, 0.1})
    holed = holed || plain_error(line, kDistance, arc) > 1'000;
  EXPECT_TRUE(holed);
  for (const double arc : {100.0, 1.0, 0.01}) expect_exact(line, kDistance, arc, arc / 5);
}

TEST(RobustBuffer, LeavesNoHoleOnTheLine) {
  // github.com/libgeos/geos/issues/1217
  const std::vector<PlanePath> line{
      {{1.6, 0.7}, {0.7, 4.7}, {145.6, 137.7}, {146.3, 137.1}, {146.3, 137}, {146.6, 136.7}}};
  for (const double arc : {0.06, 0.01, 0.0001}) expect_exact(line, 13, arc, arc);
}

TEST(RobustBuffer, IsExactForPointsSegmentsAndRepeatedVertices) {
  expect_exact({{{5, 7}}}, 100, 0.01, 0.01);
  expect_exact({{{5, 7}, {5, 7}, {5, 7}}}, 100, 0.01, 0.01);
  expect_exact({{{0, 0}, {1000, 0}}}, 100, 0.01, 0.01);
  expect_exact({{{0, 0}, {1000, 0}, {0, 0}, {1000, 0}}}, 100, 0.01, 0.01);
  expect_exact({{{0, 0}, {1e-9, 0}, {50, 0}}, {{0, 0}, {0, 50}}}, 100, 1e-4, 1e-4);
}

TEST(RobustBuffer, IsExactForVerticesInLineButForRounding) {
  for (const double direction : {0.1, 0.7, 1.9, 3.3, 5.1}) {
    PlanePath line;
    for (int i = 0; i < 400; ++i)
      line.push_back({1e5 + i * 7.3 * std::cos(direction), 2e5 + i * 7.3 * std::sin(direction)});
    expect_exact({line}, 1'000, 0.1, 0.02);
  }
}

TEST(RobustBuffer, KeepsRealHoles) {
  PlanePath circle;
  for (int i = 0; i <= 720; ++i)
    circle.push_back({kDistance * 1.5 * std::cos(i * 3.14159265358979 / 360),
                      kDistance * 1.5 * std::sin(i * 3.14159265358979 / 360)});
  const MultiPolygon zone = robust_buffer({circle}, kDistance, 1, 0.2);
  ASSERT_EQ(zone.size(), 1U);
  EXPECT_EQ(zone[0].holes.size(), 1U);
  expect_exact({circle}, kDistance, 1, 0.2);
}

struct RandomCase {
  double step;
  int lines;
};

class RandomLines : public testing::TestWithParam<RandomCase> {};

TEST_P(RandomLines, OfTwentyVerticesAreExact) {
  const std::uint64_t seed = 20180917;
  RecordProperty("seed", std::to_string(seed));
  std::mt19937_64 random(seed);
  std::normal_distribution<double> step(0, GetParam().step);
  for (int round = 0; round < GetParam().lines; ++round) {
    PlanePath line{{0, 0}};
    while (line.size() < 20)
      line.push_back({line.back().x + step(random), line.back().y + step(random)});
    expect_exact({line}, kDistance, 10, 2);
    if (HasFailure()) FAIL() << "seed " << seed << ", line " << round;
  }
}

// Steps far below the distance, below it, and above it: hidden turns, scribbles, open meshes.
INSTANTIATE_TEST_SUITE_P(Steps, RandomLines,
                         testing::Values(RandomCase{500, 2'000}, RandomCase{5'000, 400},
                                         RandomCase{40'000, 200}));

}  // namespace
}  // namespace cordon
