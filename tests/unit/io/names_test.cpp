#include "cordon/io/names.hpp"

#include <gtest/gtest.h>

namespace cordon {
namespace {

TEST(Names, ClosestNameIgnoresCaseAndSmallSlips) {
  const std::vector<std::string> layers{"rivers", "land", "boundaries"};
  EXPECT_EQ(closest_name("Boundries", layers), "boundaries");
  EXPECT_EQ(closest_name("LAND", layers), "land");
  EXPECT_EQ(closest_name("lnd", layers), "land");
  EXPECT_EQ(closest_name("railways", layers), "");
  EXPECT_EQ(closest_name("x", {}), "");
}

TEST(Names, ListIsCutAfterADozen) {
  EXPECT_EQ(name_list({"a", "b"}), "'a', 'b'");
  EXPECT_EQ(name_list({}), "");
  const std::string list = name_list(std::vector<std::string>(15, "x"));
  EXPECT_TRUE(list.ends_with("'x' and 3 more")) << list;
}

TEST(Names, WordsAndExtensions) {
  EXPECT_TRUE(same_word("UTF-8", "utf-8"));
  EXPECT_FALSE(same_word("UTF-8", "UTF-16"));
  EXPECT_TRUE(has_extension("lines.ZIP", ".zip"));
  EXPECT_FALSE(has_extension(".zip", ".zip"));
  EXPECT_EQ(trimmed(" \r\nUTF-8\t"), "UTF-8");
  EXPECT_EQ(trimmed("  "), "");
}

}  // namespace
}  // namespace cordon
