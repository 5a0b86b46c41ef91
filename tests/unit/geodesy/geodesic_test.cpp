#include "cordon/geodesy/geodesic.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicExact.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <array>
#include <cmath>
#include <sstream>

#include "cordon/geodesy/ellipsoid.hpp"
#include "data_lines.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using GeographicLib::GeodesicExact;
using oracle::Random;
using oracle::test_seed;

constexpr double kNanometres = 2e-8;  // m

double turn_between(double azimuth, double other) {
  return std::remainder(azimuth - other, 360.0);
}

TEST(Geodesic, AgreesWithThePublishedTable) {
  for (const std::string& line : data_lines("geodesics.txt")) {
    std::istringstream in(line);
    LonLat from, to;
    double azimuth_start = 0, azimuth_end = 0, length = 0;
    ASSERT_TRUE(in >> from.lon >> from.lat >> to.lon >> to.lat >> azimuth_start >> azimuth_end >>
                length)
        << line;
    const Inverse found = geodesic_inverse(from, to);
    EXPECT_NEAR(found.distance, length, kNanometres) << line;
    EXPECT_EQ(geodesic_distance(from, to), found.distance) << line;
    // Rounding of 10 nm seen from the other end, and at least 1e-9 degrees.
    const double turn = 1e-9 + 1e-8 / length / wgs84::kDegree;
    EXPECT_NEAR(turn_between(found.azimuth_start, azimuth_start), 0, turn) << line;
    EXPECT_NEAR(turn_between(found.azimuth_end, azimuth_end), 0, turn) << line;
    const Station arrived = geodesic_direct(from, azimuth_start, length);
    EXPECT_LT(geodesic_distance(arrived.place, to), 1e-6) << line;
  }
}

TEST(Geodesic, AgreesWithEllipticIntegrals) {
  Random random(test_seed());
  for (int i = 0; i < 2000; ++i) {
    const LonLat a{random.uniform(-180, 180), random.uniform(-90, 90)};
    const LonLat b{random.uniform(-180, 180), random.uniform(-90, 90)};
    double length = 0;
    GeodesicExact::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, length);
    EXPECT_NEAR(geodesic_distance(a, b), length, kNanometres) << "seed " << test_seed();
    const double azimuth = random.uniform(-180, 180);
    const double way = random.uniform(-3e6, 3e6);
    LonLat exact;
    double azimuth_there = 0;
    GeodesicExact::WGS84().Direct(a.lat, a.lon, azimuth, way, exact.lat, exact.lon, azimuth_there);
    const Station found = geodesic_direct(a, azimuth, way);
    EXPECT_LT(geodesic_distance(found.place, exact), kNanometres);
    EXPECT_LE(std::abs(found.place.lon), 180);
  }
}

TEST(CutGeodesic, KeepsTheEndsAndTheLength) {
  const LonLat a{36, 35}, b{38.5, 36.7};
  const double length = geodesic_distance(a, b);
  for (const double longest : {1e9, 300'000.0, 50'000.0, 777.0}) {
    const Path path = cut_geodesic(a, b, longest);
    EXPECT_EQ(path.front(), a);
    EXPECT_EQ(path.back(), b);
    EXPECT_EQ(path.size(), 1 + static_cast<std::size_t>(std::ceil(length / longest)));
    EXPECT_NEAR(path_length(path), length, 1e-6);
    for (std::size_t i = 1; i < path.size(); ++i)
      EXPECT_NEAR(geodesic_distance(path[i - 1], path[i]),
                  length / static_cast<double>(path.size() - 1), 1e-6);
  }
  EXPECT_EQ(cut_geodesic(a, a, 10), (Path{a, a}));
}

TEST(PathLength, OfShortEdgesIsTheSumOfTheirGeodesics) {
  Random random(test_seed());
  for (const double step : {0.3, 20.0, 500.0, 1'900.0, 2'100.0, 30'000.0})
    for (int i = 0; i < 60; ++i) {
      Path path{{random.uniform(-180, 180), random.uniform(-90, 90)}};
      double expected = 0;
      for (int k = 0; k < 100; ++k) {
        path.push_back(oracle::geodesic_direct(path.back(), random.uniform(-180, 180),
                                               step * random.uniform(0.5, 1.5)));
        expected += oracle::geodesic_distance(path[path.size() - 2], path.back());
      }
      EXPECT_NEAR(path_length(path), expected, 1e-9 * expected + 1e-7)
          << "step " << step << " from " << path[0].lon << " " << path[0].lat << ", seed "
          << test_seed();
    }
}

TEST(RingArea, AgreesWithGeographicLibAndItsSign) {
  Random random(test_seed());
  for (int i = 0; i < 200; ++i) {
    const LonLat centre{random.uniform(-180, 180), random.uniform(-80, 80)};
    GeographicLib::PolygonAreaT<GeodesicExact> polygon(GeodesicExact::WGS84());
    Path ring;
    for (int k = 0; k < 12; ++k) {
      ring.push_back(oracle::geodesic_direct(centre, -30.0 * k, random.uniform(1e3, 8e5)));
      polygon.AddPoint(ring.back().lat, ring.back().lon);
    }
    double length = 0, expected = 0;
    polygon.Compute(false, true, length, expected);
    EXPECT_NEAR(ring_area(ring), expected, 1) << "seed " << test_seed();
    ring.push_back(ring.front());
    EXPECT_NEAR(ring_area(ring), expected, 1);
    EXPECT_NEAR(path_length(ring), length, 1e-6);
    const Path backwards(ring.rbegin(), ring.rend());
    EXPECT_NEAR(ring_area(backwards), -expected, 1);
  }
}

TEST(Ellipsoid, PlacesInSpaceAndRadii) {
  Random random(test_seed());
  for (int i = 0; i < 500; ++i) {
    const LonLat p{random.uniform(-180, 180), random.uniform(-90, 90)};
    std::array<double, 3> expected;
    GeographicLib::Geocentric::WGS84().Forward(p.lat, p.lon, 0, expected[0], expected[1],
                                               expected[2]);
    const std::array<double, 3> found = wgs84::to_ecef(p);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(found[k], expected[k], 1e-8);
    // One metre north and one east, against the radii.
    const double s = std::sin(p.lat * wgs84::kDegree);
    if (std::abs(p.lat) > 89) continue;
    const double north = oracle::geodesic_distance({p.lon, p.lat - 5e-4}, {p.lon, p.lat + 5e-4});
    EXPECT_NEAR(north, wgs84::meridian_radius(s) * 1e-3 * wgs84::kDegree, 1e-5);
    const double east = oracle::geodesic_distance({p.lon, p.lat}, {p.lon + 1e-4, p.lat});
    EXPECT_NEAR(east,
                wgs84::normal_radius(s) * std::cos(p.lat * wgs84::kDegree) * 1e-4 * wgs84::kDegree,
                1e-5);
  }
}

TEST(WrapLongitude, StaysTheSamePlace) {
  EXPECT_EQ(wgs84::wrap_longitude(180), 180);
  EXPECT_EQ(wgs84::wrap_longitude(-180), -180);
  EXPECT_EQ(wgs84::wrap_longitude(36.5), 36.5);
  EXPECT_DOUBLE_EQ(wgs84::wrap_longitude(190), -170);
  EXPECT_DOUBLE_EQ(wgs84::wrap_longitude(-190), 170);
  EXPECT_DOUBLE_EQ(wgs84::wrap_longitude(725), 5);
}

}  // namespace
}  // namespace cordon
