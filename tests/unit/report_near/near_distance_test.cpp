// Distances, nearest places and bearings against GeographicLib.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/report/near.hpp"
#include "far_oracle.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

constexpr double kPromise = 1e-5;          // m
constexpr double kPlanarBend = 1e-4;       // m; that planar edges are followed to
constexpr double kPlanarPromise = 1.1e-4;  // m

Path vertices(const Shape& shape) {
  Path all = shape.points;
  for (const Path& line : shape.lines) all.insert(all.end(), line.begin(), line.end());
  for (const Area& area : shape.areas) all.insert(all.end(), area.shell.begin(), area.shell.end());
  return all;
}

/// Places from a millimetre to 1,900 km away from vertices of the shape: as many of each order.
Path places_about(const Shape& shape, std::size_t count, oracle::Random& random) {
  const Path from = vertices(shape);
  Path places;
  while (places.size() < count) {
    const LonLat& vertex =
        from[static_cast<std::size_t>(random.uniform(0, static_cast<double>(from.size())))];
    const double distance = std::pow(10, random.uniform(-3, std::log10(1.9e6)));
    places.push_back(oracle::geodesic_direct(vertex, random.uniform(-180, 180), distance));
  }
  return places;
}

/// Anywhere on the Earth, and about the places that are farthest from the shape's vertices.
Path far_places(const Shape& shape, std::size_t count, oracle::Random& random) {
  const double degree = std::numbers::pi / 180;
  const Path from = vertices(shape);
  Path places{{0, 90}, {0, -90}, {180, 0}, {-180, 0}, {0, 0}};
  while (places.size() < count) {
    places.push_back({random.uniform(-180, 180), std::asin(random.uniform(-1, 1)) / degree});
    const LonLat& vertex =
        from[static_cast<std::size_t>(random.uniform(0, static_cast<double>(from.size())))];
    const LonLat antipode{vertex.lon + 180, -vertex.lat};
    places.push_back(oracle::geodesic_direct(antipode, random.uniform(-180, 180),
                                             std::pow(10, random.uniform(-3, 5.5))));
  }
  places.resize(count);
  return places;
}

void expect_direction(const LonLat& place, const Nearness& found, const std::string& what) {
  const LonLat there = oracle::geodesic_direct(place, found.bearing, found.distance);
  EXPECT_LT(oracle::geodesic_distance(there, found.nearest), kPromise) << what;
  const LonLat back = oracle::geodesic_direct(found.nearest, found.bearing_from, found.distance);
  EXPECT_LT(oracle::geodesic_distance(back, place), kPromise) << what;
}

std::string words(const std::string& name, const LonLat& place) {
  return fmt::format("{}: place {:.12f} {:.12f}, seed {}", name, place.lon, place.lat,
                     oracle::test_seed());
}

void check_near(const std::string& name, const Shape& shape, const Shape& judged,
                oracle::Joined joined, double promise, std::size_t count, oracle::Random& random) {
  const oracle::ReferenceShape reference(judged, joined);
  const Path places = places_about(shape, count, random);
  const std::vector<Nearness> found = NearSearch(shape).look_from(places, 2);
  ASSERT_EQ(found.size(), places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::string what = words(name, places[i]);
    EXPECT_NEAR(found[i].distance, reference.distance(places[i]), promise) << what;
    EXPECT_LT(reference.distance(found[i].nearest), promise) << what;
    EXPECT_NEAR(oracle::geodesic_distance(places[i], found[i].nearest), found[i].distance, kPromise)
        << what;
    expect_direction(places[i], found[i], what);
  }
}

/// 10,000 places in all: about the poles and the antimeridian as well as about Idlib.
TEST(Near, AgreesWithGeographicLib) {
  oracle::Random random(oracle::test_seed());
  std::vector<oracle::Case> cases = oracle::real_cases();
  for (oracle::AnywhereCase& c : oracle::anywhere_cases()) cases.push_back(std::move(c));
  cases.push_back({"scribble", oracle::line_shape(oracle::random_walk({-30, 5}, 400, 5e3, 90, 4))});
  const std::size_t each = 10'000 / cases.size() + 1;
  for (const oracle::Case& c : cases)
    check_near(c.name, c.shape, c.shape, oracle::Joined::by_geodesics, kPromise, each, random);
}

TEST(Near, AgreesWithGeographicLibAtAnyDistance) {
  oracle::Random random(oracle::test_seed() + 1);
  double farthest = 0;
  std::vector<oracle::Case> cases;
  for (oracle::AnywhereCase& c : oracle::anywhere_cases())
    if (c.shape.areas.empty()) cases.push_back(std::move(c));
  for (const double turn : {20., 90.})
    cases.push_back({"walk", oracle::line_shape(oracle::random_walk({36, 36}, 200, 2e3, turn, 3))});
  const std::size_t each = 10'000 / cases.size() + 1;
  for (const oracle::Case& c : cases) {
    const oracle::FarReference reference(c.shape);
    const Path places = far_places(c.shape, each, random);
    const std::vector<Nearness> found = NearSearch(c.shape).look_from(places, 2);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string what = words(c.name, places[i]);
      EXPECT_NEAR(found[i].distance, reference.distance(places[i]), kPromise) << what;
      expect_direction(places[i], found[i], what);
      farthest = std::max(farthest, found[i].distance);
    }
  }
  EXPECT_GT(farthest, 19.9e6);  // the test has been where it is hard
}

TEST(Near, PlanarEdgesAgree) {
  oracle::Random random(oracle::test_seed() + 2);
  const Shape shape{{}, {{{35, 36}, {37, 36.2}, {37.5, 34}}, {{-20, 64}, {-15, 66}}}, {}};
  check_near("planar", geodesics_of_planar(shape, kPlanarBend), shape,
             oracle::Joined::straight_in_lonlat, kPlanarPromise, 500, random);
}

TEST(Near, InsideOfAreasIsZero) {
  const Path shell{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}};
  const Path hole{{36.4, 35.4}, {36.6, 35.4}, {36.6, 35.6}, {36.4, 35.6}, {36.4, 35.4}};
  const NearSearch search(Shape{{}, {}, {{shell, {hole}}}});
  const LonLat inside{36.2, 35.2}, in_hole{36.5, 35.5}, outside{38, 35.5};
  const std::vector<Nearness> found = search.look_from({inside, in_hole, outside}, 1);
  EXPECT_EQ(found[0].distance, 0);
  EXPECT_EQ(found[0].nearest, inside);
  const oracle::ReferenceShape rim(Shape{{}, {hole}, {}});
  EXPECT_NEAR(found[1].distance, rim.distance(in_hole), kPromise);
  EXPECT_GT(found[2].distance, 80e3);
  for (const Nearness& one : found) EXPECT_FALSE(one.hand.has_value());
}

TEST(Near, ResultDoesNotDependOnThreads) {
  oracle::Random random(oracle::test_seed() + 3);
  const Shape shape = oracle::line_shape(oracle::fractal_front(3000));
  const Path places = places_about(shape, 3000, random);
  const NearSearch search(shape);
  const auto one = search.look_from(places, 1);
  const auto three = search.look_from(places, 3);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ(one[i].distance, three[i].distance);
    EXPECT_EQ(one[i].nearest, three[i].nearest);
    EXPECT_EQ(one[i].hand, three[i].hand);
  }
}

TEST(Near, StopsWhenAsked) {
  const NearSearch search(Shape{{{0, 0}}, {}, {}});
  const auto stop = [](double, std::string_view) { return false; };
  EXPECT_THROW(search.look_from(Path(1000, {1, 1}), 2, stop), Cancelled);
}

}  // namespace
}  // namespace cordon
