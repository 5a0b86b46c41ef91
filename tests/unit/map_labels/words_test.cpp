// The words of names: capitals, lines, scripts.
#include <gtest/gtest.h>

#include "cordon/map/labels/lettering.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

TEST(Words, capitals_are_those_of_the_language) {
  EXPECT_EQ(in_capitals("label", "Syria", Language("en")).lines.front(), "SYRIA");
  EXPECT_EQ(in_capitals("label", "Birleşik Krallık", Language("tr")).lines.front(),
            "BİRLEŞİK KRALLIK");
  EXPECT_EQ(in_capitals("label", "Сирия", Language("ru")).lines.front(), "СИРИЯ");
}

TEST(Words, only_scripts_with_capitals_are_spaced) {
  EXPECT_EQ(in_capitals("label", "Syria", Language("en")).css_class, "label spaced");
  EXPECT_EQ(in_capitals("label", "سوريا", Language("ar")).css_class, "label");
  EXPECT_EQ(in_capitals("label", "سوريا", Language("ar")).lines.front(), "سوريا");
}

TEST(Words, two_lines_break_near_the_middle) {
  const auto lines = [](const std::string& name) {
    return in_two_lines({"label", {name}, {}}).lines;
  };
  EXPECT_EQ(lines("DEMOCRATIC REPUBLIC OF THE CONGO"),
            (std::vector<std::string>{"DEMOCRATIC REPUBLIC", "OF THE CONGO"}));
  EXPECT_EQ(lines("NORTH KOREA"), (std::vector<std::string>{"NORTH", "KOREA"}));
  EXPECT_TRUE(lines("SYRIA").empty());
  EXPECT_TRUE(lines(" ").empty());
  EXPECT_TRUE(lines("").empty());
}

TEST(Words, foreign_scripts_are_told) {
  EXPECT_EQ(foreign_script("Idlib", "en"), "");
  EXPECT_EQ(foreign_script("İskenderun", "fr"), "");
  EXPECT_EQ(foreign_script("إدلب", "en"), "und-Arab");
  EXPECT_EQ(foreign_script("إدلب", "ar"), "");
  EXPECT_EQ(foreign_script("Idlib", "ar"), "und-Latn");
  EXPECT_EQ(foreign_script("Идлиб", "uk"), "");
  EXPECT_EQ(foreign_script("서울", "en"), "und-Hang");
  EXPECT_EQ(foreign_script("12 (3)", "ar"), "");
  EXPECT_EQ(foreign_script("", "ar"), "");
}

TEST(Words, sizes_tell_where_each_anchor_is) {
  const std::vector<MeasuredName> names =
      measured({{"label label-place", {"Saraqib"}, {}}, {"label", {"one", "two lines"}, {}}},
               theme("light"), "en");
  ASSERT_EQ(names.size(), 2U);
  ASSERT_EQ(names[1].sizes.size(), 2U);
  const LineSize& size = names[0].sizes[0];
  EXPECT_GT(size.advance, 30);
  EXPECT_NEAR(size.ink.left + size.ink.width / 2, 0, 2);
  EXPECT_NEAR(size.ink.width, size.advance, 5);
}

}  // namespace
}  // namespace cordon::map
