// Features one by one, with their attributes.
#include <fmt/format.h>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using SourceByFeature = IoTest;

constexpr const char* kTable = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"North","km":12.5,"people":3000000,"open":true,
 "day":"2018-09-17","seen":"2018-09-17T10:30:05.25+03:00","empty":null},
 "geometry":{"type":"LineString","coordinates":[[36.5,35.6],[36.6,35.7]]}},
{"type":"Feature","properties":{"name":null,"km":7,"people":null,"open":false,"day":null,
 "seen":"2018-09-18T00:00:00Z","empty":null},
 "geometry":null},
{"type":"Feature","properties":{"name":"Süd سراقب","km":null,"people":-4,"open":null,
 "day":"2018-10-15","seen":null,"empty":null},
 "geometry":{"type":"GeometryCollection","geometries":[
  {"type":"Point","coordinates":[36.7,35.8]},
  {"type":"MultiLineString","coordinates":[[[36,35],[36,36]],[[37,35],[37,36]]]},
  {"type":"Polygon","coordinates":[[[36,35],[37,35],[37,36],[36,35]]]}]}}]})";

SourceOptions by_feature(const std::string& path) {
  SourceOptions options = options_for(path);
  options.by_feature = true;
  return options;
}

const Attribute& attribute(const SourceFeature& feature, const std::string& name) {
  for (const Attribute& attribute : feature.attributes)
    if (attribute.name == name) return attribute;
  throw std::runtime_error("no attribute " + name);
}

ValueType type_of(const Source& source, const std::string& name) {
  for (const Column& column : source.columns)
    if (column.name == name) return column.type;
  throw std::runtime_error("no column " + name);
}

void expect_cell(const SourceFeature& feature, const std::string& name, const Value& expected) {
  EXPECT_EQ(attribute(feature, name).value, expected) << "feature " << feature.id << ", " << name;
}

/// All features' shapes one after the other are the whole.
void expect_whole(const Source& source) {
  Shape sum;
  for (const SourceFeature& feature : source.by_feature) {
    const Shape& shape = feature.shape;
    sum.points.insert(sum.points.end(), shape.points.begin(), shape.points.end());
    sum.lines.insert(sum.lines.end(), shape.lines.begin(), shape.lines.end());
    sum.areas.insert(sum.areas.end(), shape.areas.begin(), shape.areas.end());
  }
  EXPECT_EQ(sum.points, source.shape.points);
  EXPECT_EQ(sum.lines, source.shape.lines);
  ASSERT_EQ(sum.areas.size(), source.shape.areas.size());
  for (std::size_t i = 0; i < sum.areas.size(); ++i) {
    EXPECT_EQ(sum.areas[i].shell, source.shape.areas[i].shell);
    EXPECT_EQ(sum.areas[i].holes, source.shape.areas[i].holes);
  }
}

TEST_F(SourceByFeature, TypesNullsAndShapes) {
  const std::string json = write("table.geojson", kTable);
  for (const auto& [driver, file] : std::vector<std::pair<std::string, std::string>>{
           {"GeoJSON", "copy.geojson"}, {"GPKG", "a.gpkg"}, {"SQLite", "a.sqlite"}}) {
    SCOPED_TRACE(driver);
    convert(json, driver, path(file), {"-nlt", "GEOMETRY"});
    const Source source = read_source(by_feature(path(file)));
    ASSERT_EQ(source.by_feature.size(), 3U);
    const SourceFeature& first = source.by_feature[0];
    const SourceFeature& second = source.by_feature[1];
    const SourceFeature& third = source.by_feature[2];
    expect_cell(first, "name", std::string("North"));
    expect_cell(second, "name", Value());
    expect_cell(third, "name", std::string("Süd سراقب"));
    expect_cell(first, "km", 12.5);
    expect_cell(second, "km", 7.0);
    expect_cell(third, "km", Value());
    expect_cell(first, "people", std::int64_t{3000000});
    expect_cell(second, "people", Value());
    expect_cell(third, "people", std::int64_t{-4});
    expect_cell(first, "open", std::int64_t{1});
    expect_cell(second, "open", std::int64_t{0});
    expect_cell(third, "open", Value());
    expect_cell(first, "day", std::string("2018-09-17"));
    expect_cell(third, "day", std::string("2018-10-15"));
    expect_cell(second, "seen", std::string("2018-09-18T00:00:00Z"));
    EXPECT_EQ(type_of(source, "km"), ValueType::real);
    EXPECT_EQ(type_of(source, "people"), ValueType::integer);
    EXPECT_EQ(type_of(source, "open"), ValueType::integer);
    EXPECT_EQ(type_of(source, "seen"), ValueType::text);
    for (const SourceFeature& feature : source.by_feature) {
      expect_cell(feature, "empty", Value());
      EXPECT_EQ(feature.attributes.size(), source.columns.size());
    }
    EXPECT_TRUE(is_empty(second.shape));
    EXPECT_EQ(first.shape.lines.size(), 1U);
    EXPECT_EQ(third.shape.points, (Path{{36.7, 35.8}}));
    EXPECT_EQ(third.shape.lines.size(), 2U);
    EXPECT_EQ(third.shape.areas.size(), 1U);
    expect_whole(source);
  }
}

TEST_F(SourceByFeature, TimesWithTheirZones) {
  const Source source = read_source(by_feature(write("table.geojson", kTable)));
  expect_cell(source.by_feature[0], "seen", std::string("2018-09-17T10:30:05.250+03:00"));
}

TEST_F(SourceByFeature, FormatsThatHoldOneKindOfGeometry) {
  const std::string json = write("table.geojson", kTable);
  for (const auto& [driver, file] : std::vector<std::pair<std::string, std::string>>{
           {"ESRI Shapefile", "a.shp"}, {"FlatGeobuf", "a.fgb"}}) {
    SCOPED_TRACE(driver);
    convert(json, driver, path(file),
            {"-where", "name = 'North'", "-select", "name,km,people,day,empty"});
    const Source source = read_source(by_feature(path(file)));
    ASSERT_EQ(source.by_feature.size(), 1U);
    EXPECT_EQ(source.by_feature[0].id, 0);
    expect_cell(source.by_feature[0], "km", 12.5);
    expect_cell(source.by_feature[0], "people", std::int64_t{3000000});
    if (driver == "ESRI Shapefile")  // the other has no days
      expect_cell(source.by_feature[0], "day", std::string("2018-09-17"));
    expect_cell(source.by_feature[0], "empty", Value());
    expect_whole(source);
  }
}

TEST_F(SourceByFeature, ColumnsOfNullsKeepTheirType) {
  convert(
      write("table.geojson", kTable), "GPKG", path("a.gpkg"),
      {"-nlt", "GEOMETRY", "-sql",
       "SELECT CAST(NULL AS float) AS r, CAST(NULL AS integer) AS i FROM \"table\"", "-nln", "a"});
  const Source source = read_source(by_feature(path("a.gpkg")));
  EXPECT_EQ(type_of(source, "r"), ValueType::real);
  EXPECT_EQ(type_of(source, "i"), ValueType::integer);
  expect_cell(source.by_feature[0], "r", Value());
}

TEST_F(SourceByFeature, ListsAreJson) {
  const Source source = read_source(
      by_feature(write("list.geojson", R"({"type":"Feature","properties":{"words":["a","b\"c"],
"numbers":[1.5,2],"nested":{"a":[1]}},"geometry":{"type":"Point","coordinates":[36,35]}})")));
  ASSERT_EQ(source.by_feature.size(), 1U);
  const auto text = [&](const char* name) {
    std::string json = std::get<std::string>(attribute(source.by_feature[0], name).value);
    std::erase(json, ' ');
    return json;
  };
  EXPECT_EQ(text("words"), R"(["a","b\"c"])");
  EXPECT_EQ(text("nested"), R"({"a":[1]})");
  EXPECT_EQ(text("numbers").substr(0, 4), "[1.5");
}

TEST_F(SourceByFeature, WktIsNoAttribute) {
  SourceOptions options =
      by_feature(write("a.csv", fmt::format("id,WKT,name\n7,\"{}\",front\n", kLine)));
  options.input_crs = "EPSG:4326";
  const Source source = read_source(options);
  ASSERT_EQ(source.columns.size(), 2U);
  expect_cell(source.by_feature.at(0), "id", std::int64_t{7});
  expect_cell(source.by_feature.at(0), "name", std::string("front"));
}

TEST_F(SourceByFeature, OnlyWhatWhereLetsPass) {
  make_vector("GPKG", path("a.gpkg"), {{"a", {kLine, "POINT (36 35)", kLine}}});
  SourceOptions options = by_feature(path("a.gpkg"));
  options.where = "name <> 'f1'";
  const Source source = read_source(options);
  ASSERT_EQ(source.by_feature.size(), 2U);
  EXPECT_EQ(source.by_feature[0].id, 1);
  EXPECT_EQ(source.by_feature[1].id, 3);
  expect_whole(source);
}

TEST_F(SourceByFeature, NothingUnlessAskedFor) {
  const Source source = read_source(options_for(write("table.geojson", kTable)));
  EXPECT_TRUE(source.columns.empty());
  EXPECT_TRUE(source.by_feature.empty());
  EXPECT_EQ(source.features, 3U);
}

}  // namespace
}  // namespace cordon::test
