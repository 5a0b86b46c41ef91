// From a metre to two thousand kilometres, at coarse and fine tolerances.
#include <gtest/gtest.h>

#include <tuple>

#include "judge.hpp"

namespace cordon {
namespace {

struct Step {
  double distance, tolerance;  // m
};

constexpr Step kNear[] = {{1, 0.1},   {1, 0.001},   {100, 10},
                          {100, 0.1}, {100, 0.001}, {20'000, 0.001}};
constexpr Step kFar[] = {{2'000, 1},     {2'000, 0.01},    {20'000, 2'000}, {100'000, 100},
                         {100'000, 1},   {370'400, 100},   {370'400, 1},    {1'000'000, 1e3},
                         {1'000'000, 1}, {2'000'000, 1e5}, {2'000'000, 10}};

using Parameters = std::tuple<std::string, Method, Step>;

std::string test_name(const testing::TestParamInfo<Parameters>& info) {
  const auto& [name, method, step] = info.param;
  return name + "_" + name_of(method) + "_" + name_of(Metres{step.distance}) + "_" +
         name_of(Metres{step.tolerance});
}

class Distances : public testing::TestWithParam<Parameters> {};

TEST_P(Distances, WithinTheTolerance) {
  const auto& [name, method, step] = GetParam();
  judge(case_named(name).shape, zone_options(method, step.distance, step.tolerance),
        {.near_samples = 500, .far_samples = 200, .cell = 0, .seed = 1});
}

const auto kMethods = testing::Values(Method::exact, Method::projected);

INSTANTIATE_TEST_SUITE_P(Near, Distances,
                         testing::Combine(testing::Values("short_walk", "point"), kMethods,
                                          testing::ValuesIn(kNear)),
                         test_name);

INSTANTIATE_TEST_SUITE_P(Far, Distances,
                         testing::Combine(testing::Values("short_walk", "idlib", "scribble",
                                                          "mixed", "korea"),
                                          kMethods, testing::ValuesIn(kFar)),
                         test_name);

}  // namespace
}  // namespace cordon
