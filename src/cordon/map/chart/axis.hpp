// Axes of a chart: round numbers from zero on, and days of the calendar.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace cordon::map {

using Day = std::chrono::sys_days;

/// "2018-09-17".
std::string iso_date(Day day);

struct ValueAxis {
  std::vector<double> ticks;  ///< from 0 on, evenly; at least two
  int decimals = 0;           ///< that tell them apart
};

/// Ticks in steps of 1, 2 or 5 times a power of ten, the last of them the first that is not below
/// `highest` (0 or more). As many as there can be of `most_steps` (1 or more) with steps of
/// `least_step` (more than 0) or more.
ValueAxis value_axis(double highest, std::size_t most_steps, double least_step);

struct DayTick {
  Day day;
  std::string date;  ///< ISO 8601, as far as the tick tells it: "2018-09-17", "2018-09", "2018"
};

/// Ways to divide the time between two days, from the finest on: by days, by weeks, by months, by
/// years. Each has a tick or more, all within.
std::vector<std::vector<DayTick>> day_ticks(Day first, Day last);

}  // namespace cordon::map
