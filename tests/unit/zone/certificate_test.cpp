// The certificate must refuse every wrong zone, say where it is wrong, and accept right ones.
#include "cordon/zone/certificate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "damage.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

constexpr double kNoise = 1e-6;  // m

std::string words(const Certificate& certificate) {
  std::string text;
  for (const Problem& problem : certificate.problems)
    text += problem.kind + " by " + std::to_string(problem.error) + " m at " +
            std::to_string(problem.place.lon) + " " + std::to_string(problem.place.lat) + "; ";
  return text.empty() ? "no problem" : text;
}

bool has_problem(const Certificate& certificate, const Damaged& damaged) {
  return std::any_of(
      certificate.problems.begin(), certificate.problems.end(), [&](const Problem& problem) {
        return std::find(damaged.kinds.begin(), damaged.kinds.end(), problem.kind) !=
                   damaged.kinds.end() &&
               (damaged.spread == Damaged::kEverywhere ||
                oracle::geodesic_distance(problem.place, damaged.place) <= damaged.spread);
      });
}

/// Upper bounds, by at most a twentieth of the tolerance. With round caps the oracle knows.
void expect_true_figures(const RightZone& right, const MultiPolygon& zone,
                         const Certificate& certificate) {
  if (right.options.cap == Cap::flat || zone.empty()) return;
  const double t = right.options.tolerance.value;
  const double slack = 0.01 * t;
  const oracle::BoundaryError truth = oracle::measure_boundary(
      zone, oracle::ReferenceShape(right.shape), right.options.distance.value, slack);
  EXPECT_GE(certificate.outward_error, truth.outward - kNoise);
  EXPECT_GE(certificate.inward_error, truth.inward - kNoise);
  EXPECT_LE(certificate.outward_error, truth.outward + slack + t / 20);
  EXPECT_LE(certificate.inward_error, truth.inward + slack + t / 20);
}

class RightZones : public testing::TestWithParam<std::string> {};

TEST_P(RightZones, Hold) {
  const RightZone& right = right_zone(GetParam());
  const Certificate certificate = certify(right, right.polygons);
  EXPECT_TRUE(certificate.holds()) << words(certificate);
  EXPECT_LE(certificate.max_error(), right.options.tolerance.value);
  EXPECT_EQ(certificate.edges, oracle::vertex_count(right.polygons));
  expect_true_figures(right, right.polygons, certificate);
}

TEST_P(RightZones, HoldHoweverTheirRingsAreWritten) {
  const RightZone& right = right_zone(GetParam());
  const Certificate before = certify(right, right.polygons);
  MultiPolygon zone = right.polygons;
  const auto rewrite = [](Ring& ring) {
    std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(ring.size() / 3),
                ring.end() - 1);
    ring.back() = ring.front();
    std::reverse(ring.begin(), ring.end());
    Ring finer;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      finer.push_back(ring[i]);
      finer.push_back({(ring[i].x + ring[i + 1].x) / 2, (ring[i].y + ring[i + 1].y) / 2});
    }
    finer.push_back(ring.back());
    ring = finer;
  };
  for (Polygon& polygon : zone) {
    rewrite(polygon.shell);
    for (Ring& hole : polygon.holes) rewrite(hole);
    std::reverse(polygon.holes.begin(), polygon.holes.end());
  }
  std::reverse(zone.begin(), zone.end());
  const Certificate after = certify(right, zone);
  EXPECT_TRUE(after.holds()) << words(after);
  EXPECT_EQ(after.edges, 2 * before.edges);
  EXPECT_NEAR(after.outward_error, before.outward_error, right.options.tolerance.value / 20);
  EXPECT_NEAR(after.inward_error, before.inward_error, right.options.tolerance.value / 20);
}

TEST_P(RightZones, GiveTheSameFiguresWithAnyThreads) {
  const RightZone& right = right_zone(GetParam());
  const double t = right.options.tolerance.value;
  const OutputSpace space = OutputSpace::lonlat(t);
  const Certificate one = certify(right, right.polygons);
  const Certificate four = certify(right.shape, right.polygons, right.options.distance.value, t,
                                   right.options.cap, space, 4);
  EXPECT_EQ(one.outward_error, four.outward_error);
  EXPECT_EQ(one.inward_error, four.inward_error);
}

INSTANTIATE_TEST_SUITE_P(Certificate, RightZones, testing::ValuesIn(right_zone_names()),
                         [](const auto& test) { return test.param; });

using Pairing = std::tuple<std::string, std::size_t>;  // right zone, damage

std::vector<Pairing> pairings() {
  std::vector<Pairing> all;
  for (const std::string& name : right_zone_names())
    for (std::size_t k = 0; k < damages().size(); ++k)
      if (damages()[k].needs == nullptr || traits_of(name).*damages()[k].needs)
        all.emplace_back(name, k);
  return all;
}

class WrongZones : public testing::TestWithParam<Pairing> {};

TEST_P(WrongZones, AreRefused) {
  const auto& [name, k] = GetParam();
  const RightZone& right = right_zone(name);
  Random random(test_seed() + k);
  constexpr int kRepeats = 2;
  for (int i = 0; i < kRepeats; ++i) {
    SCOPED_TRACE("repeat " + std::to_string(i) + ", CORDON_SEED " + std::to_string(test_seed()));
    const Damaged damaged = damages()[k].apply(right, random);
    const Certificate certificate = certify(right, damaged.zone);
    EXPECT_FALSE(certificate.holds());
    EXPECT_TRUE(has_problem(certificate, damaged))
        << words(certificate) << "expected near " << damaged.place.lon << " " << damaged.place.lat;
    if (right.shape.areas.empty()) expect_true_figures(right, damaged.zone, certificate);
  }
}

INSTANTIATE_TEST_SUITE_P(Certificate, WrongZones, testing::ValuesIn(pairings()),
                         [](const auto& test) {
                           return std::get<0>(test.param) + "_" +
                                  damages()[std::get<1>(test.param)].name;
                         });

TEST(Certificate, RefusesWrongZonesInAnyCrs) {
  RightZone right = right_zone("three_vertices");
  right.options.output_crs = "EPSG:32637";
  const OutputSpace space = OutputSpace::named("EPSG:32637", 1);
  MultiPolygon zone = build_zone(right.shape, right.options).polygons;
  const auto check = [&] { return certify(right.shape, zone, 20'000, 1, Cap::round, space, 1); };
  EXPECT_TRUE(check().holds());
  XY& vertex = zone[0].shell[zone[0].shell.size() / 2];
  const LonLat foot = oracle::ReferenceShape(right.shape).nearest(space.inverse(vertex)).place;
  const XY from = space.project(foot);
  const double away = std::hypot(vertex.x - from.x, vertex.y - from.y);
  for (const double wrong : {-3.0, 3.0}) {
    const XY before = vertex;
    vertex = {vertex.x + wrong * (vertex.x - from.x) / away,
              vertex.y + wrong * (vertex.y - from.y) / away};
    const Certificate certificate = check();
    ASSERT_FALSE(certificate.holds()) << wrong;
    EXPECT_EQ(certificate.problems[0].kind, wrong > 0 ? "too far out" : "too far in");
    EXPECT_LT(oracle::geodesic_distance(certificate.problems[0].place, space.inverse(vertex)),
              2'000);
    vertex = before;
  }
}

TEST(Certificate, CountsABoundaryWithinAnAreaAsNoDistanceAway) {
  const RightZone& right = right_zone("area");
  Random random(test_seed());
  for (const Damage& damage : damages())
    if (damage.name == "rings_only" || damage.name == "large_hole") {
      const MultiPolygon zone = damage.apply(right, random).zone;
      SCOPED_TRACE(damage.name);
      expect_true_figures(right, zone, certify(right, zone));
    }
}

TEST(Certificate, AnEmptyZoneOfManyLinesLacksThemAll) {
  const RightZone& right = right_zone("lines_apart");
  const Certificate certificate = certify(right, {});
  EXPECT_EQ(certificate.problems.size(), right.shape.lines.size());
  for (const Problem& problem : certificate.problems) EXPECT_EQ(problem.kind, "part missing");
}

TEST(Certificate, RefusesAZoneOfAnotherLine) {
  const RightZone& right = right_zone("three_vertices");
  const Certificate certificate = certify(right, right_zone("idlib").polygons);
  EXPECT_FALSE(certificate.holds());
}

TEST(WithoutFalseHoles, KeepsTrueHolesAndDropsFalseOnes) {
  const RightZone& right = right_zone("scribble");
  const double t = right.options.tolerance.value;
  const OutputSpace space = OutputSpace::lonlat(t);
  const auto clean = [&](const MultiPolygon& zone) {
    return without_false_holes(right.shape, zone, 20'000, t, Cap::round, space);
  };
  const std::vector<Ring> rings = oracle::rings(right.polygons);
  EXPECT_EQ(oracle::rings(clean(right.polygons)), rings);
  Random random(test_seed());
  MultiPolygon zone = right.polygons;
  for (const Damage& damage : damages())
    if (damage.name.ends_with("hole") && damage.name != "large_hole")
      zone = damage.apply({right.name, right.shape, right.options, zone}, random).zone;
  EXPECT_GT(oracle::hole_count(zone), oracle::hole_count(right.polygons));
  EXPECT_EQ(oracle::rings(clean(zone)), rings);
}

}  // namespace
}  // namespace cordon
