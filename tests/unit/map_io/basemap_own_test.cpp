// Basemaps of one's own: layers, fields, coordinates.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "basemap_files.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

constexpr const char* kSquare = "POLYGON ((36 35,38 35,38 37,36 37,36 35))";
constexpr const char* kFar = "POLYGON ((10 35,12 35,12 37,10 37,10 35))";
constexpr const char* kStream = "LINESTRING (36.5 35.6,36.6 35.7,36.7 35.65)";
constexpr BoundingBox kBox{36.2, 35.2, 37.8, 36.8};

class OwnBasemap : public IoTest {
 protected:
  std::string make(const std::vector<TestLayer>& layers) const {
    std::string file = path("base.gpkg");
    std::filesystem::remove(file);
    make_basemap(file, layers);
    return file;
  }
  Basemap read(const std::vector<TestLayer>& layers, const BoundingBox& box = kBox) const {
    return read_basemap(own(make(layers)), box);
  }
};

std::string wkt_in(const std::string& crs, const std::string& wkt) {
  OGRSpatialReference from, to;
  from.SetFromUserInput("OGC:CRS84");
  to.SetFromUserInput(crs.c_str());
  for (OGRSpatialReference* each : {&from, &to})
    each->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRGeometry* geometry = nullptr;
  OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry);
  const std::unique_ptr<OGRGeometry> owner(geometry);
  const std::unique_ptr<OGRCoordinateTransformation> way(
      OGRCreateCoordinateTransformation(&from, &to));
  if (geometry->transform(way.get()) != OGRERR_NONE) throw std::runtime_error("no " + crs);
  return geometry->exportToWkt();
}

void expect_one_turn(const Shape& shape) {
  for (const Area& area : shape.areas)
    for (std::size_t i = 1; i < area.shell.size(); ++i) {
      EXPECT_LE(std::abs(area.shell[i].lon), 180);
      const bool at_pole = std::abs(area.shell[i].lat) == 90;
      EXPECT_TRUE(at_pole || std::abs(area.shell[i].lon - area.shell[i - 1].lon) <= 180);
    }
}

double area_in_degrees(const Shape& shape) {
  double sum = 0;
  for (const Area& area : shape.areas)
    for (std::size_t i = 1; i < area.shell.size(); ++i)
      sum += area.shell[i - 1].lon * area.shell[i].lat - area.shell[i].lon * area.shell[i - 1].lat;
  return std::abs(sum) / 2;
}

TEST_F(OwnBasemap, LayersAreFoundInAnyCaseAndMayBeMissing) {
  const Basemap basemap = read({{"Rivers", {{kStream, {{"NAME", "Orontes"}}}}},
                                {"LAND", {{kSquare}, {kFar}}},
                                {"roads", {{kStream}}}});
  ASSERT_EQ(basemap.land.size(), 1U);
  ASSERT_EQ(basemap.rivers.size(), 1U);
  EXPECT_EQ(basemap.rivers[0].name, "Orontes");
  expect_path(basemap.rivers[0].shape.lines.at(0), kLinePath, 0);
  EXPECT_TRUE(basemap.lakes.empty() && basemap.borders.empty() && basemap.countries.empty());
  EXPECT_EQ(basemap.credits, std::vector<std::string>{"base.gpkg"});
}

TEST_F(OwnBasemap, AFileOfOneLayerWillDo) {
  const std::string file = write(
      "land.geojson",
      R"({"type":"FeatureCollection","name":"land","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Polygon","coordinates":[[[36,35],[38,35],[38,37],[36,35]]]}}]})");
  EXPECT_EQ(read_basemap(own(file), kBox).land.size(), 1U);
}

TEST_F(OwnBasemap, WithoutLandTheLayersAreListed) {
  make({{"coast", {{kStream}}}, {"lakes", {{kSquare}}}});
  const BasemapRefusal refused = basemap_refusal(path("base.gpkg"));
  EXPECT_EQ(refused.code, "no-land");
  EXPECT_EQ(refused.problem, fmt::format("the basemap '{}' has no layer 'land'; it has 'coast', "
                                         "'lakes'",
                                         path("base.gpkg")));
  EXPECT_EQ(refused.advice,
            "name its layers 'land', 'lakes', 'rivers', 'boundaries', 'disputed', 'provinces', "
            "'countries'; all but 'land' may be missing");
}

TEST_F(OwnBasemap, AnEmptyLandIsRefusedButOpenSeaIsNot) {
  make({{"land", {}}});
  EXPECT_EQ(basemap_refusal(path("base.gpkg")).code, "no-land");
  EXPECT_TRUE(read({{"land", {{kFar}}}, {"lakes", {}}}).land.empty());
}

TEST_F(OwnBasemap, FilesThatCannotBeReadAreRefused) {
  EXPECT_EQ(basemap_refusal(path("missing.gpkg")).code, "not-found");
  EXPECT_EQ(basemap_refusal(write("a.txt", "nothing")).code, "not-vector");
}

TEST_F(OwnBasemap, LayersOfAnotherKindAreRefused) {
  make({{"land", {{kSquare}, {kStream}}}});
  EXPECT_EQ(basemap_refusal(path("base.gpkg")).code, "not-areas");
  EXPECT_EQ(basemap_refusal(path("base.gpkg")).problem,
            fmt::format("'{}', layer 'land', feature 2: no area in a layer that is drawn as areas",
                        path("base.gpkg")));
  make({{"land", {{kSquare}}}, {"rivers", {{kSquare}}}});
  EXPECT_EQ(basemap_refusal(path("base.gpkg")).code, "not-lines");
  make({{"land", {{"POINT (36 35)"}}}});
  EXPECT_EQ(basemap_refusal(path("base.gpkg")).code, "not-areas");
}

TEST_F(OwnBasemap, WhatIsBesideAreasIsLeftOut) {
  const Basemap basemap =
      read({{"land", {{fmt::format("GEOMETRYCOLLECTION ({},{})", kSquare, kStream)}}}});
  ASSERT_EQ(basemap.land.size(), 1U);
  EXPECT_EQ(basemap.land[0].shape.areas.size(), 1U);
  EXPECT_TRUE(basemap.land[0].shape.lines.empty());
}

TEST_F(OwnBasemap, OtherCrsAreTransformed) {
  for (const char* crs : {"EPSG:32637", "EPSG:3857", "EPSG:4258", "EPSG:3035"}) {
    SCOPED_TRACE(crs);
    const Basemap basemap = read({{"land", {{wkt_in(crs, kSquare)}, {wkt_in(crs, kFar)}}, crs},
                                  {"rivers", {{wkt_in(crs, kStream)}}, crs}});
    ASSERT_EQ(basemap.land.size(), 1U);
    ASSERT_EQ(basemap.rivers.size(), 1U);
    expect_path(basemap.rivers[0].shape.lines.at(0), kLinePath, 1e-7);
    const Path square{{36, 35}, {38, 35}, {38, 37}, {36, 37}, {36, 35}};
    expect_path(basemap.land[0].shape.areas.at(0).shell, square, 1e-7);
  }
}

TEST_F(OwnBasemap, PolarCapsAreCutAtTheAntimeridianAndThePole) {
  std::string ring;
  for (int lon = -180; lon < 180; lon += 10) ring += fmt::format("{} -70,", lon);
  ring += "-180 -70";
  for (const BoundingBox& box :
       {BoundingBox{-180, -90, 180, -80}, BoundingBox{170, -75, -170, -69}}) {
    const Basemap basemap =
        read({{"land", {{wkt_in("EPSG:3031", "POLYGON ((" + ring + "))")}}, "EPSG:3031"}}, box);
    ASSERT_EQ(basemap.land.size(), 1U);
    expect_one_turn(basemap.land[0].shape);
    EXPECT_NEAR(area_in_degrees(basemap.land[0].shape), 360 * 20, 0.01);
  }
}

TEST_F(OwnBasemap, LongitudesBeyond180AreCutAndMovedBack) {
  const std::vector<TestLayer> layers{{"land",
                                       {{"POLYGON ((170 -20,190 -20,190 -10,170 -10,170 -20))"},
                                        {"POLYGON ((200 -20,210 -20,210 -10,200 -10,200 -20))"}}},
                                      {"rivers", {{"LINESTRING (175 -15,185 -15)"}}}};
  const Basemap basemap = read(layers, {160, -30, -140, 0});
  ASSERT_EQ(basemap.land.size(), 2U);
  EXPECT_EQ(basemap.land[0].shape.areas.size(), 2U);
  for (const BasemapFeature& land : basemap.land) {
    expect_one_turn(land.shape);
    EXPECT_NEAR(area_in_degrees(land.shape), land.shape.areas.size() * 100.0, 1e-9);
  }
  ASSERT_EQ(basemap.rivers.size(), 1U);
  const std::vector<Path>& lines = basemap.rivers[0].shape.lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], (Path{{175, -15}, {180, -15}}));
  EXPECT_EQ(lines[1], (Path{{-180, -15}, {-175, -15}}));
}

TEST_F(OwnBasemap, WithoutACrsDegreesAreTakenForWhatTheyAre) {
  EXPECT_EQ(read({{"land", {{kSquare}}, ""}}).land.size(), 1U);
  make({{"land", {{wkt_in("EPSG:32637", kSquare)}}, ""}});
  const BasemapRefusal refused = basemap_refusal(path("base.gpkg"));
  EXPECT_EQ(refused.code, "no-crs");
  EXPECT_NE(refused.advice.find("ogr2ogr -a_srs"), std::string::npos);
}

TEST_F(OwnBasemap, MetresThatClaimToBeDegreesAreRefused) {
  make({{"land", {{wkt_in("EPSG:32637", kSquare)}}}});
  const BasemapRefusal refused = basemap_refusal(path("base.gpkg"));
  EXPECT_EQ(refused.code, "metres-as-degrees");
  EXPECT_EQ(refused.advice.find("--input-crs"), std::string::npos);
}

TEST_F(OwnBasemap, CodesOfCountriesComeFromWhatThereIs) {
  const auto country = [&](const std::map<std::string, std::string>& fields) {
    return read({{"land", {{kSquare}}}, {"countries", {{kSquare, fields}}}})
        .countries.at(0)
        .country;
  };
  EXPECT_EQ(country({{"ISO_A2", "SY"}}), "SY");
  EXPECT_EQ(country({{"ISO_A2", "-99"}, {"ISO_A2_EH", "FR"}}), "FR");
  EXPECT_EQ(country({{"ISO_A2", "-99"}, {"ADM0_A3", "NOR"}}), "NO");
  EXPECT_EQ(country({{"ISO_A2", "-99"}, {"ISO_A3", "-99"}, {"ADM0_A3", "KOS"}}), "XK");
  EXPECT_EQ(country({{"iso_a2", "-99"}, {"name", "France"}}), "FR");
  EXPECT_EQ(country({{"iso_a2", "-99"}, {"name", "Somaliland"}, {"adm0_a3", "SOL"}}), "");
  EXPECT_EQ(country({{"iso_a2", "CN-TW"}, {"name", "Taiwan"}}), "");
  EXPECT_EQ(country({}), "");
}

TEST_F(OwnBasemap, BoundariesAreAgreedUnlessTheirClassSaysElse) {
  std::vector<TestFeature> lines;
  for (const char* name :
       {"Disputed (please verify)", "Indefinite (please verify)", "Indeterminant frontier",
        "Line of control (please verify)", "Lease limit", "Overlay limit", "Breakaway",
        "Cease-fire line", "Claim boundary", "International boundary (verify)", "Admin-0 border",
        ""})
    lines.push_back({kStream, {{"featurecla", name}, {"name", name}}});
  const Basemap basemap =
      read({{"land", {{kSquare}}}, {"boundaries", lines}, {"disputed", {{kStream}}}});
  ASSERT_EQ(basemap.borders.size(), 3U);
  EXPECT_EQ(basemap.borders[0].name, "International boundary (verify)");
  EXPECT_EQ(basemap.disputed.size(), 10U);
}

TEST_F(OwnBasemap, RanksAreZoomLevelsWhereThereAreSome) {
  const Basemap basemap = read({{"land", {{kSquare, {{"scalerank", "3"}}}}},
                                {"lakes",
                                 {{kSquare, {{"min_zoom", "6.7"}, {"scalerank", "9"}}},
                                  {kSquare, {{"scalerank", "4"}}},
                                  {kSquare, {{"min_zoom", "x"}}},
                                  {kSquare, {{"scalerank", "100"}}}}}});
  EXPECT_EQ(basemap.land.at(0).rank, 0);
  ASSERT_EQ(basemap.lakes.size(), 3U);
  EXPECT_EQ(basemap.lakes[0].rank, 6.7);
  EXPECT_EQ(basemap.lakes[1].rank, 4);
  EXPECT_EQ(basemap.lakes[2].rank, 0);
}

TEST_F(OwnBasemap, NamesStayAsTheyAre) {
  for (const char* name : {"<script>alert(1)</script>", "Dar`a", "Homs (Hims)", "O'Fallon & Co."}) {
    const Basemap basemap =
        read({{"land", {{kSquare}}}, {"provinces", {{kSquare, {{"name", name}}}}}});
    EXPECT_EQ(basemap.provinces.at(0).name, name);
  }
}

TEST_F(OwnBasemap, DetailThinsEveryLayer) {
  std::string points;
  for (int i = 0; i <= 1000; ++i)
    points += fmt::format("{}{} {}", i == 0 ? "" : ",", 36.5 + i * 0.001, 35.5 + (i % 2) * 1e-4);
  make({{"land", {{kSquare}}}, {"rivers", {{"LINESTRING (" + points + ")"}}}});
  const auto size = [&](double detail) {
    return read_basemap(own(path("base.gpkg")), kBox, detail).rivers.at(0).shape.lines[0].size();
  };
  EXPECT_EQ(size(0), 1001U);
  EXPECT_NEAR(static_cast<double>(size(0.1)), 12, 2);
}

}  // namespace
}  // namespace cordon::test
