// Which UTM zone fits, and zones that are buffered there.
#include <gtest/gtest.h>

#include <string>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/geodesy/projection.hpp"
#include "cordon/zone/projected/named_plane.hpp"
#include "cordon/zone/zone.hpp"
#include "drawing.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

std::string of_line(const Path& path) {
  return utm_zone(oracle::line_shape(path));
}

TEST(UtmZone, OfTheMiddle) {
  EXPECT_EQ(utm_zone(oracle::line_shape(oracle::read_paths("idlib.txt").at(0).path)), "EPSG:32637");
  EXPECT_EQ(of_line({{35.9, 36}, {35.95, 37}}), "EPSG:32636");
  EXPECT_EQ(of_line({{0, 51}, {0.1, 51}}), "EPSG:32631");
  EXPECT_EQ(of_line({{-180, 10}, {-179, 10}}), "EPSG:32601");
  EXPECT_EQ(of_line({{-70, -33}, {-68, -34}}), "EPSG:32719");
  // Vertices on the way do not pull the middle.
  EXPECT_EQ(of_line({{35.7, 36}, {35.8, 36}, {35.9, 36}, {37, 36}}), "EPSG:32637");
}

TEST(UtmZone, OverTheAntimeridian) {
  EXPECT_EQ(of_line({{177, -18}, {-179, -17}}), "EPSG:32760");
  EXPECT_EQ(of_line({{179, -18}, {-177, -17}}), "EPSG:32701");
  EXPECT_EQ(of_line({{179, -18}, {183, -17}}), "EPSG:32701");
  EXPECT_EQ(of_line({{359, 40}, {364, 40}}), "EPSG:32631");
  EXPECT_EQ(of_line({{-541, 40}, {-537, 40}}), "EPSG:32601");
}

TEST(UtmZone, OfPointsAndAreas) {
  EXPECT_EQ(utm_zone({{{-70, -33}}, {}, {}}), "EPSG:32719");
  const Area area{{{8, 60}, {11, 60}, {11, 61}, {8, 60}}, {}};
  EXPECT_EQ(utm_zone({{}, {}, {area}}), "EPSG:32632");
}

TEST(UtmZone, PolarStereographicBeyondIt) {
  EXPECT_EQ(of_line({{10, 83.9}, {11, 83.9}}), "EPSG:32632");
  EXPECT_EQ(of_line({{10, 84.1}, {100, 84.1}}), "EPSG:32661");
  EXPECT_EQ(of_line({{10, -79.9}, {11, -79.9}}), "EPSG:32732");
  EXPECT_EQ(of_line({{10, -80.1}, {-170, -85}}), "EPSG:32761");
  EXPECT_EQ(utm_zone({{{0, 90}}, {}, {}}), "EPSG:32661");
  // A pole has no longitude: it does not count.
  EXPECT_EQ(of_line({{100, 70}, {0, 90}}), "EPSG:32647");
}

/// Their axes are northing, easting in the registry.
TEST(UtmZone, PolarAxesAreEastThenNorth) {
  const Projection north = Projection::named("EPSG:32661");
  EXPECT_GT(north.forward({90, 85}).x, 2'500'000);
  EXPECT_NEAR(north.forward({90, 85}).y, 2'000'000, 1);
  const Projection south = Projection::named("EPSG:32761");
  EXPECT_GT(south.forward({90, -85}).x, 2'500'000);
  EXPECT_NEAR(south.forward({0, -85}).y, 2'555'457, 1);
}

ZoneOptions utm(double tolerance) {
  ZoneOptions options;
  options.method = Method::projected;
  options.crs = "utm";
  options.tolerance = Metres{tolerance};
  return options;
}

TEST(Utm, HoldsTheToleranceNearTheMiddleOfTheZone) {
  // 180 km either side of the central meridian UTM is true to scale: here 40 cm in a kilometre off.
  const Shape shape = oracle::line_shape({{39.5, 36}, {40, 36.3}, {40.2, 36.2}});
  const ZoneOptions options = utm(10);
  const Zone zone = build_zone(shape, options);
  EXPECT_EQ(zone.crs, "EPSG:32637");
  const oracle::Report report = oracle::check_zone(shape, options, zone.polygons);
  EXPECT_TRUE(report.holds()) << report;
}

TEST(Utm, ClassicBufferAtThePoleAndInFiji) {
  for (const Path& path : {Path{{10, 89}, {100, 89.2}}, {{10, -89}, {100, -89.2}}}) {
    ZoneOptions options = utm(1);
    options.classic = ClassicBuffer{.segments = 100};
    const Zone zone = build_zone(oracle::line_shape(path), options);
    EXPECT_EQ(zone.crs, path[0].lat > 0 ? "EPSG:32661" : "EPSG:32761");
    // At the pole polar stereographic is too small by 6 in 1,000.
    EXPECT_NEAR(zone.certificate.outward_error, 20'000 * 0.006, 12);
  }
  ZoneOptions options = utm(10);
  options.classic = ClassicBuffer{.segments = 100};
  const Shape shape = oracle::line_shape({{178, -18}, {181, -17}});
  const Zone zone = build_zone(shape, options);
  EXPECT_EQ(zone.crs, "EPSG:32760");
  // Four degrees from the central meridian: 0.2 %.
  EXPECT_LT(zone.certificate.max_error(), 50);
}

TEST(Utm, SaysHowMuchItDistorts) {
  const Shape shape = oracle::line_shape({{25, 38}, {54, 40}});
  try {
    build_zone(shape, utm(1));
    FAIL();
  } catch (const CertificateError& error) {
    EXPECT_NE(std::string(error.advice()).find("EPSG:32637 distorts too much"), std::string::npos)
        << error.advice();
  }
}

TEST(Utm, OtherMethodsHaveNoCrs) {
  const Shape shape = oracle::line_shape({{36, 36}, {37, 36}});
  ZoneOptions options = utm(1);
  options.crs = "auto";
  EXPECT_EQ(build_zone(shape, options).crs, "");
  options.method = Method::exact;
  options.crs = "utm";
  EXPECT_EQ(build_zone(shape, options).crs, "");
}

}  // namespace
}  // namespace cordon
