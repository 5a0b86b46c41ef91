#include "cordon/report/dates.hpp"

#include <gtest/gtest.h>

#include <string>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr Date kSochi{year(2018), month(9), day(17)};

std::vector<DateCell> column(const std::vector<std::string>& texts) {
  std::vector<DateCell> cells;
  for (std::size_t i = 0; i < texts.size(); ++i)
    cells.push_back({texts[i], "'t.csv', row " + std::to_string(i + 2)});
  return cells;
}

std::vector<std::optional<Date>> parsed(const std::vector<std::string>& texts,
                                        DateOrder order = DateOrder::by_evidence) {
  return parse_dates(column(texts), order);
}

void expect_refused(const std::vector<std::string>& texts, const std::string& words,
                    const std::string& advice, DateOrder order = DateOrder::by_evidence) {
  try {
    parsed(texts, order);
    ADD_FAILURE() << texts.front() << " was read";
  } catch (const DataError& error) {
    EXPECT_NE(std::string::npos, std::string(error.what()).find(words)) << error.what();
    EXPECT_NE(std::string::npos, error.advice().find(advice)) << error.advice();
  }
}

TEST(Dates, AllFormsOfOneDay) {
  for (const char* text : {"2018-09-17",       "2018-9-17",         "2018/09/17",
                           "2018.09.17",       "20180917",          "2018-09-17T12:30:00Z",
                           "2018-09-17 12:30", "17/09/2018",        "17.9.2018",
                           "17-09-2018",       "17 09 2018",        "09/17/2018",
                           "9/17/2018 00:00",  "17 September 2018", "17 Sep 2018",
                           "17-SEP-2018",      "17th Sept. 2018",   "September 17, 2018",
                           "Sep 17 2018",      "  2018-09-17 "})
    EXPECT_EQ(std::vector{std::optional(kSochi)}, parsed({text})) << text;
}

TEST(Dates, EmptyCellsHaveNone) {
  EXPECT_EQ((std::vector<std::optional<Date>>{std::nullopt, kSochi, std::nullopt}),
            parsed({"", "2018-09-17", "  "}));
}

TEST(Dates, OneDateTellsTheOrderOfTheColumn) {
  const Date april{year(2018), month(4), day(3)};
  const Date march{year(2018), month(3), day(4)};
  EXPECT_EQ(april, parsed({"03/04/2018", "17/09/2018"})[0]);
  EXPECT_EQ(march, parsed({"03/04/2018", "09/17/2018"})[0]);
  EXPECT_EQ(april, parsed({"03/04/2018"}, DateOrder::day_first)[0]);
  EXPECT_EQ(march, parsed({"03/04/2018"}, DateOrder::month_first)[0]);
  EXPECT_EQ((Date{year(2018), month(5), day(5)}), parsed({"5/5/2018"})[0]);
}

TEST(Dates, AmbiguousOnesAreRefused) {
  expect_refused({"2018-01-01", "03/04/2018"}, "'t.csv', row 3: '03/04/2018' may be either",
                 "--date-format dmy");
  expect_refused({"17/09/2018", "09/17/2018"}, "row 3: '09/17/2018' has the month first, and",
                 "one way");
}

TEST(Dates, WhatIsNoDateIsRefused) {
  for (const char* text : {"soon", "2018", "17/09/18", "17 Brumaire 2018", "2018-09", "1e9", "17-9",
                           "17 Se 2018", "2018-0917"})
    expect_refused({text}, "'t.csv', row 2", "2018-09-17");
  for (const char* text : {"2018-02-29", "2018-13-01", "30 February 2018", "32/01/2018",
                           "31/04/2018", "2018-00-10", "13/13/2018"})
    expect_refused({text}, "is no day of the calendar", "correct it");
  expect_refused({"17/09/2018"}, "with the month first", "correct", DateOrder::month_first);
}

}  // namespace
}  // namespace cordon
