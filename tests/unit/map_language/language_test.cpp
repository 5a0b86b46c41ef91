// Numbers, units, dates and countries as each language writes them.
#include "cordon/map/language.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "cordon/base/error.hpp"

namespace cordon::map {
namespace {

const std::string kNoBreak = "\u00a0";
const std::string kNarrow = "\u202f";

TEST(Language, RefusesUnknownCodesWithThoseThereAre) {
  for (const char* code : {"", "de", "EN", "en_GB", "../en"}) {
    try {
      const Language language(code);
      FAIL() << code;
    } catch (const UsageError& error) {
      EXPECT_EQ(error.advice(), "choose one of ar, en, fr, ru, tr, uk");
    }
  }
}

TEST(Language, OnlyArabicRunsFromTheRight) {
  for (const std::string& code : language_codes())
    EXPECT_EQ(Language(code).right_to_left(), code == "ar") << code;
}

TEST(Language, Lengths) {
  const Language en("en");
  const auto with = [](const std::string& number, const char* unit) {
    return number + kNoBreak + unit;
  };
  EXPECT_EQ(en.length(0), with("0", "m"));
  EXPECT_EQ(en.length(0.01), with("1", "cm"));
  EXPECT_EQ(en.length(500), with("500", "m"));
  EXPECT_EQ(en.length(999.4), with("999", "m"));
  EXPECT_EQ(en.length(999.6), with("1", "km"));
  EXPECT_EQ(en.length(1500), with("1.5", "km"));
  EXPECT_EQ(en.length(1852), with("1.85", "km"));
  EXPECT_EQ(en.length(20e3), with("20", "km"));
  EXPECT_EQ(en.length(345'040), with("345", "km"));
  EXPECT_EQ(en.length(1'234'567), with("1,235", "km"));
  EXPECT_EQ(en.miles(12), with("12", "mi"));
  EXPECT_EQ(Language("ru").length(20e3), with("20", "км"));
  EXPECT_EQ(Language("uk").length(1500), with("1,5", "км"));
  EXPECT_EQ(Language("fr").length(20e3), "20" + kNarrow + "km");
  EXPECT_EQ(Language("tr").miles(12), with("12", "mil"));
  EXPECT_EQ(Language("ar").length(20e3), with("٢٠", "كم"));
}

TEST(Language, Areas) {
  const Language en("en");
  EXPECT_EQ(en.area(11'437e6), "11,437" + kNoBreak + "km²");
  EXPECT_EQ(en.area(11'436.51e6), "11,437" + kNoBreak + "km²");
  EXPECT_EQ(en.area(12.345e6), "12.3" + kNoBreak + "km²");
  EXPECT_EQ(en.area(12'345), "0.0123" + kNoBreak + "km²");
  EXPECT_EQ(en.area(314.159), "314" + kNoBreak + "m²");
  EXPECT_EQ(Language("fr").area(11'437e6), "11" + kNarrow + "437" + kNarrow + "km²");
  EXPECT_EQ(Language("ru").area(11'437e6), "11" + kNoBreak + "437" + kNoBreak + "км²");
  EXPECT_EQ(Language("ar").area(11'437e6), "١١٬٤٣٧" + kNoBreak + "كم²");
}

TEST(Language, Numbers) {
  EXPECT_EQ(Language("en").number(1'602'264), "1,602,264");
  EXPECT_EQ(Language("en").number(2.5), "3");
  EXPECT_EQ(Language("tr").number(0.25, 2), "0,25");
  EXPECT_EQ(Language("ar").number(1234.5, 1), "١٬٢٣٤٫٥");
}

/// With ordinary spaces.
std::string plain(std::string_view text) {
  std::string bytes;
  for (; !text.empty(); text.remove_prefix(text.starts_with(kNoBreak) ? 2 : 1))
    bytes += text.starts_with(kNoBreak) ? ' ' : text.front();
  return bytes;
}

TEST(Language, Dates) {
  EXPECT_EQ(plain(Language("en").date("2018-09-17")), "17 September 2018");
  EXPECT_EQ(plain(Language("fr").date("2018-08-01")), "1 août 2018");
  EXPECT_EQ(plain(Language("tr").date("2018-09-17")), "17 Eylül 2018");
  EXPECT_EQ(plain(Language("ar").date("2018-09-17")), "١٧ سبتمبر ٢٠١٨");
  EXPECT_EQ(plain(Language("en").date("2018-09")), "September 2018");
  EXPECT_EQ(Language("en").date("2018"), "2018");
  for (const char* other : {"", "2018-13-01", "2018-02-30", "17 September", "2018/09/17",
                            "2018-9-1", "2018-09-17T12:00", "201-809-17", "۲۰۱۸-۰۹-۱۷"})
    EXPECT_EQ(Language("en").date(other), other);
}

/// Every day is written as the day it is, whatever time zone the machine keeps.
TEST(Language, DatesDoNotDependOnTheTimeZone) {
  for (const char* zone : {"Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"}) {
    setenv("TZ", zone, 1);
    EXPECT_EQ(plain(Language("ru").date("2018-01-01")).substr(0, 2), "1 ") << zone;
  }
  unsetenv("TZ");
}

TEST(Language, Countries) {
  EXPECT_EQ(Language("en").country("SY", "?"), "Syria");
  EXPECT_EQ(Language("ru").country("SY", "?"), "Сирия");
  EXPECT_EQ(Language("ar").country("SY", "?"), "سوريا");
  for (const char* unknown : {"", "-99", "QX", "sy!", "S"})
    EXPECT_EQ(Language("en").country(unknown, "Somewhere"), "Somewhere") << unknown;
}

TEST(Language, PhrasesTakeTheirValues) {
  const Language en("en");
  EXPECT_EQ(en.phrase("extent.band", {{"from", "{to}"}, {"to", "b"}}), "{to} to b");
  EXPECT_THROW(en.phrase("no such phrase"), std::out_of_range);
  EXPECT_THROW(en.phrase("extent.band", {{"from", "a"}}), std::out_of_range);
}

TEST(Language, ValuesThatRunTheOtherWayAreIsolated) {
  EXPECT_EQ(Language("en").phrase("credits.map", {{"name", "دمشق"}}), "Map: \u2068دمشق\u2069.");
  EXPECT_EQ(Language("en").phrase("credits.map", {{"name", "A\u202e\u2066"}}), "Map: A.");
  EXPECT_EQ(Language("ar").list({"GeoNames (CC BY 4.0)", "دمشق"}),
            "\u2068GeoNames (CC BY 4.0)\u2069؛ دمشق");
}

}  // namespace
}  // namespace cordon::map
