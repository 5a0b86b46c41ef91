// One position for each name, against every possible choice.
#include <gtest/gtest.h>

#include <algorithm>

#include "cordon/map/labels/placement.hpp"
#include "random.hpp"

namespace cordon::map {
namespace {

using Chosen = std::vector<std::optional<std::size_t>>;

Position position(const Rect& box, double cost = 0) {
  return {{}, {box}, cost};
}

bool overlap(const Position& a, const Position& b) {
  return std::any_of(a.boxes.begin(), a.boxes.end(), [&](const Rect& box) {
    return std::any_of(b.boxes.begin(), b.boxes.end(),
                       [&](const Rect& other) { return box.overlaps(other); });
  });
}

/// The sum of values without costs; -1 where names overlap.
double worth(const std::vector<Name>& names, const Chosen& chosen) {
  double sum = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!chosen[i]) continue;
    const Position& mine = names[i].positions.at(*chosen[i]);
    sum += names[i].value - mine.cost;
    for (std::size_t j = 0; j < i; ++j)
      if (chosen[j] && overlap(mine, names[j].positions.at(*chosen[j]))) return -1;
  }
  return sum;
}

double best_worth(const std::vector<Name>& names, Chosen& chosen, std::size_t next = 0) {
  if (next == names.size()) return worth(names, chosen);
  chosen[next].reset();
  double best = best_worth(names, chosen, next + 1);
  for (std::size_t i = 0; i < names[next].positions.size(); ++i) {
    chosen[next] = i;
    best = std::max(best, best_worth(names, chosen, next + 1));
  }
  chosen[next].reset();
  return best;
}

std::vector<Name> random_names(oracle::Random& random, std::size_t count, double room) {
  std::vector<Name> names(count);
  for (Name& name : names) {
    name.value = random.uniform(1, 8);
    const auto positions = static_cast<std::size_t>(random.uniform(0, 5));
    for (std::size_t i = 0; i < positions; ++i) {
      name.positions.push_back(position({random.uniform(0, room), random.uniform(0, room), 20, 8},
                                        random.uniform(0, 2)));
      if (random.uniform() < 0.5)
        name.positions.back().boxes.push_back(
            {random.uniform(0, room), random.uniform(0, room), 3, 3});
    }
  }
  return names;
}

TEST(Arrange, nothing_of_nothing) {
  EXPECT_TRUE(arrange({}).empty());
  EXPECT_EQ(arrange({Name{5, {}}}), Chosen{std::nullopt});
}

TEST(Arrange, the_cheapest_position_where_all_are_free) {
  const Name name{5, {position({0, 0, 9, 9}, 1), position({20, 0, 9, 9}, 0.5)}};
  EXPECT_EQ(arrange({name}), Chosen{1});
}

TEST(Arrange, no_position_that_costs_more_than_the_name_is_worth) {
  EXPECT_EQ(arrange({Name{1, {position({0, 0, 9, 9}, 1)}}}), Chosen{std::nullopt});
}

TEST(Arrange, the_greater_gives_way_where_it_can) {
  const Name great{9, {position({0, 0, 9, 9}), position({20, 0, 9, 9}, 0.3)}};
  const Name small{2, {position({5, 5, 9, 9})}};
  EXPECT_EQ(arrange({great, small}), (Chosen{1, 0}));
}

TEST(Arrange, but_not_where_it_would_lose_more) {
  const Name great{9, {position({0, 0, 9, 9}), position({20, 0, 9, 9}, 3)}};
  const Name small{2, {position({5, 5, 9, 9})}};
  EXPECT_EQ(arrange({great, small}), (Chosen{0, std::nullopt}));
}

TEST(Arrange, close_to_the_best_of_all_choices) {
  oracle::Random random(oracle::test_seed());
  double reached = 0;
  double possible = 0;
  for (int round = 0; round < 400; ++round) {
    const std::vector<Name> names = random_names(random, 6, 45);
    const double got = worth(names, arrange(names));
    Chosen scratch(names.size());
    const double best = best_worth(names, scratch);
    ASSERT_GE(got, 0) << "names overlap: seed " << oracle::test_seed() << ", round " << round;
    ASSERT_GE(got, 0.6 * best) << "seed " << oracle::test_seed() << ", round " << round;
    reached += got;
    possible += best;
  }
  EXPECT_GE(reached, 0.99 * possible);
}

TEST(Arrange, ten_thousand_crowds_without_an_overlap_or_a_name_left_out_for_nothing) {
  oracle::Random random(oracle::test_seed() + 1);
  for (int round = 0; round < 10'000; ++round) {
    const auto count = static_cast<std::size_t>(random.uniform(1, 25));
    const std::vector<Name> names = random_names(random, count, random.uniform(0, 150));
    const Chosen chosen = arrange(names);
    ASSERT_EQ(chosen, arrange(names));
    const double got = worth(names, chosen);
    ASSERT_GE(got, 0) << "names overlap: seed " << oracle::test_seed() << ", round " << round;
    // No single name can be added or moved for the better.
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < names[i].positions.size(); ++j) {
        Chosen other = chosen;
        other[i] = j;
        ASSERT_LE(worth(names, other), got + 1e-5)
            << "seed " << oracle::test_seed() << ", round " << round << ", name " << i;
      }
  }
}

}  // namespace
}  // namespace cordon::map
