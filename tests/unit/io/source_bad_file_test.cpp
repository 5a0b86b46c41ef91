// Files that are missing, closed, cut short, damaged or something else: never a crash, never a
// silent loss.
#include <fmt/format.h>

#include <fstream>
#include <random>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

namespace fs = std::filesystem;

using SourceBadFile = IoTest;

TEST_F(SourceBadFile, MissingFileSuggestsItsNeighbour) {
  write("contact_line.geojson", "{}");
  const Refusal found = refusal(options_for(path("contct_line.geojson")));
  EXPECT_EQ(found.code, "not-found");
  EXPECT_NE(found.problem.find("contct_line.geojson"), std::string::npos);
  EXPECT_NE(found.advice.find("contact_line.geojson"), std::string::npos) << found.advice;
  EXPECT_EQ(refusal(options_for(path("other/line.geojson"))).code, "not-found");
  EXPECT_EQ(refusal(options_for("/vsizip/" + path("none.zip") + "/a.shp")).code, "not-found");
}

TEST_F(SourceBadFile, Folder) {
  write("line.geojson", R"({"type":"Point","coordinates":[36,35]})");
  write("notes.txt", "x");
  const Refusal found = refusal(options_for(folder_.string()));
  EXPECT_EQ(found.code, "folder");
  EXPECT_NE(found.advice.find("'line.geojson'"), std::string::npos) << found.advice;
  EXPECT_EQ(found.advice.find("notes"), std::string::npos);
}

TEST_F(SourceBadFile, WithoutTheRightToRead) {
  const std::string file = write("line.geojson", R"({"type":"Point","coordinates":[36,35]})");
  fs::permissions(folder_, fs::perms::all);
  fs::permissions(file, fs::perms::none);
  Refusal found;
  {
    const OrdinaryUser nobody;
    found = refusal(options_for(file));
  }
  EXPECT_EQ(found.code, "no-permission");
  EXPECT_NE(found.problem.find("Permission denied"), std::string::npos) << found.problem;
}

TEST_F(SourceBadFile, EmptyTextRasterAndOthers) {
  EXPECT_EQ(refusal(options_for(write("a.geojson", ""))).code, "empty-file");
  EXPECT_EQ(refusal(options_for(write("a.txt", "Meet me at the bridge."))).code, "not-vector");
  EXPECT_EQ(refusal(options_for(write("b.geojson", "Meet me at the bridge."))).code, "not-vector");
  // The smallest PNG: a grey pixel.
  const unsigned char png[] = {0x89, 'P', 'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0, 0, 0x0d,
                               'I',  'H', 'D',  'R',  0,    0,    0,    1,    0,    0, 0, 1,
                               8,    0,   0,    0,    0,    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0,
                               0x0a, 'I', 'D',  'A',  'T',  0x78, 0x9c, 0x63, 0x68, 0, 0, 0,
                               0x82, 0,   0x81, 0x77, 0xcd, 0x72, 0xb6, 0,    0,    0, 0, 'I',
                               'E',  'N', 'D',  0xae, 0x42, 0x60, 0x82};
  const std::string file = write("a.png", {reinterpret_cast<const char*>(png), sizeof png});
  const Refusal found = refusal(options_for(file));
  EXPECT_EQ(found.code, "raster");
  EXPECT_NE(found.problem.find("PNG"), std::string::npos);
}

TEST_F(SourceBadFile, TruncatedGeoJsonAtEveryLength) {
  make_vector("GeoJSON", path("a.geojson"), {{"a", {kLine, kLine}}});
  const std::string whole = read_bytes(path("a.geojson"));
  const std::size_t end = whole.rfind('}');
  for (std::size_t size = 1; size < end; ++size) {
    const std::string file = write("cut.geojson", std::string_view(whole).substr(0, size));
    EXPECT_NE(refusal(options_for(file)).code, "") << "the first " << size << " bytes are accepted";
  }
}

/// Cuts a copy at a hundred lengths. Each must be refused, but for those that lose no more than
/// `harmless` bytes at the end.
void expect_refused_when_cut(const std::string& file, const std::string& changed,
                             std::size_t harmless) {
  const std::string whole = read_bytes(changed);
  const std::size_t step = std::max<std::size_t>(1, whole.size() / 100);
  for (std::size_t size = 0; size + harmless < whole.size(); size += step) {
    fs::resize_file(changed, size);
    EXPECT_NE(refusal(options_for(file)).code, "")
        << changed << ": the first " << size << " of " << whole.size() << " bytes are accepted";
    std::ofstream(changed, std::ios::binary) << whole;
  }
}

TEST_F(SourceBadFile, TruncatedShapefile) {
  make_vector("ESRI Shapefile", path("a.shp"), {{"a", {kLine, kLine}}});
  for (const char* name : {"a.shp", "a.shx", "a.dbf"})
    expect_refused_when_cut(path("a.shp"), path(name), 1);
  cut(path("a.shp"), read_bytes(path("a.shp")).size() - 8);
  const Refusal found = refusal(options_for(path("a.shp")));
  EXPECT_EQ(found.code, "truncated-file");
  EXPECT_NE(found.problem.find("a.shp' is cut short"), std::string::npos) << found.problem;
}

TEST_F(SourceBadFile, TruncatedBinaries) {
  make_vector("FlatGeobuf", path("a.fgb"), {{"a", {kLine, kLine}}});
  expect_refused_when_cut(path("a.fgb"), path("a.fgb"), 0);
  make_vector("LIBKML", path("a.kml"), {{"a", {kLine}}});
  expect_refused_when_cut(path("a.kml"), path("a.kml"), 1);
  make_vector("LIBKML", path("a.kmz"), {{"a", {kLine}}});
  expect_refused_when_cut(path("a.kmz"), path("a.kmz"), 22);
}

TEST_F(SourceBadFile, DamagedGeoPackage) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine}}});
  const std::string whole = read_bytes(path("a.gpkg"));
  std::string bytes = whole;
  bytes.replace(16, 84, std::string(84, '\xff'));  // the header after the magic words
  EXPECT_EQ(refusal(options_for(write("b.gpkg", bytes))).code, "damaged-file");
  EXPECT_NE(refusal(options_for(write("c.gpkg", whole.substr(0, whole.size() / 2)))).code, "");
  EXPECT_NE(refusal(options_for(write("d.gpkg", whole.substr(0, 150)))).code, "");
}

TEST_F(SourceBadFile, DamagedZip) {
  EXPECT_EQ(refusal(options_for(write("a.zip", "PK\x03\x04 and no more"))).code, "damaged-file");
  EXPECT_EQ(refusal(options_for(write("b.zip", "not a zip archive at all"))).code, "damaged-file");
}

TEST_F(SourceBadFile, ShapefileWithoutItsSideFiles) {
  const auto without = [&](const char* extension) {
    for (const std::string& name : files()) fs::remove(path(name));
    make_vector("ESRI Shapefile", path("a.shp"), {{"a", {kLine}}});
    fs::remove(path(std::string("a") + extension));
    return options_for(path("a.shp"));
  };
  const Refusal shx = refusal(without(".shx"));
  EXPECT_EQ(shx.code, "missing-shx");
  EXPECT_NE(shx.advice.find(".shx"), std::string::npos);
  EXPECT_EQ(refusal(without(".prj")).code, "no-crs");
  EXPECT_EQ(warning_codes(without(".dbf")), (std::vector<std::string>{"missing-dbf"}));
  EXPECT_EQ(warning_codes(without(".cpg")), (std::vector<std::string>{}));
}

TEST_F(SourceBadFile, EncodingOfAttributes) {
  make_vector("ESRI Shapefile", path("a.shp"), {{"a", {kLine}}}, {"ENCODING=UTF-8"});
  std::string dbf = read_bytes(path("a.dbf"));
  const std::size_t value = dbf.find("f0", 65);
  ASSERT_NE(value, std::string::npos);
  const auto codes = [&](std::string_view text, std::string_view cpg) {
    dbf.replace(value, text.size(), text);
    write("a.dbf", dbf);
    if (cpg.empty())
      fs::remove(path("a.cpg"));
    else
      write("a.cpg", cpg);
    return warning_codes(options_for(path("a.shp")));
  };
  const std::vector<std::string> warned{"wrong-encoding"};
  const std::vector<std::string> quiet;
  EXPECT_EQ(codes("\xc3\xa9", "UTF-8"), quiet);        // e acute
  EXPECT_EQ(codes("\xc3\xa9", "ISO-8859-1"), warned);  // it would come out as two letters
  EXPECT_EQ(codes("\xe9 ", "UTF-8"), warned);
  EXPECT_EQ(codes("\xe9 ", "ISO-8859-1"), quiet);
  dbf[29] = 0;  // no mark of the language either
  EXPECT_EQ(codes("\xe9 ", ""), warned);
  EXPECT_EQ(codes("e ", ""), quiet);
}

TEST_F(SourceBadFile, TextThatIsNotUtf8) {
  SourceOptions options =
      options_for(write("a.csv", "name,WKT\nAl-Kan\xeesah,\"POINT (36 35)\"\n"));
  options.input_crs = "EPSG:4326";
  EXPECT_EQ(warning_codes(options), (std::vector<std::string>{"wrong-encoding"}));
}

/// Bytes of a good file changed at random: an error, or a result, but never anything else.
TEST_F(SourceBadFile, RandomDamageNeverCrashes) {
  std::mt19937 random(20180917);
  for (const auto& [driver, name] :
       std::vector<std::pair<std::string, std::string>>{{"GeoJSON", "a.geojson"},
                                                        {"ESRI Shapefile", "a.shp"},
                                                        {"FlatGeobuf", "a.fgb"},
                                                        {"LIBKML", "a.kml"},
                                                        {"GPKG", "a.gpkg"}}) {
    make_vector(driver, path(name), {{"a", {kLine, "POLYGON ((36 35,37 35,37 36,36 35))"}}});
    const std::string whole = read_bytes(path(name));
    for (int round = 0; round < 60; ++round) {
      std::string bytes = whole;
      for (int i = 0; i < 3; ++i)
        bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
      write(name, bytes);
      try {
        const Source source = read_source(options_for(path(name)));
        EXPECT_GT(source.vertices, 0U);
      } catch (const Error& error) {
        EXPECT_STRNE(error.what(), "");
      }
    }
  }
}

}  // namespace
}  // namespace cordon::test
