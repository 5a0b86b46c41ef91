// Axes against their definitions, by brute force: every tick that there should be, and no other.
#include "cordon/map/chart/axis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace cordon::map {
namespace {

constexpr unsigned kSeed = 20180917;

/// All 1, 2, 5 times powers of ten that a step could be.
std::vector<double> round_steps() {
  std::vector<double> steps;
  for (int power = -12; power <= 14; ++power)
    for (const int factor : {1, 2, 5})
      steps.push_back(std::stod(std::to_string(factor) + "e" + std::to_string(power)));
  return steps;
}

double steps_needed(double highest, double step) {
  return std::max(1.0, std::ceil(highest / step - 1e-9));
}

TEST(ValueAxis, IsTheFinestOfRoundNumbersThatFits) {
  std::mt19937_64 random(kSeed);
  const std::vector<double> steps = round_steps();
  for (int i = 0; i < 20'000; ++i) {
    double highest = std::pow(10, std::uniform_real_distribution<>(-6, 9)(random));
    if (i % 3 == 0) highest = std::round(highest);
    const auto most = std::uniform_int_distribution<std::size_t>(1, 12)(random);
    const double least = i % 2 == 0 ? 1 : 1e-9;
    const ValueAxis axis = value_axis(highest, most, least);
    SCOPED_TRACE(testing::Message() << highest << ' ' << most << ", seed " << kSeed);
    double expected = 0;
    for (const double step : steps)
      if (step >= least && steps_needed(highest, step) <= static_cast<double>(most)) {
        expected = step;
        break;
      }
    ASSERT_EQ(steps_needed(highest, expected) + 1, static_cast<double>(axis.ticks.size()));
    for (std::size_t k = 0; k < axis.ticks.size(); ++k)
      ASSERT_NEAR(expected * static_cast<double>(k), axis.ticks[k], 1e-9 * expected);
    ASSERT_GE(axis.ticks.back() * (1 + 1e-9), highest);
  }
}

TEST(ValueAxis, DecimalsTellTheTicksApart) {
  EXPECT_EQ(0, value_axis(48, 5, 1).decimals);
  EXPECT_EQ(1, value_axis(0.9, 5, 1e-9).decimals);
  EXPECT_EQ(2, value_axis(0.09, 5, 1e-9).decimals);
  EXPECT_EQ(0, value_axis(11437.5, 5, 1e-9).decimals);
}

TEST(ValueAxis, OfNothingButZerosHasAStep) {
  const ValueAxis axis = value_axis(0, 5, 1);
  EXPECT_EQ((std::vector<double>{0, 1}), axis.ticks);
}

/// "YYYY-MM-DD" of a day by the C library.
std::string date_of(Day day) {
  const std::time_t seconds = day.time_since_epoch().count() * 86'400;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

/// What one of the divisions should be, or nothing.
std::vector<DayTick> expected_division(Day first, Day last, const std::string& form, int step) {
  std::vector<DayTick> ticks;
  for (Day day = first; day <= last; day += std::chrono::days(1)) {
    const std::string date = date_of(day);
    const int year = std::atoi(date.c_str());
    const int month = std::atoi(date.c_str() + 5);
    if (form == "day" && (day - first).count() % step == 0) ticks.push_back({day, date});
    if (form == "month" && date.ends_with("-01") && (12 * year + month - 1) % step == 0)
      ticks.push_back({day, date.substr(0, 7)});
    if (form == "year" && date.ends_with("-01-01") && year % step == 0)
      ticks.push_back({day, date.substr(0, 4)});
  }
  return ticks;
}

void check_divisions(Day first, Day last) {
  SCOPED_TRACE(date_of(first) + " to " + date_of(last) + ", seed " + std::to_string(kSeed));
  std::vector<std::vector<DayTick>> expected;
  const auto add = [&](const std::string& form, int step) {
    std::vector<DayTick> ticks = expected_division(first, last, form, step);
    if (!ticks.empty()) expected.push_back(std::move(ticks));
  };
  if ((last - first).count() <= 1000)
    for (const int step : {1, 2, 7, 14}) add("day", step);
  for (const int step : {1, 3, 6}) add("month", step);
  for (const int step : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) add("year", step);
  const std::vector<std::vector<DayTick>> found = day_ticks(first, last);
  ASSERT_EQ(expected.size(), found.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(expected[i].size(), found[i].size()) << i;
    for (std::size_t k = 0; k < expected[i].size(); ++k) {
      EXPECT_EQ(expected[i][k].day, found[i][k].day) << i;
      EXPECT_EQ(expected[i][k].date, found[i][k].date) << i;
    }
  }
}

TEST(DayTicks, AreTheDaysOfTheCalendar) {
  std::mt19937_64 random(kSeed);
  std::uniform_int_distribution<int> start(-40'000, 40'000);
  for (int i = 0; i < 300; ++i) {
    const Day first{std::chrono::days(start(random))};
    const double span = std::pow(10, std::uniform_real_distribution<>(0, 4.5)(random)) - 1;
    check_divisions(first, first + std::chrono::days(static_cast<int>(span)));
  }
}

TEST(DayTicks, OneDayIsDividedByItself) {
  const Day day = std::chrono::year(2018) / 9 / 17;
  const std::vector<std::vector<DayTick>> found = day_ticks(day, day);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ("2018-09-17", found.front().front().date);
}

}  // namespace
}  // namespace cordon::map
