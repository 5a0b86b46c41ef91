#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "cases.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon::oracle {
namespace {

constexpr LonLat kNorthPole{0, 90};
constexpr LonLat kSouthPole{0, -90};
constexpr double kRoughness = 0.1;

const std::vector<double> kAll{1, 1'000, 20'000, 370'400, 2'000'000};  // m
const std::vector<double> kFar{1'000, 20'000, 370'400, 2'000'000};

Shape fractal(const LonLat& from, const LonLat& to, std::size_t vertices, std::uint64_t seed) {
  return line_shape(fractal_line(from, to, vertices, kRoughness, seed));
}

/// Longitudes as most files have them: in [-180, 180].
Shape wrapped(Shape shape) {
  for (Path& line : shape.lines)
    for (LonLat& p : line) p.lon = std::remainder(p.lon, 360.0);
  return shape;
}

/// A wavy line on the plane about a pole, 400 km long, that comes as near to it as `offset` m.
Shape past_pole(const LonLat& pole, double offset, int vertices) {
  std::vector<XY> plane;
  for (int i = 0; i < vertices; ++i) {
    const double x = 400'000.0 * i / (vertices - 1) - 200'000;
    plane.push_back({x, offset + 30'000 * std::pow(std::sin(x / 60'000), 2)});
  }
  return line_shape(on_ground(pole, plane));
}

/// A closed, uneven ring about a place, `radius` m wide on average.
Path ring_around(const LonLat& centre, double radius, int vertices, std::uint64_t seed) {
  Random random(seed);
  Path ring;
  for (int i = 0; i < vertices; ++i)
    ring.push_back(
        geodesic_direct(centre, 360.0 * i / vertices, radius * random.uniform(0.85, 1.15)));
  ring.push_back(ring.front());
  return ring;
}

/// Half way around the world, along no meridian.
Path half_circle(double inclination, int vertices) {
  Path path;
  for (int i = 0; i < vertices; ++i) {
    const double angle = std::numbers::pi * i / (vertices - 1);
    path.push_back({std::remainder(100 + angle * 180 / std::numbers::pi, 360.0),
                    inclination * std::sin(angle)});
  }
  return path;
}

/// Lines on all continents, points between them.
Shape many_parts() {
  Shape shape;
  Random random(4);
  for (const LonLat& at :
       {LonLat{-100, 40}, {-75, 5}, {-60, -30}, {-3, 40},   {25, 60},   {37, 36},   {20, 0},
        {25, -28},        {78, 22}, {105, 50},  {127, 38},  {140, -25}, {178, -38}, {-176, -14},
        {-40, 72},        {95, 80}, {170, 68},  {-178, 66}, {40, -88},  {-90, 15}})
    shape.lines.push_back(random_walk(at, 8, 20'000, 35, random.bits()));
  for (int i = 0; i < 12; ++i)
    shape.points.push_back({random.uniform(-180, 180), random.uniform(-85, 85)});
  return shape;
}

std::vector<AnywhereCase> ordinary_cases() {
  return {{{"mid_latitude", fractal({36.2, 36.6}, {37.9, 34.9}, 60, 21)}, kAll},
          {{"three_vertices", line_shape({{36.2, 36.6}, {36.9, 35.7}, {37.9, 35.6}})}, kAll},
          {{"north_80", fractal({12, 80.2}, {26, 79.7}, 60, 22)}, kAll},
          {{"equator", fractal({9, 0.4}, {12, -0.3}, 60, 23)}, kAll},
          {{"along_equator", line_shape({{10, 0}, {11, 0}, {12.5, 0}})}, kAll}};
}

std::vector<AnywhereCase> antimeridian_cases() {
  Path meridian;
  for (int i = 0; i <= 4; ++i) meridian.push_back({180, -19 + 0.9 * i});
  const Shape chukotka = fractal({176.5, 65.6}, {184.5, 66.9}, 90, 24);
  return {
      {{"fiji", fractal({178.6, -17.3}, {181.7, -16.6}, 60, 25)}, kAll},  // longitudes up to 181.7
      {{"fiji_three", line_shape({{179.1, -17.4}, {-179.7, -16.8}, {-178.6, -17.1}})}, kAll},
      {{"chukotka", wrapped(chukotka)}, kAll},
      {{"chukotka_190", line_shape({{176, 65}, {185, 66.2}, {190, 65.5}})}, kFar},
      {{"meridian_180", line_shape(meridian)}, kAll},
      {{"vertex_on_180", line_shape({{179.2, -17}, {180, -16.8}, {-179.3, -17.1}})}, kAll},
      {{"area_over_180", Shape{{}, {}, {Area{ring_around({179.8, -17}, 60'000, 24, 26), {}}}}},
       kAll}};
}

std::vector<AnywhereCase> polar_cases() {
  return {{{"past_north_pole", past_pole(kNorthPole, 5'000, 81)}, kAll},
          {{"past_south_pole", past_pole(kSouthPole, 3'000, 41)}, kAll},
          {{"over_north_pole", line_shape({{20, 89.2}, {-160, 89.5}, {-110, 89.1}})}, kAll},
          {{"into_north_pole", line_shape({{20, 89}, {30, 89.6}, {77, 90}})}, kAll},
          {{"around_north_pole", line_shape(ring_around(kNorthPole, 90'000, 60, 27))}, kAll},
          {{"point_at_north_pole", Shape{{{33, 90}}, {}, {}}}, kAll},
          {{"point_at_south_pole", Shape{{kSouthPole}, {}, {}}}, kAll},
          {{"area_around_north_pole", Shape{{},
                                            {},
                                            {Area{ring_around({40, 89.7}, 120'000, 30, 28),
                                                  {ring_around({-130, 89.8}, 50'000, 16, 29)}}}}},
           kAll}};
}

std::vector<AnywhereCase> long_cases() {
  const Path to_bering{{18.4, -33.9}, {36.8, -1.3}, {77.2, 28.6}, {129.7, 62}, {-169, 65.8}};
  return {{{"long_2500_km", fractal({25, 38}, {54, 40}, 100, 30)}, kFar},
          {{"cape_to_bering", line_shape(to_bering)}, kFar},
          {{"one_edge_of_17000_km", line_shape({{18.4, -33.9}, {-169, 65.8}})}, kFar},
          {{"half_around", line_shape(half_circle(52, 24))}, kFar},
          {{"all_continents", many_parts()}, {1'000, 20'000, 370'400, 1'000'000}}};
}

}  // namespace

std::vector<AnywhereCase> anywhere_cases() {
  std::vector<AnywhereCase> all = ordinary_cases();
  for (const auto& more : {antimeridian_cases(), polar_cases(), long_cases()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace cordon::oracle
