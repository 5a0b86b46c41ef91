#include "cordon/geodesy/conformal_sphere.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kRoundTrip = 1e-8;  // m

TEST(ConformalSphere, RoundTripIsExactEverywhere) {
  Random random(test_seed());
  double worst = 0;
  const auto expect_same = [&](const LonLat& place) {
    const Vec3 unit = to_conformal_sphere(place);
    EXPECT_NEAR(length(unit), 1, 1e-15);
    const LonLat back = from_conformal_sphere(unit);
    EXPECT_LE(std::abs(back.lon), 180);
    worst = std::max(worst, oracle::geodesic_distance(place, back));
  };
  for (int i = 0; i < 20'000; ++i)
    expect_same({random.uniform(-180, 180), random.uniform(-90, 90)});
  for (int i = 0; i < 2'000; ++i) {
    const double off = std::pow(10, random.uniform(-14, 0));
    expect_same({random.uniform(-180, 180), 90 - off});
    expect_same({random.uniform(-180, 180), off - 90});
    expect_same({random.uniform(-180, 180), off});
  }
  for (const double lat : {90.0, -90.0, 0.0, 45.0})
    for (const double lon : {0.0, 180.0, -180.0, 90.0, 540.0}) expect_same({lon, lat});
  EXPECT_LT(worst, kRoundTrip) << "CORDON_SEED " << test_seed();
}

TEST(SpherePlaces, AreThoseOfTheExactInverse) {
  Random random(test_seed());
  double worst = 0;
  for (int i = 0; i < 300; ++i) {
    SpherePlaces places;
    LonLat place{random.uniform(-180, 180), random.uniform(-90, 90)};
    const double step = std::pow(10, random.uniform(0, 5));
    for (int k = 0; k < 100; ++k) {
      place = oracle::geodesic_direct(place, random.uniform(-180, 180), step);
      const LonLat found = places.at(to_conformal_sphere(place));
      EXPECT_LE(std::abs(found.lon), 180);
      worst = std::max(worst, oracle::geodesic_distance(place, found));
    }
  }
  EXPECT_LT(worst, kRoundTrip) << "CORDON_SEED " << test_seed();
}

/// The definition of conformal latitude, by its isometric latitude in long double.
long double conformal_latitude(long double phi) {
  const long double e = std::sqrt(static_cast<long double>(wgs84::kE2));
  const long double s = std::sin(phi);
  return std::atan(std::sinh(std::asinh(std::tan(phi)) - e * std::atanh(e * s)));
}

TEST(ConformalSphere, LatitudeAgreesWithItsDefinition) {
  Random random(test_seed());
  for (int i = 0; i < 5'000; ++i) {
    const double lat = random.uniform(-89.9, 89.9);
    const auto chi = static_cast<double>(
        conformal_latitude(static_cast<long double>(lat) * 3.141592653589793238462643L / 180));
    const Vec3 unit = to_conformal_sphere({0, lat});
    EXPECT_NEAR(std::atan2(unit[2], std::hypot(unit[0], unit[1])), chi, 1e-15) << lat;
  }
}

TEST(ConformalSphere, KeepsAngles) {
  Random random(test_seed());
  for (int i = 0; i < 500; ++i) {
    const LonLat place{random.uniform(-180, 180), random.uniform(-89, 89)};
    const auto step = [&](double azimuth) {
      return to_conformal_sphere(oracle::geodesic_direct(place, azimuth, 10)) -
             to_conformal_sphere(oracle::geodesic_direct(place, azimuth, -10));
    };
    const double azimuth = random.uniform(0, 360);
    const double turn = random.uniform(10, 170);
    const Vec3 a = step(azimuth);
    const Vec3 b = step(azimuth + turn);
    EXPECT_NEAR(std::acos(dot(a, b) / (length(a) * length(b))) / wgs84::kDegree, turn, 1e-5);
    EXPECT_NEAR(length(a) / length(b), 1, 1e-7);
  }
}

/// How far, in m on the ground, the circle is from the true image: all round, both ways.
double worst_error(const LonLat& place, double distance) {
  const SphereCircle circle = image_of_geodesic_circle(place, distance);
  const Vec3& c = circle.centre;
  const Vec3 aside = std::abs(c[2]) < 0.9 ? Vec3{0, 0, 1} : Vec3{1, 0, 0};
  const Vec3 u = normalized(aside - dot(aside, c) * c);
  const Vec3 v = {c[1] * u[2] - c[2] * u[1], c[2] * u[0] - c[0] * u[2], c[0] * u[1] - c[1] * u[0]};
  double worst = 0;
  constexpr int kDirections = 72;
  for (int k = 0; k < kDirections; ++k) {
    const double angle = 2 * std::numbers::pi * k / kDirections;
    const Vec3 on_circle = std::cos(circle.radius) * c +
                           std::sin(circle.radius) * (std::cos(angle) * u + std::sin(angle) * v);
    const double there = oracle::geodesic_distance(place, from_conformal_sphere(on_circle));
    worst = std::max(worst, std::abs(there - distance));
  }
  return worst;
}

TEST(ImageOfGeodesicCircle, ErrorIsWithinItsBoundFromAMetreToTwoThousandKilometres) {
  for (const double distance : {1.0, 100.0, 2e3, 20e3, 50e3, 100e3, 200e3, 500e3, 1e6, 2e6}) {
    double worst = 0;
    for (const double lat :
         {-90.0, -89.999, -89.9, -89.0, -80.0, -60.0, -45.0, -30.0, -10.0, -1.0, 0.0,   5.0,
          20.0,  35.0,    40.0,  50.0,  55.0,  70.0,  75.0,  85.0,  88.0,  89.5, 89.99, 90.0})
      worst = std::max(worst, worst_error({30, lat}, distance));
    EXPECT_LE(worst, image_circle_error(distance)) << distance;
    // The bound is no idle one: a fifth of it, at least, is needed somewhere.
    if (distance >= 20e3) {
      EXPECT_GE(worst, image_circle_error(distance) / 5) << distance;
    }
  }
}

TEST(ImageOfGeodesicCircle, ErrorIsWithinItsBoundAtRandom) {
  Random random(test_seed());
  for (int i = 0; i < 400; ++i) {
    const double distance = std::pow(10, random.uniform(0, std::log10(2e6)));
    const LonLat place{random.uniform(-180, 180), random.uniform(-90, 90)};
    EXPECT_LE(worst_error(place, distance), image_circle_error(distance))
        << distance << " m at latitude " << place.lat << ", CORDON_SEED " << test_seed();
  }
}

}  // namespace
}  // namespace cordon
