#include "cordon/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/base/progress.hpp"

namespace cordon {
namespace {

TEST(ParallelFor, DoesEachItemOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 64U})
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{1000}}) {
      std::vector<int> done(count, 0);
      parallel_for(count, threads, [&](std::size_t i) { ++done[i]; });
      EXPECT_EQ(done, std::vector<int>(count, 1)) << count << " items, " << threads << " threads";
    }
}

TEST(ParallelFor, ThrowsOnAndStops) {
  for (const unsigned threads : {1U, 4U}) {
    std::atomic<int> started{0};
    const auto work = [&](std::size_t i) {
      ++started;
      if (i == 3) throw std::runtime_error("item 3");
    };
    EXPECT_THROW(parallel_for(1'000'000, threads, work), std::runtime_error);
    EXPECT_LT(started, 1'000'000);
  }
}

TEST(Report, TellsTheCallbackAndObeysIt) {
  double seen = 0;
  report([&](double done, std::string_view) { return (seen = done) < 0.5; }, 0.25, "thinning");
  EXPECT_EQ(seen, 0.25);
  EXPECT_THROW(report([](double, std::string_view) { return false; }, 0.5, "arcs"), Cancelled);
  EXPECT_NO_THROW(report({}, 1, "nobody listens"));
}

TEST(Error, CarriesProblemAndAdvice) {
  const DataError error("line.geojson has no layer 'x'", "choose one of: a, b");
  EXPECT_STREQ(error.what(), "line.geojson has no layer 'x'");
  EXPECT_EQ(error.advice(), "choose one of: a, b");
}

}  // namespace
}  // namespace cordon
