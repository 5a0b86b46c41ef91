// Zones damaged at random, in many places at once, by little or by much: wherever the certificate
// says that one holds, the oracle must agree; and where the oracle finds nothing, so must it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cordon/zone/geos.hpp"
#include "oracle.hpp"
#include "random.hpp"
#include "right_zones.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

void for_each_ring(MultiPolygon& zone, const auto& change) {
  for (Polygon& polygon : zone) {
    change(polygon.shell);
    for (Ring& hole : polygon.holes) change(hole);
  }
}

/// Each vertex by up to `reach` m, in any direction.
void jitter(MultiPolygon& zone, double reach, Random& random) {
  for_each_ring(zone, [&](Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat to = oracle::geodesic_direct(oracle::to_lonlat(ring[i]), random.uniform(0, 360),
                                                random.uniform(0, reach));
      ring[i] = {to.lon, to.lat};
    }
    ring.front() = ring.back();
  });
}

void leave_out(MultiPolygon& zone, double share, Random& random) {
  for_each_ring(zone, [&](Ring& ring) {
    Ring kept{ring.front()};
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
      if (random.uniform() >= share) kept.push_back(ring[i]);
    kept.push_back(ring.back());
    if (kept.size() >= 4) ring = kept;
  });
}

void shift(MultiPolygon& zone, double way, Random& random) {
  const double azimuth = random.uniform(0, 360);
  for_each_ring(zone, [&](Ring& ring) {
    for (XY& xy : ring) {
      const LonLat to = oracle::geodesic_direct(oracle::to_lonlat(xy), azimuth, way);
      xy = {to.lon, to.lat};
    }
  });
}

void drop_a_ring(MultiPolygon& zone, Random& random) {
  Polygon& polygon = zone[random.bits() % zone.size()];
  if (!polygon.holes.empty())
    polygon.holes.erase(polygon.holes.begin() +
                        static_cast<std::ptrdiff_t>(random.bits() % polygon.holes.size()));
  else if (zone.size() > 1)
    zone.erase(zone.begin() + static_cast<std::ptrdiff_t>(random.bits() % zone.size()));
}

MultiPolygon mutated(const RightZone& right, Random& random) {
  const double t = right.options.tolerance.value;
  MultiPolygon zone = right.polygons;
  if (random.uniform() < 0.5) jitter(zone, 0.6 * t * random.uniform(), random);
  if (random.uniform() < 0.3) leave_out(zone, 0.1 * random.uniform(), random);
  if (random.uniform() < 0.3) shift(zone, 0.6 * t * random.uniform(), random);
  if (random.uniform() < 0.1) drop_a_ring(zone, random);
  return zone;
}

class Mutations : public testing::TestWithParam<std::string> {};

TEST_P(Mutations, CertificateAndOracleAgree) {
  const RightZone& right = right_zone(GetParam());
  const double t = right.options.tolerance.value;
  constexpr int kMutants = 30;
  int good = 0, bad = 0;
  for (int i = 0; i < kMutants; ++i) {
    const std::uint64_t seed = test_seed() + 1'000'003U * static_cast<unsigned>(i);
    SCOPED_TRACE("mutant " + std::to_string(i) + ", CORDON_SEED " + std::to_string(test_seed()));
    Random random(seed);
    const MultiPolygon zone = mutated(right, random);
    if (!is_valid(zone)) continue;
    const Certificate certificate = certify(right, zone);
    const oracle::Report truth =
        oracle::check_zone(right.shape, right.options, zone,
                           {.near_samples = 100, .far_samples = 50, .cell = 5'000, .seed = seed});
    if (certificate.holds()) {
      EXPECT_TRUE(truth.holds()) << "false OK: " << truth;
      ++good;
    } else {
      ++bad;
    }
    // The oracle's figures are attained within 2 %, the certificate's within 5 %.
    if (right.options.cap == Cap::round && truth.holds() && truth.boundary.max() < 0.93 * t) {
      EXPECT_TRUE(certificate.holds())
          << "false alarm: " << certificate.problems[0].kind << ", " << truth;
    }
  }
  EXPECT_GE(good, kMutants / 10) << "too few to tell";
  EXPECT_GE(bad, kMutants / 10) << "too few to tell";
}

INSTANTIATE_TEST_SUITE_P(Certificate, Mutations,
                         testing::Values("three_vertices", "idlib", "star", "lines_apart", "ring",
                                         "area_with_hole", "flat_three_vertices",
                                         "flat_lines_apart"),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace cordon
