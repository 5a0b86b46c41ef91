#include "cordon/zone/check/nearest_edge.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "cordon/geodesy/ellipsoid.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

/// Vertices by coordinate.
struct Vertices {
  std::vector<double> x, y, z;

  void add(const Vec3& v) {
    x.push_back(v[0]);
    y.push_back(v[1]);
    z.push_back(v[2]);
  }
  EdgesInSpace edges() const { return {x.data(), y.data(), z.data(), x.size()}; }
};

TEST(TryEdges, FindsWhatTryingEachEdgeFinds) {
  Random random(test_seed());
  const auto place = [&] {
    return wgs84::to_ecef({36 + random.uniform(-0.2, 0.2), 35 + random.uniform(-0.2, 0.2)});
  };
  for (int i = 0; i < 5'000; ++i) {
    Vertices vertices;
    const auto count = static_cast<std::size_t>(random.uniform(1, kEdgesInLeaf + 1.999));
    for (std::size_t k = 0; k < count; ++k)
      vertices.add(k > 0 && random.uniform() < 0.2 ? vertices.edges()[k - 1] : place());
    const Vec3 site = place();
    Nearest one_by_one;
    const EdgesInSpace edges = vertices.edges();
    for (std::size_t k = 0; k + 1 < count; ++k) try_edge(site, edges[k], edges[k + 1], one_by_one);
    if (count == 1) try_edge(site, edges[0], edges[0], one_by_one);
    Nearest at_once;
    try_edges(site, edges, at_once);
    EXPECT_NEAR(at_once.squared, one_by_one.squared, 1e-3) << "CORDON_SEED " << test_seed();
    EXPECT_NEAR(length(at_once.at - one_by_one.at), 0, 1e-6);
    EXPECT_NEAR(at_once.sag, one_by_one.sag, 1e-6);
    // What is known to be nearer stays.
    Nearest nearer{one_by_one.squared / 2, {1, 2, 3}, 4};
    try_edges(site, edges, nearer);
    EXPECT_EQ(nearer.at, (Vec3{1, 2, 3}));
  }
}

TEST(LengthOverChord, IsTheGeodesic) {
  Random random(test_seed());
  for (int i = 0; i < 5'000; ++i) {
    const LonLat a{random.uniform(-180, 180), random.uniform(-90, 90)};
    const double distance = random.uniform(0, i % 2 == 0 ? 30'000 : 200'000);
    const LonLat b = oracle::geodesic_direct(a, random.uniform(-180, 180), distance);
    const Vec3 p = wgs84::to_ecef(a);
    const Vec3 q = wgs84::to_ecef(b);
    EXPECT_NEAR(length_over_chord(p, q, length(q - p)), distance, distance < 30'000 ? 1e-7 : 2e-5)
        << "CORDON_SEED " << test_seed();
  }
  const Vec3 p = wgs84::to_ecef({36, 35});
  EXPECT_EQ(length_over_chord(p, p, 0), 0);
}

}  // namespace
}  // namespace cordon
