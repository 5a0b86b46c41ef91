// Areas to clip, erase and divide with: what is read, and what is repaired.
#include "cordon/io/area_source.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <cmath>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using AreaFile = IoTest;
using Strings = std::vector<std::string>;

struct Row {
  std::string name;  ///< JSON: "\"a\"", "null", "3"
  std::string wkt;
};

/// A GeoJSON text of rows with a field `holder`.
std::string rows_json(const std::vector<Row>& rows) {
  std::string features;
  for (const Row& row : rows) {
    OGRGeometry* geometry = nullptr;
    if (OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry) != OGRERR_NONE)
      throw std::runtime_error("bad WKT " + row.wkt);
    const OGRGeometryUniquePtr owner(geometry);
    char* json = geometry->exportToJson();
    features += fmt::format(R"({}{{"type":"Feature","properties":{{"holder":{}}},"geometry":{}}})",
                            features.empty() ? "" : ",", row.name, json);
    CPLFree(json);
  }
  return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", features);
}

Strings codes(const Findings& findings) {
  Strings found;
  for (const Finding& finding : findings) found.push_back(finding.code);
  return found;
}

/// Area of all areas in square degrees of longitude/latitude as drawn.
double drawn_area(const std::vector<Area>& areas) {
  const auto ring = [](const Path& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i)
      sum += path[i - 1].lon * path[i].lat - path[i].lon * path[i - 1].lat;
    return std::abs(sum) / 2;
  };
  double sum = 0;
  for (const Area& area : areas) {
    sum += ring(area.shell);
    for (const Path& hole : area.holes) sum -= ring(hole);
  }
  return sum;
}

/// On the ellipsoid, m2.
double true_area(const std::vector<Area>& areas) {
  double sum = 0;
  for (const Area& area : areas) {
    sum += std::abs(ring_area(area.shell));
    for (const Path& hole : area.holes) sum -= std::abs(ring_area(hole));
  }
  return sum;
}

constexpr const char* kSquare = "POLYGON ((36 35,37 35,37 36,36 36,36 35))";

TEST_F(AreaFile, AllAreasUnderNoName) {
  const AreaSource source = read_areas(options_for(write(
      "a.geojson",
      rows_json(
          {{"\"x\"", kSquare},
           {"\"y\"", "MULTIPOLYGON (((38 35,39 35,39 36,38 35)),((40 35,41 35,41 36,40 35)))"}}))));
  ASSERT_EQ(source.areas.size(), 1U);
  EXPECT_EQ(source.areas[0].name, "");
  EXPECT_EQ(source.areas[0].areas.size(), 3U);
  EXPECT_EQ(source.areas[0].areas[0].shell,
            (Path{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}}));
  EXPECT_EQ(source.features, 2U);
  EXPECT_EQ(source.driver, "GeoJSON");
  EXPECT_EQ(source.crs, "EPSG:4326 (WGS 84)");
  EXPECT_EQ(source.sha256.size(), 64U);
  EXPECT_TRUE(source.findings.empty());
}

TEST_F(AreaFile, ByFieldInTheOrderOfTheFile) {
  const std::string json = rows_json({{"\"Türkiye\"", kSquare},
                                      {"\"سوريا\"", "POLYGON ((38 35,39 35,39 36,38 35))"},
                                      {"null", "POLYGON ((40 35,41 35,41 36,40 35))"},
                                      {"\"Türkiye\"", "POLYGON ((42 35,43 35,43 36,42 35))"},
                                      {"\"  \"", "POLYGON ((44 35,45 35,45 36,44 35))"}});
  const std::string file = write("a.geojson", json);
  for (const auto& [driver, copy] : std::vector<std::pair<std::string, std::string>>{
           {"GeoJSON", "b.geojson"}, {"ESRI Shapefile", "b.shp"}, {"GPKG", "b.gpkg"}}) {
    SCOPED_TRACE(driver);
    convert(file, driver, path(copy),
            driver == "ESRI Shapefile" ? Strings{"-lco", "ENCODING=UTF-8"} : Strings{});
    const AreaSource source = read_areas(options_for(path(copy)), "holder");
    ASSERT_EQ(source.areas.size(), 3U);
    EXPECT_EQ(source.areas[0].name, "Türkiye");
    EXPECT_EQ(source.areas[1].name, "سوريا");
    EXPECT_EQ(source.areas[2].name, kNoName);
    EXPECT_EQ(source.areas[0].areas.size(), 2U);
    EXPECT_EQ(source.areas[1].areas.size(), 1U);
    EXPECT_EQ(source.areas[2].areas.size(), 2U);
    EXPECT_EQ(codes(source.findings), (Strings{"no-name"}));
    EXPECT_NE(source.findings[0].problem.find("and 1 more"), std::string::npos);
  }
}

TEST_F(AreaFile, NumbersNameAreasToo) {
  const AreaSource source = read_areas(
      options_for(write("a.geojson", rows_json({{"3", kSquare}, {"12", kSquare}}))), "HOLDER");
  ASSERT_EQ(source.areas.size(), 2U);
  EXPECT_EQ(source.areas[0].name, "3");
  EXPECT_EQ(source.areas[1].name, "12");
}

TEST_F(AreaFile, UnknownFieldSuggestsTheOneThatWasMeant) {
  const std::string file = write("a.geojson", rows_json({{"\"x\"", kSquare}}));
  try {
    read_areas(options_for(file), "holdre");
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("no field 'holdre'; it has 'holder'"),
              std::string::npos)
        << error.what();
    EXPECT_EQ(error.advice(), "did you mean 'holder'?");
  }
  EXPECT_THROW(read_areas(options_for(file), "population"), UsageError);
}

TEST_F(AreaFile, UnknownLayer) {
  make_vector("GPKG", path("a.gpkg"), {{"areas", {kSquare}}});
  SourceOptions options = options_for(path("a.gpkg"));
  options.layer_option = "--clip FILE:LAYER";
  const auto advice = [&] {
    try {
      read_areas(options);
    } catch (const Error& error) {
      return error.advice();
    }
    return std::string();
  };
  options.layer = "area";
  EXPECT_EQ(advice(), "did you mean 'areas'?");
  options.layer = "rivers";
  EXPECT_EQ(advice(), "choose one of them with --clip FILE:LAYER");
  make_vector("GPKG", path("b.gpkg"), {{"areas", {kSquare}, ""}});
  options = options_for(path("b.gpkg"));
  EXPECT_NE(advice().find("--input-crs"), std::string::npos);
  options.crs_option.clear();
  EXPECT_EQ(advice().find("--input-crs"), std::string::npos);
}

std::string refusal_code(const SourceOptions& options) {
  try {
    read_areas(options);
  } catch (const FindingError& error) {
    return error.code();
  }
  return {};
}

TEST_F(AreaFile, LinesAndPointsAreNoAreas) {
  for (const char* wkt : {"LINESTRING (36 35,37 35,37 36,36 35)", "POINT (36 35)"}) {
    const std::string file =
        write("a.geojson", rows_json({{"\"x\"", kSquare}, {"\"y\"", wkt}, {"\"z\"", wkt}}));
    try {
      read_areas(options_for(file));
      FAIL() << "no error";
    } catch (const FindingError& error) {
      EXPECT_EQ(error.code(), "not-areas");
      EXPECT_NE(std::string(error.what()).find("feature 1 and 1 more"), std::string::npos)
          << error.what();
    }
  }
  EXPECT_EQ(refusal_code(options_for(path("missing.shp"))), "not-found");
  make_vector("ESRI Shapefile", path("no.shp"), {{"no", {kSquare}, ""}});
  EXPECT_EQ(refusal_code(options_for(path("no.shp"))), "no-crs");
  make_vector("GPKG", path("m.gpkg"), {{"m", {kSquare}, "EPSG:32637"}});
  EXPECT_EQ(refusal_code(options_for(path("m.gpkg"))), "degrees-as-metres");
}

TEST_F(AreaFile, RemnantsOfAnOverlayAreLeftOutAloud) {
  const AreaSource source = read_areas(options_for(write(
      "a.geojson", rows_json({{"1", fmt::format("GEOMETRYCOLLECTION ({},LINESTRING (37 35,38 35))",
                                                kSquare)}}))));
  EXPECT_EQ(source.areas[0].areas.size(), 1U);
  EXPECT_EQ(codes(source.findings), (Strings{"stray-geometry"}));
}

/// An invalid area, the area of what it is repaired to (square degrees), and what is said of it.
struct RepairCase {
  const char* name;
  const char* wkt;
  double area;
  std::size_t parts;
  const char* words;
};

class AreaRepair : public IoTest, public ::testing::WithParamInterface<RepairCase> {};

TEST_P(AreaRepair, GivesTheAreaThatWasMeant) {
  const RepairCase& c = GetParam();
  const AreaSource source = read_areas(
      options_for(write("a.geojson", rows_json({{"1", kSquare}, {"2", c.wkt}, {"3", c.wkt}}))),
      "holder");
  ASSERT_EQ(source.areas.size(), 3U);
  EXPECT_EQ(source.areas[0].areas[0].shell,
            (Path{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}}));
  EXPECT_NEAR(drawn_area(source.areas[1].areas), c.area, 1e-9);
  EXPECT_EQ(source.areas[1].areas.size(), c.parts);
  const std::string problem = problem_of(source.findings, "repaired-area");
  EXPECT_NE(problem.find("feature 1 and 1 more"), std::string::npos) << problem;
  EXPECT_NE(problem.find(c.words), std::string::npos) << problem;
}

INSTANTIATE_TEST_SUITE_P(
    Rings, AreaRepair,
    ::testing::Values(
        RepairCase{"bow_tie", "POLYGON ((10 10,12 12,12 10,10 12,10 10))", 2, 2,
                   "Self-intersection near 11, 11"},
        RepairCase{"hole_outside",
                   "POLYGON ((10 10,12 10,12 12,10 12,10 10),(20 20,21 20,21 21,20 20))", 4.5, 2,
                   "Hole lies outside shell near 20, 20"},
        RepairCase{"hole_over_the_edge",
                   "POLYGON ((10 10,12 10,12 12,10 12,10 10),(11 11,13 11,13 11.5,11 11.5,11 11))",
                   3.5, 1, "Self-intersection"},
        RepairCase{"same_hole_twice",
                   "POLYGON ((10 10,12 10,12 12,10 12,10 10),(11 11,11.5 11,11 11.5,11 11),"
                   "(11 11,11.5 11,11 11.5,11 11))",
                   4 - 0.125, 1, "Self-intersection"},
        RepairCase{"nested_holes",
                   "POLYGON ((10 10,14 10,14 14,10 14,10 10),(11 11,13 11,13 13,11 13,11 11),"
                   "(11.5 11.5,12 11.5,12 12,11.5 11.5))",
                   12, 1, "Holes are nested"},
        RepairCase{"spike", "POLYGON ((10 10,12 10,12 12,14 12,12 12,10 12,10 10))", 4, 1,
                   "Self-intersection"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(AreaFile, UnclosedRingsAreClosedAloud) {
  SourceOptions options =
      options_for(write("a.csv", "id,WKT\n1,\"POLYGON ((36 35,37 35,37 36,36 36))\"\n"));
  options.input_crs = "EPSG:4326";
  const AreaSource source = read_areas(options);
  EXPECT_EQ(codes(source.findings), (Strings{"unclosed-ring"}));
  EXPECT_NEAR(drawn_area(source.areas[0].areas), 1, 1e-12);
}

TEST_F(AreaFile, HolesOfNoShell) {
  const std::string file = write("a.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[],
 [[36,35],[37,35],[37,36],[36,35]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[
 [[36,35],[37,35],[37,36],[36,35]]]}}]})");
  const AreaSource source = read_areas(options_for(file));
  EXPECT_NEAR(drawn_area(source.areas[0].areas), 0.5, 1e-12);
}

TEST_F(AreaFile, RingsThatEncloseNothing) {
  const AreaSource source = read_areas(
      options_for(write("a.geojson", rows_json({{"1", kSquare},
                                                {"2", "POLYGON ((36 35,37 36,36 35))"},
                                                {"3", "POLYGON ((36 35,38 35,37 35,36 35))"}}))));
  EXPECT_EQ(codes(source.findings), (Strings{"collapsed-area"}));
  EXPECT_EQ(source.areas[0].areas.size(), 1U);
  EXPECT_EQ(refusal_code(options_for(
                write("b.geojson", rows_json({{"2", "POLYGON ((36 35,38 35,37 35,36 35))"}})))),
            "no-areas");
}

/// The same bow tie of 2 by 1 degrees over the antimeridian, written in three ways.
TEST_F(AreaFile, RepairsOverTheAntimeridianInOnePiece) {
  for (const char* wkt : {"POLYGON ((179 10,181 11,181 10,179 11,179 10))",
                          "POLYGON ((179 10,-179 11,-179 10,179 11,179 10))",
                          "POLYGON ((-181 10,-179 11,-179 10,-181 11,-181 10))"}) {
    SCOPED_TRACE(wkt);
    convert(write("a.geojson", rows_json({{"1", wkt}})), "GPKG", path("a.gpkg"), {"-overwrite"});
    const AreaSource source = read_areas(options_for(path("a.gpkg")));
    EXPECT_NE(problem_of(source.findings, "repaired-area").find("180, 10.5"), std::string::npos)
        << problem_of(source.findings, "repaired-area");
    EXPECT_NEAR(drawn_area(source.areas[0].areas), 1, 1e-12);
    EXPECT_EQ(source.areas[0].areas.size(), 2U);
    std::filesystem::remove(path("a.gpkg"));
  }
}

TEST_F(AreaFile, ValidAreasOverTheAntimeridianStayAsTheyAre) {
  for (const char* wkt : {"POLYGON ((179 10,181 10,181 11,179 11,179 10),(179.5 10.2,-179.5 "
                          "10.2,180 10.8,179.5 10.2))",
                          "POLYGON ((179 10,-179 10,-179 11,179 11,179 10),(-179.9 10.2,-179.5 "
                          "10.2,-179.7 10.8,-179.9 "
                          "10.2))",
                          "POLYGON ((350 10,10 10,10 11,350 11,350 10))"}) {
    make_vector("FlatGeobuf", path("a.fgb"), {{"a", {wkt}}});
    const AreaSource source = read_areas(options_for(path("a.fgb")));
    EXPECT_TRUE(source.findings.empty()) << wkt;
    ASSERT_EQ(source.areas[0].areas.size(), 1U) << wkt;
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry);
    const OGRGeometryUniquePtr owner(geometry);
    const OGRLinearRing& shell = *geometry->toPolygon()->getExteriorRing();
    for (int i = 0; i < shell.getNumPoints(); ++i)
      EXPECT_EQ(source.areas[0].areas[0].shell[static_cast<std::size_t>(i)],
                (LonLat{shell.getX(i), shell.getY(i)}));
  }
}

/// A cap around the south pole with a bow tie in its rim, in degrees.
TEST_F(AreaFile, RingsAroundAPole) {
  std::string ring;
  for (int lon = -180; lon < 180; lon += 10) ring += fmt::format("{} -70,", lon);
  const std::string valid = fmt::format("POLYGON (({}180 -70,-180 -70))", ring);
  const std::string closed_by_turn = fmt::format("POLYGON (({}180 -70))", ring);
  const std::string crossed = fmt::format("POLYGON (({}-140 -60,-150 -60,-180 -70))", ring);
  const auto read = [&](const std::string& wkt) {
    make_vector("FlatGeobuf", path("a.fgb"), {{"a", {wkt}}});
    return read_areas(options_for(path("a.fgb")));
  };
  const AreaSource cap = read(valid);
  EXPECT_TRUE(cap.findings.empty()) << cap.findings[0].problem;
  const double area = true_area(cap.areas[0].areas);
  EXPECT_GT(area, 1.4e13);
  EXPECT_LT(area, 1.6e13);
  EXPECT_TRUE(read(closed_by_turn).findings.empty()) << read(closed_by_turn).findings[0].problem;
  const AreaSource repaired = read(crossed);
  EXPECT_EQ(codes(repaired.findings), (Strings{"repaired-area"}));
  double largest = 0;
  for (const Area& part : repaired.areas[0].areas)
    largest = std::max(largest, std::abs(ring_area(part.shell)));
  EXPECT_NEAR(largest, area, 0.1 * area);
}

TEST_F(AreaFile, AntarcticaInPolarStereographic) {
  // A square of 2,000 km around the pole with a square hole, its shell drawn twice over one corner.
  const char* const valid =
      "POLYGON ((-1e6 -1e6,1e6 -1e6,1e6 1e6,-1e6 1e6,-1e6 -1e6),"
      "(-1e5 -1e5,-1e5 1e5,1e5 1e5,1e5 -1e5,-1e5 -1e5))";
  const char* const crossed =
      "POLYGON ((-1e6 -1e6,1e6 -1e6,1e6 1e6,-1e6 1e6,-1e6 -1.1e6,-1.1e6 -1e6,-1e6 -1e6),"
      "(-1e5 -1e5,-1e5 1e5,1e5 1e5,1e5 -1e5,-1e5 -1e5))";
  make_vector("GPKG", path("a.gpkg"), {{"a", {valid}, "EPSG:3031"}, {"b", {crossed}, "EPSG:3031"}});
  SourceOptions options = options_for(path("a.gpkg"));
  options.layer = "a";
  const AreaSource whole = read_areas(options);
  EXPECT_TRUE(whole.findings.empty());
  ASSERT_EQ(whole.areas[0].areas.size(), 1U);
  EXPECT_EQ(whole.areas[0].areas[0].shell.front(), whole.areas[0].areas[0].shell.back());
  // 4e12 - 4e10 m2 on the plane; its scale there is 0.97 to 0.98.
  EXPECT_NEAR(true_area(whole.areas[0].areas), 4.2e12, 0.1e12);
  options.layer = "b";
  const AreaSource repaired = read_areas(options);
  EXPECT_EQ(codes(repaired.findings), (Strings{"repaired-area"}));
  EXPECT_NE(repaired.findings[0].problem.find("Self-intersection near -1000000"), std::string::npos)
      << repaired.findings[0].problem;
  EXPECT_NEAR(true_area(repaired.areas[0].areas), true_area(whole.areas[0].areas), 0.05e12);
}

TEST_F(AreaFile, CutAtTheAntimeridianWithAPole) {
  // As Natural Earth draws Antarctica: along the antimeridian to the pole and along it back.
  make_vector(
      "FlatGeobuf", path("a.fgb"),
      {{"a", {"POLYGON ((-180 -90,-180 -80,-90 -70,0 -75,90 -70,180 -80,180 -90,-180 -90))"}}});
  const AreaSource source = read_areas(options_for(path("a.fgb")));
  EXPECT_TRUE(source.findings.empty());
  EXPECT_EQ(source.areas[0].areas.at(0).shell.size(), 8U);
}

TEST_F(AreaFile, EdgesOfHalfATurnStayAsTheyAreDrawn) {
  make_vector("FlatGeobuf", path("a.fgb"),
              {{"a",
                {"POLYGON ((-90 0,90 0,90 10,-90 10,-90 0))",
                 "POLYGON ((-90 20,90 30,90 20,-90 30,-90 20))"}}});
  const AreaSource source = read_areas(options_for(path("a.fgb")));
  EXPECT_EQ(codes(source.findings), (Strings{"repaired-area"}));
  EXPECT_NE(source.findings[0].problem.find("near 0, 25"), std::string::npos);
  EXPECT_NEAR(drawn_area(source.areas[0].areas), 1800 + 900, 1e-9);
}

TEST_F(AreaFile, AnyCrs) {
  make_vector("ESRI Shapefile", path("utm.shp"),
              {{"utm",
                {"POLYGON ((500000 0,600000 0,600000 100000,500000 100000,500000 0))"},
                "EPSG:32637"}});
  const AreaSource source = read_areas(options_for(path("utm.shp")));
  EXPECT_EQ(source.crs, "EPSG:32637 (WGS 84 / UTM zone 37N)");
  EXPECT_LE(geodesic_distance(source.areas[0].areas.at(0).shell.at(0), {39, 0}), 1e-3);
}

}  // namespace
}  // namespace cordon::test
