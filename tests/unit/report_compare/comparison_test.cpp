// Areas gained, lost and kept, on boxes whose areas GeographicLib knows, and random ones.
#include "cordon/report/comparison.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/PolygonArea.hpp>
#include <GeographicLib/Rhumb.hpp>

#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

/// Between parallels and meridians, whose rhumb lines are straight in degrees.
double box_area(double west, double south, double east, double north) {
  GeographicLib::PolygonAreaRhumb area(GeographicLib::Rhumb::WGS84());
  area.AddPoint(south, west);
  area.AddPoint(south, east);
  area.AddPoint(north, east);
  area.AddPoint(north, west);
  double perimeter = 0;
  double result = 0;
  area.Compute(false, true, perimeter, result);
  return result;
}

Situation held(const MultiPolygon& left, const MultiPolygon& right) {
  Situation situation;
  MultiPolygon all = left;
  all.insert(all.end(), right.begin(), right.end());
  situation.whole = certain_land("", all);
  situation.sides = {certain_land("red", left), certain_land("blue", right)};
  return situation;
}

TEST(Compare, MeasuresWhatPassesBetweenSides) {
  // Red takes a degree from blue in the south; blue comes from nowhere to hold one more in the
  // north.
  const Comparison result = compare(held(box(36, 35, 37, 36), box(37, 35, 39, 36)),
                                    held(box(36, 35, 38, 36), box(38, 35, 39, 37)));
  const double one = box_area(36, 35, 37, 36);
  const double north = box_area(38, 36, 39, 37);
  ASSERT_EQ(result.sides.size(), 2U);
  const AreaChange& red = result.sides[0];
  const AreaChange& blue = result.sides[1];
  EXPECT_EQ(red.name, "red");
  EXPECT_NEAR(red.gained.drawn, one, 1e-9 * one);
  EXPECT_EQ(red.lost.drawn, 0);
  EXPECT_NEAR(red.kept.drawn, one, 1e-9 * one);
  EXPECT_NEAR(blue.gained.drawn, north, 1e-9 * north);
  EXPECT_NEAR(blue.lost.drawn, one, 1e-9 * one);
  EXPECT_NEAR(blue.kept.drawn, one, 1e-9 * one);
  EXPECT_NEAR(result.whole.gained.drawn, north, 1e-9 * north);
  EXPECT_EQ(result.whole.lost.drawn, 0);
  ASSERT_EQ(result.transfers.size(), 2U);
  EXPECT_EQ(result.transfers[0].land.from, "blue");
  EXPECT_EQ(result.transfers[0].land.to, "red");
  EXPECT_NEAR(result.transfers[0].area, one, 1e-9 * one);
  EXPECT_EQ(result.transfers[1].land.from, "");
  EXPECT_EQ(result.transfers[1].land.to, "blue");
  EXPECT_FALSE(result.shift.has_value());
}

TEST(Compare, AccountsForAllLand) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oracle::Random random(seed);
    const LonLat base{random.uniform(-175, 165), random.uniform(-80, 70)};
    const auto random_sides = [&] {
      const double west = base.lon + random.uniform(-2, 2);
      const double middle = west + random.uniform(0.1, 4);
      const double east = middle + random.uniform(0.1, 4);
      const double south = base.lat + random.uniform(-2, 2);
      return held(box(west, south, middle, south + random.uniform(0.1, 9)),
                  box(middle, south, east, south + random.uniform(0.1, 9)));
    };
    const Situation before = random_sides();
    const Situation after = random_sides();
    const Comparison result = compare(before, after);
    for (const AreaChange& change : result.sides) {
      EXPECT_NEAR(change.before.drawn, change.lost.drawn + change.kept.drawn,
                  1e-9 * change.before.drawn);
      EXPECT_NEAR(change.after.drawn, change.gained.drawn + change.kept.drawn,
                  1e-9 * change.after.drawn);
      double came = 0;
      double went = 0;
      for (const Passing& passing : result.transfers) {
        if (passing.land.to == change.name) came += passing.area;
        if (passing.land.from == change.name) went += passing.area;
      }
      EXPECT_NEAR(came, change.gained.drawn, 1e-9 * change.after.drawn);
      EXPECT_NEAR(went, change.lost.drawn, 1e-9 * change.before.drawn);
    }
  }
}

TEST(Compare, NamesThatComeAndGoAreKept) {
  Situation before = held(box(36, 35, 37, 36), box(37, 35, 38, 36));
  Situation after = before;
  after.sides[1].name = "green";
  const Comparison result = compare(before, after);
  ASSERT_EQ(result.sides.size(), 3U);
  EXPECT_EQ(result.sides[1].name, "blue");
  EXPECT_EQ(result.sides[1].after.drawn, 0);
  EXPECT_EQ(result.sides[2].name, "green");
  EXPECT_EQ(result.sides[2].before.drawn, 0);
  ASSERT_EQ(result.transfers.size(), 1U);
  EXPECT_EQ(result.transfers[0].land.from, "blue");
  EXPECT_EQ(result.transfers[0].land.to, "green");
}

TEST(Compare, BoundsChangesByWhatIsUncertain) {
  // A zone that reaches a degree to the east surely, and possibly two; later one degree more.
  Situation before;
  before.whole = {"", box(36, 35, 37.5, 36), box(36, 35, 37, 36), box(36, 35, 38, 36)};
  Situation after;
  after.whole = {"", box(36, 35, 38.5, 36), box(36, 35, 38, 36), box(36, 35, 39, 36)};
  const AreaChange change = compare(before, after).whole;
  const double one = box_area(36, 35, 37, 36);
  const auto expect = [&](const Estimate& estimate, double drawn, double least, double most) {
    EXPECT_NEAR(estimate.drawn, drawn * one, 1e-9 * one);
    EXPECT_NEAR(estimate.least, least * one, 1e-9 * one);
    EXPECT_NEAR(estimate.most, most * one, 1e-9 * one);
  };
  expect(change.before, 1.5, 1, 2);
  expect(change.after, 2.5, 2, 3);
  expect(change.gained, 1, 0, 2);
  expect(change.lost, 0, 0, 0);
  expect(change.kept, 1.5, 1, 2);
}

TEST(StatesOf, AreThoseOfThePolygons) {
  const Situation situation = held(box(36, 35, 37, 36), box(37, 35, 38, 36));
  const std::vector<PlaceState> states =
      states_of({{36.5, 35.5}, {37.5, 35.5}, {39, 35.5}}, situation, 1);
  EXPECT_EQ(states[0], (PlaceState{true, {"red"}}));
  EXPECT_EQ(states[1], (PlaceState{true, {"blue"}}));
  EXPECT_EQ(states[2], (PlaceState{false, {}}));
}

TEST(StatesOf, AreToldByTheDistanceWhereALineIsKnown) {
  Situation situation;
  situation.lines = {{{36, 35}, {36, 36}}};
  situation.reach = Reach{10'000, 5'000, "west", "east"};
  const auto at = [](double azimuth, double distance) {
    return oracle::geodesic_direct({36, 35.5}, azimuth, distance);
  };
  const std::vector<PlaceState> states = states_of(
      {at(-90, 9'999.9), at(-90, 10'000.1), at(90, 4'999.9), at(90, 5'000.1)}, situation, 2);
  EXPECT_EQ(states[0], (PlaceState{true, {"west"}}));
  EXPECT_EQ(states[1], (PlaceState{false, {"west"}}));
  EXPECT_EQ(states[2], (PlaceState{true, {"east"}}));
  EXPECT_EQ(states[3], (PlaceState{false, {"east"}}));
  situation.uncertainty = 1'000;
  const std::vector<PlaceState> unsure =
      states_of({at(-90, 500), at(-90, 1'500), at(90, 4'500), at(90, 6'100)}, situation, 1);
  EXPECT_FALSE(unsure[0].sure);  // on which side
  EXPECT_TRUE(unsure[1].sure);
  EXPECT_FALSE(unsure[2].sure);  // in or out
  EXPECT_TRUE(unsure[3].sure);
}

}  // namespace
}  // namespace cordon
