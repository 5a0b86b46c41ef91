// Maps of nowhere, thousands of them: whatever they hold, their names are in nobody's way.
// CORDON_LABEL_CASES from the environment says how many.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "cordon/map/svg.hpp"
#include "plane.hpp"
#include "random.hpp"

namespace cordon::map {
namespace {

constexpr int kShards = 4;
constexpr int kCases = 800;

int case_count() {
  const char* text = std::getenv("CORDON_LABEL_CASES");
  return text != nullptr ? std::stoi(text) : kCases;
}

std::string pick(oracle::Random& random, const std::vector<std::string>& from) {
  return from[random.bits() % from.size()];
}

std::string random_name(oracle::Random& random) {
  static const std::vector<std::string> names{
      "Idlib",
      "Aleppo",
      "Jisr ash Shughur",
      "إدلب",
      "معرة النعمان",
      "Ełk",
      "Łódź",
      "서울",
      "Q",
      "T'ongch'on-up",
      "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
      "<b>&amp;",
      " ",
      "",
      "\t",
      "broken \xff\xfe",
      "İskenderun",
      "Кремінна",
      "123",
      "a\u0301a\u0301a\u0301"};
  return pick(random, names);
}

XY somewhere(oracle::Random& random, const Rect& panel, int kind) {
  const double x = random.uniform(-0.1, 1.1);
  const double y = random.uniform(-0.1, 1.1);
  const auto on = [&](double u, double v) {
    return XY{panel.left + u * panel.width, panel.top + v * panel.height};
  };
  switch (kind) {
    case 0:  // everywhere
      return on(x, y);
    case 1:  // a dense clump
      return on(0.4 + 0.1 * random.normal(), 0.6 + 0.1 * random.normal());
    case 2:  // all in one point
      return on(0.5, 0.5);
    case 3:  // on the panel's edge
      return random.uniform() < 0.5 ? on(x, std::round(random.uniform())) : on(std::round(x), y);
    default:  // in a row
      return on(x, 0.3);
  }
}

std::vector<Place> random_places(oracle::Random& random, const Frame& frame) {
  const int kind = static_cast<int>(random.uniform(0, 5));
  const int count = static_cast<int>(random.uniform(0, random.uniform() < 0.2 ? 300 : 40));
  std::vector<Place> places;
  for (int i = 0; i < count; ++i) {
    const XY at = somewhere(random, frame.panel(), kind);
    Place place = town(frame, random_name(random), at.x, at.y,
                       random.uniform() < 0.2 ? 0 : std::pow(10, random.uniform(2, 7)));
    place.capital = random.uniform() < 0.05;
    place.in_zone = random.uniform() < 0.4;
    place.distance = random.uniform(0, 60e3);
    places.push_back(place);
  }
  return places;
}

Rect random_box(oracle::Random& random, const Rect& panel) {
  return {panel.left + random.uniform(-0.3, 0.9) * panel.width,
          panel.top + random.uniform(-0.3, 0.9) * panel.height,
          random.uniform(0.05, 1.2) * panel.width, random.uniform(0.05, 1.2) * panel.height};
}

Path random_walk(oracle::Random& random, const Frame& frame) {
  Path path;
  XY at = somewhere(random, frame.panel(), 0);
  double heading = random.uniform(0, 6.3);
  for (int i = 0; i < 30; ++i) {
    path.push_back(frame.from_page(at));
    heading += random.normal() * 0.3;
    at = {at.x + 20 * std::cos(heading), at.y + 20 * std::sin(heading)};
  }
  return path;
}

BasemapFeature random_area(oracle::Random& random, const Frame& frame, const std::string& code) {
  return {{{}, {}, {area(frame, random_box(random, frame.panel()))}}, random_name(random), code, 0};
}

Content random_content(oracle::Random& random, const Frame& frame) {
  Content content;
  content.places = random_places(random, frame);
  const auto some = [&] { return static_cast<int>(random.uniform(0, 4)); };
  for (int i = some(); i > 0; --i) {
    const Rect box = random_box(random, frame.panel());
    content.zone.push_back(zone_part(frame, {{box.left, box.bottom()},
                                             {box.right(), box.bottom()},
                                             {box.right(), box.top},
                                             {box.left, box.bottom()}}));
  }
  for (int i = some(); i > 0; --i) content.lines.push_back(random_walk(random, frame));
  for (int i = some(); i > 0; --i)
    content.routes.push_back({random_name(random), {random_walk(random, frame)}});
  static const std::vector<std::string> codes{"SY", "TR", "", "BA", "XX"};
  Basemap& map = content.basemap;
  for (int i = some(); i > 0; --i)
    map.countries.push_back(random_area(random, frame, pick(random, codes)));
  for (int i = some(); i > 0; --i) map.provinces.push_back(random_area(random, frame, ""));
  for (int i = some(); i > 0; --i) map.lakes.push_back(random_area(random, frame, ""));
  for (int i = some(); i > 0; --i)
    map.rivers.push_back({{{}, {random_walk(random, frame)}, {}}, random_name(random), "", 0});
  return content;
}

Rect random_panel(oracle::Random& random) {
  const double side = random.uniform();
  if (side < 0.3) return {0, 60, 320, 240};
  if (side < 0.6) return {12, 80, 366, 300};
  return {12, 80, random.uniform(320, 1000), random.uniform(180, 700)};
}

class Panels : public testing::TestWithParam<int> {};

TEST_P(Panels, names_are_in_nobodys_way) {
  const std::uint64_t seed = oracle::test_seed() + 1000 * static_cast<std::uint64_t>(GetParam());
  oracle::Random random(seed);
  static const std::vector<std::string> languages{"en", "ar", "tr", "uk"};
  for (int round = 0; round < case_count() / kShards; ++round) {
    const Frame frame = plane(random_panel(random));
    const Content content = random_content(random, frame);
    const std::string language = pick(random, languages);
    std::vector<Rect> taken;
    for (int i = static_cast<int>(random.uniform(0, 4)); i > 0; --i) {
      const Rect& panel = frame.panel();
      taken.push_back({panel.left + random.uniform(0, panel.width),
                       panel.top + random.uniform(0, panel.height), random.uniform(10, 150),
                       random.uniform(10, 60)});
    }
    const Labelled map = labelled(content, frame, language, taken);
    ASSERT_EQ(fault(map, frame, language, taken), "") << "seed " << seed << ", round " << round;
    if (round % 10 > 0) continue;
    const auto drawn = [](const Labelled& labels) {
      Scene scene;
      scene.groups = {labels.group};
      return svg_text(scene);
    };
    ASSERT_EQ(drawn(map), drawn(labelled(content, frame, language, taken)));
  }
}

INSTANTIATE_TEST_SUITE_P(Random, Panels, testing::Range(0, kShards));

}  // namespace
}  // namespace cordon::map
