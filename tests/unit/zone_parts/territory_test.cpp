// Zones clipped, erased and divided by who holds the land.
#include <gtest/gtest.h>

#include <algorithm>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"
#include "drawing.hpp"
#include "parts_judge.hpp"

namespace cordon {
namespace {

using oracle::on_ground;
using oracle::random_walk;

const LonLat kIdlib{36.5, 36.0};
constexpr double kMargin = 1;  // m; from borders, within which places are not judged

Shape walk() {
  return oracle::line_shape(random_walk(kIdlib, 60, 9'000, 60, 11));
}

Area box(double west, double south, double east, double north) {
  return {on_ground(kIdlib,
                    {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}),
          {}};
}

/// Inside of areas, or not; unknown close to their edges.
class Inside {
 public:
  explicit Inside(const std::vector<Area>& areas) : distance_(Shape{{}, {}, areas}) {}
  std::optional<bool> operator()(const LonLat& place) const {
    const double s = distance_(place);
    if (std::abs(s) < kMargin) return std::nullopt;
    return s < 0;
  }

 private:
  SignedDistance distance_;
};

Belongs both(const Belongs& first, const Belongs& second, bool wanted = true) {
  return [first, second, wanted](const LonLat& place) -> std::optional<bool> {
    const std::optional<bool> a = first(place);
    const std::optional<bool> b = second(place);
    if (!a || !b) return std::nullopt;
    return *a && *b == wanted;
  };
}

double whole_area(const Shape& shape) {
  return area_of(build_parts(request_for(shape), options_for(1)));
}

TEST(Territory, Clip) {
  const std::vector<Area> land{box(-30'000, -80'000, 15'000, 25'000)};
  PartsRequest request = request_for(walk());
  request.clip = land;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  const SignedDistance distance(walk());
  const Belongs zone = within(distance, {{-kInfinite, 20'000}}, 1);
  const Inside inside(land);
  expect_members(parts.parts[0], both(zone, inside), "clipped zone");
  expect_members({parts.clipped, {}, {}, {}, {}, {}}, both(zone, inside, false), "clipped away");
  const double whole = whole_area(walk());
  EXPECT_NEAR(area_of(parts), whole, 1e-6 * whole);
  EXPECT_TRUE(parts.erased.empty());
}

TEST(Territory, EraseWithinAClip) {
  const std::vector<Area> land{box(-30'000, -80'000, 15'000, 25'000)};
  const std::vector<Area> water{box(-10'000, -30'000, 40'000, 5'000)};
  PartsRequest request = request_for(walk());
  request.clip = land;
  request.erase = water;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  const SignedDistance distance(walk());
  const Belongs clipped = both(within(distance, {{-kInfinite, 20'000}}, 1), Inside(land));
  expect_members(parts.parts[0], both(clipped, Inside(water), false), "zone");
  expect_members({parts.erased, {}, {}, {}, {}, {}}, both(clipped, Inside(water)), "erased");
  const double whole = whole_area(walk());
  EXPECT_NEAR(area_of(parts), whole, 1e-6 * whole);
}

TEST(Territory, HoldersThatOverlap) {
  const std::vector<NamedAreas> holders{{"nobody here", {box(900'000, 0, 950'000, 50'000)}},
                                        {"west", {box(-90'000, -90'000, 10'000, 90'000)}},
                                        {"east", {box(-5'000, -20'000, 90'000, 90'000)}}};
  PartsRequest request = request_for(walk());
  request.holders = holders;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 4U);
  using Names = std::vector<std::string>;
  EXPECT_EQ(parts.parts[0].holders, Names{"west"});
  EXPECT_EQ(parts.parts[1].holders, (Names{"west", "east"}));
  EXPECT_EQ(parts.parts[2].holders, Names{"east"});
  EXPECT_EQ(parts.parts[3].holders, Names{});
  const SignedDistance distance(walk());
  const Belongs zone = within(distance, {{-kInfinite, 20'000}}, 1);
  const Inside west(holders[1].areas);
  const Inside east(holders[2].areas);
  expect_members(parts.parts[0], both(both(zone, west), east, false), "west");
  expect_members(parts.parts[1], both(both(zone, west), east), "both");
  expect_members(parts.parts[2], both(both(zone, west, false), east), "east");
  expect_members(parts.parts[3], both(both(zone, west, false), east, false), "nobody");
  const double whole = whole_area(walk());
  EXPECT_NEAR(area_of(parts), whole, 1e-6 * whole);
}

TEST(Territory, NeighboursLeaveNoSliversAlongTheirBorder) {
  const Path border = oracle::fractal_line(on_ground(kIdlib, {{-150'000, -60'000}})[0],
                                           on_ground(kIdlib, {{150'000, 70'000}})[0], 40, 0.1, 5);
  Path south = border;
  for (const LonLat& corner : on_ground(kIdlib, {{150'000, -200'000}, {-150'000, -200'000}}))
    south.push_back(corner);
  south.push_back(south.front());
  Path north(border.rbegin(), border.rend());  // the same border the other way
  for (const LonLat& corner : on_ground(kIdlib, {{-150'000, 200'000}, {150'000, 200'000}}))
    north.push_back(corner);
  north.push_back(north.front());
  for (const double tolerance : {1.0, 0.01}) {
    PartsRequest request = request_for(oracle::line_shape(border));
    request.holders = {{"south", {{south, {}}}}, {"north", {{north, {}}}}};
    const ZoneParts parts = build_parts(request, options_for(tolerance));
    expect_sound(parts, tolerance);
    ASSERT_EQ(parts.parts.size(), 3U);  // nobody holds the ends
    EXPECT_EQ(parts.parts[0].polygons.size(), 1U);
    EXPECT_EQ(parts.parts[1].polygons.size(), 1U);
    EXPECT_EQ(parts.parts[2].polygons.size(), 2U);
  }
}

TEST(Territory, BandsAndHolders) {
  PartsRequest request = request_for(walk());
  request.bands = {Metres{5'000}, Metres{20'000}};
  request.holders = {{"south", {box(-200'000, -200'000, 200'000, -10'000)}}};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 4U);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_EQ(parts.parts[k].right->to, k < 2 ? 5'000 : 20'000);
    EXPECT_EQ(parts.parts[k].holders.empty(), k % 2 == 1);
  }
  const double whole = whole_area(walk());
  EXPECT_NEAR(area_of(parts), whole, 1e-6 * whole);
}

TEST(Territory, AreasThatCrossThemselves) {
  const Path tie = on_ground(kIdlib, {{-60'000, -60'000},
                                      {60'000, 60'000},
                                      {60'000, -60'000},
                                      {-60'000, 60'000},
                                      {-60'000, -60'000}});
  PartsRequest request = request_for(Shape{{kIdlib}, {}, {}});
  request.clip = std::vector<Area>{{tie, {}}};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  EXPECT_EQ(parts.parts[0].polygons.size(), 2U);
  EXPECT_NEAR(oracle::area(parts.parts[0].polygons), oracle::area(parts.clipped),
              1e-4 * oracle::area(parts.clipped));
}

TEST(Territory, AcrossTheAntimeridian) {
  const Shape line = oracle::line_shape({{179.7, -17}, {-179.8, -16.4}});
  const Path ring{{179.2, -16.8}, {-179.2, -16.8}, {-179.2, -15}, {179.2, -15}, {179.2, -16.8}};
  PartsRequest request = request_for(line);
  request.clip = std::vector<Area>{{ring, {}}};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  const SignedDistance distance(line);
  const Belongs zone = within(distance, {{-kInfinite, 20'000}}, 1);
  const SignedDistance to_ring(Shape{{}, {ring}, {}});
  const Belongs inside = [&](const LonLat& place) -> std::optional<bool> {
    // The parallels of the ring are geodesics, a little farther from the equator.
    if (to_ring(place) < kMargin || std::abs(place.lat + 16.8) < 0.02) return std::nullopt;
    return place.lat > -16.8;
  };
  expect_members(parts.parts[0], both(zone, inside), "clipped");
  const double whole = whole_area(line);
  EXPECT_NEAR(area_of(parts), whole, 1e-6 * whole);
}

TEST(Territory, EdgesStraightInDegrees) {
  const Shape line = oracle::line_shape({{20, 60}, {30, 60}});
  PartsRequest request = request_for(line);
  request.clip = std::vector<Area>{{{{20, 60}, {30, 60}, {30, 64}, {20, 64}, {20, 60}}, {}}};
  ZoneOptions options = options_for(1);
  options.edges = Edges::planar;
  const ZoneParts parts = build_parts(request, options);
  expect_sound(parts, 1);
  double south = 90;
  for (const Ring& ring : oracle::rings(parts.parts[0].polygons))
    for (const XY& xy : ring) south = std::min(south, xy.y);
  EXPECT_NEAR(south, 60, 1e-7);
}

TEST(Territory, InProjectedCoordinates) {
  PartsRequest request = request_for(walk());
  request.holders = {{"south", {box(-200'000, -200'000, 200'000, -10'000)}}};
  ZoneOptions options = options_for(1);
  const double in_degrees = oracle::area(build_parts(request, options).parts[0].polygons);
  options.output_crs = "EPSG:6933";  // equal areas
  const ZoneParts parts = build_parts(request, options);
  ASSERT_EQ(parts.parts.size(), 2U);
  double area = 0;
  for (const Polygon& polygon : parts.parts[0].polygons) {
    area += twice_signed_area(polygon.shell) / 2;
    for (const Ring& hole : polygon.holes) area += twice_signed_area(hole) / 2;
  }
  EXPECT_NEAR(area, in_degrees, 2e-6 * in_degrees);
}

TEST(Territory, ClipOutOfReach) {
  PartsRequest request = request_for(walk());
  request.clip = std::vector<Area>{box(900'000, 0, 950'000, 50'000)};
  try {
    build_parts(request, options_for(1));
    FAIL() << "something was left";
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "no part of the zone lies in the areas that it is clipped to");
    EXPECT_FALSE(error.advice().empty());
  }
}

TEST(Territory, AllErased) {
  PartsRequest request = request_for(walk());
  request.erase = std::vector<Area>{box(-400'000, -400'000, 400'000, 400'000)};
  try {
    build_parts(request, options_for(1));
    FAIL() << "something was left";
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "the areas that are erased cover the whole zone");
    EXPECT_FALSE(error.advice().empty());
  }
}

TEST(Territory, PlacesThatAreNone) {
  PartsRequest request = request_for(walk());
  request.erase = std::vector<Area>{{{{0, 0}, {1, 0}, {1, 95}, {0, 0}}, {}}};
  EXPECT_THROW(build_parts(request, options_for(1)), DataError);
  request.erase = std::vector<Area>{{{{0, 0}, {1, 0}, {0, 0}}, {}}};
  EXPECT_THROW(build_parts(request, options_for(1)), DataError);
}

}  // namespace
}  // namespace cordon
