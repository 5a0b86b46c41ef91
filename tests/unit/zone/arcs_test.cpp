// The outer arcs of discs, by what they should be: on all circles, the places that no disc holds.
#include "cordon/zone/exact/arcs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cases.hpp"
#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/zone/exact/exact.hpp"
#include "cordon/zone/geos.hpp"
#include "oracle.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kPi = std::numbers::pi;

bool is_exposed(const std::vector<Arc>& arcs, std::size_t disc, double angle) {
  return std::any_of(arcs.begin(), arcs.end(), [&](const Arc& arc) {
    if (arc.disc != disc) return false;
    const double turns = std::floor((angle - arc.stretch.start) / (2 * kPi));
    return angle - turns * 2 * kPi <= arc.stretch.end;
  });
}

/// Places on every circle: exposed if and only if no centre is nearer than the distance.
template <typename Discs>
void expect_outer_arcs(const Path& centres, double distance, double error) {
  const Discs discs(centres, distance, 0, 0);
  const std::vector<Arc> arcs = exposed_arcs(discs, 1);
  ASSERT_FALSE(arcs.empty());
  constexpr int kLooks = 60;
  int exposed = 0, covered = 0;
  for (std::size_t i = 0; i < centres.size(); ++i)
    for (int k = 0; k < kLooks; ++k) {
      const double angle = 2 * kPi * (k + 0.37) / kLooks;
      const LonLat place = from_conformal_sphere(discs.at(i, angle));
      double least = INFINITY;
      for (std::size_t j = 0; j < centres.size(); ++j)
        if (j != i) least = std::min(least, oracle::geodesic_distance(centres[j], place));
      if (std::abs(least - distance) < error) continue;
      const bool found = is_exposed(arcs, i, angle);
      ASSERT_EQ(found, least > distance)
          << "disc " << i << ", angle " << angle << ", nearest other centre " << least;
      (found ? exposed : covered) += 1;
    }
  EXPECT_GT(exposed, 20);
  EXPECT_GT(covered, 20);
}

template <typename Discs>
void expect_closed_rings(const Discs& discs) {
  const std::vector<Arc> arcs = exposed_arcs(discs, 1);
  const auto rings = join_arcs(arcs, discs.size());
  ASSERT_TRUE(rings.has_value());
  std::size_t used = 0;
  for (const std::vector<Arc>& ring : *rings) {
    used += ring.size();
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const Arc& arc = ring[k];
      const Arc& next = ring[(k + 1) % ring.size()];
      if (arc.stretch.before == kNoDisc) {
        EXPECT_EQ(ring.size(), 1U);
        continue;
      }
      EXPECT_EQ(arc.stretch.after, next.disc);
      EXPECT_EQ(next.stretch.before, arc.disc);
      EXPECT_LT(
          oracle::geodesic_distance(from_conformal_sphere(discs.at(arc.disc, arc.stretch.end)),
                                    from_conformal_sphere(discs.at(next.disc, next.stretch.start))),
          0.01);
    }
  }
  EXPECT_EQ(used, arcs.size()) << "every arc is in one ring";
}

Path scattered(std::size_t count, const LonLat& about, double radius, Random& random) {
  Path places;
  for (std::size_t i = 0; i < count; ++i)
    places.push_back(oracle::geodesic_direct(about, random.uniform(0, 360),
                                             radius * std::sqrt(random.uniform())));
  return places;
}

TEST(ExposedArcs, AreWhatNoOtherDiscHolds) {
  Random random(test_seed());
  const LonLat centres_of[] = {{36, 35}, {-100, -72}, {179.95, 10}, {20, 89.7}};
  for (const LonLat& about : centres_of)
    for (const std::size_t count : {2U, 12U, 70U}) {
      SCOPED_TRACE("CORDON_SEED " + std::to_string(test_seed()) + ", " + std::to_string(count) +
                   " discs about latitude " + std::to_string(about.lat));
      const double radius = count == 2 ? 15'000 : 70'000;
      const Path centres = scattered(count, about, radius, random);
      expect_outer_arcs<SphereDiscs>(centres, 20'000, 2 * image_circle_error(20'000));
      expect_closed_rings(SphereDiscs(centres, 20'000, 0, 0));
    }
  const Path walk = oracle::random_walk({36, 35}, 80, 3'000, 60, test_seed());
  expect_outer_arcs<SphereDiscs>(walk, 20'000, 2 * image_circle_error(20'000));
  expect_closed_rings(SphereDiscs(walk, 20'000, 0, 0));
}

TEST(ExposedArcs, OfGeodesicDiscsToo) {
  Random random(test_seed());
  const Path near = scattered(25, {36, 35}, 70'000, random);
  expect_outer_arcs<GeodesicDiscs>(near, 20'000, 1e-5);
  expect_closed_rings(GeodesicDiscs(near, 20'000, 0, 0));
  const Path far = scattered(12, {36, 60}, 1.5e6, random);
  expect_outer_arcs<GeodesicDiscs>(far, 1e6, 1e-4);
  expect_closed_rings(GeodesicDiscs(far, 1e6, 0, 0));
}

TEST(ExposedArcs, DoNotDependOnThreads) {
  Random random(test_seed());
  const SphereDiscs discs(scattered(3'000, {36, 35}, 400'000, random), 20'000, 0, 0);
  const std::vector<Arc> one = exposed_arcs(discs, 1);
  const std::vector<Arc> many = exposed_arcs(discs, 7);
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].disc, many[i].disc);
    EXPECT_EQ(one[i].stretch.start, many[i].stretch.start);
    EXPECT_EQ(one[i].stretch.end, many[i].stretch.end);
  }
}

TEST(ExposedArcs, OfALonelyDiscGoAllTheWayRound) {
  const SphereDiscs discs({{36, 35}, {36, 35}, {50, 35}}, 20'000, 0, 0);
  const std::vector<Arc> arcs = exposed_arcs(discs, 1);
  ASSERT_EQ(arcs.size(), 2U);
  EXPECT_EQ(arcs[0].disc, 0U);
  EXPECT_EQ(arcs[1].disc, 2U);
  for (const Arc& arc : arcs) {
    EXPECT_EQ(arc.stretch.before, kNoDisc);
    EXPECT_DOUBLE_EQ(arc.stretch.end - arc.stretch.start, 2 * kPi);
  }
  expect_closed_rings(discs);
}

/// Three circles through one point and circles that touch, everywhere.
Path lattice(const LonLat& corner, int across, double step) {
  std::vector<XY> plane;
  for (int i = 0; i < across; ++i)
    for (int k = 0; k < across; ++k) plane.push_back({i * step, k * step});
  return oracle::on_ground(corner, plane);
}

TEST(ExactZone, OfLatticesIsRight) {
  for (const LonLat& corner : {LonLat{0, 0}, LonLat{36, 36}})
    for (const double step : {20'000.0, 28'284.271, 34'641.016, 40'000.0, 12'000.0}) {
      const Shape shape{lattice(corner, 6, step), {}, {}};
      ZoneOptions options;
      options.tolerance = Metres{10};
      const OutputSpace space = OutputSpace::lonlat(10);
      const MultiPolygon zone = exact_zone(shape, 20'000, 10, Construction::plain, space, 1, {});
      EXPECT_TRUE(is_valid(zone)) << step;
      const Certificate certificate = certify(shape, zone, 20'000, 10, Cap::round, space, 1);
      for (const Problem& problem : certificate.problems)
        EXPECT_EQ(problem.kind, "false hole") << step << ": slivers are another step's to remove";
      const oracle::Report report =
          oracle::check_zone(shape, options, zone, {.near_samples = 200, .far_samples = 200});
      EXPECT_LE(report.boundary.max(), 10) << report;
      EXPECT_TRUE(report.wrong.empty()) << report;
    }
}

TEST(ExactZone, OfLatticeLinesIsRight) {
  Random random(test_seed());
  for (int i = 0; i < 30; ++i) {
    std::vector<XY> plane{{0, 0}};
    for (int k = 0; k < 25; ++k) {
      XY next = plane.back();
      const double step = random.bits() % 2 == 0 ? 10'000 : -10'000;
      (random.bits() % 2 == 0 ? next.x : next.y) += step;
      plane.push_back(next);
    }
    // On the sphere's equator a lattice of degrees is one of exact coincidences as well.
    Path path;
    for (const XY& xy : plane) path.push_back({xy.x / 1e5, xy.y / 1e5});
    const Shape shape = oracle::line_shape(path);
    ZoneOptions options;
    options.tolerance = Metres{10};
    const Zone zone = build_zone(shape, options);
    EXPECT_FALSE(zone.rebuilt);
    const oracle::Report report = oracle::check_zone(
        shape, options, zone.polygons, {.near_samples = 50, .far_samples = 50, .cell = 5'000});
    EXPECT_TRUE(report.holds()) << "line " << i << ", CORDON_SEED " << test_seed() << report;
  }
}

}  // namespace
}  // namespace cordon
