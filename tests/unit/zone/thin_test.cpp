// Thinning by its promise: discs around the points that are kept lose no more of the zone than is
// allowed.
#include "cordon/zone/exact/thin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::ReferenceShape;
using oracle::test_seed;

struct Budget {
  double radius;  // m, of the discs
  double sag;     // m, that the longest run may lose
  ThinOptions options() const { return {2 * std::sqrt((2 * radius - sag) * sag), 0.1 * sag}; }
  double loss() const { return 1.1 * sag; }
};

/// Places whose distance from the shape is the radius less the loss, or a little less still, must
/// be in a disc: around every vertex and along every edge, in all directions.
void expect_within_promise(const Shape& shape, const Budget& budget, Random& random,
                           int looks = 1500) {
  const Path kept = thin_to_points(shape, budget.options());
  ASSERT_FALSE(kept.empty());
  const ReferenceShape truth(shape);
  const ReferenceShape points(Shape{kept, {}, {}});
  for (const LonLat& point : kept)
    ASSERT_LT(truth.distance(point), 1e-6) << "a kept point is not on the line";
  double worst = -INFINITY;
  for (int i = 0; i < looks; ++i) {
    const auto& piece = truth.pieces()[random.bits() % truth.pieces().size()];
    const LonLat on_line =
        oracle::geodesic_direct(piece.a, geodesic_inverse(piece.a, piece.b).azimuth_start,
                                random.uniform() * oracle::geodesic_distance(piece.a, piece.b));
    const LonLat place = oracle::geodesic_direct(on_line, random.uniform(0, 360),
                                                 budget.radius * random.uniform(0.2, 1));
    const double distance = truth.distance(place);
    const double by_points = points.distance(place);
    EXPECT_GE(by_points, distance - 1e-6) << "discs add nothing";
    // Seen from the radius: what is nearer than radius - loss lies in a disc.
    if (distance < budget.radius - budget.loss()) worst = std::max(worst, by_points);
  }
  EXPECT_LE(worst, budget.radius) << "CORDON_SEED " << test_seed() << ", " << kept.size()
                                  << " points";
}

TEST(Thin, KeepsItsPromiseOnLinesOfAllKinds) {
  Random random(test_seed());
  for (const double lat : {0.0, 36.0, -65.0, 84.0})
    for (const auto& [step, turn] :
         {std::pair(50.0, 30.0), {50.0, 120.0}, {900.0, 60.0}, {30'000.0, 40.0}, {3.0, 90.0}}) {
      const Shape shape =
          oracle::line_shape(oracle::random_walk({20, lat}, 300, step, turn, random.bits()));
      for (const double sag : {0.015, 1.4, 50.0}) {
        SCOPED_TRACE("latitude " + std::to_string(lat) + ", step " + std::to_string(step) +
                     ", sag " + std::to_string(sag));
        expect_within_promise(shape, {20'000, sag}, random, 150);
      }
    }
}

TEST(Thin, KeepsItsPromiseWhereTheDistanceIsShorterThanARun) {
  Random random(test_seed());
  const Shape shape = oracle::line_shape(oracle::random_walk({20, 50}, 400, 2, 50, 3));
  for (const double radius : {1.0, 5.0, 30.0})
    expect_within_promise(shape, {radius, 0.1 * radius}, random);
}

TEST(Thin, KeepsItsPromiseNearThePoles) {
  Random random(test_seed());
  for (const double lat : {87.9, 88.1, 89.5, 89.99, -89.999}) {
    const Shape shape =
        oracle::line_shape(oracle::random_walk({100, lat}, 200, 400, 60, random.bits()));
    SCOPED_TRACE(lat);
    for (const double sag : {0.015, 1.4, 50.0})
      expect_within_promise(shape, {20'000, sag}, random, 500);
  }
}

TEST(Thin, KeepsItsPromiseOnAreas) {
  Random random(test_seed());
  const auto square = [](double h) {
    return oracle::on_ground({36, 36}, {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}});
  };
  // Its rings alone: the inside belongs to others.
  const Area area{square(40'000), {square(10'000)}};
  const Path kept = thin_to_points(Shape{{}, {}, {area}}, Budget{20'000, 1.4}.options());
  const Path of_lines =
      thin_to_points(Shape{{}, {area.shell, area.holes[0]}, {}}, Budget{20'000, 1.4}.options());
  EXPECT_EQ(kept, of_lines);
  expect_within_promise(Shape{{}, {area.shell, area.holes[0]}, {}}, {20'000, 1.4}, random);
}

TEST(Thin, CutsLongEdgesEvenly) {
  const LonLat a{30, 50}, b{60, 55};
  const ThinOptions options{450, 0.1};
  const Path kept = thin_to_points(oracle::line_shape({a, b}), options);
  EXPECT_EQ(kept.front(), a);
  EXPECT_EQ(kept.back(), b);
  const double length = oracle::geodesic_distance(a, b);
  EXPECT_NEAR(static_cast<double>(kept.size()), length / options.longest, 0.01 * length / 450);
  for (std::size_t i = 1; i < kept.size(); ++i)
    EXPECT_LE(oracle::geodesic_distance(kept[i - 1], kept[i]), options.longest);
}

TEST(Thin, DoesNotSeeTheAntimeridian) {
  Random random(test_seed());
  // The same walk, at home and across the 180th meridian, with longitudes in both notations.
  const Path walk = oracle::random_walk({0, 20}, 500, 300, 70, 9);
  const auto moved = [&](bool wrap) {
    Path path = walk;
    for (LonLat& place : path) {
      place.lon += 180;
      if (wrap && place.lon > 180) place.lon -= 360;
    }
    return path;
  };
  const ThinOptions options = Budget{20'000, 1.4}.options();
  const Path at_home = thin_to_points(oracle::line_shape(walk), options);
  const Path continuous = thin_to_points(oracle::line_shape(moved(false)), options);
  const Path wrapped = thin_to_points(oracle::line_shape(moved(true)), options);
  ASSERT_EQ(continuous.size(), at_home.size());
  ASSERT_EQ(wrapped.size(), at_home.size());
  for (std::size_t i = 0; i < at_home.size(); ++i) {
    const LonLat expected{at_home[i].lon + 180, at_home[i].lat};
    EXPECT_LT(oracle::geodesic_distance(continuous[i], expected), 1e-6);
    EXPECT_LT(oracle::geodesic_distance(wrapped[i], expected), 1e-6);
  }
  const LonLat west{-179.9, 20}, east{179.9, 20};
  EXPECT_LT(thin_to_points(oracle::line_shape({west, east}), {450, 0}).size(), 100U)
      << "a short edge across the antimeridian is not led around the Earth";
}

TEST(Thin, FewPointsAreLeftOfDenseLines) {
  const Path dense = oracle::fractal_front(20'000);
  const Path kept = thin_to_points(oracle::line_shape(dense), Budget{20'000, 1.4}.options());
  EXPECT_LT(kept.size(), 8'000U);
  for (const LonLat& place : kept)
    EXPECT_TRUE(std::find(dense.begin(), dense.end(), place) != dense.end());
  Random random(test_seed());
  expect_within_promise(oracle::line_shape(dense), {20'000, 1.4}, random, 300);
}

TEST(Thin, RepeatedVerticesAndPoints) {
  const LonLat p{36, 36};
  for (const std::size_t count : {2U, 3U, 23U, 24U, 1000U})
    EXPECT_EQ(thin_to_points(oracle::line_shape(Path(count, p)), {450, 0.1}), Path{p}) << count;
  EXPECT_EQ(thin_to_points(Shape{{p, {37, 36}, p}, {}, {}}, {450, 0.1}), (Path{p, {37, 36}, p}));
}

}  // namespace
}  // namespace cordon
