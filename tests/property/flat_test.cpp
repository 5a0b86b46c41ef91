// Flat caps: the zone ends at a right angle to the line's free ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "judge.hpp"

namespace cordon {
namespace {

using Parameters = std::tuple<std::size_t, Method, double>;

std::string test_name(const testing::TestParamInfo<Parameters>& info) {
  const auto& [index, method, tolerance] = info.param;
  return all_cases()[index].name + "_" + name_of(method) + "_" + name_of(Metres{tolerance});
}

bool is_shorter_than(double length, const Shape& shape) {
  return shape.points.empty() && shape.areas.empty() && shape.lines.size() == 1 &&
         path_length(shape.lines[0]) <= length;
}

class Flat : public testing::TestWithParam<Parameters> {};

TEST_P(Flat, IsCutAtFreeEndsOnly) {
  const auto& [index, method, tolerance] = GetParam();
  ZoneOptions options = zone_options(method, 20'000, tolerance);
  options.cap = Cap::flat;
  if (is_shorter_than(tolerance, all_cases()[index].shape)) {
    // Its zone would be narrower than its error.
    EXPECT_THROW(build_zone(all_cases()[index].shape, options), DataError);
    return;
  }
  judge(all_cases()[index].shape, options, {.near_samples = 600, .far_samples = 400});
}

INSTANTIATE_TEST_SUITE_P(Cases, Flat,
                         testing::Combine(testing::Range<std::size_t>(0, all_cases().size()),
                                          testing::Values(Method::exact, Method::projected),
                                          testing::Values(10.0, 1.0)),
                         test_name);

// From 2,000 km away the vertices of a line lie close together by direction: on the ellipsoid
// another one is the nearest to a corner of the cut than on a sphere.
TEST(FlatFarOut, HoldsASmallTolerance) {
  const std::vector<oracle::AnywhereCase> cases = oracle::anywhere_cases();
  const auto north = std::find_if(cases.begin(), cases.end(),
                                  [](const auto& each) { return each.name == "north_80"; });
  ASSERT_NE(north, cases.end());
  ZoneOptions options = zone_options(Method::exact, 2'000'000, 0.1);
  options.cap = Cap::flat;
  judge(north->shape, options, {.near_samples = 200, .far_samples = 100});
}

}  // namespace
}  // namespace cordon
