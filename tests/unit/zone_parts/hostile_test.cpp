// Random requests around random hostile shapes: whatever is asked for, parts are sound, hold what
// they should, and add up.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "parts_judge.hpp"

namespace cordon {
namespace {

using oracle::Random;

/// Idlib, Fiji, and close to both poles.
LonLat centre_of(int number) {
  return std::array<LonLat, 4>{
      {{36.5, 36}, {179.9, -17}, {20, 89.7}, {-120, -89.95}}}[static_cast<std::size_t>(number) % 4];
}

/// Star-shaped: it never crosses itself.
Path random_star(Random& random, const LonLat& centre) {
  Path ring;
  for (double azimuth = 0; azimuth < 350; azimuth += random.uniform(5, 100))
    ring.push_back(oracle::geodesic_direct(centre, azimuth, random.uniform(3'000, 60'000)));
  while (ring.size() < 3)
    ring.push_back(
        oracle::geodesic_direct(centre, 100.0 * static_cast<double>(ring.size()), 9'000));
  ring.push_back(ring.front());
  return ring;
}

/// Crosses itself, unless a pole is near: around a pole that is no area.
Path random_ring(Random& random, const LonLat& about) {
  const LonLat centre =
      oracle::geodesic_direct(about, random.uniform(0, 360), random.uniform(0, 60'000));
  if (std::abs(about.lat) > 80) return random_star(random, centre);
  Path ring =
      oracle::random_walk(centre, static_cast<std::size_t>(random.uniform(3, 30)),
                          random.uniform(1'000, 20'000), random.uniform(10, 90), random.bits());
  ring.push_back(ring.front());
  return ring;
}

/// Distances of bands that are at least 3 km apart.
std::vector<Metres> random_bands(Random& random) {
  std::vector<Metres> bands;
  for (double at = random.uniform(3'000, 9'000); at < 25'000; at += random.uniform(3'000, 9'000))
    bands.push_back(Metres{std::round(at)});
  return bands;
}

std::vector<NamedAreas> random_holders(Random& random, const LonLat& centre) {
  std::vector<NamedAreas> holders;
  for (const std::string name : {"north", "south", "east"})
    if (random.uniform() < 0.5) holders.push_back({name, {{random_ring(random, centre), {}}}});
  return holders;
}

class Hostile : public testing::TestWithParam<int> {};

TEST_P(Hostile, LineInBandsAmongHolders) {
  const std::uint64_t seed = oracle::test_seed() + static_cast<std::uint64_t>(GetParam());
  SCOPED_TRACE("CORDON_SEED=" + std::to_string(seed) + ", first case");
  Random random(seed);
  const Shape walk = oracle::line_shape(
      oracle::random_walk(centre_of(GetParam()), static_cast<std::size_t>(random.uniform(2, 80)),
                          random.uniform(1'000, 15'000), random.uniform(5, 120), random.bits()));
  PartsRequest request = request_for(walk);
  request.bands = random_bands(random);
  request.holders = random_holders(random, centre_of(GetParam()));
  const double tolerance = random.uniform() < 0.5 ? 1 : 0.05;
  const ZoneParts parts = build_parts(request, options_for(tolerance));
  expect_sound(parts, tolerance);
  PartsRequest whole = request_for(walk, request.bands.back().value);
  const double area = area_of(build_parts(whole, options_for(tolerance)));
  EXPECT_NEAR(area_of(parts), area, 1e-6 * area);
  const SignedDistance distance(walk);
  double from = -kInfinite;
  for (const Metres& band : request.bands) {
    ZonePart all;  // whoever holds it
    for (const ZonePart& part : parts.parts)
      if (part.right->to == band.value)
        all.polygons.insert(all.polygons.end(), part.polygons.begin(), part.polygons.end());
    expect_members(all, within(distance, {{from, band.value}}, tolerance), "band", tolerance);
    from = band.value;
  }
}

TEST_P(Hostile, AreaShrinksAndGrows) {
  const std::uint64_t seed = oracle::test_seed() + static_cast<std::uint64_t>(GetParam());
  SCOPED_TRACE("CORDON_SEED=" + std::to_string(seed) + ", first case");
  Random random(seed);
  Shape shape{{}, {}, {{random_ring(random, centre_of(GetParam())), {}}}};
  const auto built = [&](double distance, bool outside) {
    PartsRequest request = request_for(shape, distance);
    request.outside = outside;
    const ZoneParts parts = build_parts(request, options_for(1));
    expect_sound(parts, 1);
    return area_of(parts);
  };
  const double grown = built(10'000, false);
  const double outside = built(10'000, true);
  double shrunk = 0;
  try {
    shrunk = built(-500, false);
  } catch (const DataError&) {  // nothing is so deep
  }
  EXPECT_LT(shrunk, grown - outside);
  EXPECT_LT(outside, grown);
}

INSTANTIATE_TEST_SUITE_P(Cases, Hostile, testing::Range(0, 12));

}  // namespace
}  // namespace cordon
