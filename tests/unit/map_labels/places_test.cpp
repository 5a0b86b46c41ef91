// Which towns are named, and where.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "cordon/map/labels/place_choice.hpp"
#include "plane.hpp"
#include "random.hpp"

namespace cordon::map {
namespace {

const Rect kPanel{0, 0, 960, 560};

std::vector<std::string> choice(const std::vector<Place>& places, const Frame& frame, double room) {
  std::vector<std::string> names;
  const Ground ground({}, frame, {});
  for (const ChosenPlace& chosen : choose_places(places, frame, ground, room))
    names.push_back(places[chosen.index].name);
  return names;
}

Content with(std::vector<Place> places) {
  Content content;
  content.places = std::move(places);
  return content;
}

TEST(Choice, a_town_in_the_zone_before_a_larger_one_at_the_edge) {
  const Frame frame = plane(kPanel);
  Place in_zone = town(frame, "in the zone", 480, 280, 5000);
  in_zone.in_zone = true;
  in_zone.distance = 5e3;
  Place at_edge = town(frame, "at the edge", 900, 280, 20'000);
  at_edge.distance = 42e3;
  Place city = town(frame, "city", 40, 280, 2'000'000);
  city.distance = 44e3;
  const std::vector<std::string> names = choice({at_edge, in_zone, city}, frame, 8000);
  EXPECT_EQ(names, (std::vector<std::string>{"city", "in the zone", "at the edge"}));
}

TEST(Choice, unknown_sizes_only_where_there_is_nothing_better) {
  const Frame frame = plane(kPanel);
  const std::vector<Place> places{town(frame, "unknown beside a town", 130, 100, 0),
                                  town(frame, "town", 100, 100, 3000),
                                  town(frame, "unknown in the zone, alone", 700, 400, 0)};
  std::vector<Place> near = places;
  for (Place& place : near) {
    place.distance = 1e3;
    place.in_zone = true;
  }
  const std::vector<std::string> names = choice(near, frame, 8000);
  EXPECT_EQ(names, (std::vector<std::string>{"town", "unknown in the zone, alone"}));
}

TEST(Choice, a_capital_always) {
  const Frame frame = plane(kPanel);
  std::vector<Place> places;
  places.reserve(61);
  for (int i = 0; i < 60; ++i)
    places.push_back(town(frame, fmt::format("city {}", i), 400 + i, 300 - i % 7, 900'000));
  Place capital = town(frame, "capital", 430, 297, 1000);
  capital.capital = true;
  places.push_back(capital);
  EXPECT_EQ(choice(places, frame, 8000).front(), "capital");
  const Labelled map = labelled(with(places), frame);
  const Seen names = seen(map, "en");
  ASSERT_NE(names.find("capital"), nullptr);
  EXPECT_EQ(names.find("capital")->css_class, "label label-capital");
}

TEST(Choice, spreads_over_the_panel) {
  oracle::Random random(oracle::test_seed());
  const Frame frame = plane(kPanel);
  std::vector<Place> places;
  places.reserve(1000);
  for (int i = 0; i < 1000; ++i)  // most of them in one corner
    places.push_back(town(frame, fmt::format("{}", i),
                          960 * std::pow(random.uniform(), i % 10 == 0 ? 1 : 4),
                          560 * std::pow(random.uniform(), i % 10 == 0 ? 1 : 4), 10'000));
  const Ground ground({}, frame, {});
  const std::vector<ChosenPlace> chosen = choose_places(places, frame, ground, 8000);
  EXPECT_LE(chosen.size(), 960 * 560 / 8000);
  ASSERT_GE(chosen.size(), 25U);
  std::map<int, int> quarters;
  for (const ChosenPlace& place : chosen)
    ++quarters[(place.at.x > 480 ? 1 : 0) + (place.at.y > 280 ? 2 : 0)];
  for (int quarter = 0; quarter < 4; ++quarter)
    EXPECT_GE(quarters[quarter], 4) << "seed " << oracle::test_seed() << ", quarter " << quarter;
  for (std::size_t i = 0; i < chosen.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_GT(std::hypot(chosen[i].at.x - chosen[j].at.x, chosen[i].at.y - chosen[j].at.y), 25);
}

TEST(Choice, is_of_places_that_can_be_seen) {
  const Frame frame = plane(kPanel);
  const std::vector<Place> places{
      town(frame, "outside", 1000, 100, 9e6), town(frame, "cut by the edge", 959, 100, 9e6),
      town(frame, "", 100, 100, 9e6), town(frame, "inside", 500, 100, 9000)};
  EXPECT_EQ(choice(places, frame, 8000), std::vector<std::string>{"inside"});
  Place antipode = town(frame, "antipode", 10, 10, 9e6);
  antipode.at = {180, 0};
  EXPECT_TRUE(choice({antipode}, frame, 8000).empty());
}

TEST(Choice, more_names_on_a_larger_panel) {
  oracle::Random random(oracle::test_seed() + 1);
  const auto count = [&](const Rect& panel) {
    const Frame frame = plane(panel);
    std::vector<Place> places;
    places.reserve(3000);
    for (int i = 0; i < 3000; ++i)
      places.push_back(town(frame, fmt::format("{}", i), random.uniform(0, panel.width),
                            random.uniform(0, panel.height), 10'000));
    return choice(places, frame, 8000).size();
  };
  const std::size_t phone = count({0, 0, 360, 300});
  EXPECT_GE(phone, 6U);
  EXPECT_LE(phone, 13U);
  EXPECT_LE(count({0, 0, 4000, 4000}), 250U);
}

TEST(Positions, the_upper_right_is_preferred) {
  const Frame frame = plane(kPanel);
  const Labelled map = labelled(with({town(frame, "Somewhere", 480, 280, 5000)}), frame);
  ASSERT_EQ(map.places.size(), 1U);
  const Seen names = seen(map, "en");
  const Rect box = names.box_of("Somewhere");
  EXPECT_GE(box.left, 482.5);
  EXPECT_LE(box.left, 486);
  EXPECT_LT(box.top + box.height / 2, 279);
  EXPECT_EQ(names.find("Somewhere")->anchor, Anchor::left);
}

TEST(Positions, are_mirrored_from_right_to_left) {
  const Frame frame = plane(kPanel);
  const Labelled map = labelled(with({town(frame, "إدلب", 480, 280, 5000)}), frame, "ar");
  const Seen names = seen(map, "ar");
  const Rect box = names.box_of("إدلب");
  EXPECT_LE(box.right(), 477.5);
  EXPECT_GE(box.right(), 474);
  EXPECT_LT(box.top + box.height / 2, 279);
  EXPECT_EQ(names.find("إدلب")->anchor, Anchor::right);
}

TEST(Positions, in_a_corner_towards_the_middle) {
  const Frame frame = plane(kPanel);
  const Labelled map = labelled(
      with({town(frame, "Northwest", 8, 8, 5000), town(frame, "Northeast", 952, 8, 5000),
            town(frame, "Southwest", 8, 552, 5000), town(frame, "Southeast", 952, 552, 5000)}),
      frame);
  EXPECT_EQ(map.places.size(), 4U);
  EXPECT_EQ(fault(map, frame, "en", {}), "");
}

TEST(Positions, keep_clear_of_what_is_taken) {
  const Frame frame = plane(kPanel);
  const Content content = with({town(frame, "Somewhere", 480, 280, 5000)});
  const std::vector<Rect> right{{484, 200, 300, 160}};
  EXPECT_LE(seen(labelled(content, frame, "en", right), "en").box_of("Somewhere").right(), 484);
  const std::vector<Rect> over{{470, 270, 20, 20}};
  EXPECT_TRUE(labelled(content, frame, "en", over).places.empty());
  const std::vector<Rect> around{
      {300, 200, 176, 160}, {484, 200, 300, 160}, {300, 200, 400, 76}, {300, 284, 400, 76}};
  const Labelled shut_in = labelled(content, frame, "en", around);
  EXPECT_TRUE(shut_in.places.empty());
  EXPECT_TRUE(seen(shut_in, "en").texts.empty());
}

TEST(Positions, no_name_that_does_not_fit) {
  const Frame frame = plane({0, 0, 320, 200});
  const Labelled map = labelled(with({town(frame, std::string(300, 'w'), 160, 100, 5e6),
                                      town(frame, "short", 100, 60, 5000)}),
                                frame);
  ASSERT_EQ(map.places.size(), 1U);
  EXPECT_EQ(map.places.front().name, "short");
}

// Beyond the dot, seen from the edge, there always is a free place.
TEST(Positions, the_edge_of_the_zone_is_not_crossed_where_there_is_another_place) {
  oracle::Random random(oracle::test_seed() + 2);
  const Frame frame = plane(kPanel);
  for (int round = 0; round < 400; ++round) {
    const double angle = random.uniform(0, 2 * std::numbers::pi);
    const double distance = random.uniform(16, 70);
    const XY out{std::cos(angle), std::sin(angle)};
    const XY along{-out.y, out.x};
    const XY middle{480 + distance * out.x, 280 + distance * out.y};
    const auto corner = [&](double a, double b) {
      return XY{middle.x + a * along.x + b * out.x, middle.y + a * along.y + b * out.y};
    };
    Content content = with({town(frame, "Khan Shaykhun", 480, 280, 50'000)});
    const std::vector<XY> ring{corner(-240, 0), corner(240, 0), corner(240, 300), corner(-240, 300),
                               corner(-240, 0)};
    content.zone.push_back(zone_part(frame, ring));
    const Rect box = seen(labelled(content, frame), "en").box_of("Khan Shaykhun");
    for (std::size_t i = 1; i < ring.size(); ++i)
      ASSERT_FALSE(crosses(ring[i - 1], ring[i], box))
          << "seed " << oracle::test_seed() << ", round " << round << ": " << angle << " rad, "
          << distance << " px";
  }
}

TEST(Positions, nor_the_line) {
  const Frame frame = plane(kPanel);
  Content content = with({town(frame, "Khan Shaykhun", 480, 280, 50'000)});
  content.lines = {{frame.from_page({500, 20}), frame.from_page({500, 540})}};
  EXPECT_LE(seen(labelled(content, frame), "en").box_of("Khan Shaykhun").right(), 500);
}

TEST(Positions, a_coast_is_crossed_only_if_need_be) {
  const Frame frame = plane(kPanel);
  Content content = with({town(frame, "Latakia", 470, 280, 50'000)});
  content.basemap.land.push_back({{{}, {}, {area(frame, {480, 0, 600, 560})}}, "", "", 0});
  EXPECT_LE(seen(labelled(content, frame), "en").box_of("Latakia").right(), 480);
}

TEST(Positions, none_near_the_dot_of_another_place) {
  const Frame frame = plane(kPanel);
  const Labelled map = labelled(
      with({town(frame, "Great", 480, 280, 900'000), town(frame, "Small", 530, 271, 5000)}), frame);
  EXPECT_EQ(map.places.size(), 2U);
  EXPECT_EQ(fault(map, frame, "en", {}), "");
}

}  // namespace
}  // namespace cordon::map
