// Zones by side: split, with unequal reaches, in bands and with an uncertain line.
#include <gtest/gtest.h>

#include "cases.hpp"
#include "drawing.hpp"
#include "parts_judge.hpp"
#include "side.hpp"

namespace cordon {
namespace {

using oracle::on_ground;
using oracle::random_walk;

const LonLat kIdlib{36.5, 36.0};

Shape walk() {
  return oracle::line_shape(random_walk(kIdlib, 30, 9'000, 40, 11));
}

/// The signed distance of the parts' contract: negative on the left.
class SideDistance {
 public:
  explicit SideDistance(const Shape& shape)
      : distance_(shape), left_(oracle::left_of(shape.lines, oracle::Joined::by_geodesics)) {}

  Belongs within(std::vector<std::pair<double, double>> intervals) const {
    return [this, intervals](const LonLat& place) -> std::optional<bool> {
      if (!left_->is_clear(place, 1)) return std::nullopt;
      const double s = distance_(place) * (left_->contains(place) ? -1 : 1);
      bool inside = false;
      for (const auto& [from, to] : intervals) {
        if (std::min(std::abs(s - from), std::abs(s - to)) < 1.01) return std::nullopt;
        inside = inside || (s > from && s < to);
      }
      return inside;
    };
  }

 private:
  SignedDistance distance_;
  oracle::PlaceSetPtr left_;
};

double whole_area(double distance) {
  return area_of(build_parts(request_for(walk(), distance), options_for(1)));
}

TEST(SidesOfZones, Split) {
  PartsRequest request = request_for(walk());
  request.split = true;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  const SideDistance distance(walk());
  expect_members(parts.parts[0], distance.within({{-20'000, 0}}), "left");
  expect_members(parts.parts[1], distance.within({{0, 20'000}}), "right");
  EXPECT_NEAR(area_of(parts), whole_area(20'000), 1e-6 * area_of(parts));
}

TEST(SidesOfZones, OneSide) {
  PartsRequest request = request_for(walk());
  request.side = Side::right;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  EXPECT_FALSE(parts.parts[0].left);
  expect_members(parts.parts[0], SideDistance(walk()).within({{0, 20'000}}), "right");
}

TEST(SidesOfZones, UnequalReaches) {
  PartsRequest request = request_for(walk());
  request.left = Metres{5'000};
  request.right = Metres{20'000};
  const SideDistance distance(walk());
  ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 1U);
  expect_members(parts.parts[0], distance.within({{-5'000, 20'000}}), "both");
  request.split = true;
  parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  expect_members(parts.parts[0], distance.within({{-5'000, 0}}), "left");
  expect_members(parts.parts[1], distance.within({{0, 20'000}}), "right");
}

TEST(SidesOfZones, NothingOnTheLeft) {
  PartsRequest request = request_for(walk());
  request.left = Metres{0};
  request.right = Metres{10'000};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  expect_members(parts.parts[0], SideDistance(walk()).within({{0, 10'000}}), "right");
}

TEST(SidesOfZones, Bands) {
  PartsRequest request = request_for(walk());
  request.bands = {Metres{5'000}, Metres{20'000}};
  request.split = true;
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 4U);
  const SideDistance distance(walk());
  expect_members(parts.parts[0], distance.within({{-5'000, 0}}), "near left");
  expect_members(parts.parts[1], distance.within({{0, 5'000}}), "near right");
  expect_members(parts.parts[2], distance.within({{-20'000, -5'000}}), "far left");
  expect_members(parts.parts[3], distance.within({{5'000, 20'000}}), "far right");
  EXPECT_NEAR(area_of(parts), whole_area(20'000), 1e-6 * area_of(parts));
}

TEST(SidesOfZones, UncertainLine) {
  PartsRequest request = request_for(walk());
  request.side = Side::left;
  request.uncertainty = Metres{2'000};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  const SideDistance distance(walk());
  expect_members(parts.parts[0], distance.within({{-18'000, -2'000}}), "certain");
  expect_members(parts.parts[1], distance.within({{-22'000, -18'000}, {-2'000, 2'000}}),
                 "possible");
}

TEST(SidesOfZones, FlatCaps) {
  PartsRequest request =
      request_for(oracle::line_shape(on_ground(kIdlib, {{0, 0}, {40'000, 9'000}, {80'000, 0}})));
  request.left = Metres{5'000};
  request.right = Metres{20'000};
  request.split = true;
  ZoneOptions options = options_for(1);
  options.cap = Cap::flat;
  const ZoneParts parts = build_parts(request, options);
  expect_sound(parts, 1);
  ASSERT_EQ(parts.parts.size(), 2U);
  EXPECT_EQ(parts.parts[0].polygons.size(), 1U);
  EXPECT_EQ(parts.parts[1].polygons.size(), 1U);
}

TEST(SidesOfZones, HeldByWhoeverHoldsThatSideOfTheLine) {
  const Path line = walk().lines[0];
  Path ring = line;
  // Around the left side, by way of places far behind the line's ends.
  ring.push_back(on_ground(line.back(), {{400'000, 0}})[0]);
  ring.push_back(on_ground(line.front(), {{0, 500'000}})[0]);
  ring.push_back(line.front());
  PartsRequest request = request_for(walk());
  request.split = true;
  request.holders = {{"them", {{ring, {}}}}};
  const ZoneParts parts = build_parts(request, options_for(1));
  expect_sound(parts, 1);
  EXPECT_NEAR(area_of(parts), whole_area(20'000), 1e-6 * area_of(parts));
}

}  // namespace
}  // namespace cordon
