// The judge of parts on trial: sides, bands and areas against what is known of simple ones, and
// planted faults that it must find.
#include "parts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "random.hpp"
#include "side.hpp"

namespace cordon::oracle {
namespace {

constexpr LonLat kOrigin{36.5, 36.0};
constexpr LonLat kFiji{180, -17};

LonLat at(double x, double y, const LonLat& origin = kOrigin) {
  return on_ground(origin, {{x, y}}).front();
}

Path path(const std::vector<XY>& plane, const LonLat& origin = kOrigin) {
  return on_ground(origin, plane);
}

Area square(double half, const LonLat& origin = kOrigin) {
  return {
      path({{-half, -half}, {half, -half}, {half, half}, {-half, half}, {-half, -half}}, origin),
      {}};
}

PartsRequest request_of(Shape shape, double distance) {
  PartsRequest request;
  request.members = {{std::move(shape), Metres{distance}}};
  return request;
}

ZoneOptions options_of(double tolerance) {
  ZoneOptions options;
  options.tolerance = Metres{tolerance};
  return options;
}

TEST(Side, LeftIsLeftOfALineAndOfItsProlongation) {
  for (const LonLat& origin : {kOrigin, kFiji, LonLat{20, 89.9}}) {
    const auto left =
        left_of({path({{-50'000, 0}, {0, 0}, {50'000, 0}}, origin)}, Joined::by_geodesics);
    Random random(test_seed());
    for (int i = 0; i < 200; ++i) {
      const XY xy{random.uniform(-70'000, 70'000), random.uniform(-40'000, 40'000)};
      // The middle vertex may be rounded off the geodesic between the ends.
      if (std::abs(xy.y) < 1) continue;
      const LonLat place = at(xy.x, xy.y, origin);
      EXPECT_EQ(left->contains(place), xy.y > 0) << xy.x << ' ' << xy.y;
      EXPECT_TRUE(left->is_clear(place, std::abs(xy.y) * 0.9)) << xy.x << ' ' << xy.y;
      EXPECT_FALSE(left->is_clear(place, std::abs(xy.y) * 1.1)) << xy.x << ' ' << xy.y;
    }
  }
}

TEST(Side, BeyondASpikeBothArmsSeeTheSame) {
  const auto left = left_of({path({{-50'000, 0}, {0, 0}, {-50'000, 8'000}})}, Joined::by_geodesics);
  EXPECT_TRUE(left->contains(at(-30'000, 2'000))) << "between the arms";
  EXPECT_FALSE(left->contains(at(9'000, 0)));
  EXPECT_FALSE(left->contains(at(9'000, -3'000)));
  EXPECT_FALSE(left->contains(at(9'000, 6'000)));
  EXPECT_FALSE(left->contains(at(-20'000, 12'000)));
}

TEST(Side, FacingFrontsMeetHalfWay) {
  // Both eastwards: between them the southern one is seen from the left, the northern from the
  // right.
  const auto left = left_of(
      {path({{-50'000, -10'000}, {50'000, -10'000}}), path({{-50'000, 10'000}, {50'000, 10'000}})},
      Joined::by_geodesics);
  EXPECT_TRUE(left->contains(at(0, -100)));
  EXPECT_FALSE(left->contains(at(0, 100)));
  EXPECT_TRUE(left->is_clear(at(0, -100), 50));
  EXPECT_FALSE(left->is_clear(at(0, -100), 150));
}

TEST(Side, AtAJunctionTheNearestEdgeDecides) {
  // From the end of the first line in the east the second goes back, 90 degrees to the left.
  const auto left =
      left_of({path({{-50'000, 0}, {0, 0}}), path({{0, 0}, {0, 50'000}})}, Joined::by_geodesics);
  EXPECT_TRUE(left->contains(at(-5'000, 9'000)));
  EXPECT_FALSE(left->contains(at(-5'000, -9'000)));
  EXPECT_FALSE(left->contains(at(5'000, 9'000)));
  EXPECT_FALSE(left->contains(at(5'000, -9'000)));
}

TEST(Side, OfEdgesStraightInDegreesRunsAlongThem) {
  const auto left = left_of({{{10, 60}, {15, 60}}}, Joined::straight_in_lonlat);
  EXPECT_TRUE(left->contains({12.5, 60.0001}));
  EXPECT_FALSE(left->contains({12.5, 59.9999}));
}

TEST(Side, ClearMeansThatNoPlaceAroundDiffers) {
  Random random(test_seed());
  const Path line = random_walk(kFiji, 40, 8'000, 80, random.bits());
  const auto left = left_of({line}, Joined::by_geodesics);
  int clear = 0;
  for (int i = 0; i < 400; ++i) {
    const LonLat place = geodesic_direct(line[random.bits() % line.size()], random.uniform(0, 360),
                                         random.uniform(0, 20'000));
    constexpr double kRadius = 300;
    if (!left->is_clear(place, kRadius)) continue;
    ++clear;
    for (int k = 0; k < 40; ++k)
      EXPECT_EQ(left->contains(
                    geodesic_direct(place, random.uniform(0, 360), random.uniform(0, kRadius))),
                left->contains(place))
          << "seed " << test_seed() << " place " << i;
  }
  EXPECT_GT(clear, 100);
}

TEST(IdealParts, BandsAndSidesHoldWhatTheyName) {
  PartsRequest request = request_of(line_shape(path({{-90'000, 0}, {90'000, 0}})), 0);
  request.bands = {{5'000}, {10'000}};
  request.split = true;
  const auto parts = ideal_parts(request, options_of(1));
  ASSERT_EQ(parts.size(), 4U);
  const std::vector<double> inside{2'500, -2'500, 7'500, -7'500};
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t k = 0; k < inside.size(); ++k)
      EXPECT_EQ(parts[i].places->contains(at(0, inside[k])), i == k) << i << ' ' << k;
  EXPECT_EQ(parts[0].left, (Band{0, 5'000}));
  EXPECT_FALSE(parts[0].right);
  EXPECT_EQ(parts[3].right, (Band{5'000, 10'000}));
}

TEST(IdealParts, UncertaintyShrinksAndGrows) {
  PartsRequest request = request_of(line_shape(path({{-90'000, 0}, {90'000, 0}})), 20'000);
  request.side = Side::left;
  request.uncertainty = {2'000};
  const auto parts = ideal_parts(request, options_of(1));
  ASSERT_EQ(parts.size(), 2U);
  for (const double y :
       {-2'500.0, -1'500.0, 1'500.0, 2'500.0, 17'500.0, 18'500.0, 21'500.0, 22'500.0}) {
    EXPECT_EQ(parts[0].places->contains(at(0, y)), y > 2'000 && y < 18'000) << y;
    EXPECT_EQ(parts[1].places->contains(at(0, y)),
              (y > -2'000 && y < 2'000) || (y > 18'000 && y < 22'000))
        << y;
  }
}

TEST(IdealParts, AreasShrinkAndAreLeftOut) {
  const Shape shape{{}, {}, {square(50'000)}};
  const auto shrunk = ideal_parts(request_of(shape, -10'000), options_of(1));
  ASSERT_EQ(shrunk.size(), 1U);
  EXPECT_TRUE(shrunk[0].places->contains(at(39'900, 0)));
  EXPECT_FALSE(shrunk[0].places->contains(at(40'100, 0)));
  PartsRequest outside = request_of(shape, 10'000);
  outside.outside = true;
  const auto around = ideal_parts(outside, options_of(1));
  ASSERT_EQ(around.size(), 1U);
  EXPECT_FALSE(around[0].places->contains(at(49'900, 0)));
  EXPECT_TRUE(around[0].places->contains(at(50'100, 0)));
  EXPECT_FALSE(around[0].places->contains(at(60'100, 0)));
}

TEST(IdealParts, TerritoryDivides) {
  PartsRequest request = request_of(Shape{{kFiji}, {}, {}}, 20'000);
  request.holders = {{"a", {square(9'000, at(-9'000, 0, kFiji))}},
                     {"b", {square(9'000, at(-3'000, 0, kFiji))}}};
  request.clip = {{square(15'000, kFiji)}};
  const auto parts = ideal_parts(request, options_of(1));
  ASSERT_EQ(parts.size(), 1U);
  const auto held = [&](const std::vector<std::string>& names, double x) {
    return held_by(parts[0], names, request, options_of(1))->contains(at(x, 0, kFiji));
  };
  EXPECT_TRUE(held({"a"}, -13'000));
  EXPECT_FALSE(held({"a"}, -16'000)) << "clipped";
  EXPECT_FALSE(held({"a"}, -6'000)) << "both hold it";
  EXPECT_TRUE(held({"a", "b"}, -6'000));
  EXPECT_TRUE(held({"b"}, 3'000));
  EXPECT_TRUE(held({}, 10'000));
}

/// A square on the plane about the origin with so many vertices a side.
Ring plane_ring(double west, double south, double east, double north) {
  constexpr int kParts = 40;
  const std::vector<XY> corners{
      {west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
  std::vector<XY> outline;
  for (std::size_t i = 1; i < corners.size(); ++i)
    for (int k = 0; k < kParts; ++k) {
      const double t = static_cast<double>(k) / kParts;
      outline.push_back({corners[i - 1].x + t * (corners[i].x - corners[i - 1].x),
                         corners[i - 1].y + t * (corners[i].y - corners[i - 1].y)});
    }
  outline.push_back(outline.front());
  Ring ring;
  for (const LonLat& p : on_ground(kOrigin, outline)) ring.push_back({p.lon, p.lat});
  return ring;
}

TEST(CheckSet, TellsRightFromWrong) {
  // The left half of a flat zone.
  const Shape shape = line_shape(path({{-50'000, 0}, {50'000, 0}}));
  PartsRequest request = request_of(shape, 20'000);
  request.side = Side::left;
  ZoneOptions options = options_of(100);
  options.cap = Cap::flat;
  const auto parts = ideal_parts(request, options);
  ASSERT_EQ(parts.size(), 1U);
  const auto check = [&](const Ring& ring) {
    return check_set(*parts[0].places, drawn_in_lonlat({Polygon{ring, {}}}), shape, 20'000, 100,
                     {.near_samples = 400, .far_samples = 200});
  };
  const SetReport right = check(plane_ring(-50'000, 0, 50'000, 20'000));
  EXPECT_TRUE(right.holds()) << right;
  EXPECT_FALSE(check(plane_ring(-50'000, -300, 50'000, 20'000)).holds()) << "over the line";
  EXPECT_FALSE(check(plane_ring(-50'000, 300, 50'000, 20'000)).holds()) << "short of the line";
  EXPECT_FALSE(check(plane_ring(-50'000, 0, 50'000, 20'300)).holds()) << "too far out";
  EXPECT_FALSE(check(plane_ring(-50'000, -20'000, 50'000, 0)).holds()) << "the other side";
}

TEST(Misdivided, FindsGapsAndOverlaps) {
  const auto drawing = [](double west, double east) {
    return drawn_in_lonlat({Polygon{plane_ring(west, -1'000, east, 1'000), {}}});
  };
  const Drawing whole = drawing(-1'000, 1'000);
  const auto count = [&](double left_to, double right_from) {
    return misdivided({drawing(-1'000, left_to), drawing(right_from, 1'000)}, whole, 10).size();
  };
  EXPECT_GT(count(-5, 5), 50U);
  EXPECT_GT(count(5, -5), 50U);
  EXPECT_EQ(count(0, 0), 0U);
}

}  // namespace
}  // namespace cordon::oracle
