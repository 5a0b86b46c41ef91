#include "cordon/map/chart/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace cordon::map {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

std::string digits(const year_month_day& date, std::size_t count) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()))
      .substr(0, count);
}

std::vector<DayTick> by_days(Day first, Day last, int step) {
  std::vector<DayTick> ticks;
  for (Day day = first; day <= last; day += days(step)) ticks.push_back({day, iso_date(day)});
  return ticks;
}

/// The first day of every so many months, counted from the beginning of the year 0.
std::vector<DayTick> by_months(Day first, Day last, int step, std::size_t letters) {
  const year_month_day from(first);
  const int month = 12 * static_cast<int>(from.year()) +
                    static_cast<int>(static_cast<unsigned>(from.month())) - 1;
  std::vector<DayTick> ticks;
  for (int at = month - month % step;; at += step) {
    const year_month_day date =
        year_month(std::chrono::year(at / 12), std::chrono::month(at % 12 + 1)) /
        std::chrono::day(1);
    const Day day(date);
    if (day > last) return ticks;
    if (day >= first) ticks.push_back({day, digits(date, letters)});
  }
}

}  // namespace

std::string iso_date(Day day) {
  return digits(year_month_day(day), 10);
}

ValueAxis value_axis(double highest, std::size_t most_steps, double least_step) {
  const double wanted = std::max(highest / static_cast<double>(most_steps), least_step);
  int power = static_cast<int>(std::floor(std::log10(wanted)));
  // Rounding must not take a step that is needed for one that is too small.
  constexpr double kSlack = 1 - 1e-12;
  const auto step_of = [](double factor, int exponent) {
    return exponent < 0 ? factor / std::pow(10, -exponent) : factor * std::pow(10, exponent);
  };
  double factor = 1;
  for (const double next : {1.0, 2.0, 5.0, 10.0}) {
    factor = next;
    if (step_of(factor, power) >= wanted * kSlack) break;
  }
  if (factor == 10) {
    factor = 1;
    ++power;
  }
  const double step = step_of(factor, power);
  ValueAxis axis;
  axis.decimals = std::max(0, -power);
  const auto count = static_cast<int>(std::max(1.0, std::ceil(highest / step * kSlack)));
  for (int i = 0; i <= count; ++i) axis.ticks.push_back(i * step);
  return axis;
}

std::vector<std::vector<DayTick>> day_ticks(Day first, Day last) {
  constexpr int kMostDays = 1000;  // finer than that, labels have no room on any page
  constexpr int kMonthsOfYear = 12;
  std::vector<std::vector<DayTick>> divisions;
  const auto add = [&](std::vector<DayTick> ticks) {
    if (!ticks.empty()) divisions.push_back(std::move(ticks));
  };
  if ((last - first).count() <= kMostDays)
    for (const int step : {1, 2, 7, 14}) add(by_days(first, last, step));
  for (const int step : {1, 3, 6}) add(by_months(first, last, step, 7));
  for (const int step : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000})
    add(by_months(first, last, kMonthsOfYear * step, 4));
  return divisions;
}

}  // namespace cordon::map
