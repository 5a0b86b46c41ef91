#include "cordon/geodesy/projection.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/AzimuthalEquidistant.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <cmath>
#include <sstream>
#include <string>

#include "cordon/base/error.hpp"
#include "data_lines.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

TEST(Projection, AgreesWithPublishedPoints) {
  for (const std::string& line : data_lines("projections.txt")) {
    std::istringstream in(line);
    std::string crs;
    LonLat place;
    XY xy;
    double agreement = 0, way_back = 0;
    ASSERT_TRUE(in >> crs >> place.lon >> place.lat >> xy.x >> xy.y >> agreement >> way_back)
        << line;
    const Projection projection = Projection::named(crs);
    const XY found = projection.forward(place);
    EXPECT_NEAR(found.x, xy.x, agreement) << line;
    EXPECT_NEAR(found.y, xy.y, agreement) << line;
    EXPECT_LT(oracle::geodesic_distance(projection.inverse(found), place), way_back) << line;
  }
}

TEST(Projection, UtmAgreesWithGeographicLib) {
  const Projection projection = Projection::named("EPSG:32637");
  Random random(test_seed());
  for (int i = 0; i < 500; ++i) {
    const LonLat p{random.uniform(35, 43), random.uniform(0.1, 83)};
    int zone = 0;
    bool north = false;
    XY expected;
    GeographicLib::UTMUPS::Forward(p.lat, p.lon, zone, north, expected.x, expected.y, 37);
    const XY found = projection.forward(p);
    EXPECT_NEAR(found.x, expected.x, 1e-5) << "seed " << test_seed();
    EXPECT_NEAR(found.y, expected.y, 1e-5) << "seed " << test_seed();
  }
}

TEST(Projection, AzimuthalEquidistantAgreesWithGeographicLib) {
  const GeographicLib::AzimuthalEquidistant exact;
  Random random(test_seed());
  for (int i = 0; i < 300; ++i) {
    const LonLat centre{random.uniform(-180, 180), random.uniform(-89, 89)};
    const Projection projection = Projection::azimuthal_equidistant(centre);
    const LonLat p =
        oracle::geodesic_direct(centre, random.uniform(0, 360), random.uniform(0, 300'000));
    XY expected;
    exact.Forward(centre.lat, centre.lon, p.lat, p.lon, expected.x, expected.y);
    const XY found = projection.forward(p);
    EXPECT_NEAR(found.x, expected.x, 1e-5) << "seed " << test_seed() << ", " << centre.lat;
    EXPECT_NEAR(found.y, expected.y, 1e-5) << "seed " << test_seed() << ", " << centre.lat;
    EXPECT_LT(oracle::geodesic_distance(projection.inverse(found), p), 1e-5);
  }
}

TEST(Projection, SaysWhatItsUnitsAre) {
  EXPECT_TRUE(Projection::named("EPSG:4326").is_geographic());
  EXPECT_NEAR(Projection::named("EPSG:4326").metres_per_unit(), 111'319.49, 0.01);
  EXPECT_FALSE(Projection::named("EPSG:32637").is_geographic());
  EXPECT_EQ(Projection::named("EPSG:32637").metres_per_unit(), 1);
  EXPECT_NEAR(Projection::named("EPSG:2263").metres_per_unit(), 1200.0 / 3937, 1e-12);
}

TEST(Projection, CopiesAreIndependent) {
  const LonLat p{36.6, 35.9};
  Projection copy = Projection::named("EPSG:4326");
  {
    const Projection original = Projection::named("EPSG:32637");
    copy = original;
  }
  EXPECT_EQ(copy.forward(p), Projection::named("EPSG:32637").forward(p));
}

TEST(Projection, RefusesWhatIsNoCrs) {
  for (const char* name : {"EPSG:999999", "", "WGS 84 or so", "+proj=pipeline +step +proj=utm"}) {
    try {
      Projection::named(name);
      ADD_FAILURE() << name;
    } catch (const UsageError& error) {
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos);
      EXPECT_NE(error.advice().find("EPSG:32637"), std::string::npos);
    }
  }
}

TEST(Projection, RefusesPlacesThatItCannotShow) {
  EXPECT_THROW(Projection::named("+proj=gnom +lat_0=90 +type=crs").forward({10, -50}), DataError);
  EXPECT_THROW(Projection::named("EPSG:32637").inverse({1e30, 1e30}), DataError);
}

}  // namespace
}  // namespace cordon
