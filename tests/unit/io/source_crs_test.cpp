// Every CRS in: the same line must come out at the same place.
#include <fmt/format.h>
#include <ogr_spatialref.h>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/io/layer_crs.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using SourceCrs = IoTest;

bool contains(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// Coordinates from the EPSG guidance note 373-7-2 and from proj's own cs2cs, both to a centimetre.
struct CrsCase {
  const char* crs;
  const char* wkt;
  LonLat first;
  double metres;
};

TEST_F(SourceCrs, ProjectedFeetAndOtherUnits) {
  const std::vector<CrsCase> cases{
      // UTM zone 37N: the origin of northings on the central meridian of 39 degrees.
      {"EPSG:32637", "LINESTRING (500000 0,500000 1000)", {39, 0}, 0.001},
      // New York Long Island in US survey feet: false origin 984,250 ft at 74 W, 40 10' N (NAD83).
      {"EPSG:2263", "LINESTRING (984250 0,984250 1000)", {-74, 40 + 10.0 / 60}, 3},
      // Web Mercator: 10 degrees east on the equator is 10 pi a / 180.
      {"EPSG:3857", "LINESTRING (1113194.90793274 0,1113194.90793274 5000)", {10, 0}, 0.001},
      // ETRS89 / LAEA Europe: false origin at 10 E, 52 N; northing comes first on paper.
      {"EPSG:3035", "LINESTRING (4321000 3210000,4321000 3211000)", {10, 52}, 0.001},
      // Polar stereographic north: central meridian 45 W.
      {"EPSG:3413", "LINESTRING (0 0,0 1000)", {0, 90}, 0.001},
      // NTF (Paris) in grads, meridian of Paris 2.5969213 grads: 2 deg 20' 14.025" E.
      {"EPSG:4807", "LINESTRING (0 52,0.1 52)", {2.33722917, 46.8}, 150}};
  for (const CrsCase& c : cases) {
    make_vector("FlatGeobuf", path("line.fgb"), {{"line", {c.wkt}, c.crs}});
    const Source source = read_source(options_for(path("line.fgb")));
    ASSERT_EQ(source.shape.lines.size(), 1U) << c.crs;
    EXPECT_LE(geodesic_distance(source.shape.lines[0][0], c.first), c.metres) << c.crs;
    EXPECT_TRUE(source.crs.starts_with(c.crs)) << source.crs;
  }
}

TEST_F(SourceCrs, LengthSurvivesUsSurveyFeet) {
  make_vector("ESRI Shapefile", path("feet.shp"),
              {{"feet", {"LINESTRING (984250 200000,984250 203280.8333333)"}, "EPSG:2263"}});
  const Source source = read_source(options_for(path("feet.shp")));
  ASSERT_EQ(source.shape.lines.size(), 1U);
  // 3280.8333 US survey feet are a kilometre; Lambert's scale is within 1e-4 of one here.
  EXPECT_NEAR(path_length(source.shape.lines[0]), 1000, 0.1);
}

TEST(PutEastFirst, SwapsWhatComesNorthFirst) {
  const auto first_vertex = [](const char* name, OSRAxisMappingStrategy strategy) {
    OGRSpatialReference crs;
    crs.SetFromUserInput(name);
    crs.SetAxisMappingStrategy(strategy);
    Parts parts;
    parts.shape.lines = {{{1, 2}, {3, 4}}};
    parts.line_feature = {0};
    parts.features.resize(1);
    parts.extent = {1, 2, 3, 4};
    put_east_first(crs, parts);
    EXPECT_EQ(parts.extent[0], parts.shape.lines[0][0].lon);
    EXPECT_EQ(parts.extent[3], parts.shape.lines[0][1].lat);
    return parts.shape.lines[0][0];
  };
  EXPECT_EQ(first_vertex("EPSG:4326", OAMS_AUTHORITY_COMPLIANT), (LonLat{2, 1}));
  EXPECT_EQ(first_vertex("EPSG:4326", OAMS_TRADITIONAL_GIS_ORDER), (LonLat{1, 2}));
  EXPECT_EQ(first_vertex("OGC:CRS84", OAMS_AUTHORITY_COMPLIANT), (LonLat{1, 2}));
  EXPECT_EQ(first_vertex("EPSG:3035", OAMS_AUTHORITY_COMPLIANT), (LonLat{2, 1}));
  EXPECT_EQ(first_vertex("EPSG:32637", OAMS_AUTHORITY_COMPLIANT), (LonLat{1, 2}));
}

TEST_F(SourceCrs, GmlWithLatitudeFirst) {
  make_vector("GML", path("line.gml"), {{"line", {kLine}, "EPSG:4326"}});
  ASSERT_NE(read_bytes(path("line.gml")).find("35.6 36.5"), std::string::npos);
  const Source source = read_source(options_for(path("line.gml")));
  EXPECT_EQ(source.shape.lines.at(0), kLinePath);
}

TEST_F(SourceCrs, InputCrsIsReadEastFirst) {
  SourceOptions options = options_for(write("utm.csv", "id,WKT\n1,\"POINT (500000 0)\"\n"));
  EXPECT_EQ(refusal(options).code, "no-crs");
  options.input_crs = "EPSG:32637";
  const Source source = read_source(options);
  EXPECT_EQ(source.crs, "EPSG:32637 (WGS 84 / UTM zone 37N)");
  EXPECT_LE(geodesic_distance(source.shape.points.at(0), {39, 0}), 0.001);
}

TEST_F(SourceCrs, InputCrsAgainstTheSourcesOwn) {
  make_vector("GPKG", path("line.gpkg"), {{"line", {kLine}}});
  make_vector("GeoJSON", path("line.geojson"), {{"line", {kLine}}});
  for (const char* file : {"line.gpkg", "line.geojson"}) {
    SourceOptions options = options_for(path(file));
    options.input_crs = "EPSG:32637";
    try {
      read_source(options);
      ADD_FAILURE() << "no error for " << file;
    } catch (const UsageError& error) {
      EXPECT_NE(std::string(error.what()).find("has a CRS of its own"), std::string::npos);
    }
  }
}

TEST_F(SourceCrs, InputCrsRescuesGeoJsonInMetres) {
  SourceOptions options = options_for(
      write("utm.geojson", R"({"type":"LineString","coordinates":[[500000,0],[500000,9000]]})"));
  const Refusal found = refusal(options);
  EXPECT_EQ(found.code, "metres-as-degrees");
  EXPECT_NE(found.advice.find("--input-crs"), std::string::npos);
  options.input_crs = "EPSG:32637";
  EXPECT_LE(geodesic_distance(read_source(options).shape.lines.at(0)[0], {39, 0}), 0.001);
}

TEST_F(SourceCrs, UnknownInputCrs) {
  SourceOptions options = options_for(write("p.csv", "id,WKT\n1,\"POINT (36 35)\"\n"));
  options.input_crs = "EPSG:123456";
  try {
    read_source(options);
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "--input-crs 'EPSG:123456' is not a CRS that PROJ knows");
  }
}

TEST_F(SourceCrs, LegacyCrsMemberIsBelievedWithAWarning) {
  const SourceOptions options = options_for(
      write("old.geojson",
            R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32637"}},
"features":[{"type":"Feature","properties":{},
"geometry":{"type":"LineString","coordinates":[[500000,0],[500000,9000]]}}]})"));
  const Source source = read_source(options);
  ASSERT_EQ(source.findings.size(), 1U);
  EXPECT_EQ(source.findings[0].code, "crs-member");
  EXPECT_NE(source.findings[0].problem.find("EPSG:32637"), std::string::npos);
  EXPECT_LE(geodesic_distance(source.shape.lines.at(0)[0], {39, 0}), 0.001);
}

TEST_F(SourceCrs, LegacyCrsMemberThatContradictsTheCoordinates) {
  const auto with_crs = [&](const char* crs, const char* coordinates) {
    return options_for(
        write("old.geojson", fmt::format(R"({{"type":"FeatureCollection","crs":{},"features":[
{{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString","coordinates":{}}}}}]}})",
                                         crs, coordinates)));
  };
  const char* const utm = R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32637"}})";
  EXPECT_EQ(refusal(with_crs(utm, "[[36.5,35.6],[36.6,35.7]]")).code, "degrees-as-metres");
  const char* const crs84 =
      R"({"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}})";
  EXPECT_EQ(refusal(with_crs(crs84, "[[500000,0],[500000,9000]]")).code, "metres-as-degrees");
  const char* const nonsense = R"({"type":"name","properties":{"name":"EPSG:999999"}})";
  EXPECT_EQ(refusal(with_crs(nonsense, "[[36.5,35.6],[36.6,35.7]]")).code, "unknown-crs-member");
  EXPECT_EQ(refusal(with_crs("null", "[[36.5,35.6],[36.6,35.7]]")).code, "no-crs");
  EXPECT_EQ(warning_codes(with_crs(crs84, "[[36.5,35.6],[36.6,35.7]]")),
            std::vector<std::string>());
}

TEST_F(SourceCrs, HeightsAndVerticalCrsPlayNoPart) {
  make_vector("GPKG", path("z.gpkg"), {{"z", {"LINESTRING Z (36 35 900,37 35 800)"}, "EPSG:4979"}});
  EXPECT_EQ(read_source(options_for(path("z.gpkg"))).shape.lines.at(0), (Path{{36, 35}, {37, 35}}));
  make_vector("GPKG", path("c.gpkg"), {{"c", {"POINT Z (500000 0 900)"}, "EPSG:32637+5773"}});
  EXPECT_LE(geodesic_distance(read_source(options_for(path("c.gpkg"))).shape.points.at(0), {39, 0}),
            0.001);
}

TEST_F(SourceCrs, CoordinatesOutsideTheProjection) {
  make_vector("GPKG", path("far.gpkg"),
              {{"far", {"LINESTRING (4321000 3210000,4321000 1e9)"}, "EPSG:3035"}});
  const Refusal found = refusal(options_for(path("far.gpkg")));
  EXPECT_EQ(found.code, "transform-failed");
  EXPECT_NE(found.problem.find("feature 1"), std::string::npos) << found.problem;
}

TEST_F(SourceCrs, AnUnknownDatumIsMentioned) {
  make_vector("GPKG", path("d.gpkg"),
              {{"d", {"POINT (500000 100000)"}, "+proj=utm +zone=37 +ellps=intl +units=m"}});
  EXPECT_TRUE(contains(warning_codes(options_for(path("d.gpkg"))), "inexact-datum"));
}

TEST_F(SourceCrs, FarFromWhereTheCrsIsUsed) {
  // Easting and northing of a place in Bavaria swapped, Gauss-Krueger zone 4.
  make_vector("GPKG", path("s.gpkg"), {{"s", {"POINT (5400000 4500000)"}, "EPSG:31468"}});
  EXPECT_TRUE(contains(warning_codes(options_for(path("s.gpkg"))), "outside-crs"));
  make_vector("GPKG", path("t.gpkg"), {{"t", {"POINT (4500000 5400000)"}, "EPSG:31468"}});
  EXPECT_FALSE(contains(warning_codes(options_for(path("t.gpkg"))), "outside-crs"));
}

}  // namespace
}  // namespace cordon::test
