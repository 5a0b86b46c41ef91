#include "cordon/io/place_checks.hpp"

#include "cordon/geodesy/geodesic.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

constexpr LonLat kStart{36.5, 35.6};

LonLat east_of(const LonLat& place, double metres) {
  return geodesic_direct(place, 90, metres).place;
}

/// Two lines of 60 km one after the other with a gap between them.
Shape broken_line(double gap) {
  const LonLat end = east_of(kStart, 60000);
  const LonLat next = east_of(end, gap);
  Shape shape;
  shape.lines = {{kStart, end}, {next, east_of(next, 60000)}};
  return shape;
}

TEST(Gaps, WidthAndPlaceOfAGap) {
  for (const double width : {0.001, 5.0, 250.0, 999.0}) {
    const std::vector<Gap> gaps = find_gaps(broken_line(width));
    ASSERT_EQ(gaps.size(), 1U) << width;
    EXPECT_NEAR(gaps[0].width, width, 1e-6);
    EXPECT_LE(geodesic_distance(gaps[0].from, east_of(kStart, 60000)), width + 1e-6);
  }
}

TEST(Gaps, EndsThatTouchOrAreFarApartAreNone) {
  EXPECT_TRUE(find_gaps(broken_line(0)).empty());
  EXPECT_TRUE(find_gaps(broken_line(1001)).empty());
}

TEST(Gaps, AHundredthOfTheLengthIsNoSmallGap) {
  Shape shape;
  const LonLat end = east_of(kStart, 2000);
  const LonLat next = east_of(end, 60);
  shape.lines = {{kStart, end}, {next, east_of(next, 2000)}};
  EXPECT_TRUE(find_gaps(shape).empty());
  shape.lines[1][0] = east_of(end, 30);
  EXPECT_EQ(find_gaps(shape).size(), 1U);
}

TEST(Gaps, EndOnTheMiddleOfAnotherLineIsNotFree) {
  Shape shape = broken_line(200);
  shape.lines.push_back({shape.lines[0].back(), shape.lines[1].front()});
  EXPECT_TRUE(find_gaps(shape).empty());
  shape.lines.back() = {east_of(kStart, -30000), shape.lines[0].back(), {37, 37}};
  EXPECT_TRUE(find_gaps(shape).empty());
}

TEST(Gaps, ClosedRingsHaveNoEnds) {
  Shape shape = broken_line(100);
  shape.lines[0].push_back({36.8, 36.2});
  shape.lines[0].push_back(shape.lines[0].front());
  EXPECT_TRUE(find_gaps(shape).empty());
}

TEST(Gaps, AcrossTheAntimeridian) {
  Shape shape;
  shape.lines = {{{178, 65}, {180, 65}}, {{-179.998, 65}, {-178, 65}}};
  ASSERT_EQ(find_gaps(shape).size(), 1U);
  EXPECT_NEAR(find_gaps(shape)[0].width, 94.3, 0.1);
}

TEST(Gaps, WidestComesFirstAndTheRestIsCounted) {
  Parts parts;
  LonLat at = kStart;
  for (int i = 0; i < 14; ++i) {
    const LonLat end = east_of(at, 20000);
    parts.shape.lines.push_back({at, end});
    parts.line_feature.push_back(parts.features.size());
    parts.features.push_back({i, {}});
    at = east_of(end, 10.0 * (i + 1));
  }
  Findings findings;
  check_gaps(parts, {"a.shp", "a"}, findings);
  ASSERT_EQ(findings.size(), 10U);
  EXPECT_EQ(findings[0].code, "gap");
  EXPECT_EQ(findings[0].severity, Severity::warning);
  EXPECT_NE(findings[0].problem.find("features 12 and 13 leave a gap of 130 m"), std::string::npos)
      << findings[0].problem;
  EXPECT_NE(findings[9].problem.find("3 narrower gaps follow"), std::string::npos)
      << findings[9].problem;
}

const std::filesystem::path kNaturalEarth =
    std::filesystem::path(CORDON_DATA_FOLDER) / "natural-earth/natural-earth.gpkg";

TEST(LandMask, KnownPlaces) {
  const Land land(kNaturalEarth);
  EXPECT_TRUE(land.contains({36.63, 35.93}));   // Idlib
  EXPECT_TRUE(land.contains({126.98, 37.57}));  // Seoul
  EXPECT_TRUE(land.contains({-25.5, 37.78}));   // Sao Miguel, Azores
  EXPECT_FALSE(land.contains({35.0, 35.5}));    // between Cyprus and Syria
  EXPECT_FALSE(land.contains({-30, 0}));        // Atlantic
  EXPECT_FALSE(land.contains({51, 42}));        // Caspian Sea, a hole of the land
  EXPECT_THROW(Land("missing.gpkg"), DataError);
}

Findings swapped_findings(const Path& line) {
  Parts parts;
  parts.shape.lines = {line};
  parts.line_feature = {0};
  parts.features.resize(1);
  Sample sample;
  sample.add(parts);
  Findings findings;
  std::future<Land> land = load_land(kNaturalEarth, line.size() % 2 == 0);
  check_swapped(sample, land, {"a.geojson", "a"}, findings);
  return findings;
}

TEST(Swapped, AtSeaButOnLandIfSwapped) {
  // Portugal, 39.5 N 8.2 W, with the two swapped: in the Indian Ocean east of Tanzania.
  const Findings findings = swapped_findings({{39.9, -8.2}, {40.2, -8.0}, {40.5, -7.8}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "swapped-axes-likely");
  EXPECT_EQ(findings[0].severity, Severity::warning);
}

TEST(Swapped, QuietWhereNothingSpeaksForIt) {
  EXPECT_TRUE(swapped_findings({{-8.2, 39.5}, {-8.0, 39.8}}).empty());  // on land
  EXPECT_TRUE(swapped_findings({{-30, 30}, {-31, 31}}).empty());        // at sea both ways
  EXPECT_TRUE(swapped_findings({{40.2, -8.0}, {38.0, -8.0}}).empty());  // one end on land
  EXPECT_TRUE(swapped_findings({{127, 37}, {128, 38}}).empty());        // no latitude of 127
}

}  // namespace
}  // namespace cordon::test
