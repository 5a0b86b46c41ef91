// Zones of 200 nautical miles around islands: areas of the sea that are known from elsewhere, or
// found by another way.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "cordon/zone/parts.hpp"
#include "judge.hpp"

namespace cordon {
namespace {

using oracle::ReferenceShape;

constexpr double kTwoHundredMiles = 370'400;  // m
constexpr double kTolerance = 1;              // m
constexpr double kSquareKilometre = 1e6;

Shape island(const std::string& name) {
  Shape shape;
  for (const oracle::TitledPath& coast : oracle::read_paths(name + ".txt"))
    shape.areas.push_back({coast.path, {}});
  return shape;
}

MultiPolygon land(const Shape& shape) {
  MultiPolygon land;
  for (const Area& area : shape.areas) {
    Ring coast;
    for (const LonLat& p : area.shell) coast.push_back({p.lon, p.lat});
    land.push_back(Polygon{coast, {}});
  }
  return land;
}

/// The zone without the islands, as one part.
ZonePart sea_around(const Shape& shape, const ZoneOptions& options) {
  PartsRequest request;
  request.members = {{shape, options.distance}};
  request.outside = true;
  ZoneParts sea = build_parts(request, options);
  EXPECT_EQ(sea.parts.size(), 1U);
  return sea.parts.at(0);
}

/// The place on a ray that is at `distance` from the shape. Far from a shape that is small against
/// it, a step along the ray is nearly a step away from the shape.
LonLat place_on_ray(const ReferenceShape& shape, const LonLat& from, double azimuth,
                    double distance) {
  constexpr double kClose = 0.01;  // m
  double along = distance;
  while (true) {
    const LonLat place = oracle::geodesic_direct(from, azimuth, along);
    const double off = shape.distance(place) - distance;
    if (std::abs(off) < kClose) return place;
    along -= off;
  }
}

/// Area of all that is within the distance of islands that are small against it, from rays all
/// around: half a millionth of it is missing under their chords.
double area_by_rays(const Shape& shape, double distance) {
  constexpr int kRays = 3'600;
  const ReferenceShape reference(shape);
  const LonLat from = shape.areas.at(0).shell.at(0);
  Ring ring;
  for (int i = 0; i <= kRays; ++i) {
    const LonLat place = place_on_ray(reference, from, -360.0 * (i % kRays) / kRays, distance);
    ring.push_back({place.lon, place.lat});
  }
  return oracle::area({Polygon{ring, {}}});
}

constexpr Method kMethods[] = {Method::exact, Method::projected};

class Islands : public testing::TestWithParam<std::string> {};

TEST_P(Islands, HaveTheAreaThatRaysFind) {
  const Shape shape = island(GetParam());
  const double area = area_by_rays(shape, kTwoHundredMiles);
  for (const Method method : kMethods) {
    const Zone zone = judge(shape, zone_options(method, kTwoHundredMiles, kTolerance)).zone;
    EXPECT_NEAR(oracle::area(zone.polygons), area, kTolerance * oracle::perimeter(zone.polygons))
        << name_of(method);
  }
}

TEST_P(Islands, LeaveTheirLandOut) {
  constexpr double kGrid = 0.1;  // m; the coast is drawn to the decimals of a zone of 1 m
  const Shape shape = island(GetParam());
  for (const Method method : kMethods) {
    const ZoneOptions options = zone_options(method, kTwoHundredMiles, kTolerance);
    const double whole = oracle::area(build_zone(shape, options).polygons);
    const double sea = oracle::area(sea_around(shape, options).polygons);
    EXPECT_NEAR(sea, whole - oracle::area(land(shape)), kGrid * oracle::perimeter(land(shape)))
        << name_of(method);
  }
}

INSTANTIATE_TEST_SUITE_P(Coasts, Islands, testing::Values("clipperton", "bouvet", "ascension"),
                         [](const auto& trial) { return trial.param; });

TEST(Clipperton, Measures435032SquareKilometres) {
  constexpr double kKnown = 435'032;  // km2, without the land
  const ZonePart sea =
      sea_around(island("clipperton"), zone_options(Method::exact, kTwoHundredMiles, kTolerance));
  EXPECT_NEAR(oracle::area(sea.polygons) / kSquareKilometre, kKnown, 1e-4 * kKnown);
}

}  // namespace
}  // namespace cordon
