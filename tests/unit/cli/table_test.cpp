#include "cordon/cli/table.hpp"

#include <gtest/gtest.h>

#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

Table towns() {
  return {.columns = {{"name", "Town", "", 1, 0},
                      {"distance_m", "Distance", "km", 1000, 3},
                      {"population", "People", "", 1, 0}},
          .rows = {{std::string("Kafr, \"Zita\""), 12345.678, std::int64_t{39302}},
                   {std::string("كفر زيتا"), 0.25, {}},
                   {std::string("a|b_c"), -1.0, std::int64_t{0}}}};
}

TEST(Table, IsAlignedByLettersForATerminal) {
  EXPECT_EQ(terminal_text(towns()),
            "  Town          Distance, km  People\n"
            "  Kafr, \"Zita\"        12.346  39,302\n"
            "  كفر زيتا             0.000       –\n"
            "  a|b_c               -0.001       0\n");
}

TEST(Letters, AreCountedAsTheyAreSeen) {
  EXPECT_EQ(letters("Idlib"), 5U);
  EXPECT_EQ(letters("إدلب"), 4U);
  EXPECT_EQ(letters("Abu\xCC\x84"), 3U);  // u and a combining macron
  EXPECT_EQ(letters("Z\xCC\xA7uhu\xCC\x84r"), 5U);
}

TEST(Table, GivesNumbersInFullAsCsv) {
  EXPECT_EQ(csv_text(towns()),
            "name,distance_m,population\n"
            "\"Kafr, \"\"Zita\"\"\",12345.678,39302\n"
            "كفر زيتا,0.25,\n"
            "a|b_c,-1,0\n");
}

TEST(Table, EscapesWhatMarkdownWouldRead) {
  EXPECT_EQ(markdown_text(towns()),
            "| Town | Distance, km | People |\n"
            "|---|---:|---:|\n"
            "| Kafr, \"Zita\" | 12.346 | 39,302 |\n"
            "| كفر زيتا | 0.000 | – |\n"
            "| a\\|b\\_c | -0.001 | 0 |\n");
}

TEST(Table, KeepsTypesAndNullInJson) {
  const nlohmann::ordered_json json = to_json(towns());
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[0]["distance_m"], 12345.678);
  EXPECT_EQ(json[0]["population"], 39302);
  EXPECT_TRUE(json[1]["population"].is_null());
  EXPECT_EQ(json[1].dump(), "{\"name\":\"كفر زيتا\",\"distance_m\":0.25,\"population\":null}");
}

TEST(Table, WithoutRowsHasItsHeadings) {
  const Table none{towns().columns, {}};
  EXPECT_EQ(csv_text(none), "name,distance_m,population\n");
  EXPECT_EQ(to_json(none).dump(), "[]");
}

}  // namespace
}  // namespace cordon::cli
