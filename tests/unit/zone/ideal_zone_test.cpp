#include "cordon/zone/check/ideal_zone.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "flat.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::ReferenceShape;
using oracle::test_seed;

constexpr LonLat kIdlib{36.5, 36.0};

TEST(DistanceBounds, BracketDenseSamplesOfRandomEdges) {
  Random random(test_seed());
  for (int i = 0; i < 400; ++i) {
    const LonLat start{random.uniform(-180, 180), random.uniform(-80, 80)};
    const double step = std::pow(10, random.uniform(2, 4.5));
    const Shape shape = oracle::line_shape(oracle::random_walk(start, 15, step, 80, random.bits()));
    const DistanceField field(shape, 20'000, 1e-4);
    const LonLat a =
        oracle::geodesic_direct(start, random.uniform(0, 360), random.uniform(0, 60'000));
    const double length = std::pow(10, random.uniform(0, 4.7));
    const double azimuth = random.uniform(0, 360);
    const LonLat b = oracle::geodesic_direct(a, azimuth, length);
    const auto [low, high] = distance_bounds(site_at(a), field.nearest(site_at(a)), site_at(b),
                                             field.nearest(site_at(b)), length);
    // On the Earth's curve the edge lies higher than its chord: what bend_of() in boundary.cpp
    // adds.
    const double height = length * length / (8 * wgs84::kMeanRadius);
    constexpr int kLooks = 60;
    for (int k = 0; k <= kLooks; ++k) {
      const LonLat place = oracle::geodesic_direct(a, azimuth, length * k / kLooks);
      const double f = field.nearest(site_at(place)).distance;
      const double seen = height * f / (2 * wgs84::kMeanRadius) + 1e-3;
      EXPECT_GE(f, low - seen) << "edge " << i << " of " << length << " m, CORDON_SEED "
                               << test_seed();
      EXPECT_LE(f, high + seen) << "edge " << i << " of " << length << " m, CORDON_SEED "
                                << test_seed();
    }
  }
}

TEST(DistanceBounds, AreTightOnShortEdges) {
  const Shape shape = oracle::line_shape(oracle::random_walk(kIdlib, 15, 3'000, 60, 4));
  const DistanceField field(shape, 20'000, 1e-4);
  Random random(test_seed());
  for (int i = 0; i < 100; ++i) {
    const LonLat a = oracle::geodesic_direct(kIdlib, random.uniform(0, 360), 40'000);
    const LonLat b = oracle::geodesic_direct(a, random.uniform(0, 360), 100);
    const Foot foot_a = field.nearest(site_at(a));
    const Foot foot_b = field.nearest(site_at(b));
    const auto [low, high] = distance_bounds(site_at(a), foot_a, site_at(b), foot_b, 100);
    const double least = std::min(foot_a.distance, foot_b.distance);
    const double most = std::max(foot_a.distance, foot_b.distance);
    EXPECT_GE(low, least - 100 * 100 / (8 * least) - 1e-6);
    EXPECT_LE(low, least);
    EXPECT_GE(high, most);
    // From both ends the distance can rise by what is left of the way.
    EXPECT_LE(high, (least + most + 100) / 2 + 1e-3);
  }
}

struct LineEnd {
  FlatEnds ends;
  std::size_t stretch = 0, end = 0;
};

/// The end at the first vertex of the first line.
LineEnd first_end(const Shape& shape, double distance) {
  LineEnd found{find_flat_ends(shape, distance)};
  for (std::size_t k = 0; k < found.ends.stretches.size(); ++k)
    for (std::size_t e = 0; e < found.ends.stretches[k].ends.size(); ++e)
      if (found.ends.stretches[k].ends[e].place == shape.lines[0].front()) {
        found.stretch = k;
        found.end = e;
        return found;
      }
  throw std::logic_error("no free end there");
}

TEST(EndDepth, OfAStraightLineIsTheWayBeyondItsEnd) {
  for (const double lat : {0.0, 36.0, -70.0}) {
    const LonLat end{36, lat};
    const Shape shape = oracle::line_shape({end, oracle::geodesic_direct(end, 50, 100'000)});
    const LineEnd found = first_end(shape, 20'000);
    const EndDepth depth(found.ends.stretches[found.stretch], {found.end}, 0.01);
    for (const double along : {-15'000.0, -100.0, -1.0, 1.0, 100.0, 15'000.0})
      for (const double aside : {-19'000.0, 0.0, 5'000.0}) {
        // Aside along the perpendicular geodesic in the end, then along the line.
        const LonLat at_side = oracle::geodesic_direct(end, 140, aside);
        const double away = geodesic_inverse(end, at_side).azimuth_end;
        const double outward = aside == 0 ? 230 : away + std::copysign(90, aside);
        const LonLat place = oracle::geodesic_direct(at_side, outward, along);
        EXPECT_NEAR(depth.at(place).depth, along, 0.002 + 1e-5 * std::abs(along))
            << "latitude " << lat << ", " << along << " along, " << aside << " aside";
      }
  }
}

TEST(EndDepth, SignTellsWhetherTheEndIsNearest) {
  Random random(test_seed());
  int beyond = 0, before = 0;
  for (int i = 0; i < 60; ++i) {
    const Shape shape = oracle::line_shape(oracle::random_walk(
        {random.uniform(-180, 180), random.uniform(-75, 75)}, 12, 4'000, 45, random.bits()));
    const LineEnd found = first_end(shape, 20'000);
    const EndStretch& stretch = found.ends.stretches[found.stretch];
    const EndDepth depth(stretch, {found.end}, 0.01);
    const ReferenceShape reference(stretch.stretch);
    const LonLat end = stretch.ends[found.end].place;
    for (int k = 0; k < 40; ++k) {
      const LonLat place =
          oracle::geodesic_direct(end, random.uniform(0, 360), random.uniform(10, 20'000));
      const double from_end = oracle::geodesic_distance(end, place);
      const double from_all = reference.distance(place);
      const double found_depth = depth.at(place).depth;
      // Deep inside the end is nearest; far outside something else is, by a margin.
      if (found_depth > 0.1) {
        EXPECT_LE(from_end, from_all + 0.02) << "line " << i << ", CORDON_SEED " << test_seed();
        ++beyond;
      } else if (found_depth < -0.1) {
        EXPECT_GT(from_end, from_all) << "line " << i << ", CORDON_SEED " << test_seed();
        ++before;
      }
    }
  }
  EXPECT_GT(beyond, 200);
  EXPECT_GT(before, 200);
}

TEST(EndDepth, BoundsBracketDenseSamples) {
  Random random(test_seed());
  int edges = 0;
  for (int i = 0; i < 40; ++i) {
    const Shape shape =
        oracle::line_shape(oracle::random_walk(kIdlib, 12, 4'000, 45, random.bits()));
    const LineEnd found = first_end(shape, 20'000);
    const EndStretch& stretch = found.ends.stretches[found.stretch];
    const EndDepth depth(stretch, {found.end}, 0.01);
    const LonLat end = stretch.ends[found.end].place;
    for (int edge = 0; edge < 400; ++edge) {
      const LonLat a =
          oracle::geodesic_direct(end, random.uniform(0, 360), random.uniform(0, 20'000));
      const double azimuth = random.uniform(0, 360);
      const double length = random.uniform(10, 500);
      const LonLat b = oracle::geodesic_direct(a, azimuth, length);
      const EndDepth::Depth at_a = depth.at(a);
      const EndDepth::Depth at_b = depth.at(b);
      // Depths are those of a plane where they are small against the way from the end.
      if (std::max(std::abs(at_a.depth), std::abs(at_b.depth)) >
          0.02 * oracle::geodesic_distance(end, a))
        continue;
      ++edges;
      const auto [low, high] = depth.bounds(a, at_a, b, at_b);
      for (int k = 0; k <= 10; ++k) {
        const double here = depth.at(oracle::geodesic_direct(a, azimuth, length * k / 10)).depth;
        const double slack = 0.03 + 2e-3 * std::abs(here);
        EXPECT_GE(here, low - slack) << "line " << i << ", CORDON_SEED " << test_seed();
        EXPECT_LE(here, high + slack) << "line " << i << ", CORDON_SEED " << test_seed();
      }
    }
  }
  EXPECT_GT(edges, 20);
}

/// How far from the boundary the excess must be more than a sign, m: depths are those of the sphere
/// only near the sides of a cell, and nothing else is decided by their size.
constexpr double kNearBoundary = 1'000;

/// Shapes whose flat zones differ in kind.
std::vector<oracle::Case> flat_shapes() {
  const auto lines = [](const std::string& name, const std::vector<std::vector<XY>>& planes) {
    Shape shape;
    for (const auto& plane : planes) shape.lines.push_back(oracle::on_ground(kIdlib, plane));
    return oracle::Case{name, shape};
  };
  return {
      lines("straight", {{{0, 0}, {90'000, 0}}}),
      lines("short", {{{0, 0}, {7'000, 3'000}}}),
      lines("bent", {{{0, 0}, {5'000, 0}, {9'000, 12'000}, {50'000, 20'000}}}),
      lines("hairpin",
            {{{0, 0}, {60'000, 0}, {60'000, 50'000}, {-5'000, 50'000}, {-5'000, -90'000}}}),
      lines("y", {{{0, 0}, {30'000, 0}},
                  {{30'000, 0}, {60'000, 30'000}},
                  {{30'000, 0}, {45'000, -35'000}}}),
      lines("gap", {{{0, 0}, {40'000, 0}}, {{45'000, 1'000}, {90'000, 0}}}),
      {"walk", oracle::line_shape(oracle::random_walk(kIdlib, 30, 5'000, 50, 8))},
  };
}

TEST(IdealZone, SignAgreesWithTheOraclesFlatZone) {
  Random random(test_seed());
  for (const oracle::Case& c : flat_shapes()) {
    const FlatEnds ends = find_flat_ends(c.shape, 20'000);
    const IdealZone ideal(c.shape, ends, 20'000, 0.015);
    const oracle::FlatZone truth(c.shape, 20'000);
    const ReferenceShape reference(c.shape);
    int inside = 0, outside = 0;
    for (int k = 0; k < 1'000; ++k) {
      const auto& piece = reference.pieces()[random.bits() % reference.pieces().size()];
      const LonLat place =
          oracle::geodesic_direct(k % 2 == 0 ? piece.a : c.shape.lines[0].front(),
                                  random.uniform(0, 360), random.uniform(0, 26'000));
      const double excess = ideal.excess(place);
      if (std::abs(excess) < 0.1) continue;
      EXPECT_EQ(truth.contains(place), excess < 0)
          << c.name << ", " << place.lon << " " << place.lat << ", excess " << excess;
      (excess < 0 ? inside : outside) += 1;
    }
    EXPECT_GT(inside, 50) << c.name;
    EXPECT_GT(outside, 10) << c.name;
  }
}

TEST(IdealZone, ExcessChangesByNoMoreThanAMetreAMetre) {
  Random random(test_seed());
  for (const oracle::Case& c : flat_shapes()) {
    const FlatEnds ends = find_flat_ends(c.shape, 20'000);
    const IdealZone ideal(c.shape, ends, 20'000, 0.015);
    for (int k = 0; k < 1'500; ++k) {
      const LonLat a = oracle::geodesic_direct(c.shape.lines[0].front(), random.uniform(0, 360),
                                               random.uniform(0, 26'000));
      const double step = std::pow(10, random.uniform(0, 3.5));
      const LonLat b = oracle::geodesic_direct(a, random.uniform(0, 360), step);
      const double excess = std::abs(ideal.excess(a));
      if (excess > kNearBoundary) continue;
      const double slope = excess < kNearBoundary / 10 ? 1.001 : 1.005;
      EXPECT_LE(std::abs(ideal.excess(a) - ideal.excess(b)), step * slope + 0.05)
          << c.name << " from " << a.lon << " " << a.lat << " to " << b.lon << " " << b.lat;
    }
  }
}

TEST(IdealZone, BoundsBracketDenseSamplesNearFlatEnds) {
  Random random(test_seed());
  for (const oracle::Case& c : flat_shapes()) {
    const FlatEnds ends = find_flat_ends(c.shape, 20'000);
    const IdealZone ideal(c.shape, ends, 20'000, 0.015);
    for (int i = 0; i < 400; ++i) {
      const LonLat a = oracle::geodesic_direct(c.shape.lines[0].front(), random.uniform(0, 360),
                                               random.uniform(0, 26'000));
      const double azimuth = random.uniform(0, 360);
      const double length = std::pow(10, random.uniform(0, 3.3));
      const LonLat b = oracle::geodesic_direct(a, azimuth, length);
      const IdealZone::Sample at_a = ideal.sample(site_at(a));
      const IdealZone::Sample at_b = ideal.sample(site_at(b));
      if (std::max(std::abs(at_a.excess), std::abs(at_b.excess)) > kNearBoundary) continue;
      const auto [low, high] = ideal.bounds(at_a, at_b, 0);
      for (int k = 0; k <= 16; ++k) {
        const LonLat place = oracle::geodesic_direct(a, azimuth, length * k / 16);
        const double excess = ideal.excess(place);
        EXPECT_GE(excess, low - 0.05) << c.name << ", edge " << i << " of " << length << " m";
        EXPECT_LE(excess, high + 0.05) << c.name << ", edge " << i << " of " << length << " m";
      }
    }
  }
}

}  // namespace
}  // namespace cordon
