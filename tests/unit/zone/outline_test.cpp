#include "cordon/zone/exact/outline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/zone/geos.hpp"
#include "oracle.hpp"
#include "random.hpp"

namespace cordon {
namespace {

using oracle::Joined;
using oracle::Random;
using oracle::ReferenceShape;
using oracle::test_seed;

Path places_of(const Ring& ring) {
  Path path;
  for (const XY& xy : ring) path.push_back(oracle::to_lonlat(xy));
  return path;
}

/// A closed wavy ring about a place, with straight stretches and sharp turns.
Ring wavy_ring(const LonLat& centre, Random& random) {
  Ring ring;
  const double waves = std::floor(random.uniform(2, 30));
  const double depth = std::pow(10, random.uniform(-1, 3.5));
  constexpr int kVertices = 600;
  for (int k = 0; k < kVertices; ++k) {
    const double turn = 2 * std::numbers::pi * k / kVertices;
    const LonLat p = oracle::geodesic_direct(centre, -360.0 * k / kVertices,
                                             30'000 + depth * std::sin(waves * turn));
    ring.push_back({p.lon, p.lat});
  }
  ring.push_back(ring.front());
  return ring;
}

TEST(Sleeve, LeavesNoVertexFartherThanItsWidth) {
  Random random(test_seed());
  std::size_t before = 0, after = 0;
  for (int i = 0; i < 60; ++i) {
    const Ring ring = wavy_ring({36, random.uniform(-70, 70)}, random);
    const double width = std::pow(10, random.uniform(-2, 2));
    const OutputSpace space = OutputSpace::lonlat(1);
    const Ring thin = sleeve(ring, width, space);
    EXPECT_EQ(thin.front(), ring.front());
    EXPECT_EQ(thin.back(), ring.back());
    ASSERT_GE(thin.size(), 4U);
    before += ring.size();
    after += thin.size();
    // What was left out lies near the edge that replaces it, not just near the ring.
    std::size_t at = 0;
    for (std::size_t k = 1; k < thin.size(); ++k) {
      const ReferenceShape edge(oracle::line_shape(places_of({thin[k - 1], thin[k]})),
                                Joined::straight_in_lonlat);
      for (++at; at < ring.size() && ring[at] != thin[k]; ++at)
        EXPECT_LE(edge.distance(oracle::to_lonlat(ring[at])), width * 1.02)
            << "ring " << i << ", vertex " << at << ", CORDON_SEED " << test_seed();
      ASSERT_LT(at, ring.size()) << "kept vertices come in order";
    }
  }
  EXPECT_LT(after, before * 3 / 4);
}

TEST(Sleeve, KeepsEdgesWithinTheStretchThatTheyReplace) {
  // There and back again: the turn must not be cut, though it is near the edge's line.
  const Ring spike{{0, 0}, {0.1, 0}, {0.2, 1e-7}, {0.3, 0}, {0.1, -1e-7}, {0.05, 0.1}, {0, 0}};
  const Ring thin = sleeve(spike, 1, OutputSpace::lonlat(1));
  EXPECT_TRUE(std::find(thin.begin(), thin.end(), XY{0.3, 0}) != thin.end());
}

TEST(Sleeve, NeverMakesARingOfLessThanThreeEdges) {
  const Ring tiny{{0, 0}, {1e-6, 0}, {1e-6, 1e-6}, {0, 1e-6}, {0, 0}};
  EXPECT_GE(sleeve(tiny, 100, OutputSpace::lonlat(1)).size(), 4U);
}

/// Vertices on the circles, edges inside of them by no more than the sag and the bend.
void expect_outline(const Path& centres, const OutlineOptions& options, const OutputSpace& space) {
  const SphereDiscs discs(centres, options.distance, 0, 0);
  const auto rings = join_arcs(exposed_arcs(discs, 1), discs.size());
  ASSERT_TRUE(rings.has_value());
  const ReferenceShape points(Shape{centres, {}, {}});
  const double error = image_circle_error(options.distance);
  const double r = options.distance;
  const double sag = r - std::sqrt(r * r - options.chord * options.chord / 4);
  std::size_t vertices = 0;
  for (const std::vector<Arc>& arcs : *rings) {
    const Ring ring = outline(discs, arcs, options, space);
    EXPECT_EQ(ring.front(), ring.back());
    vertices += ring.size();
    for (std::size_t i = 1; i < ring.size(); ++i)
      for (int k = 0; k < 5; ++k) {
        const double t = 0.2 * k;
        const LonLat place = space.inverse({ring[i - 1].x + t * (ring[i].x - ring[i - 1].x),
                                            ring[i - 1].y + t * (ring[i].y - ring[i - 1].y)});
        const double off = points.distance(place) - r;
        EXPECT_LE(off, options.bend + options.sleeve + error);
        EXPECT_GE(off, -(sag * 1.001 + options.bend + options.sleeve + error));
      }
  }
  EXPECT_GT(vertices, 100U);
}

TEST(Outline, StaysWithinSagBendAndSleeve) {
  for (const double lat : {0.0, 36.0, -75.0}) {
    const Path centres = oracle::random_walk({36, lat}, 30, 9'000, 60, test_seed());
    for (const double sag : {0.014, 1.4, 30.0})
      for (const double sleeve_share : {0.0, 0.07})
        expect_outline(centres,
                       {.distance = 20'000,
                        .chord = 2 * std::sqrt((40'000 - sag) * sag),
                        .bend = 0.04 * sag,
                        .sleeve = sleeve_share * sag},
                       OutputSpace::lonlat(sag));
  }
}

TEST(Outline, StaysWithinTheBendInAProjection) {
  const Path centres = oracle::random_walk({44, 36}, 30, 9'000, 60, test_seed());
  // Five degrees from the zone's meridian, and a conic with curved parallels.
  for (const char* crs : {"EPSG:32637", "EPSG:3034"})
    expect_outline(centres, {.distance = 20'000, .chord = 473, .bend = 0.05, .sleeve = 0.1},
                   OutputSpace::named(crs, 1));
}

}  // namespace
}  // namespace cordon
