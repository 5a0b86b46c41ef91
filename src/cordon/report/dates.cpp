#include "cordon/report/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <string_view>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// 1 to 12, by the name or its beginning of three letters or more; 0: none.
unsigned month_named(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (name.size() >= 3 && kMonths[i].starts_with(name)) return i + 1;
  return 0;
}

struct Patterns {
  std::regex year_first{R"(\s*(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?:[T ].*)?\s*)"};
  std::regex year_last{R"(\s*(\d\d?)([-/. ])(\d\d?)\2(\d{4})(?: .*)?\s*)"};
  std::regex day_month{R"(\s*(\d\d?)(?:st|nd|rd|th)?[- ]+([A-Za-z]+)\.?,?[- ]+(\d{4})\s*)"};
  std::regex month_day{R"(\s*([A-Za-z]+)\.? +(\d\d?)(?:st|nd|rd|th)?,? +(\d{4})\s*)"};
};

/// What a cell says, with the order of its first two numbers left open where it is.
struct Reading {
  int year = 0;
  unsigned first = 0, second = 0;
  bool open = false;  ///< first and second are day and month, or month and day; else month and day

  bool fits_day_first() const { return second <= 12; }
  bool fits_month_first() const { return first <= 12; }
};

std::optional<Reading> read(const std::string& text, const Patterns& patterns) {
  std::smatch m;
  const auto number = [&](std::size_t i) { return static_cast<unsigned>(std::stoul(m[i].str())); };
  const auto year = [&](std::size_t i) { return std::stoi(m[i].str()); };
  if (std::regex_match(text, m, patterns.year_first)) return Reading{year(1), number(3), number(4)};
  if (std::regex_match(text, m, patterns.year_last))
    return Reading{year(4), number(1), number(3), true};
  if (std::regex_match(text, m, patterns.day_month))
    return Reading{year(3), month_named(m[2].str()), number(1)};
  if (std::regex_match(text, m, patterns.month_day))
    return Reading{year(3), month_named(m[1].str()), number(2)};
  return std::nullopt;
}

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isspace(c) != 0; });
}

[[noreturn]] void fail(const DateCell& cell, std::string_view problem, const std::string& advice) {
  throw DataError(fmt::format("{}: '{}' {}", cell.where, cell.text, problem), advice);
}

/// Which order the column's own dates tell. Throws if they contradict each other, or tell nothing
/// where it matters.
DateOrder order_of(const std::vector<DateCell>& cells,
                   const std::vector<std::optional<Reading>>& readings, const std::string& option) {
  std::optional<std::size_t> day_first, month_first, ambiguous;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (!readings[i] || !readings[i]->open) continue;
    const bool day = readings[i]->fits_day_first();
    const bool month = readings[i]->fits_month_first();
    if (day && !month && !day_first) day_first = i;
    if (month && !day && !month_first) month_first = i;
    if (day && month && readings[i]->first != readings[i]->second && !ambiguous) ambiguous = i;
  }
  if (day_first && month_first)
    fail(cells[*month_first],
         fmt::format("has the month first, and '{}' ({}) the day", cells[*day_first].text,
                     cells[*day_first].where),
         "write all dates one way, best as 2018-09-17");
  if (!day_first && !month_first && ambiguous)
    fail(cells[*ambiguous], "may be either of two days, and no other date of the column tells",
         fmt::format("say which number is the day: {0} dmy or {0} mdy", option));
  return month_first ? DateOrder::month_first : DateOrder::day_first;
}

Date date_of(const DateCell& cell, const Reading& reading, DateOrder order) {
  const bool day_first = reading.open && order == DateOrder::day_first;
  const Date date{std::chrono::year(reading.year),
                  std::chrono::month(day_first ? reading.second : reading.first),
                  std::chrono::day(day_first ? reading.first : reading.second)};
  if (!date.ok())
    fail(cell,
         fmt::format("is no day of the calendar{}", !reading.open ? ""
                                                    : day_first   ? " with the day first"
                                                                  : " with the month first"),
         "correct it, or write it as 2018-09-17");
  return date;
}

}  // namespace

std::vector<std::optional<Date>> parse_dates(const std::vector<DateCell>& cells, DateOrder order,
                                             const std::string& option) {
  const Patterns patterns;
  std::vector<std::optional<Reading>> readings;
  readings.reserve(cells.size());
  for (const DateCell& cell : cells) {
    readings.push_back(read(cell.text, patterns));
    if (!readings.back() && !is_blank(cell.text))
      fail(cell, "is no date that can be read",
           "write dates as 2018-09-17, 17/09/2018 or 17 September 2018");
  }
  if (order == DateOrder::by_evidence) order = order_of(cells, readings, option);
  std::vector<std::optional<Date>> dates(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (readings[i]) dates[i] = date_of(cells[i], *readings[i], order);
  return dates;
}

}  // namespace cordon
