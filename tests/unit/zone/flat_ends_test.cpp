#include "cordon/zone/caps/flat_ends.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "flat.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr LonLat kIdlib{36.5, 36.0};
constexpr double kDistance = 20'000;

Shape lines(const std::vector<std::vector<XY>>& planes) {
  Shape shape;
  for (const auto& plane : planes) shape.lines.push_back(oracle::on_ground(kIdlib, plane));
  return shape;
}

LonLat at(double x, double y) {
  return oracle::on_ground(kIdlib, {{x, y}}).front();
}

std::size_t end_count(const FlatEnds& ends) {
  std::size_t count = 0;
  for (const EndStretch& stretch : ends.stretches) count += stretch.ends.size();
  return count;
}

double length_of(const std::vector<Path>& paths) {
  double sum = 0;
  for (const Path& path : paths) sum += path_length(path);
  return sum;
}

/// Stretches and rest are the lines, cut; no place is lost, none comes twice.
void expect_partition(const Shape& shape, const FlatEnds& ends) {
  double sum = length_of(ends.rest.lines);
  std::vector<Path> all = ends.rest.lines;
  for (const EndStretch& stretch : ends.stretches) {
    sum += length_of(stretch.stretch.lines);
    all.insert(all.end(), stretch.stretch.lines.begin(), stretch.stretch.lines.end());
  }
  EXPECT_NEAR(sum, length_of(shape.lines), 1e-3);
  if (all.empty()) return;
  const oracle::ReferenceShape parts(Shape{{}, all, {}});
  for (const Path& line : shape.lines)
    for (const LonLat& vertex : line) EXPECT_LT(parts.distance(vertex), 1e-6);
  EXPECT_EQ(ends.rest.points, shape.points);
  EXPECT_EQ(ends.rest.areas.size(), shape.areas.size());
}

TEST(FlatEnds, OfALongLineAreTwoStretchesAndARest) {
  const Shape shape = lines({{{0, 0}, {100'000, 0}}});
  const FlatEnds ends = find_flat_ends(shape, kDistance);
  expect_partition(shape, ends);
  ASSERT_EQ(ends.stretches.size(), 2U);
  for (const EndStretch& stretch : ends.stretches) {
    ASSERT_EQ(stretch.ends.size(), 1U);
    EXPECT_NEAR(length_of(stretch.stretch.lines), kDistance, 0.001);
    const bool first = stretch.ends[0].place == shape.lines[0].front();
    EXPECT_NEAR(std::remainder(stretch.ends[0].outward - (first ? 270 : 90), 360.0), 0, 0.7);
    EXPECT_TRUE(stretch.is_end(stretch.ends[0].place));
    EXPECT_FALSE(stretch.is_end(at(50'000, 0)));
  }
  EXPECT_NEAR(length_of(ends.rest.lines), 60'000, 0.01);
}

TEST(FlatEnds, OfALineShorterThanTwoDistancesShareOneStretch) {
  for (const double length : {10.0, 5'000.0, 19'000.0, 39'000.0}) {
    const Shape shape = lines({{{0, 0}, {length, 0}}});
    const FlatEnds ends = find_flat_ends(shape, kDistance);
    expect_partition(shape, ends);
    ASSERT_EQ(ends.stretches.size(), 1U) << length;
    EXPECT_EQ(ends.stretches[0].ends.size(), 2U) << length;
    EXPECT_TRUE(ends.rest.lines.empty()) << length;
  }
  EXPECT_EQ(find_flat_ends(lines({{{0, 0}, {41'000, 0}}}), kDistance).stretches.size(), 2U);
}

TEST(FlatEnds, AreThreeAtAYJunction) {
  for (const double arm : {50'000.0, 12'000.0}) {
    const Shape shape =
        lines({{{0, 0}, {arm, 0}}, {{0, 0}, {-arm / 2, arm}}, {{-arm / 2, -arm}, {0, 0}}});
    const FlatEnds ends = find_flat_ends(shape, kDistance);
    expect_partition(shape, ends);
    EXPECT_EQ(end_count(ends), 3U);
    EXPECT_EQ(ends.stretches.size(), arm > kDistance ? 3U : 1U);
    for (const EndStretch& stretch : ends.stretches)
      EXPECT_FALSE(stretch.is_end(at(0, 0))) << "the junction is no end";
  }
}

TEST(FlatEnds, ThatTouchTheMiddleOfAnotherLineInAVertexAreNotFree) {
  const Shape shape = lines({{{-50'000, 0}, {0, 0}, {50'000, 0}}, {{0, 0}, {0, 50'000}}});
  const FlatEnds ends = find_flat_ends(shape, kDistance);
  expect_partition(shape, ends);
  EXPECT_EQ(end_count(ends), 3U);
}

TEST(FlatEnds, ClosedRingsHaveNone) {
  const Shape ring = lines({{{0, 0}, {50'000, 0}, {50'000, 50'000}, {0, 0}}});
  const FlatEnds ends = find_flat_ends(ring, kDistance);
  EXPECT_TRUE(ends.stretches.empty());
  EXPECT_EQ(ends.rest.lines.size(), 1U);
  expect_partition(ring, ends);
  // A ring of two lines, too.
  const Shape halves = lines({{{0, 0}, {50'000, 0}}, {{50'000, 0}, {20'000, 40'000}, {0, 0}}});
  EXPECT_TRUE(find_flat_ends(halves, kDistance).stretches.empty());
}

TEST(FlatEnds, OfAChainAreThoseOfTheWhole) {
  Random random(test_seed());
  for (int i = 0; i < 30; ++i) {
    const Path whole = oracle::random_walk(kIdlib, 40, 4'000, 40, random.bits());
    Shape chain;
    for (std::size_t from = 0; from + 1 < whole.size();) {
      const std::size_t to =
          std::min(whole.size() - 1, from + 1 + static_cast<std::size_t>(random.bits() % 6));
      Path part(whole.begin() + static_cast<std::ptrdiff_t>(from),
                whole.begin() + static_cast<std::ptrdiff_t>(to) + 1);
      if (random.bits() % 2 == 0) std::reverse(part.begin(), part.end());
      chain.lines.push_back(part);
      from = to;
    }
    const FlatEnds parts = find_flat_ends(chain, kDistance);
    const FlatEnds one = find_flat_ends(oracle::line_shape(whole), kDistance);
    expect_partition(chain, parts);
    ASSERT_EQ(end_count(parts), 2U) << "CORDON_SEED " << test_seed();
    ASSERT_EQ(parts.stretches.size(), one.stretches.size());
    double of_parts = 0, of_one = 0;
    for (std::size_t k = 0; k < one.stretches.size(); ++k) {
      of_parts += length_of(parts.stretches[k].stretch.lines);
      of_one += length_of(one.stretches[k].stretch.lines);
      for (const FlatEnd& end : one.stretches[k].ends) {
        const bool found = std::any_of(
            parts.stretches.begin(), parts.stretches.end(), [&](const EndStretch& stretch) {
              return std::any_of(stretch.ends.begin(), stretch.ends.end(), [&](const FlatEnd& e) {
                return e.place == end.place &&
                       std::abs(std::remainder(e.outward - end.outward, 360.0)) < 1e-9;
              });
            });
        EXPECT_TRUE(found) << "chain " << i << ", CORDON_SEED " << test_seed();
      }
    }
    EXPECT_NEAR(of_parts, of_one, 0.01) << "chain " << i << ", CORDON_SEED " << test_seed();
  }
}

TEST(FlatEnds, RepeatedVerticesChangeNothing) {
  const Path once = oracle::random_walk(kIdlib, 12, 6'000, 40, 5);
  Path thrice;
  for (const LonLat& p : once) thrice.insert(thrice.end(), 3, p);
  const FlatEnds expected = find_flat_ends(oracle::line_shape(once), kDistance);
  const FlatEnds found = find_flat_ends(oracle::line_shape(thrice), kDistance);
  expect_partition(oracle::line_shape(thrice), found);
  ASSERT_EQ(found.stretches.size(), expected.stretches.size());
  for (std::size_t k = 0; k < found.stretches.size(); ++k) {
    ASSERT_EQ(found.stretches[k].ends.size(), expected.stretches[k].ends.size());
    for (std::size_t e = 0; e < found.stretches[k].ends.size(); ++e) {
      EXPECT_EQ(found.stretches[k].ends[e].place, expected.stretches[k].ends[e].place);
      EXPECT_NEAR(found.stretches[k].ends[e].outward, expected.stretches[k].ends[e].outward, 1e-9);
    }
    EXPECT_NEAR(length_of(found.stretches[k].stretch.lines),
                length_of(expected.stretches[k].stretch.lines), 1e-3);
  }
}

TEST(FlatEnds, ALineThatReturnsToItsEndHasNoneThere) {
  // A "6": the first vertex lies on the line's own later course, in a vertex of it.
  Shape six = lines({{{0, 0}, {30'000, 0}, {30'000, 30'000}, {0, 30'000}, {0, 0}, {-60'000, 0}}});
  six.lines[0][4] = six.lines[0][0];
  const FlatEnds ends = find_flat_ends(six, kDistance);
  expect_partition(six, ends);
  EXPECT_EQ(end_count(ends), 1U);
}

TEST(FlatEnds, CountAgreesWithTheOracles) {
  for (const auto& cases : {oracle::real_cases(), oracle::hard_cases()})
    for (const oracle::Case& c : cases) {
      const FlatEnds ends = find_flat_ends(c.shape, kDistance);
      EXPECT_EQ(end_count(ends), oracle::FlatZone(c.shape, kDistance).free_ends()) << c.name;
      expect_partition(c.shape, ends);
    }
}

TEST(FlatEnds, AStretchEndsWhereItFirstLeavesTheDistance) {
  // Out beyond the distance and back to within 5 km of the end: the return is not its stretch.
  const Shape shape = lines({{{0, 0}, {30'000, 0}, {30'000, 5'000}, {-100'000, 5'000}}});
  const FlatEnds ends = find_flat_ends(shape, kDistance);
  expect_partition(shape, ends);
  for (const EndStretch& stretch : ends.stretches)
    EXPECT_NEAR(length_of(stretch.stretch.lines), kDistance, 0.01);
}

TEST(WithoutShortLines, DropsOnlyWhatStandsAlone) {
  const Shape shape = lines({{{0, 0}, {0.5, 0}},            // short and alone
                             {{50'000, 0}, {50'002, 0}},    // alone, long enough
                             {{0, 50'000}, {0.5, 50'000}},  // short, part of a chain
                             {{0.5, 50'000}, {30'000, 50'000}}});
  const Shape kept = without_short_lines(shape, 1);
  ASSERT_EQ(kept.lines.size(), 3U);
  EXPECT_EQ(kept.lines[0], shape.lines[1]);
  EXPECT_EQ(kept.lines[1], shape.lines[2]);
  EXPECT_EQ(kept.lines[2], shape.lines[3]);
}

}  // namespace
}  // namespace cordon
