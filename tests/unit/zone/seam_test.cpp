#include "cordon/zone/seam.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "boundary.hpp"
#include "cordon/base/error.hpp"
#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

/// By area: what is cut may be listed in any order.
std::vector<double> areas_of(const std::vector<Ring>& rings) {
  std::vector<double> areas;
  for (const Ring& ring : rings) areas.push_back(twice_signed_area(ring) / 2);
  std::sort(areas.begin(), areas.end());
  return areas;
}

Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

Ring reversed(Ring ring) {
  std::reverse(ring.begin(), ring.end());
  return ring;
}

/// A ring around a pole, eastwards, unrolled.
Ring around(double lat, int vertices = 12) {
  Ring ring;
  for (int k = 0; k <= vertices; ++k) ring.push_back({-175 + 360.0 * k / vertices, lat});
  return ring;
}

TEST(CutAtSeam, LeavesARingWithinTheMapAsItIs) {
  const Ring ring = box(-180, -10, 180, 10);
  EXPECT_EQ(cut_at_seam({ring}), std::vector<Ring>{ring});
}

TEST(CutAtSeam, CutsARingInTwo) {
  const std::vector<Ring> cut = cut_at_seam({box(170, -10, 195, 10)});
  EXPECT_EQ(areas_of(cut), (std::vector<double>{200, 300}));
  for (const Ring& ring : cut)
    for (const XY& xy : ring) EXPECT_LE(std::abs(xy.x), 180);
}

TEST(CutAtSeam, TurnsElsewhereAreTheSame) {
  for (const double turn : {-720.0, -360.0, 360.0})
    EXPECT_EQ(areas_of(cut_at_seam({box(170 + turn, -10, 195 + turn, 10)})),
              (std::vector<double>{200, 300}));
}

TEST(CutAtSeam, AHoleOverTheSeamBecomesANotch) {
  const std::vector<Ring> cut =
      cut_at_seam({box(170, -10, 190, 10), reversed(box(175, -5, 185, 5))});
  EXPECT_EQ(areas_of(cut), (std::vector<double>{150, 150}));
}

TEST(CutAtSeam, ARingAroundAPoleIsClosedOverIt) {
  const std::vector<Ring> north = cut_at_seam({around(80)});
  EXPECT_EQ(areas_of(north), std::vector<double>{3600});
  const std::vector<Ring> south = cut_at_seam({reversed(around(-80))});
  EXPECT_EQ(areas_of(south), std::vector<double>{3600});
  const std::vector<Ring> belt = cut_at_seam({around(-10), reversed(around(10))});
  EXPECT_EQ(areas_of(belt), std::vector<double>{7200});
}

TEST(CutAtSeam, AHoleAloneIsInTheWholeMap) {
  EXPECT_EQ(areas_of(cut_at_seam({reversed(box(0, 0, 10, 10))})),
            (std::vector<double>{-100, 64800}));
}

TEST(CutAtSeam, VerticesOnTheSeamAndTouchesDoNoHarm) {
  // A ring that touches the seam with a corner, from either side.
  const Ring west{{170, 0}, {180, 5}, {170, 10}, {170, 0}};
  EXPECT_EQ(areas_of(cut_at_seam({west})), std::vector<double>{50});
  const Ring east{{190, 0}, {190, 10}, {180, 5}, {190, 0}};
  EXPECT_EQ(areas_of(cut_at_seam({east})), std::vector<double>{50});
  // Corners on the seam of a ring that does cross it.
  const Ring both{{170, 0}, {180, 0}, {190, 5}, {180, 10}, {170, 10}, {170, 0}};
  EXPECT_EQ(areas_of(cut_at_seam({both})), (std::vector<double>{50, 100}));
  // An edge along the seam.
  EXPECT_EQ(areas_of(cut_at_seam({box(180, 0, 190, 10)})), std::vector<double>{100});
  EXPECT_EQ(areas_of(cut_at_seam({box(170, 0, 180, 10)})), std::vector<double>{100});
}

TEST(CutAtSeam, RandomStarsKeepTheirArea) {
  Random random(test_seed());
  for (int i = 0; i < 2000; ++i) {
    // A star about a place near the seam, some vertices exactly on it.
    const XY centre{180 + random.uniform(-3, 3), random.uniform(-60, 60)};
    Ring ring;
    const int corners = 3 + static_cast<int>(random.bits() % 30);
    for (int k = 0; k < corners; ++k) {
      const double angle = 2 * std::numbers::pi * k / corners;
      const double r = random.uniform(0.5, 6);
      double x = centre.x + r * std::cos(angle);
      if (std::abs(x - 180) < 0.3) x = 180;
      ring.push_back({x, centre.y + r * std::sin(angle)});
    }
    ring.push_back(XY(ring.front()));
    if (!is_valid({{ring, {}}})) continue;
    double area = 0;
    for (const double part : areas_of(cut_at_seam({ring}))) area += part;
    EXPECT_NEAR(area, twice_signed_area(ring) / 2, 1e-9)
        << "ring " << i << ", CORDON_SEED " << test_seed();
  }
}

TEST(CutPathAtSeam, EndsAndBeginsOnIt) {
  using Paths = std::vector<std::vector<XY>>;
  EXPECT_EQ(cut_path_at_seam({{170, 0}, {190, 10}}),
            (Paths{{{170, 0}, {180, 5}}, {{-180, 5}, {-170, 10}}}));
  EXPECT_EQ(cut_path_at_seam({{170, 0}, {175, 10}}), (Paths{{{170, 0}, {175, 10}}}));
  EXPECT_EQ(cut_path_at_seam({{170, 0}, {180, 10}}), (Paths{{{170, 0}, {180, 10}}}));
}

TEST(Unrolled, GoesOnWhereDegreesBreakOff) {
  EXPECT_EQ(unrolled({{170, 0}, {-170, 0}, {-60, 0}, {60, 0}, {170, 0}}),
            (std::vector<XY>{{170, 0}, {190, 0}, {300, 0}, {420, 0}, {530, 0}}));
}

// --- areas ---

double km2(const std::vector<Area>& areas) {
  return oracle::area(flatten(areas, 0.1)) / 1e6;
}

TEST(FlattenAreas, AnAreaOverTheSeamIsWhatItIsElsewhere) {
  const auto square = [](double lon) {
    return Area{{{lon, -15}, {lon + 10, -15}, {lon + 10, -25}, {lon, -25}, {lon, -15}},
                {{{lon + 3, -18}, {lon + 7, -18}, {lon + 7, -22}, {lon + 3, -22}, {lon + 3, -18}}}};
  };
  const double expected = km2({square(20)});
  EXPECT_NEAR(km2({square(175)}), expected, 1e-6 * expected);
  EXPECT_NEAR(km2({square(-185)}), expected, 1e-6 * expected);
  Area wrapped = square(175);
  for (LonLat& place : wrapped.shell) place.lon = std::remainder(place.lon, 360.0);
  for (LonLat& place : wrapped.holes[0]) place.lon = std::remainder(place.lon, 360.0);
  EXPECT_NEAR(km2({wrapped}), expected, 1e-6 * expected);
  EXPECT_EQ(flatten({wrapped}, 0.01).size(), 2U);
}

TEST(FlattenAreas, AnAreaAroundAPoleHoldsIt) {
  for (const double side : {1.0, -1.0}) {
    Area cap;
    for (int k = 0; k <= 8; ++k) cap.shell.push_back({45.0 * (k % 8), 80 * side});
    for (int k = 0; k <= 8; ++k) {
      if (k == 0) cap.holes.emplace_back();
      cap.holes[0].push_back({45.0 * (k % 8), 88 * side});
    }
    const double expected =
        std::abs(ring_area(cap.shell)) / 1e6 - std::abs(ring_area(cap.holes[0])) / 1e6;
    EXPECT_NEAR(km2({cap}), expected, 1);
    const AreaLocator locator({cap}, 1);
    EXPECT_FALSE(locator.contains({0, 90 * side}));
    EXPECT_TRUE(locator.contains({180, 85 * side}));
    EXPECT_TRUE(locator.contains({-180, 85 * side}));
    EXPECT_FALSE(locator.contains({180, 70 * side}));
    cap.holes.clear();
    EXPECT_TRUE(AreaLocator({cap}, 1).contains({12, 90 * side}));
    std::reverse(cap.shell.begin(), cap.shell.end());
    EXPECT_TRUE(AreaLocator({cap}, 1).contains({12, 90 * side}));
  }
}

TEST(FlattenAreas, ABowTieOverTheSeamIsReadAsElsewhere) {
  const auto tie = [](double lon) {
    return Area{{{lon, 0}, {lon + 10, 10}, {lon + 10, 0}, {lon, 10}, {lon, 0}}, {}};
  };
  EXPECT_NEAR(km2({tie(173)}), km2({tie(20)}), 1);
}

TEST(FlattenAreas, APolarSpaceNeedsNoCut) {
  Area cap;
  for (int k = 0; k <= 8; ++k) cap.shell.push_back({45.0 * (k % 8), 80});
  const MultiPolygon whole = flatten({cap}, 0.01, OutputSpace::named("EPSG:3995", 1));
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_TRUE(is_valid(whole));
}

}  // namespace
}  // namespace cordon
