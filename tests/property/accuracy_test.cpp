// The main property: whatever the shape, the method and the tolerance, the boundary is nowhere
// farther from the truth than the tolerance, and nothing is missing or stray.
#include <gtest/gtest.h>

#include <tuple>

#include "judge.hpp"

namespace cordon {
namespace {

using Parameters = std::tuple<std::size_t, Method, double>;  // case, method, tolerance in m

std::string test_name(const testing::TestParamInfo<Parameters>& info) {
  const auto& [index, method, tolerance] = info.param;
  return all_cases()[index].name + "_" + name_of(method) + "_" + name_of(Metres{tolerance});
}

class Accuracy : public testing::TestWithParam<Parameters> {};

TEST_P(Accuracy, WithinTheTolerance) {
  const auto& [index, method, tolerance] = GetParam();
  const Judged judged = judge(all_cases()[index].shape, zone_options(method, 20'000, tolerance));
  RecordProperty("report", oracle::to_line(judged.report));
}

INSTANTIATE_TEST_SUITE_P(Cases, Accuracy,
                         testing::Combine(testing::Range<std::size_t>(0, all_cases().size()),
                                          testing::Values(Method::exact, Method::projected),
                                          testing::Values(100.0, 10.0, 1.0, 0.1, 0.01)),
                         test_name);

class PlanarEdges : public testing::TestWithParam<Parameters> {};

TEST_P(PlanarEdges, WithinTheTolerance) {
  const auto& [index, method, tolerance] = GetParam();
  ZoneOptions options = zone_options(method, 20'000, tolerance);
  options.edges = Edges::planar;
  judge(all_cases()[index].shape, options);
}

INSTANTIATE_TEST_SUITE_P(Cases, PlanarEdges,
                         testing::Combine(testing::Range<std::size_t>(0, all_cases().size()),
                                          testing::Values(Method::exact, Method::projected),
                                          testing::Values(1.0)),
                         test_name);

TEST(PlanarEdges, DifferFromGeodesicOnes) {
  // 300 km along a parallel: the geodesic runs 1.3 km north of it.
  const Shape shape = oracle::line_shape({{36, 36}, {39.3, 36}});
  for (const Method method : {Method::exact, Method::projected}) {
    ZoneOptions options = zone_options(method, 20'000, 1);
    const Zone geodesic = build_zone(shape, options);
    options.edges = Edges::planar;
    const Zone planar = build_zone(shape, options);
    EXPECT_TRUE(oracle::check_zone(shape, options, planar.polygons).holds());
    const oracle::Report crossed = oracle::check_zone(shape, options, geodesic.polygons);
    EXPECT_GT(crossed.boundary.max(), 500) << crossed;
  }
}

}  // namespace
}  // namespace cordon
