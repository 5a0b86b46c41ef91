// Places from tables and layers: what is read, and what is said of bad ones.
#include "cordon/io/place_table.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using Strings = std::vector<std::string>;

class PlaceFile : public IoTest {
 protected:
  PlaceOptions options(const std::string& file) const {
    PlaceOptions out;
    out.source = options_for(file);
    return out;
  }
  PlaceOptions table(std::string_view text, const std::string& name = "places.csv") const {
    return options(write(name, text));
  }
};

Refusal place_refusal(const PlaceOptions& options) {
  try {
    read_places(options);
  } catch (const FindingError& error) {
    return {error.code(), error.what(), error.advice()};
  }
  return {};
}

Strings codes(const PlaceTable& table) {
  Strings found;
  for (const Finding& finding : table.findings) found.push_back(finding.code);
  return found;
}

void expect_words(const std::string& text, const Strings& words) {
  for (const std::string& word : words) EXPECT_NE(text.find(word), std::string::npos) << text;
}

TEST_F(PlaceFile, ColumnsAreFoundByUsualNamesInAnyCase) {
  const Strings headings{
      "name,lat,lon", "Name,LATITUDE,Longitude", "place,Lat,Lng",       "TOWN,lat,long",
      "village,y,x",  "asciiname,Latitude,LON",  "city,point_y,point_x"};
  for (const std::string& heading : headings) {
    const PlaceTable read = read_places(table(heading + "\nSaraqib,35.86,36.80\n"));
    ASSERT_EQ(read.rows.size(), 1U) << heading;
    EXPECT_EQ(read.rows[0].place, (LonLat{36.80, 35.86})) << heading;
    EXPECT_EQ(read.rows[0].name, "Saraqib") << heading;
    EXPECT_EQ(read.rows[0].number, 2) << heading;
    EXPECT_EQ(read.counted, "row");
    EXPECT_EQ(read.crs, "EPSG:4326 (WGS 84)");
    EXPECT_EQ(read.sha256.size(), 64U);
  }
}

TEST_F(PlaceFile, SeparatorsQuotesAndSigns) {
  const PlaceTable read = read_places(
      table("\xef\xbb\xbfname;lat;lon;note\n\"a; b\";+35.5 ; 36;\"x\ny\"\nc;-1e1;190;\n"));
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].name, "a; b");
  EXPECT_EQ(read.rows[0].place, (LonLat{36, 35.5}));
  EXPECT_EQ(read.rows[1].place, (LonLat{-170, -10}));
  EXPECT_EQ(read.rows[1].number, 3);
}

TEST_F(PlaceFile, ColumnsCanBeNamed) {
  PlaceOptions named = table("name,lat,lon,a,b,label\nn,1,2,35,36,m\n");
  named.lat_field = "A";
  named.lon_field = "b";
  named.name_field = "label";
  const PlaceTable read = read_places(named);
  EXPECT_EQ(read.rows[0].place, (LonLat{36, 35}));
  EXPECT_EQ(read.rows[0].name, "m");
  EXPECT_EQ(read.name_column, "label");
  named.lat_field = "latt";
  try {
    read_places(named);
    FAIL();
  } catch (const UsageError& error) {
    expect_words(error.what(), {"--lat-field", "'latt'", "places.csv"});
    expect_words(error.advice(), {"'lat'"});
  }
  named.lat_field.clear();
  EXPECT_THROW(read_places(named), UsageError);  // one without the other
}

TEST_F(PlaceFile, ValuesHaveTypesAndKeepTheirZeros) {
  const PlaceTable read = read_places(table(
      "name,lat,lon,people,share,code,day\na,35,36,1200,0.5,007,2018-09-17\nb,35,36,,1,010,\n"));
  const auto column = [&](const char* name) { return named_column(read, name, "--keep"); };
  EXPECT_EQ(read.columns[column("people")].type, ValueType::integer);
  EXPECT_EQ(read.rows[0].values[column("PEOPLE")], Value(std::int64_t{1200}));
  EXPECT_EQ(read.rows[1].values[column("people")], Value());
  EXPECT_EQ(read.rows[0].values[column("share")], Value(0.5));
  EXPECT_EQ(read.rows[0].values[column("code")], Value("007"));
  EXPECT_EQ(read.rows[0].values[column("day")], Value("2018-09-17"));
  EXPECT_EQ(find_column(read.columns, {"population", "people"}), column("people"));
  EXPECT_EQ(find_column(read.columns, {"population"}), std::nullopt);
}

TEST_F(PlaceFile, ATextFarBelowNumbersIsStillSeen) {
  std::string text = "name,lat,lon,code\n";  // beyond the megabyte that OGR looks at for types
  for (int i = 0; i < 60'000; ++i) text += fmt::format("place {},35.5,36.5,{}\n", i, i);
  const PlaceOptions good = table(text);
  EXPECT_EQ(read_places(good).columns[3].type, ValueType::integer);
  EXPECT_EQ(read_places(table(text + "x,35.5,36.5,none\n")).rows.back().values[3], Value("none"));
  const Refusal bad = place_refusal(table(text + "x,\"35,5\",36.5,1\n"));
  EXPECT_EQ(bad.code, "decimal-comma");
  expect_words(bad.problem, {"row 60002", "'35,5'"});
}

TEST_F(PlaceFile, TheBoxLeavesOutTheRest) {
  PlaceOptions boxed = table("name,lat,lon\na,0,179\nb,0,-179\nc,0,0\nd,50,179\n");
  boxed.box = {178, -10, -178, 10};
  const PlaceTable read = read_places(boxed);
  EXPECT_EQ(read.read, 4U);
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[1].name, "b");
}

TEST_F(PlaceFile, OtherFormatsAndSystems) {
  const PlaceOptions csv = table("name,lat,lon\nSaraqib,35.86,36.80\nIdlib,35.93,36.63\n");
  for (const auto& [driver, file] :
       std::vector<std::pair<std::string, std::string>>{{"XLSX", "t.xlsx"}, {"ODS", "t.ods"}}) {
    convert(csv.source.path, driver, path(file));  // a sheet of nothing but texts
    const PlaceTable read = read_places(options(path(file)));
    ASSERT_EQ(read.rows.size(), 2U) << driver;
    EXPECT_EQ(read.rows[1].number, 3) << driver;
    EXPECT_EQ(read.rows[1].place, (LonLat{36.63, 35.93})) << driver;
  }
  make_vector(
      "GPKG", path("utm.gpkg"),
      {{"towns", {"POINT (283000 3973000)", "", "MULTIPOINT (284000 3973000)"}, "EPSG:32637"}});
  const PlaceTable read = read_places(options(path("utm.gpkg")));
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.counted, "feature");
  EXPECT_EQ(read.rows[0].name, "f0");
  EXPECT_EQ(codes(read), Strings{"missing-geometry"});

  PlaceOptions plane = table("name,y,x\na,3973000,283000\n");
  EXPECT_EQ(place_refusal(plane).code, "metres-as-degrees");
  plane.source.input_crs = "EPSG:32637";
  const LonLat same = read_places(plane).rows.at(0).place;
  EXPECT_NEAR(same.lon, read.rows[0].place.lon, 1e-9);
  EXPECT_NEAR(same.lat, read.rows[0].place.lat, 1e-9);
}

TEST_F(PlaceFile, ConditionsSelectRows) {
  PlaceOptions some = table("name,lat,lon,people\na,35,36,5\nb,35,37,50\n");
  some.source.where = "people > 10";
  const PlaceTable read = read_places(some);
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.rows[0].name, "b");
  EXPECT_EQ(read.rows[0].number, 3);
  some.source.where = "people > 100";
  EXPECT_EQ(place_refusal(some).code, "no-match");
  some.source.where = "nobody > 100";
  EXPECT_THROW(read_places(some), UsageError);
}

struct Bad {
  std::string text, code;
  Strings words;
};

TEST_F(PlaceFile, BadCoordinatesAreRefusedWithTheirRow) {
  const std::vector<Bad> cases{
      {"name,people\na,5\n", "no-coordinates", {"no columns", "'name', 'people'", "places.csv"}},
      {"name,lat,lon\na,,\nb,35,\n", "no-coordinates", {"no row has coordinates"}},
      {"name,lat,lon\n", "no-features", {"no rows"}},
      {"name,lat,lon\na,35.8,36.1\nb,\"35,9\",36.2\n", "decimal-comma", {"row 3", "'35,9'"}},
      {"name;lat;lon\na;35,8;36,1\n", "decimal-comma", {"row 2 and 1 more", "'35,8'"}},
      {"name,lat,lon\na,35,8,36,1\n", "surplus-cells", {"row 2", "more cells"}},
      {"name,lat,lon\n\n\"x,\ny\",5,6\nb,5,6, ,\nc,5,6,7\n", "surplus-cells", {"row 4"}},
      {"name,lat,lon\na,35°51N,36.1\n", "not-a-number", {"row 2", "35°51N"}},
      {"name,lat,lon\na,nan,36.1\n", "not-a-number", {"row 2", "nan"}},
      {"name,lat,lon\na,40,50\nb,127.1,37.5\n", "swapped-axes", {"row 3", "127.1", "swapped"}},
      {"name,lat,lon\na,40,150\nb,127.1,37.5\n", "out-of-range", {"row 3", "127.1"}},
      {"name,lat,lon\na,35,36\nb,358,36\nc,359,36\n", "swapped-axes", {"row 3 and 1 more"}},
      {"name,lat,lon\na,35855,36051\n", "metres-as-degrees", {"row 2", "35855"}},
  };
  for (const Bad& bad : cases) {
    const Refusal refused = place_refusal(table(bad.text));
    EXPECT_EQ(refused.code, bad.code) << bad.text << refused.problem;
    expect_words(refused.problem, bad.words);
    EXPECT_FALSE(refused.advice.empty());
  }
}

TEST_F(PlaceFile, OtherGeometryIsNoPlace) {
  make_vector("GeoJSON", path("line.geojson"), {{"line", {"POINT (36 35)", kLine}}});
  EXPECT_EQ(place_refusal(options(path("line.geojson"))).code, "not-places");
  make_vector("GeoJSON", path("area.geojson"), {{"area", {"POLYGON ((0 0,1 0,1 1,0 0))"}}});
  EXPECT_EQ(place_refusal(options(path("area.geojson"))).code, "not-places");
  make_vector("GeoJSON", path("many.geojson"), {{"many", {"MULTIPOINT (0 0,1 0)"}}});
  EXPECT_EQ(place_refusal(options(path("many.geojson"))).code, "several-points");
}

TEST_F(PlaceFile, RowsThatAreLeftOutAreTold) {
  const PlaceTable read = read_places(table("name,lat,lon\na,35,36\nb,,36\nc,35,\nd, ,\n"));
  EXPECT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(codes(read), Strings{"no-coordinates"});
  expect_words(read.findings[0].problem, {"row 3 and 2 more"});
}

TEST_F(PlaceFile, SharedAndMissingNamesAreTold) {
  PlaceOptions twice =
      table("name,lat,lon\na,35,36\nb,35,36\na,36,36\n,35,36\nb,35.5,36\na,37,36\n");
  const PlaceTable read = read_places(twice);
  EXPECT_EQ(codes(read), (Strings{"no-name", "duplicate-name"}));
  expect_words(problem_of(read.findings, "no-name"), {"row 5"});
  expect_words(problem_of(read.findings, "duplicate-name"),
               {"row 2 and row 4", "'a'", "110.9 km", "2 names"});
  twice.distinct_names = false;
  EXPECT_EQ(codes(read_places(twice)), Strings{"no-name"});
}

TEST_F(PlaceFile, PlacesAtSeaThatWouldBeOnLandAreSuspect) {
  const PlaceTable swapped = read_places(table("name,lat,lon\na,55.7,-20\nb,55.9,-21\n"));
  EXPECT_EQ(codes(swapped), Strings{});  // in the Atlantic either way
  const PlaceTable mirrored = read_places(table("name,lat,lon\nMinsk,27.5,-60\nPinsk,26,-62\n"));
  EXPECT_EQ(codes(mirrored), Strings{});
  const PlaceTable brazil = read_places(table("name,lat,lon\na,-55,-10\nb,-52,-8\n"));
  EXPECT_EQ(codes(brazil), Strings{"swapped-axes-likely"});
}

}  // namespace
}  // namespace cordon::test
