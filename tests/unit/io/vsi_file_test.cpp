#include "cordon/io/vsi_file.hpp"

#include "cordon/io/geojson_crs.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using VsiFile = IoTest;

// FIPS 180-2, appendix B, and the digest of a million letters 'a' given there.
TEST_F(VsiFile, DigestsOfTheStandard) {
  EXPECT_EQ(sha256_of_file(write("abc", "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of_file(write("empty", "")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of_file(write("million", std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256_of_file(path("missing")), "");
}

TEST_F(VsiFile, ReadsAcrossBlocksAndStopsWhenTold) {
  const std::string bytes(3'000'001, 'x');
  const std::string file = write("long", bytes);
  std::size_t total = 0;
  EXPECT_TRUE(read_blocks(file, 5, [&](std::string_view block) {
    total += block.size();
    return true;
  }));
  EXPECT_EQ(total, bytes.size() - 5);
  EXPECT_EQ(read_head(file, 7), "xxxxxxx");
  EXPECT_EQ(file_size(file), bytes.size());
  EXPECT_FALSE(file_size(folder_.string()).has_value());
  EXPECT_FALSE(read_blocks(path("missing"), 0, [](std::string_view) { return true; }));
}

TEST_F(VsiFile, SideFilesInEitherCase) {
  const std::string shp = write("a.shp", "x");
  EXPECT_FALSE(side_file(shp, ".dbf").has_value());
  write("a.DBF", "x");
  EXPECT_EQ(side_file(shp, ".dbf"), path("a.DBF"));
}

TEST_F(VsiFile, FindsTheCrsMemberOfTheOutermostObjectOnly) {
  const auto member = [&](std::string_view json) {
    return geojson_crs_member(write("x.json", json));
  };
  EXPECT_EQ(member(R"({"type":"FeatureCollection", "crs" : {"type":"name"} , "features":[]})"),
            R"({"type":"name"})");
  EXPECT_EQ(member(R"({"features":[{"a":"}]\"{"}],"crs":null})"), "null");
  EXPECT_FALSE(member(R"({"features":[{"properties":{"crs":"x"}}]})").has_value());
  EXPECT_FALSE(member(R"({"name":"crs","x":{"crs":1},"crsx":2})").has_value());
  EXPECT_FALSE(member("").has_value());
}

}  // namespace
}  // namespace cordon::test
