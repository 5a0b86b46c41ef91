#include "cordon/io/text_output.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon {
namespace {

class TextOutput : public test::IoTest {
 protected:
  std::string content(const std::string& name) const {
    std::ifstream file(path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

std::string name_of(TextFormat format) {
  if (format == TextFormat::csv) return "csv\n";
  return format == TextFormat::markdown ? "markdown\n" : "json\n";
}

TEST_F(TextOutput, FormatIsTheExtensionsInAnyCase) {
  EXPECT_EQ(text_format("a/b.CSV"), TextFormat::csv);
  EXPECT_EQ(text_format("b.md"), TextFormat::markdown);
  EXPECT_EQ(text_format("b.Json"), TextFormat::json);
  EXPECT_EQ(text_format("csv"), std::nullopt);
  EXPECT_EQ(text_format("b.geojson"), std::nullopt);
}

TEST_F(TextOutput, AppearsAtCommitOnly) {
  TextOutputs outputs({path("a.csv"), path("a.md"), path("a.json")}, false);
  outputs.write(name_of);
  for (const char* name : {"a.csv", "a.md", "a.json"})
    EXPECT_FALSE(std::filesystem::exists(path(name)));
  EXPECT_EQ(outputs.commit(), (std::vector{path("a.csv"), path("a.md"), path("a.json")}));
  EXPECT_EQ(content("a.csv"), "csv\n");
  EXPECT_EQ(content("a.md"), "markdown\n");
  EXPECT_EQ(content("a.json"), "json\n");
  EXPECT_EQ(files().size(), 3U);
}

TEST_F(TextOutput, LeavesNothingWithoutCommit) {
  write("a.csv", "old");
  {
    TextOutputs outputs({path("a.csv")}, true);
    outputs.write(name_of);
  }
  EXPECT_EQ(content("a.csv"), "old");
  EXPECT_EQ(files(), (std::vector<std::string>{"a.csv"}));
}

TEST_F(TextOutput, RefusesWhatCannotBeWritten) {
  write("there.csv", "old");
  EXPECT_THROW(TextOutputs({path("there.csv")}, false), UsageError);
  EXPECT_THROW(TextOutputs({path("a.doc")}, false), UsageError);
  EXPECT_THROW(TextOutputs({path("a.md"), path("./a.md")}, false), UsageError);
  EXPECT_THROW(TextOutputs({path("missing/a.md")}, false), DataError);
  EXPECT_NO_THROW(TextOutputs({path("there.csv")}, true));
}

}  // namespace
}  // namespace cordon
