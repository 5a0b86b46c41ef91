// The two methods share nothing but their input; their zones must be the same within the sum of
// their tolerances.
#include <gtest/gtest.h>

#include <algorithm>

#include "judge.hpp"

namespace cordon {
namespace {

using oracle::ReferenceShape;

ReferenceShape outline(const MultiPolygon& zone) {
  Shape shape;
  for (const Ring& ring : oracle::rings(zone)) {
    Path path;
    for (const XY& xy : ring) path.push_back(oracle::to_lonlat(xy));
    shape.lines.push_back(path);
  }
  return ReferenceShape(shape, oracle::Joined::straight_in_lonlat);
}

/// Share of the vertices of one zone that are farther than `limit` from the boundary of the other.
double share_apart(const MultiPolygon& zone, const ReferenceShape& other, double limit) {
  double apart = 0;
  for (const Ring& ring : oracle::rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i)
      apart += other.distance(oracle::to_lonlat(ring[i])) > limit ? 1 : 0;
  return apart / static_cast<double>(oracle::vertex_count(zone));
}

std::string test_name(const testing::TestParamInfo<std::size_t>& info) {
  return all_cases()[info.param].name;
}

class Agreement : public testing::TestWithParam<std::size_t> {};

TEST_P(Agreement, WithinTheSumOfTheTolerances) {
  const Shape& shape = all_cases()[GetParam()].shape;
  constexpr double kTolerance = 1;
  const Zone exact = build_zone(shape, zone_options(Method::exact, 20'000, kTolerance));
  const Zone projected = build_zone(shape, zone_options(Method::projected, 20'000, kTolerance));

  const double length = oracle::perimeter(exact.polygons);
  EXPECT_NEAR(oracle::area(exact.polygons), oracle::area(projected.polygons),
              2 * kTolerance * length);
  EXPECT_EQ(exact.polygons.size(), projected.polygons.size());
  EXPECT_EQ(oracle::hole_count(exact.polygons), oracle::hole_count(projected.polygons));

  // Where two arcs meet at a sharp angle, errors of the distance within both tolerances move their
  // meeting point by more than the tolerances: that may happen to single vertices only.
  EXPECT_LE(share_apart(exact.polygons, outline(projected.polygons), 2 * kTolerance), 0.01);
  EXPECT_LE(share_apart(projected.polygons, outline(exact.polygons), 2 * kTolerance), 0.01);
}

INSTANTIATE_TEST_SUITE_P(Cases, Agreement, testing::Range<std::size_t>(0, all_cases().size()),
                         test_name);

}  // namespace
}  // namespace cordon
