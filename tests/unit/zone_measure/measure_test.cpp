// Zones that are wrong by a little or by a lot: what measure_zone() says of them against an oracle
// of exact geodesics. The figures must be bounds, and near the truth, however large they are.
#include "cordon/zone/measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "boundary.hpp"
#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"
#include "drawing.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::ReferenceShape;

constexpr double kDistance = 20'000;
constexpr LonLat kOrigin{36.5, 36};

XY at(const LonLat& from, double azimuth, double distance) {
  const LonLat to = oracle::geodesic_direct(from, azimuth, distance);
  return {to.lon, to.lat};
}

Ring disc(const LonLat& centre, double radius, int corners = 64) {
  Ring ring;
  for (int k = 0; k <= corners; ++k)
    ring.push_back(at(centre, -360.0 * (k % corners) / corners, radius));
  return ring;
}

MultiPolygon disc_zone(const LonLat& centre, double radius, int corners = 64) {
  return {{disc(centre, radius, corners), {}}};
}

MultiPolygon exact(const Shape& shape, double distance = kDistance, double tolerance = 1) {
  ZoneOptions options;
  options.distance.value = distance;
  options.tolerance.value = tolerance;
  return build_zone(shape, options).polygons;
}

/// Every vertex moved.
MultiPolygon shifted(MultiPolygon zone, double azimuth, double way) {
  for (Polygon& polygon : zone) {
    for (XY& xy : polygon.shell) xy = at({xy.x, xy.y}, azimuth, way);
    for (Ring& hole : polygon.holes)
      for (XY& xy : hole) xy = at({xy.x, xy.y}, azimuth, way);
  }
  return zone;
}

Shape front() {
  return oracle::line_shape(oracle::fractal_line({36, 35.5}, {37, 36.5}, 60, 0.1, 7));
}

/// A closed line with a hole 40 km wide in the middle of its zone.
Shape ring_road() {
  Path path;
  for (int k = 0; k <= 36; ++k)
    path.push_back(oracle::geodesic_direct(kOrigin, 10.0 * (k % 36), 40'000));
  return oracle::line_shape(path);
}

Shape two_lines() {
  Shape shape = oracle::line_shape(oracle::on_ground(kOrigin, {{0, 0}, {30'000, 5'000}}));
  shape.lines.push_back(oracle::on_ground({38, 36}, {{0, 0}, {10'000, 20'000}}));
  return shape;
}

struct Case {
  std::string name;
  Shape shape;
  MultiPolygon drawn;
  std::string kind;  // of the worst difference
};

std::vector<Case> cases() {
  const Shape line = front();
  const MultiPolygon right = exact(line);
  const LonLat middle = line.lines[0][30];
  const XY edge = right[0].shell[10];
  const MultiPolygon both = exact(two_lines());
  MultiPolygon filled = exact(ring_road());
  for (Polygon& polygon : filled) polygon.holes.clear();
  return {
      {"shifted_50_m", line, shifted(right, 70, 50), ""},
      {"shifted_800_m", line, shifted(right, 200, 800), ""},
      {"shifted_30_km", line, shifted(right, 120, 30'000), ""},
      {"too_far_by_1_km", line, exact(line, kDistance + 1'000), "too far out"},
      {"too_near_by_1_km", line, exact(line, kDistance - 1'000), "too far in"},
      {"twice_too_far", line, exact(line, 2 * kDistance), "too far out"},
      {"tenth", line, exact(line, kDistance / 10), "too far in"},
      {"bite_300_m", line, difference(right, disc_zone({edge.x, edge.y}, 300)), "too far in"},
      {"bite_over_the_line", line, difference(right, disc_zone(middle, 5'000)), "part missing"},
      {"false_hole", line,
       difference(right, disc_zone(oracle::geodesic_direct(middle, 130, 9'000), 300)),
       "false hole"},
      {"bump_2_km", line, unite({right[0], {disc({edge.x, edge.y}, 2'000), {}}}), "too far out"},
      {"stray_60_km",
       line,
       {right[0], {disc(oracle::geodesic_direct(kOrigin, 90, 160'000), 700), {}}},
       "stray part"},
      {"coarse", {{kOrigin}, {}, {}}, disc_zone(kOrigin, kDistance, 12), "too far in"},
      {"part_missing", two_lines(), {both.at(0)}, "part missing"},
      {"filled_hole", ring_road(), filled, "filled hole"},
      {"half_filled_hole", ring_road(), unite({exact(ring_road())[0], {disc(kOrigin, 3'000), {}}}),
       "stray part"},
  };
}

class Measure : public testing::TestWithParam<std::size_t> {
 protected:
  static const Case& tested() {
    static const std::vector<Case> all = cases();
    return all.at(GetParam());
  }
};

/// The largest errors by definition, over random places about the zone and the drawing.
struct Sampled {
  double outward = 0, inward = 0;
};

Sampled sampled_errors(const Case& tested, const ReferenceShape& reference) {
  const oracle::Drawing drawing = oracle::drawn_in_lonlat(tested.drawn);
  double west = 180, east = -180, south = 90, north = -90;
  for (const MultiPolygon& zone : {tested.drawn, exact(tested.shape, kDistance, 10)})
    for (const Polygon& polygon : zone)
      for (const XY& xy : polygon.shell) {
        west = std::min(west, xy.x);
        east = std::max(east, xy.x);
        south = std::min(south, xy.y);
        north = std::max(north, xy.y);
      }
  Sampled out;
  Random random(oracle::test_seed());
  for (int i = 0; i < 20'000; ++i) {
    const LonLat place{random.uniform(west, east), random.uniform(south, north)};
    const double off = reference.distance(place) - kDistance;
    if (drawing.contains(place))
      out.outward = std::max(out.outward, off);
    else
      out.inward = std::max(out.inward, -off);
  }
  return out;
}

TEST_P(Measure, ErrorsAreBoundsNearTheTruth) {
  SCOPED_TRACE(tested().name);
  const ReferenceShape reference(tested().shape);
  ZoneOptions options;
  options.distance.value = kDistance;
  const double t = options.tolerance.value;
  const Measurement measured = measure_zone(tested().shape, tested().drawn, options);
  const oracle::BoundaryError boundary =
      oracle::measure_boundary(tested().drawn, reference, kDistance, 0.01 * t);
  const Sampled sampled = sampled_errors(tested(), reference);

  EXPECT_GE(measured.outward.error, std::max(boundary.outward, sampled.outward));
  EXPECT_GE(measured.inward.error, std::max(boundary.inward, sampled.inward));
  // The oracle's figures are attained, but it does not look for what is farthest within.
  const auto slack = [&](double error) { return 0.06 * t + 1e-4 * error; };
  if (measured.outward.error > boundary.outward + slack(boundary.outward)) {
    EXPECT_NEAR(reference.distance(measured.outward.place) - kDistance, measured.outward.error,
                0.3 * t);
    EXPECT_TRUE(oracle::drawn_in_lonlat(tested().drawn).contains(measured.outward.place));
  }
  if (measured.inward.error > boundary.inward + slack(boundary.inward)) {
    EXPECT_EQ(measured.inward.error, kDistance);
    EXPECT_LT(reference.distance(measured.inward.place), 0.01);
    EXPECT_FALSE(oracle::drawn_in_lonlat(tested().drawn).contains(measured.inward.place));
  }
  EXPECT_FALSE(measured.holds);
}

TEST_P(Measure, DifferencesSayWhereAndHowLarge) {
  SCOPED_TRACE(tested().name);
  ZoneOptions options;
  options.distance.value = kDistance;
  const Measurement measured = measure_zone(tested().shape, tested().drawn, options);
  ASSERT_FALSE(measured.differences.empty());
  if (!tested().kind.empty()) {
    EXPECT_EQ(measured.differences.front().kind, tested().kind);
  }
  const double most = std::max(measured.outward.error, measured.inward.error);
  EXPECT_NEAR(measured.differences.front().worst.error, most, 0.1 + 2e-4 * most);
  ASSERT_TRUE(measured.balance.has_value());
  const double truth = oracle::area(exact(tested().shape, kDistance, 0.01));
  EXPECT_NEAR(measured.balance->truth, truth, measured.balance->error);
  const double drawn = oracle::area(tested().drawn);
  EXPECT_NEAR(measured.area, drawn, 1e-6 * drawn);
  EXPECT_NEAR(measured.balance->truth + measured.balance->excess - measured.balance->missing, drawn,
              1e-6 * drawn);
  double sum = 0;
  for (const Difference& difference : measured.differences) {
    EXPECT_NEAR(oracle::area(difference.region), difference.area, 1e-6 * difference.area + 1);
    sum += difference.area;
  }
  EXPECT_LE(sum, (measured.balance->excess + measured.balance->missing) * (1 + 1e-6) + 1);
}

TEST_P(Measure, ThreadsDoNotMatter) {
  ZoneOptions options;
  options.distance.value = kDistance;
  const Measurement one = measure_zone(tested().shape, tested().drawn, options);
  options.threads = 3;
  const Measurement several = measure_zone(tested().shape, tested().drawn, options);
  EXPECT_EQ(one.outward.error, several.outward.error);
  EXPECT_EQ(one.inward.error, several.inward.error);
  ASSERT_EQ(one.differences.size(), several.differences.size());
  for (std::size_t i = 0; i < one.differences.size(); ++i)
    EXPECT_EQ(one.differences[i].worst.error, several.differences[i].worst.error);
}

INSTANTIATE_TEST_SUITE_P(Zones, Measure, testing::Range(std::size_t{0}, std::size_t{16}));

TEST(MeasureZone, RightOnesHold) {
  for (const Cap cap : {Cap::round, Cap::flat, Cap::square})
    for (const Shape& shape : {front(), two_lines(), ring_road()}) {
      ZoneOptions options;
      options.cap = cap;
      const Zone zone = build_zone(shape, options);
      const Measurement measured = measure_zone(shape, zone.polygons, options);
      EXPECT_TRUE(measured.holds);
      EXPECT_TRUE(measured.differences.empty());
      EXPECT_NEAR(measured.outward.error, zone.certificate.outward_error, 0.06);
      EXPECT_NEAR(measured.inward.error, zone.certificate.inward_error, 0.06);
    }
}

TEST(MeasureZone, AnotherZoneIsAsGoodAMeasure) {
  const Shape line = front();
  ZoneOptions options;
  ZoneOptions finer;
  finer.tolerance.value = 0.01;
  const Zone fine = build_zone(line, finer);
  const auto error = [&](const MultiPolygon& drawn) {
    return measure_against(fine.polygons, fine.certificate, line, drawn, options);
  };
  const Measurement out = error(exact(line, kDistance + 500));
  EXPECT_NEAR(out.outward.error, 501, 2);
  EXPECT_GE(out.outward.error, 500.5);
  EXPECT_FALSE(out.holds);
  const Measurement in = error(exact(line, kDistance - 500));
  EXPECT_NEAR(in.inward.error, 501, 2);
  EXPECT_TRUE(error(exact(line)).holds);
}

TEST(MeasureZone, RefusesWhatItCannotMeasure) {
  ZoneOptions options;
  const MultiPolygon zone = disc_zone(kOrigin, kDistance);
  EXPECT_THROW(measure_zone({}, zone, options), DataError);
  options.tolerance.value = 0;
  EXPECT_THROW(measure_zone({{kOrigin}, {}, {}}, zone, options), UsageError);
}

}  // namespace
}  // namespace cordon
