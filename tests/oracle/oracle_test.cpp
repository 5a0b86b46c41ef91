// The judge on trial: distances against brute force, and planted faults that it must find.
#include "oracle.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "flat.hpp"
#include "random.hpp"

namespace cordon::oracle {
namespace {

constexpr LonLat kIdlib{36.5, 36.0};

/// Distance by looking at places every `spacing` m of an edge, then ever closer around the best.
double dense_distance(const LonLat& a, const LonLat& b, Joined joined, const LonLat& q) {
  const auto line = GeographicLib::Geodesic::WGS84().InverseLine(a.lat, a.lon, b.lat, b.lon);
  const auto distance = [&](double t) {
    LonLat p{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
    if (joined == Joined::by_geodesics) line.Position(t * line.Distance(), p.lat, p.lon);
    return geodesic_distance(q, p);
  };
  double low = 0, high = 1, best = 0;
  for (int round = 0; round < 9; ++round) {
    constexpr int kParts = 60;
    double least = 1e99;
    for (int i = 0; i <= kParts; ++i) {
      const double t = low + (high - low) * i / kParts;
      if (const double f = distance(t); f < least) least = f, best = t;
    }
    const double width = (high - low) / kParts;
    low = std::max(0.0, best - width);
    high = std::min(1.0, best + width);
  }
  return distance(best);
}

/// A ring of places at the given distances from a centre.
template <typename DistanceAt>
MultiPolygon blob(const LonLat& centre, int parts, const DistanceAt& distance_at) {
  Ring ring;
  for (int i = 0; i < parts; ++i) {
    const LonLat p = geodesic_direct(centre, -360.0 * i / parts, distance_at(i));
    ring.push_back({p.lon, p.lat});
  }
  ring.push_back(ring.front());
  return {Polygon{ring, {}}};
}

ZoneOptions options_of(double distance, double tolerance) {
  ZoneOptions options;
  options.distance = Metres{distance};
  options.tolerance = Metres{tolerance};
  return options;
}

TEST(Reference, EdgeAgreesWithDenseSearch) {
  Random random(test_seed());
  for (const Joined joined : {Joined::by_geodesics, Joined::straight_in_lonlat})
    for (int i = 0; i < 300; ++i) {
      const LonLat a{random.uniform(-170, 170), random.uniform(-78, 78)};
      const LonLat b =
          geodesic_direct(a, random.uniform(0, 360), std::pow(10, random.uniform(0, 5)));
      const LonLat q =
          geodesic_direct(a, random.uniform(0, 360), std::pow(10, random.uniform(-1, 5)));
      if (std::abs(b.lon - a.lon) > 180 || std::abs(q.lon - a.lon) > 180) continue;
      const ReferenceShape reference(line_shape({a, b}), joined);
      EXPECT_NEAR(reference.distance(q), dense_distance(a, b, joined, q), 1e-6)
          << "seed " << test_seed() << " edge " << i;
    }
}

TEST(Reference, PruningLosesNothing) {
  Random random(test_seed());
  for (const Joined joined : {Joined::by_geodesics, Joined::straight_in_lonlat}) {
    const ReferenceShape reference(line_shape(fractal_front(300)), joined);
    for (int i = 0; i < 300; ++i) {
      const LonLat q =
          geodesic_direct({37, 35.5}, random.uniform(0, 360), std::pow(10, random.uniform(2, 6.3)));
      if (std::abs(q.lon - 37) > 180) continue;
      EXPECT_NEAR(reference.distance(q), reference.nearest_of_all(q).distance, 1e-7) << i;
    }
  }
}

TEST(Reference, NothingIsCloserThanTheDistanceToItsPlaces) {
  const Path line = fractal_front(200);
  const ReferenceShape reference(line_shape(line));
  Random random(test_seed());
  for (int i = 0; i < 300; ++i) {
    const LonLat q{random.uniform(35, 39), random.uniform(33, 38)};
    const Nearest nearest = reference.nearest(q);
    EXPECT_NEAR(geodesic_distance(q, nearest.place), nearest.distance, 1e-7);
    for (const LonLat& vertex : line)
      EXPECT_LE(nearest.distance, geodesic_distance(q, vertex) + 1e-7);
  }
}

TEST(Reference, AreaIsZeroInsideAndItsOutlineOutside) {
  const Path shell =
      on_ground(kIdlib, {{-4e4, -4e4}, {4e4, -4e4}, {4e4, 4e4}, {-4e4, 4e4}, {-4e4, -4e4}});
  const Path hole =
      on_ground(kIdlib, {{-1e4, -1e4}, {1e4, -1e4}, {1e4, 1e4}, {-1e4, 1e4}, {-1e4, -1e4}});
  const ReferenceShape area(Shape{{}, {}, {Area{shell, {hole}}}});
  const ReferenceShape outline(Shape{{}, {shell, hole}, {}});
  Random random(test_seed());
  for (int i = 0; i < 200; ++i) {
    const XY xy{random.uniform(-8e4, 8e4), random.uniform(-8e4, 8e4)};
    const double size = std::max(std::abs(xy.x), std::abs(xy.y));
    if (std::abs(size - 4e4) < 100 || std::abs(size - 1e4) < 100) continue;
    const LonLat q = on_ground(kIdlib, {xy}).front();
    if (size > 1e4 && size < 4e4)
      EXPECT_EQ(area.distance(q), 0) << xy.x << ' ' << xy.y;
    else
      EXPECT_EQ(area.distance(q), outline.distance(q));
  }
}

TEST(Reference, AreaAroundAPoleIsNotAtItsAntipodes) {
  Path ring;
  for (int i = 0; i <= 12; ++i) ring.push_back({30.0 * (i % 12), 85});
  for (int k = 0; k < 2; ++k) {
    const ReferenceShape area(Shape{{}, {}, {Area{ring, {}}}});
    EXPECT_TRUE(area.inside_area({17, 90}));
    EXPECT_TRUE(area.inside_area({-170, 86}));
    EXPECT_FALSE(area.inside_area({0, 84}));
    EXPECT_FALSE(area.inside_area({100, -88}));
    EXPECT_FALSE(area.inside_area({0, -90}));
    std::reverse(ring.begin(), ring.end());
  }
}

TEST(Boundary, FineCircleHolds) {
  const auto zone = blob(kIdlib, 4000, [](int) { return 20'000.0; });
  const Report report = check_zone(Shape{{kIdlib}, {}, {}}, options_of(20'000, 0.1), zone);
  EXPECT_TRUE(report.holds()) << report;
  // Sag of a chord: r (1 - cos(pi / 4000)) = 6 mm, all of it inwards.
  EXPECT_NEAR(report.boundary.inward, 0.0062, 2e-4);
  EXPECT_LT(report.boundary.outward, 2e-4);
  EXPECT_NEAR(area(zone) / (std::numbers::pi * 4e8), 1, 1e-5);
}

TEST(Boundary, ErrorsBetweenVerticesAreFound) {
  const auto zone = blob(kIdlib, 32, [](int) { return 20'000.0; });
  const ReferenceShape reference(Shape{{kIdlib}, {}, {}});
  const BoundaryError error = measure_boundary(zone, reference, 20'000, 0.01);
  EXPECT_NEAR(error.inward, 20'000 * (1 - std::cos(std::numbers::pi / 32)), 1);
  EXPECT_LT(error.outward, 1.5);
}

TEST(Boundary, AgreesWithDenseWalk) {
  const Path line = random_walk(kIdlib, 12, 15'000, 60, test_seed());
  const ReferenceShape reference(line_shape(line));
  const auto zone = blob(line[5], 25, [](int i) { return 60'000.0 + 20'000 * (i % 3); });
  double farthest = 0, nearest = 1e99;
  const Ring& ring = zone[0].shell;
  for (std::size_t i = 1; i < ring.size(); ++i)
    for (int k = 0; k <= 300; ++k) {
      const double t = k / 300.0;
      const double f = reference.distance({ring[i - 1].x + t * (ring[i].x - ring[i - 1].x),
                                           ring[i - 1].y + t * (ring[i].y - ring[i - 1].y)});
      farthest = std::max(farthest, f);
      nearest = std::min(nearest, f);
    }
  const double d = (farthest + nearest) / 2;
  const BoundaryError error = measure_boundary(zone, reference, d, 0.5);
  EXPECT_GE(error.outward, farthest - d - 0.5) << "seed " << test_seed();
  EXPECT_GE(error.inward, d - nearest - 0.5) << "seed " << test_seed();
  EXPECT_LE(error.outward, farthest - d + 60) << "attained values cannot exceed a dense walk's";
}

TEST(Boundary, LongEdgesBesideLongPiecesAreBounded) {
  // 20 km of straight line and of boundary: half a metre is hidden far from every vertex.
  const ReferenceShape reference(line_shape(on_ground(kIdlib, {{0, -1e4}, {0, 1e4}})));
  const auto error_of = [&](const std::vector<XY>& plane) {
    Ring ring;
    for (const LonLat& p : on_ground(kIdlib, plane)) ring.push_back({p.lon, p.lat});
    return measure_boundary({Polygon{ring, {}}}, reference, 100, 0.001);
  };
  const BoundaryError right = error_of({{100, -1e4}, {100, 1e4}});
  EXPECT_LT(right.max(), 0.001);
  const BoundaryError crooked = error_of({{100, -1e4}, {99.5, 2e3}, {100, 1e4}});
  EXPECT_NEAR(crooked.inward, 0.5, 0.001);
  const BoundaryError astray = error_of({{100, -1e4}, {-100, 1e4}});
  EXPECT_NEAR(astray.inward, 100, 0.01);
}

TEST(Check, SeesADent) {
  const auto zone = blob(kIdlib, 2000, [](int i) { return i == 700 ? 19'998.0 : 20'000.0; });
  const Report report = check_zone(Shape{{kIdlib}, {}, {}}, options_of(20'000, 1), zone);
  EXPECT_FALSE(report.holds());
  EXPECT_NEAR(report.boundary.inward, 2, 0.05);
}

TEST(Check, FitAllowsOneSideOnly) {
  // The chords' sag is 6 mm.
  const auto holds = [](double radius, Fit fit) {
    ZoneOptions options = options_of(20'000, 0.1);
    options.fit = fit;
    return check_zone(Shape{{kIdlib}, {}, {}}, options,
                      blob(kIdlib, 4000, [=](int) { return radius; }))
        .holds();
  };
  EXPECT_TRUE(holds(19'999.999, Fit::inside));
  EXPECT_FALSE(holds(20'000.001, Fit::inside));
  EXPECT_FALSE(holds(19'999.89, Fit::inside));
  EXPECT_TRUE(holds(20'000.007, Fit::outside));
  EXPECT_FALSE(holds(20'000.005, Fit::outside));
}

TEST(Check, SeesAFalseHoleAndAStrayPart) {
  const Shape shape{{kIdlib}, {}, {}};
  auto zone = blob(kIdlib, 2000, [](int) { return 20'000.0; });
  auto holed = zone;
  holed[0].holes.push_back(
      blob(geodesic_direct(kIdlib, 30, 9'000), 12, [](int) { return 900.; })[0].shell);
  const Report with_hole = check_zone(shape, options_of(20'000, 1), holed);
  EXPECT_FALSE(with_hole.holds());
  EXPECT_EQ(with_hole.stray_holes, 1U);
  zone.push_back(blob(geodesic_direct(kIdlib, 80, 24'000), 12, [](int) { return 900.0; })[0]);
  EXPECT_FALSE(check_zone(shape, options_of(20'000, 1), zone).holds());
}

TEST(Check, SeesAMissingPartThatNoBoundaryShows) {
  const LonLat other = geodesic_direct(kIdlib, 90, 100'000);
  const auto zone = blob(kIdlib, 2000, [](int) { return 20'000.0; });
  const Report report = check_zone(Shape{{kIdlib, other}, {}, {}}, options_of(20'000, 1), zone);
  EXPECT_LE(report.boundary.max(), 1) << "the boundary itself is right";
  EXPECT_FALSE(report.wrong.empty());
}

TEST(Check, SeesAFilledHole) {
  const auto ring = on_ground(kIdlib, [] {
    std::vector<XY> xy;
    for (int i = 0; i <= 90; ++i)
      xy.push_back(
          {3e4 * std::cos(i * std::numbers::pi / 45), 3e4 * std::sin(i * std::numbers::pi / 45)});
    return xy;
  }());
  const auto zone = blob(kIdlib, 3000, [](int) { return 50'000.0; });
  EXPECT_FALSE(check_zone(line_shape(ring), options_of(20'000, 50), zone).wrong.empty());
}

TEST(Flat, StraightLineIsCutAtItsEnds) {
  const FlatZone zone(line_shape(on_ground(kIdlib, {{0, 0}, {100'000, 0}})), 20'000);
  EXPECT_EQ(zone.free_ends(), 2U);
  const auto contains = [&](double x, double y) {
    return zone.contains(on_ground(kIdlib, {{x, y}}).front());
  };
  EXPECT_TRUE(contains(10, 19'900));
  EXPECT_FALSE(contains(-10, 5'000));
  EXPECT_FALSE(contains(-10, 0));
  EXPECT_FALSE(contains(100'010, 100));
  EXPECT_TRUE(contains(99'900, -19'900));
  EXPECT_FALSE(contains(50'000, 20'100));
}

TEST(Flat, ShortLineIsCutAtBothEnds) {
  const FlatZone zone(line_shape(on_ground(kIdlib, {{0, 0}, {3'000, 0}})), 20'000);
  const auto contains = [&](double x, double y) {
    return zone.contains(on_ground(kIdlib, {{x, y}}).front());
  };
  EXPECT_TRUE(contains(1'500, 19'000));
  EXPECT_FALSE(contains(-100, 0));
  EXPECT_FALSE(contains(3'100, 8'000));
}

TEST(Flat, WhatReturnsToAnEndReachesBeyondIt) {
  // A hairpin: the far arm passes 5 km behind the free end, and reaches over it.
  const FlatZone zone(
      line_shape(on_ground(
          kIdlib, {{0, 0}, {60'000, 0}, {60'000, 50'000}, {-5'000, 50'000}, {-5'000, -90'000}})),
      20'000);
  EXPECT_TRUE(zone.contains(on_ground(kIdlib, {{-2'000, 0}}).front()));
}

TEST(Flat, EndsThatMeetAreNotFree) {
  Shape shape;
  shape.lines.push_back(on_ground(kIdlib, {{0, 0}, {60'000, 0}}));
  shape.lines.push_back(on_ground(kIdlib, {{60'000, 0}, {60'000, 60'000}}));
  EXPECT_EQ(FlatZone(shape, 20'000).free_ends(), 2U);
  const Path ring = on_ground(kIdlib, {{0, 0}, {60'000, 0}, {60'000, 60'000}, {0, 0}});
  EXPECT_EQ(FlatZone(line_shape(ring), 20'000).free_ends(), 0U);
}

TEST(Flat, CheckTellsRoundFromFlat) {
  const Shape shape = line_shape(on_ground(kIdlib, {{0, 0}, {100'000, 0}}));
  ZoneOptions options = options_of(20'000, 100);
  options.cap = Cap::flat;
  const std::vector<XY> corners{
      {0, -20'000}, {100'000, -20'000}, {100'000, 20'000}, {0, 20'000}, {0, -20'000}};
  std::vector<XY> outline;
  for (std::size_t i = 1; i < corners.size(); ++i)
    for (int k = 0; k < 20; ++k)
      outline.push_back({corners[i - 1].x + k / 20.0 * (corners[i].x - corners[i - 1].x),
                         corners[i - 1].y + k / 20.0 * (corners[i].y - corners[i - 1].y)});
  outline.push_back(outline.front());
  Ring ring;
  for (const LonLat& p : on_ground(kIdlib, outline)) ring.push_back({p.lon, p.lat});
  const Report report = check_zone(shape, options, {Polygon{ring, {}}});
  EXPECT_TRUE(report.holds()) << report;
  for (XY& xy : ring)
    if (xy.x < 36.5001) xy.x -= 0.01;
  EXPECT_FALSE(check_zone(shape, options, {Polygon{ring, {}}}).holds());
}

TEST(Cases, AreDeterministicAndNamedOnce) {
  std::vector<std::string> names;
  for (const auto& cases : {real_cases(), large_cases(), hard_cases()})
    for (const Case& c : cases) names.push_back(c.name);
  for (const AnywhereCase& c : anywhere_cases()) names.push_back(c.name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_EQ(fractal_front(10'000).size(), 10'000U);
  EXPECT_EQ(fractal_front(10'000), fractal_front(10'000));
  EXPECT_EQ(Random(1).bits(), 0x910a2dec89025cc1U);
}

}  // namespace
}  // namespace cordon::oracle
