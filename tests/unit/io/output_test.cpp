// Every format out: what is read back is what was written.
#include "cordon/io/output.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <chrono>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// A ring of `count` vertices around a place, counter-clockwise, rounded to `decimals`.
Ring circle(double x, double y, double radius, int count, int decimals) {
  const double scale = std::pow(10, decimals);
  Ring ring;
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * M_PI * i / count;
    ring.push_back({std::round((x + radius * std::cos(angle)) * scale) / scale,
                    std::round((y + radius * std::sin(angle)) * scale) / scale});
  }
  ring.push_back(ring.front());
  return ring;
}

Ring reversed(Ring ring) {
  std::reverse(ring.begin(), ring.end());
  return ring;
}

MultiPolygon zone(int count = 400, int decimals = 7) {
  return {{circle(36.5, 35.6, 0.2, count, decimals),
           {reversed(circle(36.5, 35.6, 0.05, count / 4, decimals))}},
          {circle(37.5, 35.6, 0.1, count / 2, decimals), {}}};
}

const std::string kStatement = "20 km on each side of the line, 40 km across; Sarāqib — سراقب";

std::vector<Layer> layers(const MultiPolygon& polygons = zone()) {
  const std::vector<Field> fields{{"distance_m", "dist_m", 20000.0},
                                  {"max_error_m", "max_err_m", 0.1 + 0.2},
                                  {"tiny", "tiny", -1.25e-7},
                                  {"large_km2", "large_km2", 123456789012.34567},
                                  {"certificate_edges", "edges", std::int64_t{-9007199254740993}},
                                  {"statement", "statement", kStatement},
                                  {"empty", "empty", std::string()}};
  const std::vector<std::vector<XY>> lines{{{36.5, 35.6}, {36.6, 35.7}}, {{36.7, 35.7}, {37, 36}}};
  return {{"zone", {{polygons, fields}}},
          {"line", {{lines, {{"name", "name", std::string("x")}}}}}};
}

OutputOptions to(const std::string& path, bool overwrite = false) {
  OutputOptions options;
  options.path = path;
  options.overwrite = overwrite;
  return options;
}

std::vector<std::string> write_all(std::vector<OutputOptions> outputs,
                                   const std::vector<Layer>& content = layers()) {
  OutputSet set(std::move(outputs));
  set.write(content);
  return set.commit();
}

/// The polygons of the first feature of a layer, as they are in the file.
MultiPolygon read_polygons(GDALDataset& dataset, const char* layer_name = nullptr) {
  OGRLayer* layer =
      layer_name == nullptr ? dataset.GetLayer(0) : dataset.GetLayerByName(layer_name);
  layer->ResetReading();
  const OGRFeatureUniquePtr feature(layer->GetNextFeature());
  layer->ResetReading();
  MultiPolygon polygons;
  const auto ring = [](const OGRLinearRing& from) {
    Ring to;
    for (int i = 0; i < from.getNumPoints(); ++i) to.push_back({from.getX(i), from.getY(i)});
    return to;
  };
  const auto add = [&](const OGRPolygon& from) {
    Polygon polygon{ring(*from.getExteriorRing()), {}};
    for (int i = 0; i < from.getNumInteriorRings(); ++i)
      polygon.holes.push_back(ring(*from.getInteriorRing(i)));
    polygons.push_back(polygon);
  };
  const OGRGeometry* geometry = feature->GetGeometryRef();
  if (const auto* multi = dynamic_cast<const OGRGeometryCollection*>(geometry))
    for (const OGRGeometry* member : *multi) add(*member->toPolygon());
  else
    add(*geometry->toPolygon());
  return polygons;
}

double signed_area(const Ring& ring) {
  double area = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    area += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
  return area / 2;
}

/// A ring from a fixed vertex on and counter-clockwise, so that rings can be compared.
Ring normal(Ring ring) {
  ring.pop_back();
  if (signed_area(ring) < 0) std::reverse(ring.begin(), ring.end());
  const auto first = std::min_element(ring.begin(), ring.end(), [](const XY& a, const XY& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  std::rotate(ring.begin(), first, ring.end());
  return ring;
}

void expect_same(const MultiPolygon& a, const MultiPolygon& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(normal(a[i].shell), normal(b[i].shell)) << "shell " << i;
    ASSERT_EQ(a[i].holes.size(), b[i].holes.size());
    for (std::size_t j = 0; j < a[i].holes.size(); ++j)
      EXPECT_EQ(normal(a[i].holes[j]), normal(b[i].holes[j])) << "hole " << i << "/" << j;
  }
}

GDALDatasetUniquePtr open(const std::string& path) {
  return GDALDatasetUniquePtr(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
}

struct FormatCase {
  const char* file;
  const char* driver;
  Names made;
};

class OutputFormat : public IoTest, public ::testing::WithParamInterface<FormatCase> {};

TEST_P(OutputFormat, CoordinatesComeBackExactly) {
  const auto& [file, driver, made] = GetParam();
  Names expected;
  for (const std::string& name : made) expected.push_back(path(name));
  Names written = write_all({to(path(file))});
  std::sort(written.begin(), written.end());
  EXPECT_EQ(written, expected);
  EXPECT_EQ(files(), made);
  const auto dataset = open(path(file));
  ASSERT_NE(dataset, nullptr);
  EXPECT_STREQ(dataset->GetDriverName(), driver);
  expect_same(read_polygons(*dataset), zone());
}

INSTANTIATE_TEST_SUITE_P(
    Formats, OutputFormat,
    ::testing::Values(FormatCase{"zone.geojson", "GeoJSON", {"zone.geojson"}},
                      FormatCase{"zone.json", "GeoJSON", {"zone.json"}},
                      // one feature a line: a single one reads as plain GeoJSON
                      FormatCase{"zone.geojsonl", "GeoJSON", {"zone.geojsonl"}},
                      FormatCase{"zone.shp",
                                 "ESRI Shapefile",
                                 {"zone.cpg", "zone.dbf", "zone.prj", "zone.shp", "zone.shx"}},
                      FormatCase{"zone.gpkg", "GPKG", {"zone.gpkg"}},
                      FormatCase{"zone.fgb", "FlatGeobuf", {"zone.fgb"}},
                      FormatCase{"zone.kml", "LIBKML", {"zone.kml"}},
                      FormatCase{"zone.csv", "CSV", {"zone.csv"}},
                      FormatCase{"zone.gmt", "OGR_GMT", {"zone.gmt"}},
                      FormatCase{"zone.sqlite", "SQLite", {"zone.sqlite"}}),
    [](const auto& tested) {
      std::string name = tested.param.file;
      name[4] = '_';
      return name;
    });

using Output = IoTest;

TEST_F(Output, BinaryFormatsKeepEveryBit) {
  MultiPolygon exact{{circle(36.5, 35.6, 0.2, 500, 15), {}}};
  write_all({to(path("a.gpkg")), to(path("b.shp")), to(path("c.fgb"))}, layers(exact));
  for (const char* file : {"a.gpkg", "b.shp", "c.fgb"})
    expect_same(read_polygons(*open(path(file))), exact);
}

TEST_F(Output, DecimalsOfGeoJsonAreThoseAskedFor) {
  for (const int decimals : {0, 3, 5, 9, 12}) {
    OutputOptions options = to(path("z.geojson"), true);
    options.decimals = decimals;
    const MultiPolygon polygons{{circle(36.5, 35.6, 20, 100, decimals), {}}};
    write_all({options}, layers(polygons));
    expect_same(read_polygons(*open(path("z.geojson"))), polygons);
  }
}

TEST_F(Output, GeoJsonIsRfc7946AndCompact) {
  const MultiPolygon polygons{
      {circle(36.5, 35.6, 0.2, 1236, 7), {}},
      {circle(37.5, 35.6, 0.1, 50, 7), {reversed(circle(37.5, 35.6, 0.02, 50, 7))}}};
  write_all({to(path("z.geojson"))}, layers(polygons));
  const std::string text = read_bytes(path("z.geojson"));
  EXPECT_LT(text.size(), 60'000U);
  const auto json = nlohmann::json::parse(text);
  EXPECT_FALSE(json.contains("crs"));
  ASSERT_EQ(json["features"].size(), 1U);
  const auto& geometry = json["features"][0]["geometry"];
  EXPECT_EQ(geometry["type"], "MultiPolygon");
  for (const auto& polygon : geometry["coordinates"])
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      Ring ring;
      for (const auto& position : polygon[i]) {
        ASSERT_EQ(position.size(), 2U);
        ring.push_back({position[0], position[1]});
      }
      EXPECT_EQ(ring.front(), ring.back());
      EXPECT_EQ(signed_area(ring) > 0, i == 0) << "winding of ring " << i;
    }
  const auto& properties = json["features"][0]["properties"];
  EXPECT_EQ(properties["statement"], kStatement);
  EXPECT_DOUBLE_EQ(properties["max_error_m"], 0.1 + 0.2);
  EXPECT_EQ(properties["certificate_edges"], -9007199254740993);
}

TEST_F(Output, ShapefileKeepsFieldsUnderTheirShortNames) {
  write_all({to(path("z.shp"))});
  const auto dataset = open(path("z.shp"));
  OGRLayer* layer = dataset->GetLayer(0);
  const OGRFeatureUniquePtr feature(layer->GetNextFeature());
  ASSERT_EQ(feature->GetFieldCount(), 7);
  EXPECT_EQ(feature->GetFieldAsDouble("dist_m"), 20000);
  EXPECT_EQ(feature->GetFieldAsDouble("max_err_m"), 0.1 + 0.2);
  EXPECT_EQ(feature->GetFieldAsDouble("tiny"), -1.25e-7);
  EXPECT_EQ(feature->GetFieldAsDouble("large_km2"), 123456789012.34567);
  EXPECT_EQ(feature->GetFieldAsInteger64("edges"), -9007199254740993);
  EXPECT_EQ(feature->GetFieldAsString("statement"), kStatement);
  EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4326");
  EXPECT_EQ(read_bytes(path("z.cpg")), "UTF-8");
}

TEST_F(Output, ShapefileCutsLongTextsBetweenLetters) {
  std::vector<Layer> content = layers();
  std::string text = "a";
  for (int i = 0; i < 200; ++i) text += "ع";  // two bytes each: byte 254 falls into the 127th
  content[0].features[0].fields[5].value = text;
  write_all({to(path("z.shp"))}, content);
  const auto dataset = open(path("z.shp"));
  const OGRFeatureUniquePtr feature(dataset->GetLayer(0)->GetNextFeature());
  EXPECT_EQ(feature->GetFieldAsString("statement"), text.substr(0, 253));
}

TEST_F(Output, GeoPackageHoldsAllLayers) {
  write_all({to(path("z.gpkg"))});
  const auto dataset = open(path("z.gpkg"));
  ASSERT_EQ(dataset->GetLayerCount(), 2);
  expect_same(read_polygons(*dataset, "zone"), zone());
  const OGRFeatureUniquePtr line(dataset->GetLayerByName("line")->GetNextFeature());
  EXPECT_EQ(wkbFlatten(line->GetGeometryRef()->getGeometryType()), wkbMultiLineString);
  const OGRFeatureUniquePtr feature(dataset->GetLayerByName("zone")->GetNextFeature());
  EXPECT_EQ(feature->GetFieldAsDouble("max_error_m"), 0.1 + 0.2);
  const auto files_made = files();
  EXPECT_EQ(files_made, (Names{"z.gpkg"}));
}

TEST_F(Output, ProjectedCrsIsWrittenDown) {
  const MultiPolygon polygons{{circle(300000, 3900000, 20000, 300, 3), {}}};
  std::vector<OutputOptions> outputs{to(path("a.gpkg")), to(path("b.shp")), to(path("c.fgb"))};
  for (OutputOptions& options : outputs) {
    options.crs = "EPSG:32637";
    options.decimals = 3;
  }
  write_all(outputs, layers(polygons));
  for (const char* file : {"a.gpkg", "b.shp", "c.fgb"}) {
    const auto dataset = open(path(file));
    EXPECT_STREQ(dataset->GetLayer(0)->GetSpatialRef()->GetAuthorityCode(nullptr), "32637") << file;
    expect_same(read_polygons(*dataset), polygons);
  }
}

TEST_F(Output, CanBeReadAgain) {
  for (const char* file : {"z.geojson", "z.shp", "z.gpkg", "z.fgb", "z.kml"}) {
    write_all({to(path(file), true)});
    SourceOptions options = options_for(path(file));
    if (std::string(file) == "z.gpkg" || std::string(file) == "z.kml") options.layer = "zone";
    const Source source = read_source(options);
    EXPECT_EQ(source.shape.areas.size(), 2U) << file;
    EXPECT_TRUE(source.findings.empty()) << file << ": " << source.findings[0].problem;
  }
}

TEST_F(Output, SameInputSameBytesAtAnyTime) {
  const Names names{"z.geojson", "z.shp", "z.gpkg", "z.fgb", "z.kml", "z.csv", "z.gml", "z.sqlite"};
  std::map<std::string, std::string> first;
  for (int round = 0; round < 2; ++round) {
    std::vector<OutputOptions> outputs;
    for (const std::string& name : names) outputs.push_back(to(path(name), true));
    for (const std::string& file : write_all(outputs)) {
      const std::string bytes = read_bytes(file);
      EXPECT_FALSE(bytes.empty()) << file;
      if (round == 0) first[file] = bytes;
      EXPECT_TRUE(first[file] == bytes) << file << " differs";
    }
    if (round == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  }
  EXPECT_EQ(first.size(), 13U);
}

TEST_F(Output, FormatByDriverNameOrExtension) {
  for (const char* format : {"GeoJSON", "geojson"}) {
    OutputOptions options = to(path("zone.dat"), true);
    options.format = format;
    write_all({options});
    EXPECT_STREQ(open(path("zone.dat"))->GetDriverName(), "GeoJSON");
  }
}

TEST_F(Output, StandardOutput) {
  OutputOptions options = to("-");
  OutputSet set({options});
  set.write(layers());
  testing::internal::CaptureStdout();
  EXPECT_TRUE(set.commit().empty());
  const auto json = nlohmann::json::parse(testing::internal::GetCapturedStdout());
  EXPECT_EQ(json["features"][0]["properties"]["distance_m"], 20000);
}

TEST_F(Output, ManyFeatures) {
  std::vector<Layer> content = layers();
  for (int i = 1; i < 500; ++i) content[0].features.push_back(content[0].features[0]);
  write_all({to(path("z.gpkg")), to(path("z.fgb")), to(path("y.shp"))}, content);
  for (const char* file : {"z.gpkg", "z.fgb", "y.shp"})
    EXPECT_EQ(open(path(file))->GetLayer(0)->GetFeatureCount(), 500) << file;
}

}  // namespace
}  // namespace cordon::test
