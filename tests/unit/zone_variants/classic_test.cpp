// The buffer that other tools draw: that it is theirs, and that its errors are told.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "boundary.hpp"
#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/zone/zone.hpp"
#include "drawing.hpp"
#include "reference.hpp"
#include "utm_plane.hpp"

namespace cordon {
namespace {

const UtmPlane kUtm37(37);

ZoneOptions classic(const ClassicBuffer& style, Cap cap = Cap::round, double tolerance = 1) {
  ZoneOptions options;
  options.method = Method::projected;
  options.crs = "EPSG:32637";
  options.classic = style;
  options.cap = cap;
  options.tolerance = Metres{tolerance};
  return options;
}

ZoneOptions in_utm(ZoneOptions options) {
  options.output_crs = options.crs;
  return options;
}

Shape idlib() {
  return oracle::line_shape(oracle::read_paths("idlib.txt").at(0).path);
}

/// 37 east is near the middle of zone 37.
Shape in_plane(const std::vector<XY>& plane) {
  Path path;
  for (const XY& xy : plane) path.push_back(kUtm37.inverse({xy.x + 500'000, xy.y + 4'000'000}));
  return oracle::line_shape(path);
}

std::vector<std::string> kinds(const Certificate& certificate) {
  std::vector<std::string> result;
  for (const Problem& problem : certificate.problems) result.push_back(problem.kind);
  return result;
}

bool has(const Certificate& certificate, const std::string& kind) {
  const std::vector<std::string> all = kinds(certificate);
  return std::find(all.begin(), all.end(), kind) != all.end();
}

MultiPolygon to_utm(MultiPolygon zone) {
  const auto project = [](Ring& ring) {
    for (XY& xy : ring) xy = kUtm37.forward({xy.x, xy.y});
  };
  for (Polygon& polygon : zone) {
    project(polygon.shell);
    std::for_each(polygon.holes.begin(), polygon.holes.end(), project);
  }
  return zone;
}

struct Style {
  std::string name;
  ClassicBuffer style;
  Cap cap;
};

class Styles : public testing::TestWithParam<Style> {};

TEST_P(Styles, AreGeossOwn) {
  const auto& [name, style, cap] = GetParam();
  const GeosBuffer geos(idlib(), kUtm37, 20'000, cap, style);

  // In the CRS of the buffer: vertex for vertex, but for rounding.
  const Zone zone = build_zone(idlib(), in_utm(classic(style, cap, 0.01)));
  EXPECT_EQ(zone.crs, "EPSG:32637");
  EXPECT_NEAR(plane_area(zone.polygons), geos.area(), 1e-8 * geos.area());
  EXPECT_LE(geos.farthest_vertex(zone.polygons), 2e-4);
  ASSERT_EQ(zone.polygons.size(), geos.polygons().size());
  for (std::size_t i = 0; i < zone.polygons.size(); ++i)
    EXPECT_EQ(zone.polygons[i].shell.size(), geos.polygons()[i].shell.size());

  // In degrees: the same boundary with more vertices.
  const MultiPolygon drawn = to_utm(build_zone(idlib(), classic(style, cap)).polygons);
  EXPECT_NEAR(plane_area(drawn), geos.area(), 1e-6 * geos.area());
  EXPECT_LE(geos.farthest_vertex(drawn), 0.02);
}

INSTANTIATE_TEST_SUITE_P(Classic, Styles,
                         testing::Values(Style{"qgis", {.segments = 5}, Cap::round},
                                         Style{"postgis", {}, Cap::round},
                                         Style{"fine", {.segments = 100}, Cap::round},
                                         Style{"flat", {}, Cap::flat},
                                         Style{"square", {}, Cap::square},
                                         Style{"mitre", {Join::mitre, 8, 5}, Cap::round},
                                         Style{"mitre_2", {Join::mitre, 8, 2}, Cap::flat},
                                         Style{"bevel", {Join::bevel, 8, 5}, Cap::square}),
                         [](const auto& each) { return each.param.name; });

/// The errors that the oracle finds in the same drawing.
TEST(Classic, StatesItsErrors) {
  const oracle::ReferenceShape truth(idlib());
  for (const auto& [segments, inward] : {std::pair{5, 402.0}, {8, 136.0}, {100, 11.2}}) {
    const Zone zone = build_zone(idlib(), classic({.segments = segments}));
    const oracle::BoundaryError error =
        oracle::measure_boundary(zone.polygons, truth, 20'000, 0.01);
    EXPECT_NEAR(error.inward, inward, 0.005 * inward) << segments;
    EXPECT_GE(zone.certificate.inward_error, error.inward);
    EXPECT_LE(zone.certificate.inward_error, error.inward + 0.06);
    EXPECT_GE(zone.certificate.outward_error, error.outward);
    EXPECT_LE(zone.certificate.outward_error, error.outward + 0.06);
    EXPECT_EQ(kinds(zone.certificate), (std::vector<std::string>{"too far out", "too far in"}));
  }
}

TEST(Classic, HoldsATolerancesThatIsWideEnough) {
  const Zone zone = build_zone(idlib(), classic({.segments = 100}, Cap::round, 20));
  EXPECT_TRUE(zone.certificate.holds());
}

/// A turn of 2 atan(1/3): mitres meet at d / sin(half the angle between the edges).
TEST(Classic, MitresAreKilometresOut) {
  const Shape shape = in_plane({{-60'000, 0}, {0, 20'000}, {60'000, 0}});
  const double meet = 20'000 / std::sin(std::atan(3.0));
  for (const Cap cap : {Cap::round, Cap::flat, Cap::square}) {
    const Zone zone = build_zone(shape, classic({Join::mitre, 100, 5}, cap));
    EXPECT_NEAR(zone.certificate.outward_error, meet - 20'000, 30);
  }
  // A sharp turn, as far as the limit allows.
  const Shape sharp = in_plane({{-60'000, 0}, {0, 10'000}, {-60'000, 20'000}});
  for (const double limit : {1.5, 5.0}) {
    const Zone zone = build_zone(sharp, classic({Join::mitre, 100, limit}));
    const oracle::BoundaryError error =
        oracle::measure_boundary(zone.polygons, oracle::ReferenceShape(sharp), 20'000, 0.01);
    EXPECT_GE(zone.certificate.outward_error, error.outward);
    EXPECT_LE(zone.certificate.outward_error, error.outward + 0.06);
    EXPECT_GE(error.outward, 20'000 * (limit - 1) - 100);
  }
}

/// All of the shape lies on the stretches of its two ends.
TEST(Classic, MitresOfAShortLineWithFlatCaps) {
  const Shape shape = in_plane({{-12'000, 0}, {0, 3'000}, {-12'000, 6'000}});
  const Zone zone = build_zone(shape, classic({Join::mitre, 100, 5}, Cap::flat));
  const oracle::BoundaryError error =
      oracle::measure_boundary(zone.polygons, oracle::ReferenceShape(shape), 20'000, 0.01);
  EXPECT_GT(error.outward, 50'000);
  EXPECT_NEAR(zone.certificate.outward_error, error.outward, 0.01 * error.outward);
}

TEST(Classic, BevelsFallShort) {
  const Shape shape = in_plane({{-60'000, 0}, {0, 60'000}, {60'000, 0}});
  const Zone zone = build_zone(shape, classic({Join::bevel, 100, 5}));
  EXPECT_NEAR(zone.certificate.inward_error, 20'000 * (1 - std::sqrt(0.5)), 30);
}

/// GEOS leaves a hole in the zone of this line, 2.4 km within the distance.
TEST(Classic, FalseHolesAreTold) {
  const Shape shape = in_plane({{0, 0}, {-2030, -1779}, {-2173, -1802}, {-2365, -1652}});
  const Zone zone = build_zone(shape, classic({.segments = 100}));
  ASSERT_EQ(zone.polygons.at(0).holes.size(), 1U);
  EXPECT_TRUE(has(zone.certificate, "false hole"));
  EXPECT_GT(zone.certificate.inward_error, 2'000);
}

TEST(Classic, AreasAndPoints) {
  const LonLat sw{38.5, 36};
  const Shape area{{}, {}, {{{sw, {39.5, 36}, {39.5, 36.7}, {38.5, 36.7}, sw}, {}}}};
  const GeosBuffer geos(area, kUtm37, 20'000, Cap::round, {});
  const Zone zone = build_zone(area, in_utm(classic({}, Cap::round, 0.01)));
  EXPECT_NEAR(plane_area(zone.polygons), geos.area(), 1e-8 * geos.area());

  const Shape points{{{38, 36}, {39, 36}}, {}, {}};
  EXPECT_THROW(build_zone(points, classic({}, Cap::flat)), DataError);
  EXPECT_NEAR(plane_area(build_zone(points, in_utm(classic({}, Cap::square))).polygons), 2 * 16e8,
              1e6);
}

/// Other tools know no other edges than those of their plane.
TEST(Classic, BuffersTheVerticesThatAreGiven) {
  ZoneOptions options = in_utm(classic({}));
  const Shape shape = oracle::line_shape({{37, 36}, {41, 36}});
  const MultiPolygon geodesic = build_zone(shape, options).polygons;
  options.edges = Edges::planar;
  const Zone planar = build_zone(shape, options);
  ASSERT_EQ(geodesic.size(), planar.polygons.size());
  EXPECT_EQ(geodesic[0].shell, planar.polygons[0].shell);
}

std::string refusal(const ZoneOptions& options) {
  try {
    build_zone(idlib(), options);
  } catch (const UsageError& error) {
    EXPECT_FALSE(error.advice().empty());
    return error.what();
  }
  return "no refusal";
}

TEST(Classic, RefusesWhatCannotBe) {
  ZoneOptions exact = classic({Join::mitre, 8, 5});
  exact.method = Method::exact;
  EXPECT_NE(refusal(exact).find("mitred ones reach too far"), std::string::npos);
  exact.classic->join = Join::bevel;
  EXPECT_NE(refusal(exact).find("bevelled ones fall short"), std::string::npos);
  exact.classic->join = Join::round;
  EXPECT_NE(refusal(exact).find("projected method only"), std::string::npos);

  ZoneOptions local = classic({});
  local.crs = "auto";
  EXPECT_NE(refusal(local).find("in one CRS"), std::string::npos);
  ZoneOptions inside = classic({});
  inside.fit = Fit::inside;
  EXPECT_NE(refusal(inside).find("as it comes"), std::string::npos);
  for (const int segments : {0, 1001})
    EXPECT_NE(refusal(classic({.segments = segments})).find("out of range"), std::string::npos);
  for (const double limit : {0.99, 1e4, std::nan("")})
    EXPECT_NE(refusal(classic({Join::mitre, 8, limit})).find("out of range"), std::string::npos);

  ZoneOptions degrees = classic({});
  degrees.crs = "EPSG:4326";
  EXPECT_THROW(build_zone(idlib(), degrees), DataError);
}

}  // namespace
}  // namespace cordon
