// What is wrong with coordinates and features: code, words and place of every finding.
#include <fmt/format.h>

#include <limits>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using SourceFinding = IoTest;
using Strings = std::vector<std::string>;

std::string geojson_line(const std::string& coordinates) {
  return fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":
{{}},"geometry":{{"type":"LineString","coordinates":{}}}}}]}})",
                     coordinates);
}

void expect_words(const std::string& text, const Strings& words) {
  for (const std::string& word : words)
    EXPECT_NE(text.find(word), std::string::npos) << "'" << word << "' is not in: " << text;
}

TEST_F(SourceFinding, NoCrs) {
  make_vector("ESRI Shapefile", path("line.shp"), {{"line", {kLine}, ""}});
  const Refusal found = refusal(options_for(path("line.shp")));
  EXPECT_EQ(found.code, "no-crs");
  expect_words(found.problem, {"line.shp", "layer 'line'", "36.5", "35.7"});
  expect_words(found.advice, {".prj", "--input-crs"});
}

TEST_F(SourceFinding, UndefinedCrsOfAGeoPackageIsNone) {
  make_vector("GPKG", path("line.gpkg"), {{"line", {kLine}, ""}});
  EXPECT_EQ(refusal(options_for(path("line.gpkg"))).code, "no-crs");
}

TEST_F(SourceFinding, SwappedBeyondNinetyDegrees) {
  const std::string file = write("korea.geojson", geojson_line("[[38.0,127.0],[38.1,127.5]]"));
  const Refusal found = refusal(options_for(file));
  EXPECT_EQ(found.code, "swapped-axes");
  expect_words(found.problem, {"korea.geojson", "latitude and longitude are swapped"});
  expect_words(found.advice, {"longitude first"});
}

TEST_F(SourceFinding, NotOnTheEarth) {
  const std::string file = write("x.geojson", geojson_line("[[100.0,95.0],[120.0,91.0]]"));
  EXPECT_EQ(refusal(options_for(file)).code, "out-of-range");
}

TEST_F(SourceFinding, DegreesUnderAMetreCrs) {
  make_vector("GPKG", path("line.gpkg"), {{"line", {kLine}, "EPSG:32637"}});
  const Refusal found = refusal(options_for(path("line.gpkg")));
  EXPECT_EQ(found.code, "degrees-as-metres");
  expect_words(found.problem, {"EPSG:32637", "look like degrees"});
  make_vector("GPKG", path("web.gpkg"), {{"line", {kLine}, "EPSG:3857"}});
  EXPECT_EQ(refusal(options_for(path("web.gpkg"))).code, "degrees-as-metres");
}

TEST_F(SourceFinding, SmallLineAtTheOriginOfItsProjectionIsRight) {
  make_vector(
      "GPKG", path("a.gpkg"),
      {{"a", {"LINESTRING (0 0,50 50)"}, "+proj=aeqd +lat_0=35.6 +lon_0=36.5 +datum=WGS84"}});
  const Source source = read_source(options_for(path("a.gpkg")));
  EXPECT_NEAR(source.shape.lines.at(0)[0].lon, 36.5, 1e-9);
}

TEST_F(SourceFinding, MetresUnderADegreeCrs) {
  make_vector("ESRI Shapefile", path("line.shp"),
              {{"line", {"LINESTRING (273500 3942000,282000 3953000)"}}});
  const Refusal found = refusal(options_for(path("line.shp")));
  EXPECT_EQ(found.code, "metres-as-degrees");
  expect_words(found.problem, {"EPSG:4326", "look like metres", "273500"});
}

TEST_F(SourceFinding, LongitudesBeyondTheAntimeridianAreFine) {
  const std::string file = write("x.geojson", geojson_line("[[179.0,65.0],[181.0,66.0]]"));
  EXPECT_EQ(read_source(options_for(file)).shape.lines.at(0).back(), (LonLat{181, 66}));
}

TEST_F(SourceFinding, NotANumberAndInfinite) {
  for (const char* number : {"nan", "inf", "-inf", "1e999"}) {
    SourceOptions options = options_for(write(
        "n.csv", fmt::format("id,WKT\n1,\"{}\"\n2,\"LINESTRING (36 35,{} 36)\"\n", kLine, number)));
    options.input_crs = "EPSG:4326";
    const Refusal found = refusal(options);
    EXPECT_EQ(found.code, "not-finite") << number;
    expect_words(found.problem, {"n.csv", "feature 2", "infinite"});
    expect_words(found.advice, {"--where"});
  }
  const std::string file = write("n.geojson", geojson_line("[[36.0,35.0],[NaN,36.0],[37.0,36.0]]"));
  EXPECT_EQ(refusal(options_for(file)).code, "not-finite");
}

TEST_F(SourceFinding, NotANumberInBinaryFiles) {
  for (const auto& [driver, file] : std::vector<std::pair<std::string, std::string>>{
           {"FlatGeobuf", "a.fgb"}, {"ESRI Shapefile", "a.shp"}, {"GPKG", "a.gpkg"}}) {
    make_vector(driver, path(file), {{"a", {"LINESTRING (36.5 35.6,36.6 35.7,36.7 35.65)"}}});
    const auto as_bytes = [](double number) {
      return std::string(reinterpret_cast<const char*>(&number), sizeof number);
    };
    std::string bytes = read_bytes(path(file));
    const std::size_t inner = bytes.find(as_bytes(36.6) + as_bytes(35.7));
    ASSERT_NE(inner, std::string::npos) << file;
    bytes.replace(inner, 8, as_bytes(std::numeric_limits<double>::quiet_NaN()));
    write(file, bytes);
    EXPECT_EQ(refusal(options_for(path(file))).code, "not-finite") << file;
  }
}

TEST_F(SourceFinding, NothingIn) {
  const std::string none = write("none.geojson", R"({"type":"FeatureCollection","features":[]})");
  EXPECT_EQ(refusal(options_for(none)).code, "no-features");
  make_vector("GPKG", path("null.gpkg"), {{"a", {"", ""}}});
  const Refusal null = refusal(options_for(path("null.gpkg")));
  EXPECT_EQ(null.code, "no-geometry");
  expect_words(null.problem, {"none of the 2 feature"});
  make_vector("GPKG", path("empty.gpkg"), {{"a", {"LINESTRING EMPTY", "POLYGON EMPTY"}}});
  EXPECT_EQ(refusal(options_for(path("empty.gpkg"))).code, "no-geometry");
  const std::string table = write("table.csv", "name,population\nIdlib,165000\n");
  const Refusal no_column = refusal(options_for(table));
  EXPECT_EQ(no_column.code, "no-geometry");
  expect_words(no_column.advice, {"WKT", "lon"});
}

TEST_F(SourceFinding, WhereWithoutAnyMatch) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine}}});
  SourceOptions options = options_for(path("a.gpkg"));
  options.where = "name = 'elsewhere'";
  const Refusal found = refusal(options);
  EXPECT_EQ(found.code, "no-match");
  expect_words(found.problem, {"name = 'elsewhere'"});
}

TEST_F(SourceFinding, MissingGeometriesAreSkippedAndCounted) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine, "", "LINESTRING EMPTY"}}});
  const Source source = read_source(options_for(path("a.gpkg")));
  EXPECT_EQ(source.features, 3U);
  EXPECT_EQ(source.vertices, 3U);
  ASSERT_EQ(source.findings.size(), 1U);
  EXPECT_EQ(source.findings[0].code, "missing-geometry");
  expect_words(source.findings[0].problem, {"feature 2 and 1 more"});
}

TEST_F(SourceFinding, ZeroLengthLinesCountAsPoints) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine, "LINESTRING (36.5 35.5,36.5 35.5)"}}});
  const Source source = read_source(options_for(path("a.gpkg")));
  EXPECT_EQ(source.shape.points, (Path{{36.5, 35.5}}));
  ASSERT_EQ(source.findings.size(), 1U);
  EXPECT_EQ(source.findings[0].code, "zero-length");
  expect_words(source.findings[0].problem, {"feature 2"});
}

TEST_F(SourceFinding, MissingLayerSuggestsTheOneThatWasMeant) {
  make_vector("GPKG", path("two.gpkg"), {{"frontline", {kLine}}, {"towns", {"POINT (36 35)"}}});
  SourceOptions options = options_for(path("two.gpkg"));
  options.layer = "frontlines";
  try {
    read_source(options);
    FAIL() << "no error";
  } catch (const UsageError& error) {
    expect_words(error.what(), {"no layer 'frontlines'", "'frontline', 'towns'"});
    expect_words(error.advice(), {"did you mean 'frontline'?"});
  }
  options.layer = "rivers";
  try {
    inspect(options);
    FAIL() << "no error";
  } catch (const UsageError& error) {
    expect_words(error.advice(), {"choose one of them with --layer"});
  }
}

TEST_F(SourceFinding, SeveralLayersAndNoneChosen) {
  make_vector("GPKG", path("two.gpkg"), {{"front", {kLine}}, {"towns", {"POINT (36 35)"}}});
  try {
    read_source(options_for(path("two.gpkg")));
    FAIL() << "no error";
  } catch (const UsageError& error) {
    expect_words(error.what(), {"has 2 layers", "'front', 'towns'"});
    expect_words(error.advice(), {"--layer, such as 'front'"});
  }
  make_vector("GPKG", path("one.gpkg"), {{"empty", {}}, {"front", {kLine}}});
  EXPECT_EQ(read_source(options_for(path("one.gpkg"))).layer, "front");
}

TEST_F(SourceFinding, InspectionCollectsWhatReadingStopsAt) {
  make_vector("GPKG", path("a.gpkg"),
              {{"a", {"LINESTRING (36 35,36 35)", ""}, ""}, {"b", {kLine}, "EPSG:32637"}});
  const Inspection found = inspect(options_for(path("a.gpkg")));
  ASSERT_EQ(found.layers.size(), 2U);
  Strings codes;
  for (const Finding& finding : found.layers[0].findings) codes.push_back(finding.code);
  EXPECT_EQ(codes, (Strings{"zero-length", "missing-geometry", "no-crs"}));
  EXPECT_TRUE(found.layers[0].shape.points.empty());
  ASSERT_EQ(found.layers[1].findings.size(), 1U);
  EXPECT_EQ(found.layers[1].findings[0].code, "degrees-as-metres");
  EXPECT_EQ(found.layers[1].crs, "EPSG:32637 (WGS 84 / UTM zone 37N)");
}

TEST_F(SourceFinding, AtSeaButOnLandIfSwapped) {
  // West of Idlib, latitude first: that is the sea off Iskenderun.
  const std::string swapped = geojson_line("[[35.0,36.5],[35.2,36.2],[35.4,36.1]]");
  EXPECT_EQ(warning_codes(options_for(write("swapped.geojson", swapped))),
            (Strings{"swapped-axes-likely"}));
  const std::string right = geojson_line("[[36.5,35.0],[36.2,35.2],[36.1,35.4]]");
  EXPECT_EQ(warning_codes(options_for(write("right.geojson", right))), (Strings{}));
}

TEST_F(SourceFinding, TextThatIsNoGeometry) {
  SourceOptions options = options_for(
      write("a.csv", fmt::format("id,WKT\n1,\"{}\"\n2,\"LINESTRING 36 35, 37\"\n3,\n", kLine)));
  options.input_crs = "EPSG:4326";
  const Refusal found = refusal(options);
  EXPECT_EQ(found.code, "bad-geometry");
  expect_words(found.problem, {"feature 2:", "not valid WKT"});
}

TEST_F(SourceFinding, WithoutLandDataTheCheckIsSkippedAloud) {
  SourceOptions options =
      options_for(write("a.geojson", geojson_line("[[36.5,35.6],[36.6,35.7]]")));
  options.data_folder = path("missing");
  EXPECT_EQ(warning_codes(options), (Strings{"no-land-data"}));
  options.path = write("b.geojson", geojson_line("[[126.5,35.6],[126.6,35.7]]"));
  EXPECT_EQ(warning_codes(options), (Strings{}));  // cannot be swapped
  std::filesystem::create_directories(path("data/natural-earth"));
  options.path = path("a.geojson");
  options.data_folder = path("data");
  write("data/natural-earth/natural-earth.gpkg", "no database");
  EXPECT_EQ(warning_codes(options), (Strings{"no-land-data"}));
}

}  // namespace
}  // namespace cordon::test
