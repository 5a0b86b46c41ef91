#include "cordon/zone/projected/projected.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/geos.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using reference::Distance;
using reference::Errors;

constexpr double kDistance = 20'000;

MultiPolygon zone_of(const Shape& shape, double distance, double tolerance,
                     Construction construction, unsigned threads = 1,
                     const std::string& crs = "auto") {
  return projected_zone(shape, distance, tolerance, crs, construction,
                        OutputSpace::lonlat(tolerance), threads, {});
}

/// The largest error either way, and that nothing is misplaced.
double checked_error(const MultiPolygon& zone, const OutputSpace& space,
                     const std::vector<Path>& paths, double distance, double tolerance) {
  EXPECT_TRUE(is_valid(zone));
  const Distance distance_to(paths, std::max(distance / 40, 100.0));
  const Errors errors = reference::errors(zone, space, distance_to, distance, 1);
  EXPECT_EQ(reference::misplaced(zone, space, distance_to, distance, tolerance, 200, 4), 0);
  return std::max(errors.outward, errors.inward);
}

Path winding_line() {
  return reference::fractal({36.0, 35.2}, {37.2, 36.6}, 65, 0.35, 5);
}

TEST(ProjectedZone, KeepsTheToleranceOnAWindingLine) {
  const Path line = winding_line();
  for (const double tolerance : {100.0, 10.0, 1.0, 0.1}) {
    for (const Construction construction : {Construction::plain, Construction::robust}) {
      const OutputSpace space = OutputSpace::lonlat(tolerance);
      const MultiPolygon zone = zone_of({{}, {line}, {}}, kDistance, tolerance, construction);
      EXPECT_LT(checked_error(zone, space, {line}, kDistance, tolerance), 0.95 * tolerance);
    }
  }
}

TEST(ProjectedZone, KeepsACentimetre) {
  const Path line{{36.0, 36.0}, {36.2, 36.1}, {36.25, 36.4}};
  const MultiPolygon zone = zone_of({{}, {line}, {}}, kDistance, 0.01, Construction::robust);
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(0.01), {line}, kDistance, 0.01), 0.0095);
}

TEST(ProjectedZone, KeepsTheToleranceAtEveryLatitudeAndDistance) {
  for (const double lat : {0.0, 45.0, -75.0, 88.0}) {
    for (const double distance : {1.0, 100.0, 2'000.0, 100'000.0}) {
      const double tolerance = distance / 1000;
      const double step = std::max(distance, 2'000.0);
      const Path line = reference::on_ground(
          {{0, 0}, {step, step / 5}, {1.2 * step, 2 * step}, {3 * step, 2.5 * step}}, {12, lat});
      const MultiPolygon zone =
          zone_of({{}, {line}, {}}, distance, tolerance, Construction::robust);
      EXPECT_LT(checked_error(zone, OutputSpace::lonlat(tolerance), {line}, distance, tolerance),
                0.95 * tolerance)
          << "latitude " << lat << " distance " << distance;
    }
  }
}

TEST(ProjectedZone, KeepsTheToleranceFarOut) {
  const Path line{{10, 10}, {12, 13}, {16, 14}};
  for (const double distance : {370'400.0, 1'000'000.0, 2'000'000.0}) {
    const double tolerance = distance / 10'000;
    for (const Construction construction : {Construction::plain, Construction::robust}) {
      const MultiPolygon zone = zone_of({{}, {line}, {}}, distance, tolerance, construction);
      EXPECT_LT(checked_error(zone, OutputSpace::lonlat(tolerance), {line}, distance, tolerance),
                0.95 * tolerance);
    }
  }
}

TEST(ProjectedZone, KeepsTheToleranceOnLongEdges) {
  const Path line{{-8, 52}, {24, 56}};
  const MultiPolygon zone = zone_of({{}, {line}, {}}, kDistance, 1, Construction::plain);
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(1), {line}, kDistance, 1), 0.95);
}

TEST(ProjectedZone, RobustHasNoFloorOnDenseFractalLines) {
  const Path line = reference::fractal({36.0, 35.2}, {36.4, 35.7}, 3'000, 0.3, 11);
  const MultiPolygon zone = zone_of({{}, {line}, {}}, kDistance, 0.05, Construction::robust);
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(0.05), {line}, kDistance, 0.05), 0.0475);
}

TEST(ProjectedZone, KeepsTheToleranceInANamedCrsWhereItIsGood) {
  // Near the central meridian's two true-scale lines, 180 km off it, UTM is good to 1e-5.
  const Path line = reference::on_ground({{-3'000, 0}, {0, 2'000}, {1'000, 9'000}}, {40.98, 36});
  const MultiPolygon zone =
      zone_of({{}, {line}, {}}, 5'000, 5, Construction::plain, 1, "EPSG:32637");
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(5), {line}, 5'000, 5), 4.75);
  // On the central meridian it is short by 4 in 10,000: the zone shows that error, unconcealed.
  const Path middle = reference::on_ground({{-3'000, 0}, {0, 2'000}, {1'000, 9'000}}, {39, 36});
  const MultiPolygon short_zone =
      zone_of({{}, {middle}, {}}, kDistance, 1, Construction::plain, 1, "EPSG:32637");
  EXPECT_NEAR(checked_error(short_zone, OutputSpace::lonlat(1), {middle}, kDistance, 20), 8, 1.5);
}

TEST(ProjectedZone, OverTheBorderOfItsCrsIsRefused) {
  EXPECT_THROW(
      zone_of({{{-179.95, 10}}, {}, {}}, kDistance, 1, Construction::plain, 1, "EPSG:3857"),
      DataError);
}

TEST(ProjectedZone, IsDrawnInTimeWhereItsCrsShowsAMetreAsHundreds) {
  // Mercator at 89.7 degrees, drawn on a polar grid whose rounding it enlarges as much.
  const Shape points{{{-29.7, 89.7}, {-88, 89.1}, {-175, 87.5}}, {}, {}};
  const MultiPolygon zone = projected_zone(points, kDistance, 0.6, "EPSG:3857", Construction::plain,
                                           OutputSpace::named("EPSG:3995", 0.6), 1, {});
  std::size_t vertices = 0;
  for (const Polygon& polygon : zone) vertices += polygon.shell.size();
  EXPECT_EQ(zone.size(), 3U);
  EXPECT_LT(vertices, 100'000U);
}

TEST(ProjectedZone, BuffersInTheUnitsOfTheCrs) {
  // New York Long Island in US survey feet.
  const Path line = reference::on_ground({{0, 0}, {4'000, 1'000}}, {-74, 40.7});
  const MultiPolygon zone =
      zone_of({{}, {line}, {}}, 5'000, 5, Construction::plain, 1, "EPSG:2263");
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(5), {line}, 5'000, 5), 5);
}

TEST(ProjectedZone, DrawsStraightEdgesInAProjectedOutput) {
  const OutputSpace space = OutputSpace::named("EPSG:3035", 1);
  const Path line{{-8, 52}, {24, 56}};
  const MultiPolygon zone =
      projected_zone({{}, {line}, {}}, kDistance, 1, "auto", Construction::plain, space, 1, {});
  EXPECT_LT(checked_error(zone, space, {line}, kDistance, 1), 0.95);
}

TEST(ProjectedZone, OfAPointIsAGeodesicCircle) {
  const LonLat centre{36.5, 36};
  const MultiPolygon zone = zone_of({{centre}, {}, {}}, kDistance, 1, Construction::plain);
  ASSERT_EQ(zone.size(), 1U);
  Path circle;
  for (int i = 0; i < 100'000; ++i)
    circle.push_back(geodesic_direct(centre, -i * 0.0036, kDistance).place);
  Path drawn;
  for (const XY& xy : zone[0].shell) drawn.push_back({xy.x, xy.y});
  EXPECT_NEAR(ring_area(drawn) / ring_area(circle), 1, 1e-4);
}

TEST(ProjectedZone, FillsAreasAndKeepsTheirHoles) {
  const Path shell{{35, 35}, {37, 35}, {37, 37}, {35, 37}, {35, 35}};
  const Path wide{{35.4, 35.4}, {36.6, 35.4}, {36.6, 36.6}, {35.4, 36.6}, {35.4, 35.4}};
  const Path narrow{{36.8, 36.8}, {36.9, 36.8}, {36.9, 36.9}, {36.8, 36.8}};
  const MultiPolygon zone =
      zone_of({{}, {}, {{shell, {wide, narrow}}}}, kDistance, 1, Construction::robust);
  ASSERT_EQ(zone.size(), 1U);
  ASSERT_EQ(zone[0].holes.size(), 1U) << "the narrow hole is within the distance";
  const Errors errors = reference::errors(zone, OutputSpace::lonlat(1),
                                          Distance({shell, wide, narrow}, 500), kDistance, 1);
  EXPECT_LT(std::max(errors.outward, errors.inward), 0.95);
  const PointLocator locator(zone);
  EXPECT_TRUE(locator.contains({35.2, 35.2}));
  EXPECT_FALSE(locator.contains({36, 36}));
}

TEST(ProjectedZone, UnitesEverythingThatItIsGiven) {
  const Shape shape{
      {{36, 36}, {39, 36}}, {{{36, 36}, {36.3, 36}}, {{36.1, 36.2}, {36.2, 35.8}}}, {}};
  const MultiPolygon zone = zone_of(shape, kDistance, 1, Construction::plain);
  EXPECT_EQ(zone.size(), 2U);
  EXPECT_LT(checked_error(zone, OutputSpace::lonlat(1),
                          {shape.lines[0], shape.lines[1], {shape.points[0]}, {shape.points[1]}},
                          kDistance, 1),
            0.95);
}

TEST(ProjectedZone, IsTheSameForAnyNumberOfThreads) {
  const Path line = reference::fractal({30, 50}, {36, 47}, 400, 0.4, 9);
  for (const Construction construction : {Construction::plain, Construction::robust}) {
    const MultiPolygon one = zone_of({{}, {line}, {}}, kDistance, 0.1, construction, 1);
    const MultiPolygon four = zone_of({{}, {line}, {}}, kDistance, 0.1, construction, 4);
    ASSERT_EQ(one.size(), four.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      EXPECT_EQ(one[i].shell, four[i].shell);
      EXPECT_EQ(one[i].holes, four[i].holes);
    }
  }
}

TEST(ProjectedZone, IsCanonicalAndOnTheGrid) {
  const OutputSpace space = OutputSpace::lonlat(1);
  const MultiPolygon zone = zone_of({{}, {winding_line()}, {}}, kDistance, 1, Construction::plain);
  const MultiPolygon again = canonical(zone);
  EXPECT_EQ(zone[0].shell, again[0].shell);
  for (const XY& xy : zone[0].shell) EXPECT_EQ(space.rounded(xy), xy);
}

TEST(ProjectedZone, RefusesDegreesAsLengths) {
  EXPECT_THROW(
      zone_of({{}, {winding_line()}, {}}, kDistance, 1, Construction::plain, 1, "EPSG:4326"),
      DataError);
  EXPECT_THROW(
      zone_of({{}, {winding_line()}, {}}, kDistance, 1, Construction::plain, 1, "nonsense"),
      UsageError);
}

TEST(ProjectedZone, IsCutAtTheSeamOfDegreesAndRefusedAtTheBreakOfAProjection) {
  const Path pacific{{179.9, -17}, {-179.8, -17.5}};
  const OutputSpace mercator = OutputSpace::named("EPSG:3857", 1);
  for (const Construction construction : {Construction::plain, Construction::robust}) {
    EXPECT_EQ(zone_of({{}, {pacific}, {}}, kDistance, 1, construction).size(), 2U);
    EXPECT_THROW(
        projected_zone({{}, {pacific}, {}}, kDistance, 1, "auto", construction, mercator, 1, {}),
        DataError);
  }
}

TEST(ProjectedZone, CrossesSeamsInAnOutputThatHasNone) {
  const OutputSpace space = OutputSpace::named("EPSG:3995", 1);
  const Path polar{{0, 89.9}, {90, 89.9}, {179, 89.5}, {-170, 89}};
  const MultiPolygon zone =
      projected_zone({{}, {polar}, {}}, kDistance, 1, "auto", Construction::robust, space, 1, {});
  EXPECT_LT(checked_error(zone, space, {polar}, kDistance, 1), 0.95);
}

TEST(ProjectedZone, TellsItsProgressAndStopsWhenAsked) {
  const Shape shape{{}, {winding_line()}, {}};
  double last = 0;
  projected_zone(shape, kDistance, 0.1, "auto", Construction::plain, OutputSpace::lonlat(0.1), 2,
                 [&](double done, std::string_view) {
                   EXPECT_GE(done, last);
                   EXPECT_LE(done, 1);
                   last = done;
                   return true;
                 });
  EXPECT_GT(last, 0.5);
  EXPECT_THROW(
      projected_zone(shape, kDistance, 0.1, "auto", Construction::plain, OutputSpace::lonlat(0.1),
                     2, [](double, std::string_view) { return false; }),
      Cancelled);
}

}  // namespace
}  // namespace cordon
