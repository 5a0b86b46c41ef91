// Zones that never reach beyond the distance, and zones that leave nothing within it out.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/zone/zone.hpp"
#include "drawing.hpp"
#include "flat.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

constexpr double kNoise = 1e-6;  // m

Shape shape_named(const std::string& name) {
  for (const auto& cases : {oracle::real_cases(), oracle::large_cases(), oracle::hard_cases()})
    for (const oracle::Case& one : cases)
      if (one.name == name) return one.shape;
  throw std::out_of_range(name);
}

ZoneOptions options_for(Fit fit, Cap cap, Method method, double tolerance) {
  ZoneOptions options;
  options.fit = fit;
  options.cap = cap;
  options.method = method;
  options.tolerance = Metres{tolerance};
  return options;
}

using Parameters = std::tuple<std::string, Fit, Cap, Method, double>;

std::string test_name(const testing::TestParamInfo<Parameters>& info) {
  const auto& [name, fit, cap, method, tolerance] = info.param;
  static const std::vector<std::string> caps{"round", "flat", "square"};
  return name + (fit == Fit::inside ? "_inside_" : "_outside_") +
         caps[static_cast<std::size_t>(cap)] +
         (method == Method::exact ? "_exact_" : "_projected_") +
         std::to_string(static_cast<int>(tolerance * 100)) + "cm";
}

/// Every vertex and the middle of every edge, by the definition of the ideal zone.
void expect_on_one_side(const Shape& shape, const ZoneOptions& options, const MultiPolygon& zone) {
  const oracle::FlatZone ideal = options.cap == Cap::flat
                                     ? oracle::FlatZone(shape, options.distance.value)
                                     : oracle::square_zone(shape, options.distance.value);
  const auto expect_at = [&](const XY& xy) {
    EXPECT_EQ(ideal.contains({xy.x, xy.y}), options.fit == Fit::inside) << xy.x << ' ' << xy.y;
  };
  for (const Ring& ring : oracle::rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i) {
      expect_at(ring[i]);
      expect_at({(ring[i - 1].x + ring[i].x) / 2, (ring[i - 1].y + ring[i].y) / 2});
    }
}

class FitTest : public testing::TestWithParam<Parameters> {};

TEST_P(FitTest, KeepsToOneSide) {
  const auto& [name, fit, cap, method, tolerance] = GetParam();
  const Shape shape = shape_named(name);
  const ZoneOptions options = options_for(fit, cap, method, tolerance);
  const Zone zone = build_zone(shape, options);

  const Certificate& certificate = zone.certificate;
  EXPECT_TRUE(certificate.holds());
  EXPECT_EQ(fit == Fit::inside ? certificate.outward_error : certificate.inward_error, 0);
  EXPECT_LE(certificate.max_error(), tolerance);

  const oracle::Report report =
      oracle::check_zone(shape, options, zone.polygons, {.near_samples = 600, .far_samples = 300});
  if (cap != Cap::round) {
    // Where sides of the zone meet in an inner corner, what is right for each of them is farther
    // from both: such vertices may be loose.
    EXPECT_TRUE(report.wrong.empty()) << report;
    EXPECT_EQ(report.stray_holes, 0U) << report;
    EXPECT_LE(report.loose, 3U) << report;
    expect_on_one_side(shape, options, zone.polygons);
    return;
  }
  EXPECT_TRUE(report.holds()) << report;
  // The one side to the last bit, not but for the oracle's slack.
  const oracle::BoundaryError error = report.boundary;
  EXPECT_EQ(fit == Fit::inside ? error.outward : error.inward, 0) << report;
  EXPECT_LE(error.outward, certificate.outward_error + kNoise);
  EXPECT_LE(error.inward, certificate.inward_error + kNoise);
  EXPECT_GE(error.max(), certificate.max_error() - tolerance / 20);
}

const auto kFits = testing::Values(Fit::inside, Fit::outside);
const auto kMethods = testing::Values(Method::exact, Method::projected);

INSTANTIATE_TEST_SUITE_P(Round, FitTest,
                         testing::Combine(testing::Values("idlib", "filled_hollow", "spiral",
                                                          "points", "area_with_filled_hole",
                                                          "ring_of_the_distance", "north_75"),
                                          kFits, testing::Values(Cap::round), kMethods,
                                          testing::Values(1.0, 100.0)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(FineRound, FitTest,
                         testing::Combine(testing::Values("idlib"), kFits,
                                          testing::Values(Cap::round), kMethods,
                                          testing::Values(0.01)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Ended, FitTest,
                         testing::Combine(testing::Values("idlib", "single_edge", "comb",
                                                          "touching_lines", "crossing_lines",
                                                          "short_walk", "mixed"),
                                          kFits, testing::Values(Cap::flat, Cap::square), kMethods,
                                          testing::Values(1.0, 100.0)),
                         test_name);

struct Place {
  std::string name;
  Shape shape;
  double distance;
  double tolerance;
};

class FitAnywhere : public testing::TestWithParam<Place> {};

TEST_P(FitAnywhere, KeepsToOneSide) {
  const auto& [name, shape, distance, tolerance] = GetParam();
  for (const Fit fit : {Fit::inside, Fit::outside}) {
    ZoneOptions options = options_for(fit, Cap::round, Method::exact, tolerance);
    options.distance = Metres{distance};
    const Zone zone = build_zone(shape, options);
    EXPECT_EQ(fit == Fit::inside ? zone.certificate.outward_error : zone.certificate.inward_error,
              0);
    const oracle::Report report = oracle::check_zone(shape, options, zone.polygons,
                                                     {.near_samples = 300, .far_samples = 200});
    EXPECT_TRUE(report.holds()) << report;
    EXPECT_EQ(fit == Fit::inside ? report.boundary.outward : report.boundary.inward, 0) << report;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Places, FitAnywhere,
    testing::Values(Place{"fiji", oracle::line_shape({{179, -17}, {-179, -18}}), 20'000, 1},
                    Place{"over_the_pole", oracle::line_shape({{20, 89.5}, {170, 89.2}}), 20'000,
                          1},
                    Place{"clipperton", {{{-109.2, 10.3}}, {}, {}}, 370'400, 1},
                    Place{"largest", oracle::line_shape({{10, 50}, {20, 55}}), 2'000'000, 200'000},
                    Place{"one_metre", oracle::line_shape({{36, 36}, {36.001, 36.001}}), 1, 0.001}),
    [](const auto& each) { return each.param.name; });

/// That the tests above can fail.
TEST(Fit, TheNearestZoneIsOnBothSides) {
  const Shape shape = shape_named("idlib");
  const ZoneOptions nearest = options_for(Fit::nearest, Cap::round, Method::exact, 1);
  const Zone zone = build_zone(shape, nearest);
  for (const Fit fit : {Fit::inside, Fit::outside})
    EXPECT_FALSE(
        oracle::check_zone(shape, options_for(fit, Cap::round, Method::exact, 1), zone.polygons)
            .holds());
}

TEST(Fit, TheCertificateIsOneSided) {
  const Shape shape = shape_named("idlib");
  const MultiPolygon nearest =
      build_zone(shape, options_for(Fit::nearest, Cap::round, Method::exact, 1)).polygons;
  const OutputSpace space = OutputSpace::lonlat(1);
  const auto kinds = [&](const Allowance& allowance) {
    std::vector<std::string> found;
    for (const Problem& problem :
         certify(shape, nearest, 20'000, allowance, Cap::round, space, 1).problems)
      found.push_back(problem.kind);
    return found;
  };
  EXPECT_EQ(kinds({1, 1}), std::vector<std::string>{});
  EXPECT_EQ(kinds({1, 0}), std::vector<std::string>{"too far out"});
  EXPECT_EQ(kinds({0, 1}), std::vector<std::string>{"too far in"});
}

/// A line of 15 m at a tolerance of 10 m: what is left of it inside is too narrow to be drawn, but
/// outside nothing may be left out.
TEST(Fit, FlatZonesOfShortLines) {
  const Shape shape = oracle::line_shape(oracle::on_ground({36.5, 36}, {{0, 0}, {9, 12}}));
  const auto options = [](Fit fit) { return options_for(fit, Cap::flat, Method::exact, 10); };
  EXPECT_THROW(build_zone(shape, options(Fit::inside)), DataError);
  EXPECT_TRUE(build_zone(shape, options(Fit::nearest)).certificate.holds());
  const Zone outside = build_zone(shape, options(Fit::outside));
  EXPECT_TRUE(oracle::check_zone(shape, options(Fit::outside), outside.polygons).holds());
}

/// Half of the tolerance is what the plane may take: the figure in the message must suffice.
TEST(Fit, ANamedCrsSaysWhatToleranceItTakes) {
  const Shape shape = shape_named("idlib");
  ZoneOptions options = options_for(Fit::inside, Cap::round, Method::projected, 2);
  options.crs = "EPSG:32637";
  try {
    build_zone(shape, options);
    FAIL() << "UTM is 11 m off";
  } catch (const CertificateError& error) {
    const std::string& advice = error.advice();
    const std::string key = "--tolerance ";
    const std::size_t at = advice.find(key);
    ASSERT_NE(at, std::string::npos) << advice;
    const std::size_t start = at + key.size();
    options.tolerance = parse_length(advice.substr(start, advice.find(',', start) - start));
  }
  const Zone zone = build_zone(shape, options);
  EXPECT_EQ(zone.certificate.outward_error, 0);
  EXPECT_LE(options.tolerance.value, 30);
  EXPECT_TRUE(oracle::check_zone(shape, options, zone.polygons).holds());
}

}  // namespace
}  // namespace cordon
