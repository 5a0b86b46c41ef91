// Zones anywhere on the Earth: over the antimeridian, at the poles, around the world, from 1 m to
// 2,000 km.
#include <gtest/gtest.h>

#include <GeographicLib/LambertConformalConic.hpp>
#include <GeographicLib/PolarStereographic.hpp>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "judge.hpp"

namespace cordon {
namespace {

constexpr oracle::Effort kEffort{
    .near_samples = 300, .far_samples = 150, .cell = 0, .seed = 1, .slack = 0.1};

const std::vector<oracle::AnywhereCase>& cases() {
  static const std::vector<oracle::AnywhereCase> all = oracle::anywhere_cases();
  return all;
}

struct Trial {
  std::size_t index;  // of the case
  Method method;
  double distance, tolerance;  // m
};

std::string test_name(const testing::TestParamInfo<Trial>& info) {
  const Trial& trial = info.param;
  return cases()[trial.index].name + "_" + name_of(trial.method) + "_" +
         name_of(Metres{trial.distance}) + "_" + name_of(Metres{trial.tolerance});
}

/// The largest tolerance that is judged at a distance: 1 m, or what the distance allows.
double coarse(double distance) {
  return std::min(1.0, kMaxToleranceShare * distance);
}

bool is_one_of(const std::vector<std::string>& names, const oracle::Case& c) {
  return std::find(names.begin(), names.end(), c.name) != names.end();
}

/// Every case at every one of its distances from 1 km on; the fine tolerance and the projected
/// method at some of them in turn, so that all of them meet all distances. At the ends of the
/// ladder, and on lines around the world at the fine tolerance, boundaries have so many vertices
/// that few cases must do.
std::vector<Trial> trials() {
  constexpr double kFine = 0.01;
  const std::vector<std::string> at_1_m{"three_vertices", "over_north_pole", "point_at_south_pole"};
  const std::vector<std::string> fine_at_2000_km{"point_at_north_pole"};
  const std::vector<std::string> fills_the_earth{"all_continents"};
  const std::vector<std::string> around_the_world{"cape_to_bering", "one_edge_of_17000_km",
                                                  "half_around"};
  std::vector<Trial> all;
  for (std::size_t i = 0; i < cases().size(); ++i) {
    const oracle::AnywhereCase& c = cases()[i];
    std::vector<double> distances = c.distances;
    std::erase(distances, 1.0);
    for (const double d : distances) all.push_back({i, Method::exact, d, coarse(d)});
    const double in_turn = distances[(i + 1) % (is_one_of(around_the_world, c) ? 2 : 4)];
    all.push_back({i, Method::projected, in_turn, coarse(in_turn)});
    if (!is_one_of(around_the_world, c)) {
      all.push_back({i, Method::exact, distances[i % 3], kFine});
      if (i % 3 == 0) all.push_back({i, Method::projected, distances[(i / 3 + 1) % 2], kFine});
    }
    if (is_one_of(at_1_m, c)) {
      all.push_back({i, Method::exact, 1, kFine});
      all.push_back({i, Method::projected, 1, coarse(1)});
    }
    if (is_one_of(fine_at_2000_km, c)) all.push_back({i, Method::exact, 2'000'000, kFine});
    if (is_one_of(fills_the_earth, c)) all.push_back({i, Method::exact, 2'000'000, 10});
  }
  return all;
}

class Anywhere : public testing::TestWithParam<Trial> {};

TEST_P(Anywhere, WithinTheTolerance) {
  const Trial& trial = GetParam();
  judge(cases()[trial.index].shape, zone_options(trial.method, trial.distance, trial.tolerance),
        kEffort);
}

INSTANTIATE_TEST_SUITE_P(Cases, Anywhere, testing::ValuesIn(trials()), test_name);

const Shape& shape_named(const std::string& name) {
  const auto found = std::find_if(cases().begin(), cases().end(),
                                  [&](const oracle::Case& c) { return c.name == name; });
  if (found == cases().end()) throw std::out_of_range("no case is called " + name);
  return found->shape;
}

using Variant = std::tuple<std::string, Fit, Cap>;

std::string name_of_variant(const testing::TestParamInfo<Variant>& info) {
  const auto& [name, fit, cap] = info.param;
  const char* fits[] = {"nearest", "inside", "outside"};
  const char* caps[] = {"round", "flat", "square"};
  return name + "_" + fits[static_cast<int>(fit)] + "_" + caps[static_cast<int>(cap)];
}

class Variants : public testing::TestWithParam<Variant> {};

TEST_P(Variants, AreWithinTheToleranceOnTheSideThatFits) {
  const auto& [name, fit, cap] = GetParam();
  ZoneOptions options = zone_options(Method::exact, 20'000, 1);
  options.fit = fit;
  options.cap = cap;
  judge(shape_named(name), options, kEffort);
}

const auto kVariantLines =
    testing::Values("three_vertices", "fiji", "chukotka", "past_north_pole", "over_north_pole");

INSTANTIATE_TEST_SUITE_P(Fits, Variants,
                         testing::Combine(kVariantLines, testing::Values(Fit::inside, Fit::outside),
                                          testing::Values(Cap::round)),
                         name_of_variant);

INSTANTIATE_TEST_SUITE_P(Caps, Variants,
                         testing::Combine(kVariantLines, testing::Values(Fit::nearest),
                                          testing::Values(Cap::flat, Cap::square)),
                         name_of_variant);

INSTANTIATE_TEST_SUITE_P(
    FitsOfAreas, Variants,
    testing::Combine(testing::Values("area_over_180", "area_around_north_pole"),
                     testing::Values(Fit::inside, Fit::outside), testing::Values(Cap::round)),
    name_of_variant);

INSTANTIATE_TEST_SUITE_P(FitsWithCaps, Variants,
                         testing::Combine(testing::Values("three_vertices", "fiji_three"),
                                          testing::Values(Fit::inside, Fit::outside),
                                          testing::Values(Cap::flat, Cap::square)),
                         name_of_variant);

/// A CRS of the output, by means of its own.
struct Map {
  std::string crs;
  XY (*forward)(const LonLat&);
  LonLat (*inverse)(const XY&);
};

/// EPSG:3995 and EPSG:3031: true to scale at 71 degrees.
const GeographicLib::PolarStereographic& polar() {
  static const GeographicLib::PolarStereographic projection = [] {
    const auto& constants = GeographicLib::PolarStereographic::UPS();
    GeographicLib::PolarStereographic scaled(constants.EquatorialRadius(), constants.Flattening(),
                                             1);
    scaled.SetScale(71, 1);
    return scaled;
  }();
  return projection;
}

/// What the other pole would be on the map; outside of every zone.
constexpr XY kNowhere{1e12, 1e12};

template <bool north>
XY polar_forward(const LonLat& p) {
  if ((north ? p.lat : -p.lat) < -89) return kNowhere;
  XY xy;
  polar().Forward(north, p.lat, p.lon, xy.x, xy.y);
  return xy;
}

template <bool north>
LonLat polar_inverse(const XY& xy) {
  LonLat p;
  polar().Reverse(north, xy.x, xy.y, p.lat, p.lon);
  return p;
}

/// EPSG:3832: Mercator about 150 degrees east.
constexpr double kPacificMeridian = 150;

XY pacific_forward(const LonLat& p) {
  if (std::abs(p.lat) > 89) return kNowhere;
  XY xy;
  GeographicLib::LambertConformalConic::Mercator().Forward(kPacificMeridian, p.lat, p.lon, xy.x,
                                                           xy.y);
  return xy;
}

LonLat pacific_inverse(const XY& xy) {
  LonLat p;
  GeographicLib::LambertConformalConic::Mercator().Reverse(kPacificMeridian, xy.x, xy.y, p.lat,
                                                           p.lon);
  return p;
}

const Map kArctic{"EPSG:3995", polar_forward<true>, polar_inverse<true>};
const Map kAntarctic{"EPSG:3031", polar_forward<false>, polar_inverse<false>};
const Map kPacific{"EPSG:3832", pacific_forward, pacific_inverse};

struct MapTrial {
  std::string name;
  const Map* map;
  double distance, tolerance;  // m
};

std::string name_of_map_trial(const testing::TestParamInfo<MapTrial>& info) {
  return info.param.name;
}

class OnAMap : public testing::TestWithParam<MapTrial> {};

TEST_P(OnAMap, IsWholeAndWithinTheTolerance) {
  const auto& [name, map, distance, tolerance] = GetParam();
  const Shape& shape = shape_named(name);
  for (const Method method : {Method::exact, Method::projected}) {
    ZoneOptions options = zone_options(method, distance, tolerance);
    options.output_crs = map->crs;
    const Zone zone = build_zone(shape, options);
    EXPECT_EQ(zone.polygons.size(), 1U);
    const oracle::Report report = oracle::check_zone(
        shape, options,
        oracle::drawn_in_plane(zone.polygons, map->forward, map->inverse, tolerance / 1000),
        kEffort);
    EXPECT_TRUE(report.holds()) << name_of(method) << ' ' << report;
    EXPECT_TRUE(zone.certificate.holds());
  }
}

INSTANTIATE_TEST_SUITE_P(Polar, OnAMap,
                         testing::Values(MapTrial{"past_north_pole", &kArctic, 20'000, 1},
                                         MapTrial{"over_north_pole", &kArctic, 20'000, 0.01},
                                         MapTrial{"into_north_pole", &kArctic, 1'000, 1},
                                         MapTrial{"around_north_pole", &kArctic, 370'400, 1},
                                         MapTrial{"point_at_north_pole", &kArctic, 2'000'000, 1},
                                         MapTrial{"area_around_north_pole", &kArctic, 20'000, 1},
                                         MapTrial{"chukotka", &kArctic, 20'000, 1},
                                         MapTrial{"past_south_pole", &kAntarctic, 20'000, 1},
                                         MapTrial{"point_at_south_pole", &kAntarctic, 20'000, 1}),
                         name_of_map_trial);

INSTANTIATE_TEST_SUITE_P(Pacific, OnAMap,
                         testing::Values(MapTrial{"fiji", &kPacific, 20'000, 1},
                                         MapTrial{"fiji_three", &kPacific, 20'000, 0.01},
                                         MapTrial{"meridian_180", &kPacific, 370'400, 1},
                                         MapTrial{"vertex_on_180", &kPacific, 1'000, 1},
                                         MapTrial{"area_over_180", &kPacific, 20'000, 1},
                                         MapTrial{"chukotka_190", &kPacific, 20'000, 1}),
                         name_of_map_trial);

}  // namespace
}  // namespace cordon
