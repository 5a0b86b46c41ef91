// Subtraction of covers from stretches, against angles looked at one by one.
#include "cordon/zone/exact/interval.hpp"

#include <gtest/gtest.h>

#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kPi = std::numbers::pi;
constexpr double kTurn = 2 * kPi;

bool covers(const Cover& cover, double angle) {
  return !cover.nothing() && std::abs(std::remainder(angle - cover.centre, kTurn)) <= cover.half;
}

bool holds(const Stretch& stretch, double angle) {
  const double turns = std::floor((angle - stretch.start) / kTurn);
  return angle - turns * kTurn <= stretch.end;
}

/// Angles so near to an end that rounding decides.
bool undecided(const Stretch& stretch, const Cover& cover, double angle) {
  for (const double edge :
       {stretch.start, stretch.end, cover.centre - cover.half, cover.centre + cover.half})
    if (std::abs(std::remainder(angle - edge, kTurn)) < 1e-9) return true;
  return false;
}

void expect_difference(const Stretch& from, const Cover& cover) {
  constexpr std::uint32_t kDisc = 77;
  const Remainder left = subtract(from, cover, kDisc);
  ASSERT_LE(left.count, 2U);
  double kept = 0;
  for (std::size_t k = 0; k < left.count; ++k) {
    const Stretch& part = left.parts[k];
    EXPECT_LE(part.start, part.end);
    kept += part.end - part.start;
    // Who adjoins: an end of what was there, or of what was taken.
    if (from.before != kNoDisc) {
      EXPECT_EQ(part.before, part.start == from.start ? from.before : kDisc);
      EXPECT_EQ(part.after, part.end == from.end ? from.after : kDisc);
    } else if (!cover.nothing()) {
      EXPECT_EQ(part.before, kDisc);
      EXPECT_EQ(part.after, kDisc);
    }
  }
  constexpr int kLooks = 720;
  int wanted = 0;
  for (int i = 0; i < kLooks; ++i) {
    const double angle = kTurn * i / kLooks;
    if (undecided(from, cover, angle)) continue;
    const bool expected = holds(from, angle) && !covers(cover, angle);
    wanted += expected ? 1 : 0;
    const bool found = (left.count > 0 && holds(left.parts[0], angle)) ||
                       (left.count > 1 && holds(left.parts[1], angle));
    ASSERT_EQ(found, expected) << "angle " << angle << ", stretch " << from.start << " to "
                               << from.end << ", cover " << cover.centre << " +- " << cover.half
                               << ", CORDON_SEED " << test_seed();
  }
  EXPECT_NEAR(kept, kTurn * wanted / kLooks, 3 * kTurn / kLooks);
}

TEST(Subtract, AgreesWithAngles) {
  Random random(test_seed());
  for (int i = 0; i < 4000; ++i) {
    Stretch from;
    if (i % 8 != 0) {
      from.start = random.uniform(-3 * kTurn, 3 * kTurn);
      from.end = from.start + random.uniform(0, kTurn);
      from.before = 1;
      from.after = 2;
    }
    expect_difference(from, {random.uniform(-3 * kTurn, 3 * kTurn), random.uniform(0, kPi)});
  }
}

TEST(Subtract, NothingAndEverything) {
  const Stretch circle;
  const Stretch part{1, 4, 5, 6};
  for (const Stretch& from : {circle, part}) {
    EXPECT_EQ(subtract(from, {2, kPi}, 3).count, 0U);
    EXPECT_EQ(subtract(from, {2, 9}, 3).count, 0U);
    const Remainder same = subtract(from, {2, -1}, 3);
    ASSERT_EQ(same.count, 1U);
    EXPECT_EQ(same.parts[0].start, from.start);
    EXPECT_EQ(same.parts[0].end, from.end);
    EXPECT_EQ(same.parts[0].before, from.before);
  }
}

TEST(Subtract, LeavesNoStretchWhereTheCoverIsTheStretch) {
  const Stretch part{1, 2, 5, 6};
  double left = 0;
  const Remainder rest = subtract(part, {1.5, 0.5}, 3);
  for (std::size_t k = 0; k < rest.count; ++k) left += rest.parts[k].end - rest.parts[k].start;
  EXPECT_LE(left, 1e-15);
}

TEST(Subtract, AnyOrderLeavesTheSame) {
  Random random(test_seed());
  for (int i = 0; i < 500; ++i) {
    std::vector<Cover> covers_list;
    for (int k = 0; k < 6; ++k)
      covers_list.push_back({random.uniform(0, kTurn), random.uniform(0, 1)});
    const auto left_of = [&](bool backwards) {
      std::vector<Stretch> open{Stretch{}};
      for (std::size_t k = 0; k < covers_list.size(); ++k) {
        const std::size_t disc = backwards ? covers_list.size() - 1 - k : k;
        std::vector<Stretch> next;
        for (const Stretch& stretch : open) {
          const Remainder rest =
              subtract(stretch, covers_list[disc], static_cast<std::uint32_t>(disc));
          for (std::size_t n = 0; n < rest.count; ++n) next.push_back(rest.parts[n]);
        }
        open = next;
      }
      double sum = 0;
      for (const Stretch& stretch : open) sum += stretch.end - stretch.start;
      return std::pair(open.size(), sum);
    };
    const auto [count, sum] = left_of(false);
    const auto [other_count, other_sum] = left_of(true);
    EXPECT_NEAR(sum, other_sum, 1e-12);
    EXPECT_LE(std::max(count, other_count) - std::min(count, other_count), 1U)
        << "a stretch may be split where the turn begins";
  }
}

}  // namespace
}  // namespace cordon
