// Every format in, every kind of geometry.
#include <cpl_vsi.h>

#include <cstdlib>

#include "cordon/base/error.hpp"
#include "cordon/io/vsi_file.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

struct FormatCase {
  const char* driver;
  const char* file;
  double tolerance;  // degrees; what the format itself rounds to
};

class SourceFormat : public IoTest, public ::testing::WithParamInterface<FormatCase> {};

TEST_P(SourceFormat, ReadsTheLineItWasGiven) {
  const auto& [driver, file, tolerance] = GetParam();
  make_vector(driver, path(file), {{"line", {kLine}, "EPSG:4326"}});
  const Source source = read_source(options_for(path(file)));
  ASSERT_EQ(source.shape.lines.size(), 1U);
  expect_path(kLinePath, source.shape.lines[0], tolerance);
  EXPECT_EQ(source.features, 1U);
  EXPECT_EQ(source.vertices, 3U);
  EXPECT_EQ(source.driver, driver);
  EXPECT_NE(source.crs.find("WGS 84"), std::string::npos) << source.crs;
  EXPECT_EQ(source.sha256, sha256_of_file(path(file)));
  EXPECT_EQ(source.sha256.size(), 64U);
  EXPECT_TRUE(source.findings.empty()) << source.findings[0].problem;
}

INSTANTIATE_TEST_SUITE_P(Formats, SourceFormat,
                         ::testing::Values(FormatCase{"GeoJSON", "line.geojson", 1e-9},
                                           FormatCase{"GeoJSON", "line.json", 1e-9},
                                           FormatCase{"ESRI Shapefile", "line.shp", 0},
                                           FormatCase{"GPKG", "line.gpkg", 0},
                                           FormatCase{"FlatGeobuf", "line.fgb", 0},
                                           FormatCase{"LIBKML", "line.kml", 1e-12},
                                           FormatCase{"LIBKML", "line.kmz", 1e-12},
                                           FormatCase{"GML", "line.gml", 1e-9},
                                           FormatCase{"SQLite", "line.sqlite", 0},
                                           FormatCase{"OGR_GMT", "line.gmt", 1e-9},
                                           FormatCase{"MapInfo File", "line.mif", 1e-9}),
                         [](const auto& tested) {
                           std::string name = tested.param.file;
                           for (char& c : name)
                             if (c == '.') c = '_';
                           return name;
                         });

using SourceText = IoTest;

TEST_F(SourceText, CsvWithAGeometryColumnUnderAnyUsualName) {
  for (const char* column : {"WKT", "wkt", "geometry", "GEOMETRY", "geom", "the_geom"}) {
    SourceOptions options =
        options_for(write("line.csv", std::string("id,") + column + "\n1,\"" + kLine + "\"\n"));
    options.input_crs = "EPSG:4326";
    const Source source = read_source(options);
    ASSERT_EQ(source.shape.lines.size(), 1U) << column;
    expect_path(kLinePath, source.shape.lines[0], 0);
  }
}

TEST_F(SourceText, GeoJsonTextSequence) {
  make_vector("GeoJSONSeq", path("lines.geojsonl"), {{"lines", {kLine, kLine}}});
  const Source source = read_source(options_for(path("lines.geojsonl")));
  EXPECT_EQ(source.driver, "GeoJSONSeq");
  ASSERT_EQ(source.shape.lines.size(), 2U);
  expect_path(kLinePath, source.shape.lines[1], 1e-7);
}

TEST_F(SourceText, CsvWithLongitudeAndLatitudeColumns) {
  SourceOptions options =
      options_for(write("towns.csv", "name,lat,lon\nIdlib,35.93,36.63\nAriha,35.81,36.61\n"));
  options.input_crs = "EPSG:4326";
  const Source source = read_source(options);
  EXPECT_EQ(source.shape.points, (Path{{36.63, 35.93}, {36.61, 35.81}}));
}

constexpr const char* kGpxHead =
    R"(<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">)";
constexpr const char* kTrack =
    R"(<trk><trkseg><trkpt lat="35.6" lon="36.5"/><trkpt lat="35.7" lon="36.6"/></trkseg></trk>)";

TEST_F(SourceText, GpxTakesItsOnlyKindOfData) {
  const std::string file = write("walk.gpx", std::string(kGpxHead) + kTrack + "</gpx>");
  const Source source = read_source(options_for(file));
  EXPECT_EQ(source.layer, "tracks");
  ASSERT_EQ(source.shape.lines.size(), 1U);
  EXPECT_EQ(source.shape.lines[0], (Path{{36.5, 35.6}, {36.6, 35.7}}));
  EXPECT_TRUE(source.shape.points.empty());
}

TEST_F(SourceText, GpxWithTracksAndWaypointsAsksWhich) {
  const std::string file = write(
      "walk.gpx", std::string(kGpxHead) + R"(<wpt lat="35.6" lon="36.5"/>)" + kTrack + "</gpx>");
  try {
    read_source(options_for(file));
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("'waypoints', 'tracks'"), std::string::npos)
        << error.what();
    EXPECT_NE(error.advice().find("--layer"), std::string::npos);
  }
  SourceOptions options = options_for(file);
  options.layer = "waypoints";
  EXPECT_EQ(read_source(options).shape.points, (Path{{36.5, 35.6}}));
}

void zip(const std::string& archive, const std::vector<std::string>& files) {
  VSILFILE* root = VSIFOpenL(("/vsizip/" + archive).c_str(), "wb");
  ASSERT_NE(root, nullptr);
  for (const std::string& file : files) {
    const std::string bytes = read_bytes(file);
    const std::string name = std::filesystem::path(file).filename().string();
    VSILFILE* member = VSIFOpenL(("/vsizip/" + archive + "/" + name).c_str(), "wb");
    ASSERT_NE(member, nullptr);
    VSIFWriteL(bytes.data(), 1, bytes.size(), member);
    VSIFCloseL(member);
  }
  VSIFCloseL(root);
}

TEST_F(SourceText, ZippedShapefile) {
  make_vector("ESRI Shapefile", path("line.shp"), {{"line", {kLine}}});
  zip(path("line.zip"), {path("line.shp"), path("line.shx"), path("line.dbf"), path("line.prj")});
  for (const std::string& name : {path("line.zip"), "/vsizip/" + path("line.zip") + "/line.shp"}) {
    const Source source = read_source(options_for(name));
    ASSERT_EQ(source.shape.lines.size(), 1U) << name;
    expect_path(kLinePath, source.shape.lines[0], 0);
    EXPECT_EQ(source.sha256, sha256_of_file(path("line.zip"))) << name;
  }
}

TEST_F(SourceText, ZipWithTwoSourcesAsksWhich) {
  make_vector("GeoJSON", path("a.geojson"), {{"a", {kLine}}});
  make_vector("GeoJSON", path("b.geojson"), {{"b", {kLine}}});
  zip(path("two.zip"), {path("a.geojson"), path("b.geojson")});
  const Refusal found = refusal(options_for(path("two.zip")));
  EXPECT_EQ(found.code, "several-sources");
  EXPECT_NE(found.problem.find("'a.geojson', 'b.geojson'"), std::string::npos) << found.problem;
  EXPECT_EQ(refusal(options_for("/vsizip/" + path("two.zip") + "/b.geojson")).code, "");
  zip(path("text.zip"), {write("notes.txt", "nothing to draw")});
  EXPECT_EQ(refusal(options_for(path("text.zip"))).code, "not-vector");
}

TEST_F(SourceText, WhereChoosesFeatures) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine, "POINT (36 35)"}}});
  SourceOptions options = options_for(path("a.gpkg"));
  options.where = "name = 'f1'";
  const Source source = read_source(options);
  EXPECT_EQ(source.features, 1U);
  EXPECT_TRUE(source.shape.lines.empty());
  EXPECT_EQ(source.shape.points, (Path{{36, 35}}));
}

TEST_F(SourceText, WhereThatIsWrongSaysWhichFieldsThereAre) {
  for (const auto& [driver, file] : std::vector<std::pair<std::string, std::string>>{
           {"GPKG", "a.gpkg"}, {"GeoJSON", "a.geojson"}, {"ESRI Shapefile", "a.shp"}}) {
    make_vector(driver, path(file), {{"a", {kLine}}});
    for (const char* where : {"nmae = 'f0'", "name = = 1", "name = 'f0"}) {
      SourceOptions options = options_for(path(file));
      options.where = where;
      try {
        read_source(options);
        ADD_FAILURE() << driver << " takes " << where;
      } catch (const UsageError& error) {
        EXPECT_NE(std::string(error.what()).find(where), std::string::npos) << error.what();
        EXPECT_NE(error.advice().find("'name'"), std::string::npos) << error.advice();
      }
    }
  }
}

struct GeometryCase {
  const char* wkt;
  std::size_t points, lines, areas, vertices;
};

TEST_F(SourceText, EveryKindOfGeometry) {
  const std::vector<GeometryCase> cases{
      {"POINT Z (36 35 700)", 1, 0, 0, 1},
      {"POINT M (36 35 7)", 1, 0, 0, 1},
      {"MULTIPOINT ((36 35),(37 35))", 2, 0, 0, 2},
      {"LINESTRING ZM (36 35 1 2,37 36 3 4)", 0, 1, 0, 2},
      {"MULTILINESTRING ((36 35,37 36),(38 35,38 36,38 37))", 0, 2, 0, 5},
      {"POLYGON ((36 35,37 35,37 36,36 35),(36.5 35.2,36.6 35.2,36.6 35.3,36.5 35.2))", 0, 0, 1, 8},
      {"MULTIPOLYGON (((36 35,37 35,37 36,36 35)),((40 35,41 35,41 36,40 35)))", 0, 0, 2, 8},
      {"GEOMETRYCOLLECTION (POINT (36 35),LINESTRING (36 35,37 36))", 1, 1, 0, 3},
      {"TIN (((36 35 1,37 35 1,37 36 1,36 35 1)))", 0, 0, 1, 4},
      {"LINESTRING (36 35,36 35)", 1, 0, 0, 2}};
  for (const GeometryCase& c : cases) {
    SourceOptions options =
        options_for(write("g.csv", std::string("id,WKT\n1,\"") + c.wkt + "\"\n"));
    options.input_crs = "OGC:CRS84";
    const Source source = read_source(options);
    EXPECT_EQ(source.shape.points.size(), c.points) << c.wkt;
    EXPECT_EQ(source.shape.lines.size(), c.lines) << c.wkt;
    EXPECT_EQ(source.shape.areas.size(), c.areas) << c.wkt;
    EXPECT_EQ(source.vertices, c.vertices) << c.wkt;
  }
}

TEST_F(SourceText, HolesStayHolesAndOpenRingsAreClosed) {
  SourceOptions options = options_for(write(
      "g.csv",
      "id,WKT\n1,\"POLYGON ((36 35,38 35,38 37,36 35),(37 35.5,37.5 35.5,37.5 36,37 35.5))\"\n"));
  options.input_crs = "EPSG:4326";
  const Source source = read_source(options);
  ASSERT_EQ(source.shape.areas.size(), 1U);
  ASSERT_EQ(source.shape.areas[0].holes.size(), 1U);
  EXPECT_EQ(source.shape.areas[0].shell.front(), (LonLat{36, 35}));
  EXPECT_EQ(source.shape.areas[0].holes[0].front(), (LonLat{37, 35.5}));

  const Source open = read_source(options_for(write(
      "open.geojson", R"({"type":"Polygon","coordinates":[[[36,35],[38,35],[38,37],[36,37]]]})")));
  ASSERT_EQ(open.shape.areas.size(), 1U);
  EXPECT_EQ(open.shape.areas[0].shell.front(), open.shape.areas[0].shell.back());
}

TEST_F(SourceText, CircularArcsKeepToTheirCircle) {
  make_vector(
      "GPKG", path("arc.gpkg"),
      {{"arc", {"CIRCULARSTRING (600000 3900000,700000 4000000,800000 3900000)"}, "EPSG:32637"}});
  const Source fine = read_source(options_for(path("arc.gpkg")));
  ASSERT_EQ(fine.shape.lines.size(), 1U);
  // Half a circle of 100 km: chords of 0.1 degrees of arc leave it by 4 cm.
  EXPECT_GE(fine.shape.lines[0].size(), 1800U);
}

TEST_F(SourceText, ShippedData) {
  const std::string data = CORDON_DATA_FOLDER;
  const Source idlib =
      read_source(options_for(data + "/idlib-2018-09/contact_line_2018-09.geojson"));
  EXPECT_EQ(idlib.vertices, 838U);
  EXPECT_TRUE(idlib.findings.empty());
  const Source korea = read_source(options_for(data + "/korea-dmz/dmz.shp"));
  EXPECT_EQ(korea.features, 3U);
  EXPECT_EQ(korea.vertices, 705U);
  EXPECT_EQ(korea.crs, "EPSG:4326 (WGS 84)");
  EXPECT_TRUE(korea.findings.empty());
}

TEST_F(SourceText, InspectionCoversAllLayers) {
  make_vector("GPKG", path("two.gpkg"),
              {{"front", {kLine, ""}}, {"towns", {"POINT (36.6 35.9)"}, "EPSG:4326"}});
  const Inspection found = inspect(options_for(path("two.gpkg")));
  EXPECT_EQ(found.driver, "GPKG");
  ASSERT_EQ(found.layers.size(), 2U);
  EXPECT_EQ(found.layers[0].name, "front");
  EXPECT_EQ(found.layers[0].features, 2U);
  EXPECT_EQ(found.layers[0].vertices, 3U);
  EXPECT_EQ(found.layers[0].extent, (std::array<double, 4>{36.5, 35.6, 36.7, 35.7}));
  EXPECT_EQ(found.layers[0].shape.lines.size(), 1U);
  ASSERT_EQ(found.layers[0].findings.size(), 1U);
  EXPECT_EQ(found.layers[0].findings[0].code, "missing-geometry");
  EXPECT_EQ(found.layers[1].shape.points.size(), 1U);
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].code, "several-layers");
}

}  // namespace
}  // namespace cordon::test
