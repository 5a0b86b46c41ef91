// Drawn geodesics: straight edges of the output must be within `bend` of them, wherever they run.
#include "cordon/geodesy/drawing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

/// m; largest distance of the drawn edges from the path, looked at so often along each.
double largest_gap(const std::vector<XY>& drawn, const Path& path, const OutputSpace& space) {
  const oracle::ReferenceShape reference(oracle::line_shape(path));
  double worst = 0;
  for (std::size_t i = 1; i < drawn.size(); ++i)
    for (const double t : {0.0, 0.2, 0.5, 0.7, 0.9, 1.0}) {
      const XY xy{std::lerp(drawn[i - 1].x, drawn[i].x, t),
                  std::lerp(drawn[i - 1].y, drawn[i].y, t)};
      worst = std::max(worst, reference.distance(space.inverse(xy)));
    }
  return worst;
}

/// Edges that pass a pole at all distances, and over it.
std::vector<Path> polar_edges() {
  Random random(test_seed());
  std::vector<Path> edges{{{10, 89}, {-170, 89}}, {{0, 89.99}, {180, 89.999}}, {{12, 80}, {0, 90}}};
  for (int i = 0; i < 12; ++i) {
    const LonLat near{random.uniform(-180, 180), 90 - std::pow(10, random.uniform(-8, 0))};
    const double azimuth = random.uniform(0, 360);
    const double run = std::pow(10, random.uniform(1, 5.5));
    edges.push_back({oracle::geodesic_direct(near, azimuth, run),
                     oracle::geodesic_direct(near, azimuth + 180, random.uniform(1, run))});
  }
  return edges;
}

TEST(DrawGeodesics, KeepToThemAtThePoles) {
  for (const double side : {1.0, -1.0})
    for (Path path : polar_edges())
      for (const double bend : {0.0005, 0.05, 5.0}) {
        for (LonLat& place : path) place.lat = std::copysign(place.lat, side);
        const OutputSpace space = OutputSpace::lonlat(1);
        const std::vector<XY> drawn = draw_geodesics(path, bend, space);
        EXPECT_LE(largest_gap(drawn, path, space), bend)
            << path[0].lon << " " << path[0].lat << " to " << path[1].lon << " " << path[1].lat
            << ", bend " << bend << ", CORDON_SEED " << test_seed();
        EXPECT_LT(static_cast<double>(drawn.size()), 100 + 2000 / std::sqrt(bend));
      }
}

TEST(DrawGeodesics, KeepToThemInProjections) {
  const std::vector<std::pair<const char*, Path>> cases{
      {"EPSG:32637", {{36, 36}, {41, 30}}},          {"EPSG:3857", {{-60, 50}, {80, 60}}},
      {"EPSG:3832", {{160, -40}, {-120, 50}}},       {"EPSG:3995", {{10, 70}, {-150, 75}}},
      {"EPSG:3031", {{10, -70}, {100, -89}}},        {"ESRI:54009", {{-60, 50}, {80, 60}}},
      {"+proj=moll +type=crs", {{20, 10}, {60, 80}}}};
  for (const auto& [crs, path] : cases)
    for (const double bend : {0.01, 1.0}) {
      const OutputSpace space = OutputSpace::named(crs, 1);
      EXPECT_LE(largest_gap(draw_geodesics(path, bend, space), path, space), bend) << crs;
    }
}

TEST(DrawGeodesics, GoOnOverTheAntimeridian) {
  for (const OutputSpace& space : {OutputSpace::lonlat(1), OutputSpace::named("EPSG:4326", 1)}) {
    const std::vector<XY> drawn = draw_geodesics({{170, 10}, {-170, 12}}, 1, space);
    EXPECT_NEAR(drawn.front().x, 170, 1e-9);
    EXPECT_NEAR(drawn.back().x, 190, 1e-9);
    EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end(),
                               [](const XY& a, const XY& b) { return a.x < b.x; }));
  }
  EXPECT_THROW(draw_geodesics({{170, 10}, {-170, 12}}, 1, OutputSpace::named("EPSG:3857", 1)),
               DataError);
}

}  // namespace
}  // namespace cordon
