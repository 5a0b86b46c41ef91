// Scale bar, north arrow and locator of a map: true where they stand, by GeographicLib.
#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <map>
#include <string>

#include "cordon/map/furniture.hpp"
#include "picture.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

const Rect kPanel{20, 90, 920, 500};

struct Case {
  std::string name;
  Path line;
  double distance;  // m
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"idlib", {{36.2, 35.6}, {37.1, 36.3}}, 20e3},
      {"a hundred metres", {{36.5, 35.5}, {36.5005, 35.5}}, 50},
      {"two thousand km", {{10, 50}, {35, 45}}, 500e3},
      {"on the equator", {{-20, 0}, {10, 0.5}}, 200e3},
      {"far north", {{20, 78}, {60, 80}}, 100e3},
      {"over the antimeridian", {{179.3, -16.4}, {-179.2, -17.5}}, 50e3},
      {"north pole", {{10, 86}, {60, 88.5}, {-170, 89}}, 200e3},
      {"south pole", {{10, -88}, {170, -89}}, 100e3},
  };
  return all;
}

Frame frame_of(const Content& content) {
  return frame_around(zones_of(content), kPanel, 0.12);
}

const Group* find_group(const std::vector<Group>& groups, const std::string& id) {
  for (const Group& group : groups)
    if (group.id == id) return &group;
  return nullptr;
}

/// Metres of "50 km", "200 m", "0.5 mi" or "1,000 km".
double metres_of(const std::string& words) {
  std::string digits;
  for (const char c : words)
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  const double number = std::stod(digits);
  if (words.ends_with("mi")) return number * 1609.344;
  if (words.ends_with("ft")) return number * 0.3048;
  return words.ends_with("km") ? number * 1000 : number;
}

class Furniture : public testing::TestWithParam<Case> {
 protected:
  Content content_ = zone_around({GetParam().line}, GetParam().distance);
  Frame frame_ = frame_of(content_);
  Language english_{"en"};
};

TEST_P(Furniture, ScaleBarIsTrueToOnePerCent) {
  const Insets found = insets(content_, frame_, {}, theme("light"), english_);
  const Group* bar = find_group(found.groups, "scale-bar");
  ASSERT_NE(nullptr, bar);
  int bars = 0;
  for (const Item& item : bar->items) {
    const auto* outline = std::get_if<Outline>(&item.value);
    if (outline == nullptr) continue;
    const XY &from = outline->paths[0][0], &to = outline->paths[0][1];
    const LonLat a = frame_.from_page(from), b = frame_.from_page(to);
    double distance = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, distance);
    EXPECT_NEAR(metres_of(outline->name), distance, 0.01 * distance) << outline->name;
    EXPECT_TRUE(kPanel.contains({from.x, from.y, to.x - from.x, 0}));
    ++bars;
  }
  EXPECT_EQ(2, bars);
}

TEST_P(Furniture, NorthArrowPointsNorthWhereItStands) {
  const Insets found = insets(content_, frame_, {}, theme("light"), english_);
  const Group* group = find_group(found.groups, "north-arrow");
  const auto lean_at = [&](const XY& at) {
    const LonLat place = frame_.from_page(at);
    double lat = 0, lon = 0;
    GeographicLib::Geodesic::WGS84().Direct(place.lat, place.lon, 0, frame_.metres_per_pixel(place),
                                            lat, lon);
    const XY north = frame_.to_page({lon, lat});
    return std::atan2(north.x - at.x, at.y - north.y) * 180 / 3.14159265358979;
  };
  if (group == nullptr) {
    for (const double x : {kPanel.left, kPanel.right()})
      for (const double y : {kPanel.top, kPanel.bottom()})
        EXPECT_LE(std::abs(lean_at({x, y})), 5.1);
    return;
  }
  const auto& shape = std::get<Outline>(group->items.front().value);
  if (!shape.closed) return;  // the mark of a pole: see below
  const XY &head = shape.paths[0][0], &tail = shape.paths[0][2];
  const double drawn = std::atan2(head.x - tail.x, tail.y - head.y) * 180 / 3.14159265358979;
  EXPECT_NEAR(
      0, std::remainder(drawn - lean_at({(head.x + tail.x) / 2, (head.y + tail.y) / 2}), 360), 1);
}

TEST_P(Furniture, APoleThatIsShownIsMarked) {
  const Insets found = insets(content_, frame_, {}, theme("light"), english_);
  const bool north = GetParam().name == "north pole", south = GetParam().name == "south pole";
  if (!north && !south) return;
  const Group* group = find_group(found.groups, "north-arrow");
  ASSERT_NE(nullptr, group);
  const auto& cross = std::get<Outline>(group->items.front().value);
  const XY pole = frame_.to_page({0, north ? 90.0 : -90.0});
  EXPECT_NEAR(pole.x, (cross.paths[0][0].x + cross.paths[0][1].x) / 2, 0.01);
  EXPECT_NEAR(pole.y, (cross.paths[1][0].y + cross.paths[1][1].y) / 2, 0.01);
  EXPECT_EQ(north ? "North Pole" : "South Pole", std::get<Text>(group->items.back().value).words);
}

TEST_P(Furniture, LocatorMarksThePanelAndKeepsOffTheZone) {
  const auto box = locator_box(frame_);
  if (!box) return;
  const Insets found = insets(content_, frame_, natural_earth(*box), theme("light"), english_);
  const Group* group = find_group(found.groups, "locator");
  if (group == nullptr) return;  // every corner lies on the zone
  ASSERT_TRUE(group->clip.has_value());
  EXPECT_TRUE(kPanel.contains(*group->clip));
  const auto is_mark = [](const Item& item) {
    const auto* outline = std::get_if<Outline>(&item.value);
    const auto* circle = std::get_if<Circle>(&item.value);
    return (outline != nullptr && outline->css_class == "inset-mark") ||
           (circle != nullptr && circle->css_class == "inset-mark");
  };
  EXPECT_EQ(1, std::count_if(group->items.begin(), group->items.end(), is_mark));
  for (const Rect& a : found.taken)
    for (const Rect& b : found.taken) EXPECT_TRUE(&a == &b || !a.overlaps(b));
}

INSTANTIATE_TEST_SUITE_P(Places, Furniture, testing::ValuesIn(cases()), [](const auto& test) {
  std::string name;
  for (const char c : test.param.name)
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
});

TEST(Locator, IsThereForIdlib) {
  const Content content = zone_around({{{36.2, 35.6}, {37.1, 36.3}}}, 20e3);
  const Frame frame = frame_of(content);
  const auto box = locator_box(frame);
  ASSERT_TRUE(box.has_value());
  const Insets found = insets(content, frame, natural_earth(*box), theme("light"), Language("en"));
  EXPECT_NE(nullptr, find_group(found.groups, "locator"));
  EXPECT_EQ(nullptr, find_group(found.groups, "north-arrow"));
}

}  // namespace
}  // namespace cordon::map
