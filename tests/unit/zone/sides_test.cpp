#include "cordon/zone/sides/sides.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/exact/exact.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/sides/cut_error.hpp"
#include "random.hpp"
#include "side.hpp"

namespace cordon {
namespace {

using oracle::fractal_line;
using oracle::Joined;
using oracle::on_ground;
using oracle::Random;
using oracle::random_walk;
using oracle::test_seed;

constexpr LonLat kIdlib{36.5, 36.0};
constexpr double kDistance = 20'000;

std::vector<Path> lines(const std::vector<std::vector<XY>>& planes) {
  std::vector<Path> paths;
  for (const auto& plane : planes) paths.push_back(on_ground(kIdlib, plane));
  return paths;
}

double area(const MultiPolygon& polygons) {
  double twice = 0;
  for (const Polygon& polygon : polygons) {
    twice += twice_signed_area(polygon.shell);
    for (const Ring& hole : polygon.holes) twice += twice_signed_area(hole);
  }
  return twice / 2;
}

MultiPolygon zone_of(const std::vector<Path>& paths, double distance, double tolerance,
                     const OutputSpace& space) {
  return exact_zone({{}, paths, {}}, distance, tolerance, Construction::plain, space, 1, {});
}

/// A zone and its sides, judged by the oracle.
class Judge {
 public:
  Judge(std::vector<Path> paths, double distance, double tolerance, const OutputSpace& space)
      : paths_(std::move(paths)),
        tolerance_(tolerance),
        space_(space),
        zone_(zone_of(paths_, distance, tolerance, space)),
        sides_(split_sides(paths_, zone_, distance, tolerance, space)),
        left_of_(oracle::left_of(paths_, Joined::by_geodesics)),
        left_(sides_.left),
        right_(sides_.right),
        whole_(zone_) {}

  void expect_parts_of_zone() const {
    for (const MultiPolygon* side : {&sides_.left, &sides_.right}) {
      EXPECT_TRUE(is_valid(*side)) << validity(*side).reason;
      for (const Polygon& polygon : *side)
        for (const XY& xy : polygon.shell) ASSERT_EQ(xy, space_.rounded(xy));
    }
    const double whole = area(zone_);
    EXPECT_NEAR((area(sides_.left) + area(sides_.right)) / whole, 1, 1e-6);
    EXPECT_LT(area(intersection(sides_.left, sides_.right)) / whole, 1e-12);
    MultiPolygon both = sides_.left;
    both.insert(both.end(), sides_.right.begin(), sides_.right.end());
    EXPECT_LT(area(difference(zone_, unite(both))) / whole, 1e-6);
    EXPECT_LE(sides_.error, tolerance_ / 2);
  }

  /// Wherever the zone holds a place, random or a tolerance beside the middle of an edge.
  void expect_right_hands(std::size_t probes, std::uint64_t seed) const {
    for (const Path& path : paths_)
      for (std::size_t i = 1; i < path.size(); ++i) {
        const Inverse edge = geodesic_inverse(path[i - 1], path[i]);
        const Station middle = geodesic_direct(path[i - 1], edge.azimuth_start, edge.distance / 2);
        for (const double across : {-90.0, 90.0})
          expect_right_hand(
              geodesic_direct(middle.place, middle.azimuth + across, tolerance_).place);
      }
    Random random(seed);
    const auto spread = [&] { return random.uniform(-1.3, 1.3); };
    for (std::size_t k = 0; k < probes; ++k) {
      const Path& path = paths_[random.bits() % paths_.size()];
      const LonLat& vertex = path[random.bits() % path.size()];
      expect_right_hand(
          geodesic_direct(vertex, random.uniform(0, 360), kDistance * std::abs(spread())).place);
    }
  }

  /// Beside the dividing curves, as far as they are allowed to be off.
  void expect_close_cut() const {
    for (const Polygon& polygon : sides_.left)
      for (std::size_t i = 1; i < polygon.shell.size(); ++i) {
        const XY& a = polygon.shell[i - 1];
        const XY& b = polygon.shell[i];
        const LonLat middle = space_.inverse({(a.x + b.x) / 2, (a.y + b.y) / 2});
        for (double azimuth = 0; azimuth < 360; azimuth += 45)
          expect_right_hand(geodesic_direct(middle, azimuth, 0.6 * tolerance_).place);
      }
  }

  const Sides& sides() const { return sides_; }
  const MultiPolygon& zone() const { return zone_; }
  bool on_left(const LonLat& place) const { return left_.contains(space_.project(place)); }
  bool on_right(const LonLat& place) const { return right_.contains(space_.project(place)); }

 private:
  /// On the side of its hand, on no other; unless the hands change within half the tolerance.
  void expect_right_hand(const LonLat& place) const {
    if (!whole_.contains(space_.project(place))) return;
    const bool left = left_of_->contains(place);
    if (on_left(place) == left && on_right(place) == !left) return;
    for (double azimuth = 0; azimuth < 360; azimuth += 20)
      for (const double share : {0.1, 0.3, 0.5})
        if (left_of_->contains(geodesic_direct(place, azimuth, share * tolerance_).place) != left)
          return;
    ADD_FAILURE() << "longitude " << place.lon << ", latitude " << place.lat
                  << (left ? ": left" : ": right") << " of the line, drawn"
                  << (on_left(place) ? " left" : "") << (on_right(place) ? " right" : "");
  }

  std::vector<Path> paths_;
  double tolerance_;
  OutputSpace space_;
  MultiPolygon zone_;
  Sides sides_;
  oracle::PlaceSetPtr left_of_;
  PointLocator left_, right_, whole_;
};

std::vector<Path> spiral() {
  std::vector<XY> plane;
  for (int i = 0; i < 300; ++i) {
    const double angle = 0.07 * i;
    plane.push_back({1'500 * angle * std::cos(angle), 1'500 * angle * std::sin(angle)});
  }
  return lines({plane});
}

std::vector<Path> figure_eight() {
  std::vector<XY> plane;
  for (int i = 0; i <= 120; ++i) {
    const double angle = i % 120 * std::acos(-1.0) / 60;
    plane.push_back({40'000 * std::sin(angle), 25'000 * std::sin(2 * angle)});
  }
  return lines({plane});
}

std::vector<Path> square(double half, bool clockwise) {
  std::vector<XY> plane{{-half, -half}, {half, -half}, {half, half}, {-half, half}, {-half, -half}};
  if (clockwise) std::reverse(plane.begin(), plane.end());
  return lines({plane});
}

std::vector<Path> both(std::vector<Path> a, const std::vector<Path>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<Path> read_lines(const std::string& file) {
  std::vector<Path> paths;
  for (oracle::TitledPath& titled : oracle::read_paths(file))
    paths.push_back(std::move(titled.path));
  return paths;
}

struct SidesCase {
  std::string name;
  std::vector<Path> paths;
  std::string crs = "EPSG:32637";
};

std::vector<SidesCase> sides_cases() {
  const std::vector<XY> east{{-40'000, 0}, {40'000, 0}};
  return {
      {"straight", lines({east})},
      {"repeated_vertices", lines({{{-40'000, 0}, {-40'000, 0}, {0, 0}, {0, 0}, {40'000, 0}}})},
      {"idlib", read_lines("idlib.txt")},
      {"korea", read_lines("korea_dmz.txt"), "EPSG:32652"},
      {"fractal", {fractal_line({36, 35}, {39, 37}, 10'000, 0.1, 7)}},
      {"ring", square(30'000, false)},
      {"small_ring", square(3'000, true)},
      {"rings_facing", both(square(60'000, false), square(15'000, false))},
      {"rings_alike", both(square(60'000, false), square(15'000, true))},
      {"rings_apart", both(square(50'000, false), square(25'000, false))},
      {"parallel_same", lines({east, {{-40'000, 10'000}, {40'000, 10'000}}})},
      {"parallel_opposite", lines({east, {{40'000, 10'000}, {-40'000, 10'000}}})},
      {"parallel_fractals",
       {fractal_line({36, 35}, {37, 35.2}, 1'000, 0.1, 9),
        fractal_line({36, 35.15}, {37, 35.35}, 1'000, 0.1, 10)}},
      {"spiral", spiral()},
      {"figure_eight", figure_eight()},
      {"gap_and_offset", lines({{{-40'000, 0}, {-5'000, 0}}, {{4'000, 3'000}, {40'000, 3'000}}})},
      {"gap_facing", lines({{{-40'000, 0}, {-5'000, 0}}, {{40'000, 3'000}, {4'000, 3'000}}})},
      {"tee", lines({{{-40'000, 0}, {0, 0}, {40'000, 0}}, {{0, 0}, {5'000, 30'000}}})},
      {"tee_on_edge", lines({east, {{5'000, 30'000}, {0, 50}}})},
      {"cross", lines({east, {{-20'000, -30'000}, {20'000, 30'000}}})},
      {"sharp_cross", lines({east, {{-40'000, -300}, {40'000, 300}}})},
      {"tails_meet", lines({{{0, 0}, {-40'000, 0}}, {{0, 0}, {40'000, 20'000}}})},
      {"hook", lines({{{-40'000, 0}, {0, 0}, {10'000, 8'000}, {0, 12'000}, {-4'000, 6'000}}})},
      {"needle", lines({{{-40'000, 0}, {0, 0}, {100, 15'000}, {101, 0}, {40'000, 0}}})},
  };
}

class SidesOf : public testing::TestWithParam<SidesCase> {};

TEST_P(SidesOf, AreRightInLonLat) {
  const Judge judge(GetParam().paths, kDistance, 1, OutputSpace::lonlat(1));
  judge.expect_parts_of_zone();
  judge.expect_right_hands(300, test_seed());
  judge.expect_close_cut();
}

TEST_P(SidesOf, AreRightInAPlane) {
  const Judge judge(GetParam().paths, kDistance, 1, OutputSpace::named(GetParam().crs, 1));
  judge.expect_parts_of_zone();
  judge.expect_right_hands(300, test_seed());
}

INSTANTIATE_TEST_SUITE_P(Sides, SidesOf, testing::ValuesIn(sides_cases()),
                         [](const auto& parameter) { return parameter.param.name; });

TEST(SidesTest, HoldACentimetre) {
  for (const char* name : {"spiral", "gap_and_offset", "sharp_cross", "rings_facing"}) {
    SCOPED_TRACE(name);
    for (const SidesCase& each : sides_cases()) {
      if (each.name != name) continue;
      const Judge judge(each.paths, kDistance, 0.01, OutputSpace::lonlat(0.01));
      judge.expect_parts_of_zone();
      judge.expect_right_hands(300, test_seed());
    }
  }
}

void judge_walks(int count, double tolerance, std::uint64_t seed) {
  Random random(seed);
  const OutputSpace lonlat = OutputSpace::lonlat(tolerance);
  const OutputSpace plane = OutputSpace::named("EPSG:32637", tolerance);
  for (int i = 0; i < count; ++i) {
    SCOPED_TRACE("walk " + std::to_string(i) + " of seed " + std::to_string(seed));
    std::vector<Path> paths;
    for (std::uint64_t k = 0; k <= random.bits() % 3; ++k)
      paths.push_back(random_walk({random.uniform(36, 36.3), random.uniform(35, 35.3)},
                                  3 + random.bits() % 15, 7'000, 60, random.bits()));
    const Judge judge(paths, kDistance, tolerance, i % 2 == 0 ? lonlat : plane);
    judge.expect_parts_of_zone();
    judge.expect_right_hands(60, random.bits());
  }
}

TEST(SidesTest, HoldForWalksThatCrossThemselves) {
  judge_walks(150, 1, test_seed());
}

TEST(SidesTest, HoldForWalksToACentimetre) {
  judge_walks(6, 0.01, test_seed() + 1);
}

TEST(SidesTest, HoldAnywhere) {
  const std::vector<std::pair<std::string, std::vector<Path>>> cases{
      {"Fiji", {{{178, -17}, {179.5, -17.3}, {-179.5, -16.5}, {-178.5, -16.8}}}},
      {"Fiji, two lines", {{{179, -17}, {-179, -17}}, {{179, -17.1}, {-179, -17.1}}}},
      {"along the antimeridian", {{{180, 10}, {-180, 11}, {-179.9, 12}}}},
      {"by the pole", {{{-20, 89.95}, {70, 89.97}, {160, 89.9}}}},
      {"over the pole", {{{-20, 89.5}, {160, 89.5}}}},
      {"to the pole", {{{-20, 89.5}, {0, 90}}}},
      {"around the pole", {{{0, 89.9}, {90, 89.9}, {180, 89.9}, {-90, 89.9}, {0, 89.9}}}},
      {"south pole", {{{0, -89.9}, {120, -89.9}, {-120, -89.8}}}},
      {"equator", {{{-1, 0}, {1, 0}}}},
      {"2,500 km", {{{10, 50}, {25, 55}, {45, 50}}}},
  };
  for (const auto& [name, paths] : cases) {
    SCOPED_TRACE(name);
    const Judge judge(paths, kDistance, 1, OutputSpace::lonlat(1));
    judge.expect_parts_of_zone();
    judge.expect_right_hands(200, test_seed());
  }
}

TEST(SidesTest, HoldForAllDistances) {
  const std::vector<Path> metres = lines({{{0, 0}, {4, 2}, {8, 0}}, {{8, 1}, {0, 1.5}}});
  const std::vector<Path> far{{{10, 30}, {20, 32}}, {{25, 40}, {28, 35}}};
  for (const auto& [paths, distance, tolerance] :
       {std::tuple(metres, 1.0, 0.01), std::tuple(far, 370'400.0, 1.0),
        std::tuple(far, 2'000'000.0, 1.0)}) {
    SCOPED_TRACE(distance);
    const Judge judge(paths, distance, tolerance, OutputSpace::lonlat(tolerance));
    judge.expect_parts_of_zone();
    judge.expect_right_hands(100, test_seed());
  }
}

TEST(SidesTest, OfAClosedRingAreInsideAndOutside) {
  const Judge judge(square(30'000, false), kDistance, 1, OutputSpace::lonlat(1));
  EXPECT_TRUE(judge.on_left(on_ground(kIdlib, {{25'000, 0}}).front()));
  EXPECT_TRUE(judge.on_right(on_ground(kIdlib, {{35'000, 0}}).front()));
}

TEST(SidesTest, OfASimpleLineAreOnePolygonEach) {
  const Judge judge(read_lines("idlib.txt"), kDistance, 1, OutputSpace::lonlat(1));
  EXPECT_EQ(judge.sides().left.size(), 1U);
  EXPECT_EQ(judge.sides().right.size(), 1U);
}

/// What is gone over there and back is no line between sides.
TEST(SidesTest, ASpikeDividesNothing) {
  const Judge judge(lines({{{-40'000, 0}, {0, 0}, {0, 15'000}, {0, 0}, {40'000, 0}}}), kDistance, 1,
                    OutputSpace::lonlat(1));
  judge.expect_parts_of_zone();
  for (const double x : {-5'000.0, -10.0, 10.0, 5'000.0})
    EXPECT_TRUE(judge.on_left(on_ground(kIdlib, {{x, 8'000}}).front())) << x;
  EXPECT_EQ(judge.sides().left.size(), 1U);
}

/// Nothing else being there, the way out counts.
TEST(SidesTest, ALineThereAndBackDividesAsTheWayOut) {
  const Judge judge(lines({{{-40'000, 0}, {40'000, 0}, {-40'000, 0}}}), kDistance, 1,
                    OutputSpace::lonlat(1));
  judge.expect_parts_of_zone();
  EXPECT_TRUE(judge.on_left(on_ground(kIdlib, {{0, 8'000}}).front()));
  EXPECT_TRUE(judge.on_right(on_ground(kIdlib, {{0, -8'000}}).front()));
}

TEST(SidesTest, GoWithFlatEnds) {
  const std::vector<Path> paths = lines({{{-40'000, 0}, {40'000, 0}}});
  const OutputSpace space = OutputSpace::named("EPSG:32637", 1);
  Ring box;
  for (const LonLat& corner : on_ground(kIdlib, {{-40'000, -20'000},
                                                 {40'000, -20'000},
                                                 {40'000, 20'000},
                                                 {-40'000, 20'000},
                                                 {-40'000, -20'000}}))
    box.push_back(space.forward(corner));
  const Sides sides = split_sides(paths, {{box, {}}}, kDistance, 1, space);
  ASSERT_EQ(sides.left.size(), 1U);
  ASSERT_EQ(sides.right.size(), 1U);
  EXPECT_NEAR(area(sides.left) / area({{box, {}}}), 0.5, 1e-3);
}

/// The measure of the cut sees what is wrong with it.
TEST(CutErrorTest, FindsAMovedCut) {
  const std::vector<Path> paths =
      lines({{{-40'000, 0}, {40'000, 0}}, {{-40'000, 10'000}, {40'000, 10'000}}});
  const OutputSpace space = OutputSpace::named("EPSG:32637", 1);
  const MultiPolygon zone = zone_of(paths, kDistance, 1, space);
  const Sides sides = split_sides(paths, zone, kDistance, 1, space);
  const Network network = make_network(paths);
  const LineSight sight(network);
  const double limit = 0.5;
  EXPECT_LE(measure_cut(sides.left, sides.right, sight, limit, space).error, 0.25);
  EXPECT_GT(measure_cut(sides.right, sides.left, sight, limit, space).error, limit);
  EXPECT_GT(measure_cut(zone, {}, sight, limit, space).error, limit);

  // Both sides moved along, cut and all: the error is what they were moved by.
  const auto moved = [](MultiPolygon side, double by) {
    for (Polygon& polygon : side) {
      for (XY& xy : polygon.shell) xy.y += by;
      for (Ring& hole : polygon.holes)
        for (XY& xy : hole) xy.y += by;
    }
    return side;
  };
  for (const double by : {0.3, 0.4}) {
    const CutError found =
        measure_cut(moved(sides.left, by), moved(sides.right, by), sight, limit, space);
    EXPECT_GT(found.error, 0.9 * by);
    EXPECT_LT(found.error, by + 0.25);
  }
  EXPECT_GT(measure_cut(moved(sides.left, 2), moved(sides.right, 2), sight, limit, space).error,
            limit);
}

}  // namespace
}  // namespace cordon
