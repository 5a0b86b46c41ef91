// Lines that nobody chose. The seed of a failure is in its message; CORDON_SEED repeats it.
#include "random.hpp"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "judge.hpp"

namespace cordon {
namespace {

using oracle::Random;

constexpr int kShards = 8;  // entries of CTest that each kind of line is split into

struct Kind {
  std::string name;
  int lines;
  std::size_t vertices;
  double step, turn;           // m, degrees
  double distance, tolerance;  // m
};

const Kind kKinds[] = {
    // Hundreds of km: border-like.
    {"lines_1m", 200, 60, 5'000, 35, 20'000, 1},
    {"lines_1cm", 16, 40, 5'000, 35, 20'000, 0.01},
    // Short against the distance, where buffers have their false holes.
    {"short_20_vertices", 2'000, 20, 900, 60, 20'000, 10},
    // As wide as the distance, with true holes among crossings.
    {"self_crossing", 2'000, 20, 15'000, 100, 20'000, 10},
};

using Parameters = std::tuple<std::size_t, Method, int>;

std::string test_name(const testing::TestParamInfo<Parameters>& info) {
  const auto& [index, method, shard] = info.param;
  return kKinds[index].name + "_" + name_of(method) + "_" + std::to_string(shard);
}

class RandomLines : public testing::TestWithParam<Parameters> {};

TEST_P(RandomLines, HaveNoStrayHoleAndNoMissingPart) {
  const auto& [index, method, shard] = GetParam();
  const Kind& kind = kKinds[index];
  for (int i = shard; i < kind.lines; i += kShards) {
    const std::uint64_t seed = oracle::test_seed() + 1'000'003U * static_cast<unsigned>(i);
    Random random(seed);
    const LonLat start{random.uniform(-150, 150), random.uniform(-65, 65)};
    const Shape shape = oracle::line_shape(
        oracle::random_walk(start, kind.vertices, kind.step, kind.turn, random.bits()));
    SCOPED_TRACE(kind.name + ", line " + std::to_string(i) + ", CORDON_SEED " +
                 std::to_string(oracle::test_seed()));
    judge(shape, zone_options(method, kind.distance, kind.tolerance),
          {.near_samples = 60, .far_samples = 30, .cell = kind.distance / 5, .seed = seed});
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, RandomLines,
                         testing::Combine(testing::Range<std::size_t>(0, std::size(kKinds)),
                                          testing::Values(Method::exact, Method::projected),
                                          testing::Range(0, kShards)),
                         test_name);

}  // namespace
}  // namespace cordon
