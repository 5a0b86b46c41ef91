// Bands, the outside of areas, areas that shrink, members with distances of their own, and what an
// uncertain line leaves certain: every part holds what its distances say.
#include <gtest/gtest.h>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "drawing.hpp"
#include "parts_judge.hpp"

namespace cordon {
namespace {

using oracle::on_ground;
using oracle::random_walk;

const LonLat kIdlib{36.5, 36.0};

Path square(double half, const LonLat& centre = kIdlib) {
  return on_ground(centre,
                   {{-half, -half}, {half, -half}, {half, half}, {-half, half}, {-half, -half}});
}

Shape area_of_rings(Path shell, std::vector<Path> holes = {}) {
  return {{}, {}, {{std::move(shell), std::move(holes)}}};
}

Ring ring_of(const Path& path) {
  Ring ring;
  for (const LonLat& place : path) ring.push_back({place.lon, place.lat});
  return ring;
}

std::vector<Metres> metres(const std::vector<double>& values) {
  std::vector<Metres> result;
  for (const double value : values) result.push_back(Metres{value});
  return result;
}

/// Bands of a shape at 1 m: sound, each with its own places, and together the whole.
void expect_bands(const Shape& shape, const std::vector<double>& bands, bool outside = false) {
  PartsRequest request = request_for(shape);
  request.bands = metres(bands);
  request.outside = outside;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), bands.size());
  const SignedDistance distance(shape);
  double from = outside ? 0 : -kInfinite;
  for (std::size_t k = 0; k < bands.size(); ++k) {
    expect_members(parts.parts[k], within(distance, {{from, bands[k]}}, 1),
                   "band " + std::to_string(k));
    from = bands[k];
  }
  PartsRequest whole = request_for(shape, bands.back());
  whole.outside = outside;
  const double area = area_of(build_parts(whole, options_for(1)));
  EXPECT_NEAR(area_of(parts), area, 1e-6 * area);
}

TEST(Bands, Point) {
  expect_bands(Shape{{kIdlib}, {}, {}}, {5'000, 10'000, 20'000});
}

TEST(Bands, WalkThatCrossesItself) {
  expect_bands(oracle::line_shape(random_walk(kIdlib, 60, 9'000, 90, 11)), {2'000, 9'000, 20'000});
}

TEST(Bands, AreaWithHole) {
  expect_bands(area_of_rings(square(60'000), {square(30'000)}), {5'000, 10'000, 45'000});
}

TEST(Bands, OutsideOfAreaWithHole) {
  expect_bands(area_of_rings(square(60'000), {square(30'000)}), {5'000, 10'000}, true);
}

TEST(Bands, NarrowerThanATenthOfAPercent) {
  expect_bands(oracle::line_shape(random_walk(kIdlib, 20, 3'000, 40, 5)), {19'990, 20'000});
}

TEST(Bands, AcrossTheAntimeridian) {
  expect_bands(oracle::line_shape({{179.5, -17}, {-179.6, -16.4}}), {10'000, 60'000});
}

TEST(Bands, NestedAreWholeZones) {
  const Shape walk = oracle::line_shape(random_walk(kIdlib, 60, 9'000, 90, 11));
  PartsRequest request = request_for(walk);
  request.bands = metres({5'000, 20'000});
  request.nested = true;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1, true);
  ASSERT_EQ(parts.parts.size(), 2U);
  for (std::size_t k = 0; k < 2; ++k) {
    ZoneOptions options = options_for(1);
    options.distance = request.bands[k];
    const Zone zone = build_zone(walk, options);
    EXPECT_EQ(oracle::rings(parts.parts[k].polygons), oracle::rings(zone.polygons));
    EXPECT_EQ(parts.parts[k].certificate.edges, zone.certificate.edges);
  }
}

TEST(Bands, SameWithAnyNumberOfThreads) {
  PartsRequest request = request_for(oracle::line_shape(random_walk(kIdlib, 60, 9'000, 90, 11)));
  request.bands = metres({5'000, 20'000});
  ZoneOptions options = options_for(1);
  options.threads = 1;
  const ZoneParts one = build_parts(request, options);
  for (const unsigned threads : {2U, 3U, 8U}) {
    options.threads = threads;
    const ZoneParts several = build_parts(request, options);
    for (std::size_t k = 0; k < 2; ++k)
      EXPECT_EQ(oracle::rings(one.parts[k].polygons), oracle::rings(several.parts[k].polygons))
          << threads;
  }
}

TEST(Bands, FlatCapsLeaveNoWhiskersBetweenThem) {
  PartsRequest request =
      request_for(oracle::line_shape(on_ground(kIdlib, {{0, 0}, {40'000, 9'000}, {80'000, 0}})));
  request.bands = metres({5'000, 10'000, 20'000});
  ZoneOptions options = options_for(1);
  options.cap = Cap::flat;
  const ZoneParts parts = build_parts(request, options);
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 3U);
  EXPECT_EQ(parts.parts[0].polygons.size(), 1U);
  for (std::size_t k = 1; k < 3; ++k)  // one strip on each side, not joined along the cuts
    EXPECT_EQ(parts.parts[k].polygons.size(), 2U);
  ZoneOptions whole = options;
  whole.distance = Metres{20'000};
  const double area = oracle::area(build_zone(request.members[0].shape, whole).polygons);
  EXPECT_NEAR(area_of(parts), area, 1e-6 * area);
}

TEST(Bands, SquareCaps) {
  PartsRequest request =
      request_for(oracle::line_shape(on_ground(kIdlib, {{0, 0}, {40'000, 9'000}, {80'000, 0}})));
  request.bands = metres({5'000, 10'000});
  ZoneOptions options = options_for(1);
  options.cap = Cap::square;
  const ZoneParts parts = build_parts(request, options);
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  ASSERT_EQ(parts.parts[1].polygons.size(), 1U);
  EXPECT_EQ(parts.parts[1].polygons[0].holes.size(), 1U);
}

class FitsOfBands : public testing::TestWithParam<Fit> {};

TEST_P(FitsOfBands, HoldForEveryBoundary) {
  const Shape walk = oracle::line_shape(random_walk(kIdlib, 60, 9'000, 60, 11));
  PartsRequest request = request_for(walk);
  request.bands = metres({5'000, 20'000});
  ZoneOptions options = options_for(1);
  options.fit = GetParam();
  const ZoneParts parts = build_parts(request, options);
  expect_sound(parts, 1);
  const SignedDistance distance(walk);
  const bool inside = GetParam() == Fit::inside;
  for (std::size_t k = 0; k < 2; ++k) {
    const Certificate& certificate = parts.parts[k].certificate;
    EXPECT_EQ(inside ? certificate.outward_error : certificate.inward_error, 0);
    for (const Ring& ring : oracle::rings(parts.parts[k].polygons))
      for (const XY& xy : ring) {
        const double s = distance({xy.x, xy.y});
        const double off = std::abs(s - 5'000) < 100 ? s - 5'000 : s - 20'000;
        EXPECT_LE(inside ? off : -off, 1e-6);
        EXPECT_LE(inside ? -off : off, 1 + 1e-6);
      }
  }
}

INSTANTIATE_TEST_SUITE_P(Fits, FitsOfBands, testing::Values(Fit::inside, Fit::outside),
                         [](const auto& param) {
                           return std::string(param.param == Fit::inside ? "inside" : "outside");
                         });

TEST(Outside, AtollWithLagoon) {
  const Path shore = on_ground(
      {-109.22, 10.3},
      {{-2'000, -1'500}, {2'100, -1'400}, {2'000, 1'600}, {-1'900, 1'500}, {-2'000, -1'500}});
  const Path lagoon = on_ground(
      {-109.22, 10.3},
      {{-1'500, -1'000}, {1'600, -900}, {1'500, 1'100}, {-1'400, 1'000}, {-1'500, -1'000}});
  const Shape atoll = area_of_rings(shore, {lagoon});
  PartsRequest request = request_for(atoll, 370'400);
  const double with_land = area_of(build_parts(request, options_for(1)));
  request.outside = true;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  EXPECT_EQ(parts.parts[0].polygons.size(), 2U);  // the lagoon too
  EXPECT_EQ(parts.parts[0].right, (Band{0, 370'400}));
  const SignedDistance distance(atoll);
  expect_members(parts.parts[0], within(distance, {{0, 370'400}}, 1), "outside");
  const auto area = [](const Path& path) { return std::abs(oracle::area({{ring_of(path), {}}})); };
  EXPECT_NEAR(area_of(parts), with_land - area(shore) + area(lagoon), 100);
}

// --- areas that shrink --------------------------------------------------------------------------

ZoneParts expect_shrunk(const Shape& shape, double by, Fit fit = Fit::nearest) {
  ZoneOptions options = options_for(1);
  options.fit = fit;
  const ZoneParts parts = build_parts(request_for(shape, -by), options);
  expect_sound(parts, 1);
  EXPECT_EQ(parts.parts.size(), 1U);
  const SignedDistance distance(shape);
  expect_members(parts.parts[0], within(distance, {{-kInfinite, -by}}, 1), "shrunk");
  double most = -kInfinite;
  double least = kInfinite;
  for (const Ring& ring : oracle::rings(parts.parts[0].polygons))
    for (const XY& xy : ring) {
      const double off = distance({xy.x, xy.y}) + by;
      most = std::max(most, off);
      least = std::min(least, off);
    }
  EXPECT_LE(most, fit == Fit::inside ? 1e-6 : 1);
  EXPECT_GE(least, fit == Fit::outside ? -1e-6 : -1);
  return parts;
}

TEST(Shrink, Square) {
  const ZoneParts parts = expect_shrunk(area_of_rings(square(50'000)), 20'000);
  EXPECT_EQ(parts.parts[0].right, (Band{-kInfinite, -20'000}));
  EXPECT_NEAR(area_of(parts), 60'000.0 * 60'000, 2e-4 * 60'000 * 60'000);
}

TEST(Shrink, FitsAreTheOtherWayRound) {
  expect_shrunk(area_of_rings(square(50'000)), 20'000, Fit::inside);
  expect_shrunk(area_of_rings(square(50'000)), 20'000, Fit::outside);
}

TEST(Shrink, HolesGrow) {
  expect_shrunk(area_of_rings(square(60'000), {square(10'000)}), 5'000);
}

TEST(Shrink, IslandInAHole) {
  Shape shape = area_of_rings(square(80'000), {square(50'000)});
  shape.areas.push_back({square(25'000), {}});
  const ZoneParts parts = expect_shrunk(shape, 10'000);
  EXPECT_EQ(parts.parts[0].polygons.size(), 2U);
}

TEST(Shrink, FallsIntoPieces) {
  const Shape dumbbell = area_of_rings(on_ground(kIdlib, {{-60'000, -30'000},
                                                          {-10'000, -30'000},
                                                          {-10'000, -3'000},
                                                          {10'000, -3'000},
                                                          {10'000, -30'000},
                                                          {60'000, -30'000},
                                                          {60'000, 30'000},
                                                          {10'000, 30'000},
                                                          {10'000, 3'000},
                                                          {-10'000, 3'000},
                                                          {-10'000, 30'000},
                                                          {-60'000, 30'000},
                                                          {-60'000, -30'000}}));
  EXPECT_EQ(expect_shrunk(dumbbell, 2'000).parts[0].polygons.size(), 1U);
  EXPECT_EQ(expect_shrunk(dumbbell, 5'000).parts[0].polygons.size(), 2U);
}

TEST(Shrink, Vanishes) {
  try {
    build_parts(request_for(area_of_rings(square(10'000)), -15'000), options_for(1));
    FAIL() << "something was left";
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "nothing is left: the areas are nowhere deeper than 15 km");
    EXPECT_EQ(error.advice(), "shrink them by less");
  }
}

TEST(Shrink, NeighboursShrinkAsOne) {
  Shape halves;
  halves.areas.push_back(
      {on_ground(
           kIdlib,
           {{-50'000, -50'000}, {0, -50'000}, {0, 50'000}, {-50'000, 50'000}, {-50'000, -50'000}}),
       {}});
  halves.areas.push_back(
      {on_ground(kIdlib,
                 {{0, -50'000}, {50'000, -50'000}, {50'000, 50'000}, {0, 50'000}, {0, -50'000}}),
       {}});
  const ZoneParts parts = build_parts(request_for(halves, -20'000), options_for(1));
  expect_sound(parts, 1);
  EXPECT_EQ(parts.parts[0].polygons.size(), 1U);
  EXPECT_NEAR(area_of(parts), 60'000.0 * 60'000, 1e-3 * 60'000 * 60'000);
}

TEST(Shrink, BowTie) {
  const Path corners = on_ground(
      kIdlib, {{-40'000, -30'000}, {40'000, 30'000}, {40'000, -30'000}, {-40'000, 30'000}});
  Path ring = corners;
  ring.push_back(corners[0]);
  const ZoneParts parts = build_parts(request_for(area_of_rings(ring), -3'000), options_for(1));
  expect_sound(parts, 1);
  EXPECT_EQ(parts.parts[0].polygons.size(), 2U);
  Shape halves = area_of_rings({kIdlib, corners[2], corners[1], kIdlib});
  halves.areas.push_back({{kIdlib, corners[3], corners[0], kIdlib}, {}});
  const SignedDistance distance(halves);
  expect_members(parts.parts[0], within(distance, {{-kInfinite, -3'000}}, 1), "bow tie");
}

TEST(Shrink, AcrossTheAntimeridianTheCutIsNoEdge) {
  const Shape box =
      area_of_rings({{178.5, -18}, {-178.5, -18}, {-178.5, -16}, {178.5, -16}, {178.5, -18}});
  const ZoneParts parts = expect_shrunk(box, 50'000);
  EXPECT_EQ(parts.parts[0].polygons.size(), 2U);  // halves that meet at the antimeridian
  for (const Polygon& polygon : parts.parts[0].polygons)
    EXPECT_TRUE(std::any_of(polygon.shell.begin(), polygon.shell.end(),
                            [](const XY& xy) { return std::abs(xy.x) == 180; }));
}

TEST(Shrink, StraightEdgesInDegrees) {
  const Shape box = area_of_rings({{20, 60}, {40, 60}, {40, 64}, {20, 64}, {20, 60}});
  ZoneOptions options = options_for(1);
  options.edges = Edges::planar;
  const ZoneParts parts = build_parts(request_for(box, -20'000), options);
  expect_sound(parts, 1);
  oracle::ReferenceShape edges(oracle::line_shape(box.areas[0].shell),
                               oracle::Joined::straight_in_lonlat);
  for (const Ring& ring : oracle::rings(parts.parts[0].polygons))
    for (const XY& xy : ring) EXPECT_NEAR(edges.distance({xy.x, xy.y}), 20'000, 1);
}

// --- members, uncertainty
// -------------------------------------------------------------------------

TEST(Members, WithDistancesOfTheirOwnAreUnited) {
  const Shape line = oracle::line_shape(on_ground(kIdlib, {{-40'000, 0}, {40'000, 5'000}}));
  const Shape point{on_ground(kIdlib, {{0, 24'000}}), {}, {}};
  const Shape area = area_of_rings(square(15'000, {38, 36}));
  PartsRequest request = request_for(line, 10'000);
  request.members.push_back({point, Metres{20'000}});
  request.members.push_back({area, Metres{-5'000}});
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  EXPECT_EQ(parts.parts[0].right, (Band{-kInfinite, 20'000}));
  const SignedDistance to_line(line);
  const SignedDistance to_point(point);
  const SignedDistance to_area(area);
  const std::vector<Belongs> members{within(to_line, {{-kInfinite, 10'000}}, 1),
                                     within(to_point, {{-kInfinite, 20'000}}, 1),
                                     within(to_area, {{-kInfinite, -5'000}}, 1)};
  const Belongs any = [&](const LonLat& place) -> std::optional<bool> {
    bool inside = false;
    for (const Belongs& member : members) {
      const std::optional<bool> belongs = member(place);
      if (!belongs) return std::nullopt;
      inside = inside || *belongs;
    }
    return inside;
  };
  expect_members(parts.parts[0], any, "union");
}

TEST(Uncertainty, OfALine) {
  const Shape walk = oracle::line_shape(random_walk(kIdlib, 60, 9'000, 60, 11));
  PartsRequest request = request_for(walk);
  request.uncertainty = Metres{2'000};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  const SignedDistance distance(walk);
  EXPECT_EQ(parts.parts[0].sureness, Sureness::certain);
  expect_members(parts.parts[0], within(distance, {{-kInfinite, 18'000}}, 1), "certain");
  EXPECT_EQ(parts.parts[1].sureness, Sureness::possible);
  expect_members(parts.parts[1], within(distance, {{18'000, 22'000}}, 1), "possible");
}

TEST(Uncertainty, OfAnAreasOutside) {
  const Shape area = area_of_rings(square(40'000), {square(15'000)});
  PartsRequest request = request_for(area, 10'000);
  request.outside = true;
  request.uncertainty = Metres{1'000};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  const SignedDistance distance(area);
  expect_members(parts.parts[0], within(distance, {{1'000, 9'000}}, 1), "certain");
  expect_members(parts.parts[1], within(distance, {{-1'000, 1'000}, {9'000, 11'000}}, 1),
                 "possible");
}

TEST(Uncertainty, AsLargeAsTheDistanceLeavesNothingCertain) {
  PartsRequest request = request_for(Shape{{kIdlib}, {}, {}}, 5'000);
  request.uncertainty = Metres{5'000};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  EXPECT_EQ(parts.parts[0].sureness, Sureness::possible);
  EXPECT_EQ(parts.parts[0].right, (Band{0, 5'000}));  // as drawn
}

}  // namespace
}  // namespace cordon
