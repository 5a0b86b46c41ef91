// Lines over the antimeridian and at the poles, in every way in which they are written.
#include <fmt/format.h>

#include <cmath>

#include "cordon/geodesy/geodesic.hpp"
#include "cordon/io/place_checks.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using SourceAntimeridian = IoTest;
using Strings = std::vector<std::string>;

/// Largest step of longitude, degrees.
double largest_jump(const Path& path) {
  double largest = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    largest = std::max(largest, std::abs(path[i].lon - path[i - 1].lon));
  return largest;
}

TEST_F(SourceAntimeridian, LongitudesFromZeroTo360) {
  make_vector("ESRI Shapefile", path("fiji.shp"),
              {{"fiji", {"LINESTRING (177.5 -17.5,179.5 -17,181.5 -17.2)"}}});
  const Source source = read_source(options_for(path("fiji.shp")));
  EXPECT_EQ(source.shape.lines.at(0), (Path{{177.5, -17.5}, {179.5, -17}, {181.5, -17.2}}));
  EXPECT_TRUE(source.findings.empty());
  make_vector("ESRI Shapefile", path("west.shp"), {{"west", {"LINESTRING (-300 10,-360 11)"}}});
  EXPECT_EQ(warning_codes(options_for(path("west.shp"))), Strings{});
}

TEST_F(SourceAntimeridian, NumbersBeyondAnyMeaningAreRefused) {
  for (const char* lon : {"541", "-541", "720"}) {
    const std::string wkt = fmt::format("LINESTRING (179 10,{} 11)", lon);
    make_vector("FlatGeobuf", path("a.fgb"), {{"a", {wkt}}});
    EXPECT_EQ(refusal(options_for(path("a.fgb"))).code, "out-of-range") << lon;
  }
}

TEST_F(SourceAntimeridian, JumpsAreKeptAndTold) {
  make_vector("GPKG", path("a.gpkg"),
              {{"a", {kLine, "LINESTRING (170 65,-170 66)", "LINESTRING (-170 65,170 66)"}}});
  const Source source = read_source(options_for(path("a.gpkg")));
  EXPECT_EQ(source.shape.lines.at(1), (Path{{170, 65}, {-170, 66}}));
  ASSERT_EQ(source.findings.size(), 1U);
  const Finding& finding = source.findings[0];
  EXPECT_EQ(finding.code, "edge-over-antimeridian");
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_NE(finding.problem.find("feature 2 and 1 more: an edge leads from longitude 170 to -170"),
            std::string::npos)
      << finding.problem;
  EXPECT_NE(finding.advice.find("write 190 instead of -170"), std::string::npos) << finding.advice;

  make_vector("FlatGeobuf", path("b.fgb"), {{"b", {"LINESTRING (-170 65,170 66)"}}});
  const Findings west = inspect(options_for(path("b.fgb"))).layers.at(0).findings;
  ASSERT_EQ(west.size(), 1U);
  EXPECT_NE(west[0].advice.find("write -190 instead of 170"), std::string::npos) << west[0].advice;
}

TEST_F(SourceAntimeridian, NoJumpIsToldWhereThereIsNone) {
  for (const char* wkt :
       {"LINESTRING (170 65,190 66)", "LINESTRING (-170 65,-190 66)", "LINESTRING (0 85,180 85)",
        "MULTILINESTRING ((170 65,180 65.5),(-180 65.5,-170 66))",
        "POLYGON ((-180 -90,-180 -80,0 -70,180 -80,180 -90,-180 -90))"}) {
    make_vector("FlatGeobuf", path("a.fgb"), {{"a", {wkt}}});
    EXPECT_EQ(warning_codes(options_for(path("a.fgb"))), Strings{}) << wkt;
  }
}

/// A line of known places in a CRS whose longitudes PROJ breaks off at the antimeridian.
struct CrsCase {
  const char* name;
  const char* crs;
  const char* wkt;
  Path places;
};

class ProjectedOver : public IoTest, public ::testing::WithParamInterface<CrsCase> {};

TEST_P(ProjectedOver, GoesOnWithoutAJump) {
  const CrsCase& c = GetParam();
  make_vector("GPKG", path("a.gpkg"), {{"a", {c.wkt}, c.crs}});
  const Source source = read_source(options_for(path("a.gpkg")));
  EXPECT_TRUE(source.findings.empty()) << source.findings[0].problem;
  ASSERT_EQ(source.shape.lines.size(), 1U);
  const Path& line = source.shape.lines[0];
  ASSERT_EQ(line.size(), c.places.size());
  EXPECT_LT(largest_jump(line), 180);
  for (std::size_t i = 0; i < line.size(); ++i)
    EXPECT_LE(geodesic_distance(line[i], c.places[i]), 1) << "vertex " << i;
}

// Places by spherical reasoning where the projection has it exactly: meridians of polar CRSs, and
// the scale of a Mercator CRS along its equator (6378137 m a radian).
INSTANTIATE_TEST_SUITE_P(
    Crs, ProjectedOver,
    ::testing::Values(CrsCase{"pacific",
                              "EPSG:3832",
                              "LINESTRING (3228265.2321 0,3339584.7238 0,3450904.2155 0)",
                              {{179, 0}, {180, 0}, {-179, 0}}},
                      CrsCase{"arctic",
                              "EPSG:3995",
                              "LINESTRING (1000 -0,0 0,-1000 0)",
                              {{90, 89.99079}, {0, 90}, {-90, 89.99079}}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(SourceAntimeridian, PolarLineAcrossTheAntimeridian) {
  // 180 degrees lie along +y in the Arctic (EPSG:3995), along -y in the Antarctic (EPSG:3031).
  for (const auto& [crs, sign] :
       std::vector<std::pair<std::string, int>>{{"EPSG:3995", 1}, {"EPSG:3031", -1}}) {
    const std::string wkt =
        fmt::format("LINESTRING (-200000 {0},-1000 {0},1000 {0},200000 {0})", sign * 1000000);
    make_vector("GPKG", path("a.gpkg"), {{"a", {wkt}, crs}});
    const Source source = read_source(options_for(path("a.gpkg")));
    EXPECT_TRUE(source.findings.empty()) << crs;
    EXPECT_LT(largest_jump(source.shape.lines.at(0)), 20) << crs;
    std::filesystem::remove(path("a.gpkg"));
  }
}

TEST_F(SourceAntimeridian, RingAroundThePoleStaysClosed) {
  make_vector("GPKG", path("a.gpkg"),
              {{"a",
                {"POLYGON ((-1e6 -1e6,1e6 -1e6,1e6 1e6,-1e6 1e6,-1e6 -1e6))",
                 "POLYGON ((-1e5 -2e6,1e5 -2e6,1e5 -1.9e6,-1e5 -1.9e6,-1e5 -2e6))"},
                "EPSG:3031"}});
  const Source source = read_source(options_for(path("a.gpkg")));
  ASSERT_EQ(source.shape.areas.size(), 2U);
  const Path& around = source.shape.areas[0].shell;
  EXPECT_EQ(around.front(), around.back());
  const Path& beside = source.shape.areas[1].shell;
  EXPECT_EQ(beside.front(), beside.back());
  EXPECT_LT(largest_jump(beside), 10);
  // With planar edges the ring around the pole cannot be drawn.
  EXPECT_NE(problem_of(source.findings, "edge-over-antimeridian").find("feature 1:"),
            std::string::npos);
}

TEST_F(SourceAntimeridian, OtherGeographicCrsKeepTheirTurn) {
  struct Case {
    const char* crs;
    const char* wkt;
    Path expected;
  };
  const std::vector<Case> cases{
      // NAD83 is taken to WGS84 as it is.
      {"EPSG:4269", "LINESTRING (170 52,190 53)", {{170, 52}, {190, 53}}},
      // Grads from Paris: 200 are 180 degrees and 2 degrees 20' 14" more.
      {"EPSG:4807", "LINESTRING (190 50,205 50)", {{173.3372, 45}, {186.8372, 45}}}};
  for (const Case& c : cases) {
    make_vector("FlatGeobuf", path("a.fgb"), {{"a", {c.wkt}, c.crs}});
    expect_path(c.expected, read_source(options_for(path("a.fgb"))).shape.lines.at(0), 0.005);
  }
}

TEST_F(SourceAntimeridian, PlacesAtAPole) {
  make_vector("GPKG", path("p.gpkg"), {{"p", {"POINT (0 0)"}, "EPSG:3031"}});
  const Source pole = read_source(options_for(path("p.gpkg")));
  ASSERT_EQ(pole.shape.points.size(), 1U);
  EXPECT_NEAR(pole.shape.points[0].lat, -90, 1e-12);
  EXPECT_TRUE(pole.findings.empty());
  make_vector("GPKG", path("q.gpkg"), {{"q", {"LINESTRING (20 70,21 71)"}, "EPSG:3413"}});
  EXPECT_EQ(refusal(options_for(path("q.gpkg"))).code, "degrees-as-metres");
  make_vector("FlatGeobuf", path("l.fgb"), {{"l", {"LINESTRING (20 85,20 90,-160 85)"}}});
  EXPECT_EQ(warning_codes(options_for(path("l.fgb"))), Strings{});
}

TEST(GapsOverTheAntimeridian, EndsOnOtherTurnsTouch) {
  const auto gaps = [](const std::vector<Path>& lines) {
    Shape shape;
    shape.lines = lines;
    return find_gaps(shape);
  };
  EXPECT_TRUE(gaps({{{178, 65}, {180, 65}}, {{-180, 65}, {-178, 65}}}).empty());
  EXPECT_TRUE(gaps({{{178, 65}, {190.1, 65}}, {{-169.9, 65}, {-168, 65}}}).empty());
  EXPECT_TRUE(gaps({{{20, 85}, {20, 90}}, {{-160, 90}, {-160, 85}}}).empty());
  EXPECT_TRUE(gaps({{{0, 80}, {120, 80}, {240, 80}, {360, 80}}, {{0.01, 80}, {5, 75}}}).empty());
  const std::vector<Gap> found = gaps({{{178, 65}, {180, 65}}, {{180.002, 65}, {182, 65}}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].width, 94.3, 0.1);
}

TEST_F(SourceAntimeridian, AtSeaCheckKnowsOtherTurns) {
  // Off Iskenderun, latitude first, in 0-360 longitudes one turn on: on land if swapped.
  make_vector("FlatGeobuf", path("a.fgb"), {{"a", {"LINESTRING (395.0 36.5,395.2 36.2)"}}});
  EXPECT_EQ(warning_codes(options_for(path("a.fgb"))), (Strings{"swapped-axes-likely"}));
}

}  // namespace
}  // namespace cordon::test
