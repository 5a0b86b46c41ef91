// Contact between sides that hold random cells: exactly the cells' edges, and where gaps are cut
// out, the line that the definition asks for, judged by the oracle.
#include "mosaic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "cordon/contact/contact.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using test::Ground;
using test::Mosaic;

std::uint64_t seed_of(int i) {
  return oracle::test_seed() + static_cast<std::uint64_t>(i);
}

std::vector<Path> paths(const Contact& contact) {
  std::vector<Path> out;
  for (const ContactLine& line : contact.lines) out.push_back(line.path);
  return out;
}

TEST(Mosaic, ContactIsExactlyTheEdgesBetweenSides) {
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE(testing::Message() << "seed " << seed_of(i));
    const Ground ground(test::kCentres[static_cast<std::size_t>(i) % test::kCentres.size()]);
    const Mosaic mosaic =
        test::random_mosaic(seed_of(i), 8 + seed_of(i) % 60, 2 + static_cast<std::size_t>(i) % 3);
    const std::vector<NamedAreas> sides = test::on_ground(mosaic.cells, ground);
    const Contact contact = find_contact(sides, {.min_length = {0}});

    std::set<std::pair<double, double>> given;
    for (const NamedAreas& side : sides)
      for (const Area& area : side.areas)
        for (const LonLat& place : area.shell) given.emplace(place.lon, place.lat);
    double length = 0;
    for (const ContactLine& line : contact.lines) {
      length += line.length;
      for (const LonLat& place : line.path)
        EXPECT_EQ(1U, given.count({place.lon, place.lat})) << place.lon << ' ' << place.lat;
    }
    double truth = 0;
    std::vector<Path> borders;
    for (const auto& edge : mosaic.borders) {
      borders.push_back(ground.path(edge));
      truth += oracle::geodesic_distance(borders.back()[0], borders.back()[1]);
    }
    EXPECT_NEAR(truth, length, 0.02);
    EXPECT_LT(test::hausdorff(borders, paths(contact), 1000), 0.01);
  }
}

/// What the oracle sees of the sides from a place.
class View {
 public:
  explicit View(const std::vector<NamedAreas>& sides) {
    for (const NamedAreas& side : sides) shapes_.emplace_back(Shape{{}, {}, side.areas});
  }

  std::size_t count() const { return shapes_.size(); }
  double distance(std::size_t side, const LonLat& place) const {
    return shapes_[side].distance(place);
  }
  std::size_t nearest(const LonLat& place) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < count(); ++i)
      if (distance(i, place) < distance(best, place)) best = i;
    return best;
  }
  /// Degrees between the directions in which two sides are seen; 180 from within one of them.
  double angle(std::size_t a, std::size_t b, const LonLat& place) const {
    const oracle::Nearest to_a = shapes_[a].nearest(place);
    const oracle::Nearest to_b = shapes_[b].nearest(place);
    if (to_a.distance == 0 || to_b.distance == 0) return 180;
    return std::abs(std::remainder(geodesic_inverse(place, to_a.place).azimuth_start -
                                       geodesic_inverse(place, to_b.place).azimuth_start,
                                   360.0));
  }

 private:
  std::vector<oracle::ReferenceShape> shapes_;
};

struct Worst {
  double unequal = 0;  ///< m, of the distances from the two sides
  double beyond = 0;   ///< m, more than half the gap
  double nearer = 0;   ///< m, by which a third side is nearer
};

Worst judge_lines(const Contact& contact, const View& view, double gap) {
  Worst worst;
  for (const ContactLine& line : contact.lines)
    for (std::size_t i = 1; i < line.path.size(); ++i)
      for (const LonLat& place : cut_geodesic(line.path[i - 1], line.path[i], 500)) {
        const double left = view.distance(line.left, place);
        const double right = view.distance(line.right, place);
        worst.unequal = std::max(worst.unequal, std::abs(left - right));
        worst.beyond = std::max(worst.beyond, std::max(left, right) - gap / 2);
        for (std::size_t k = 0; k < view.count(); ++k)
          worst.nearer = std::max(worst.nearer, std::min(left, right) - view.distance(k, place));
      }
  return worst;
}

/// Steps near the mosaic's borders from the realm of one side to another's, between the two:
/// contact must be crossed.
int missed_steps(const Contact& contact, const View& view, double gap, const Mosaic& mosaic,
                 const Ground& ground, oracle::Random& random, int& steps) {
  constexpr double kStep = 60;  // m
  const oracle::ReferenceShape lines({{}, paths(contact), {}});
  int missed = 0;
  for (int i = 0; i < 100; ++i) {
    const std::vector<XY>& border = mosaic.borders[random.bits() % mosaic.borders.size()];
    const double share = random.uniform();
    const LonLat on_border = ground.at(border[0].x + share * (border[1].x - border[0].x),
                                       border[0].y + share * (border[1].y - border[0].y));
    const LonLat from =
        oracle::geodesic_direct(on_border, random.uniform(0, 360), random.uniform(0, gap / 2));
    const LonLat to = oracle::geodesic_direct(from, random.uniform(0, 360), kStep);
    const std::size_t a = view.nearest(from);
    const std::size_t b = view.nearest(to);
    const auto between = [&](const LonLat& place) {
      return std::max(view.distance(a, place), view.distance(b, place)) < gap / 2 &&
             view.angle(a, b, place) > 100;
    };
    if (a == b || !between(from) || !between(to)) continue;
    ++steps;
    const LonLat middle =
        oracle::geodesic_direct(from, geodesic_inverse(from, to).azimuth_start, kStep / 2);
    if (lines.distance(middle) > kStep / 2 + kContactTolerance.value) ++missed;
  }
  return missed;
}

TEST(Mosaic, GapsAreHalved) {
  int steps = 0;
  Worst worst;
  for (int i = 0; i < 24; ++i) {
    SCOPED_TRACE(testing::Message() << "seed " << seed_of(i));
    oracle::Random random(seed_of(i));
    const Ground ground(test::kCentres[static_cast<std::size_t>(i) % test::kCentres.size()]);
    Mosaic mosaic = test::random_mosaic(seed_of(i), 8 + random.bits() % 25,
                                        2 + static_cast<std::size_t>(i) % 3);
    // Of the sides one keeps its edges; the others draw back.
    const double width = random.uniform(20, 400);
    for (std::size_t side = 1; side < mosaic.cells.size(); ++side)
      mosaic.cells[side] = test::eroded(mosaic.cells[side], width);
    const std::vector<NamedAreas> sides = test::on_ground(mosaic.cells, ground);
    if (std::any_of(sides.begin(), sides.end(), [](const auto& s) { return s.areas.empty(); }))
      continue;
    const double gap = 3 * width;
    const Contact contact = find_contact(sides, {.gap = {gap}, .min_length = {0}});
    const View view(sides);
    const Worst here = judge_lines(contact, view, gap);
    // A place that sees the sides at a right angle or more is off by the difference over the root
    // of two at most.
    EXPECT_LE(here.unequal, std::sqrt(2) * kContactTolerance.value);
    EXPECT_LE(here.beyond, kContactTolerance.value);
    EXPECT_LE(here.nearer, kContactTolerance.value);
    EXPECT_EQ(0, missed_steps(contact, view, gap, mosaic, ground, random, steps));
    worst.unequal = std::max(worst.unequal, here.unequal);
    worst.beyond = std::max(worst.beyond, here.beyond);
  }
  EXPECT_GT(steps, 200);
  RecordProperty("unequal_m", std::to_string(worst.unequal));
  RecordProperty("beyond_m", std::to_string(worst.beyond));
  RecordProperty("steps", steps);
}

TEST(Mosaic, TheFirstSideIsOnTheLeftOfEveryEdge) {
  for (int i = 0; i < 50; ++i) {
    SCOPED_TRACE(testing::Message() << "seed " << seed_of(i));
    const Ground ground(test::kCentres[static_cast<std::size_t>(i) % test::kCentres.size()]);
    const Mosaic mosaic = test::random_mosaic(seed_of(i), 30, 3);
    const std::vector<NamedAreas> sides = test::on_ground(mosaic.cells, ground);
    const View view(sides);
    for (const ContactLine& line : find_contact(sides, {.min_length = {0}}).lines) {
      EXPECT_LT(line.left, line.right);
      for (std::size_t k = 1; k < line.path.size(); ++k) {
        const Inverse edge = geodesic_inverse(line.path[k - 1], line.path[k]);
        if (edge.distance < 10) continue;
        const Station middle =
            geodesic_direct(line.path[k - 1], edge.azimuth_start, edge.distance / 2);
        const double beside = edge.distance / 1000;
        EXPECT_EQ(0, view.distance(line.left, oracle::geodesic_direct(
                                                  middle.place, middle.azimuth - 90, beside)));
        EXPECT_EQ(0, view.distance(line.right, oracle::geodesic_direct(
                                                   middle.place, middle.azimuth + 90, beside)));
      }
    }
  }
}

}  // namespace
}  // namespace cordon
