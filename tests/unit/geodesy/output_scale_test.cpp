// Metres in a small step of output coordinates, measured by geodesics.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "cordon/geodesy/geodesic.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

void expect_scale(const OutputSpace& space, const LonLat& place, double metres_per_unit,
                  Random& random) {
  const XY at = space.project(place);
  const LocalScale scale = space.scale_at(at);
  for (int k = 0; k < 8; ++k) {
    const double turn = random.uniform(0, 2 * std::numbers::pi);
    const double way = random.uniform(1, 100) / metres_per_unit;
    const XY step{way * std::cos(turn), way * std::sin(turn)};
    const LonLat to = space.inverse({at.x + step.x, at.y + step.y});
    const Inverse truth = geodesic_inverse(place, to);
    const XY metres = scale.metres(step);
    const double azimuth = truth.azimuth_start * std::numbers::pi / 180;
    EXPECT_NEAR(metres.x, truth.distance * std::sin(azimuth), 2e-4 * truth.distance + 1e-4)
        << place.lon << " " << place.lat << ", CORDON_SEED " << test_seed();
    EXPECT_NEAR(metres.y, truth.distance * std::cos(azimuth), 2e-4 * truth.distance + 1e-4)
        << place.lon << " " << place.lat << ", CORDON_SEED " << test_seed();
  }
}

TEST(ScaleAt, IsThatOfGeodesicsInLonLat) {
  Random random(test_seed());
  const OutputSpace space = OutputSpace::lonlat(1);
  for (int i = 0; i < 200; ++i)
    expect_scale(space, {random.uniform(-179, 179), random.uniform(-80, 80)}, 111'000, random);
}

TEST(ScaleAt, IsThatOfGeodesicsInAnyCrs) {
  Random random(test_seed());
  // Metres, feet, degrees by another name, a conic, and one whose north is not up.
  for (const auto& [crs, metres_per_unit] : {std::pair("EPSG:32637", 1.0),
                                             {"EPSG:2263", 0.3048},
                                             {"EPSG:4326", 111'000.0},
                                             {"EPSG:3034", 1.0},
                                             {"EPSG:3857", 1.0}}) {
    SCOPED_TRACE(crs);
    const OutputSpace space = OutputSpace::named(crs, 1);
    const bool america = std::string(crs) == "EPSG:2263";
    for (int i = 0; i < 40; ++i)
      expect_scale(space,
                   america ? LonLat{random.uniform(-75, -72), random.uniform(39, 42)}
                           : LonLat{random.uniform(33, 45), random.uniform(30, 60)},
                   metres_per_unit, random);
  }
}

TEST(ScaleAt, CopiesForThreadsGiveTheSame) {
  const OutputSpace space = OutputSpace::named("EPSG:32637", 1);
  const OutputSpace copy = space.for_thread();
  Random random(test_seed());
  for (int i = 0; i < 50; ++i) {
    const LonLat place{random.uniform(36, 42), random.uniform(30, 42)};
    EXPECT_EQ(space.forward(place), copy.forward(place));
    EXPECT_EQ(space.inverse(space.forward(place)), copy.inverse(copy.forward(place)));
  }
}

TEST(OutputSpaceRounding, IsToTheNearestOfItsDecimals) {
  Random random(test_seed());
  for (const double tolerance : {100.0, 1.0, 0.01, 0.001})
    for (const OutputSpace& space :
         {OutputSpace::lonlat(tolerance), OutputSpace::named("EPSG:32637", tolerance)}) {
      const double unit = std::pow(10, -space.decimals());
      for (int i = 0; i < 200; ++i) {
        const LonLat place{random.uniform(36, 42), random.uniform(30, 42)};
        const XY exact = space.project(place);
        const XY rounded = space.forward(place);
        EXPECT_LE(std::abs(rounded.x - exact.x), unit / 2 * (1 + 1e-6) + 1e-9 * unit);
        EXPECT_LE(std::abs(rounded.y - exact.y), unit / 2 * (1 + 1e-6) + 1e-9 * unit);
        EXPECT_NEAR(std::remainder(rounded.x, unit), 0, 1e-12 * std::abs(rounded.x));
        EXPECT_NEAR(std::remainder(rounded.y, unit), 0, 1e-12 * std::abs(rounded.y));
      }
    }
}

}  // namespace
}  // namespace cordon
