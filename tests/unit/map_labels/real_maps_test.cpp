// Names on maps of real places.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cordon/map/drawing_layers.hpp"
#include "plane.hpp"
#include "real_places.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

struct Map {
  Content content;
  Frame frame;
};

Map map_of(const std::vector<Path>& lines, double distance, const Rect& panel) {
  Content content = zone_around(lines, distance);
  Frame frame = frame_around(zones_of(content), panel, 0.12);
  content.basemap = natural_earth(frame.box());
  content.places = real_places(content, frame);
  return {std::move(content), std::move(frame)};
}

Map idlib(const Rect& panel) {
  return map_of(idlib_line(), 20e3, panel);
}

/// How many of the names that can stand clear of the edge of the zone and the line do not.
int crossed(const Seen& names, const std::vector<std::vector<XY>>& rings) {
  int count = 0;
  for (const Rect& box : names.boxes) {
    bool hit = false;
    for (const std::vector<XY>& ring : rings)
      for (std::size_t i = 0; i < ring.size(); ++i)
        hit = hit || crosses(ring[i], ring[(i + 1) % ring.size()], box);
    count += hit ? 1 : 0;
  }
  return count;
}

const std::vector<Rect> kPanels{
    {0, 0, 960, 500}, {10, 90, 370, 330}, {0, 0, 540, 420}, {0, 0, 1123, 640}};

TEST(RealMaps, idlib_names_what_everybody_looks_for) {
  for (const Rect& panel : kPanels) {
    const auto [content, frame] = idlib(panel);
    const Labelled map = labelled(content, frame);
    EXPECT_EQ(fault(map, frame, "en", {}), "");
    const Seen names = seen(map, "en");
    for (const char* name : {"Idlib", "Aleppo", "Hamah", "Latakia", "SYRIA", "TURKEY"})
      EXPECT_NE(names.find(name), nullptr) << name << " at " << panel.width << " px";
    EXPECT_LE(static_cast<double>(map.places.size()), panel.width * panel.height / 8000);
    EXPECT_GE(static_cast<double>(map.places.size()), panel.width * panel.height / 22'000);
  }
}

TEST(RealMaps, few_names_are_crossed_by_the_edge_of_the_zone) {
  const auto [content, frame] = idlib({0, 0, 960, 500});
  const Seen names = seen(labelled(content, frame), "en");
  EXPECT_LE(crossed(names, zone_outlines(content, frame)), 3);
}

TEST(RealMaps, of_korea_names_both_countries) {
  const std::vector<Path> line{{{126.68, 37.96}, {126.9, 38.2}, {127.4, 38.33}, {128.36, 38.62}}};
  for (const Rect& panel : kPanels) {
    const auto [content, frame] = map_of(line, 20e3, panel);
    const Labelled map = labelled(content, frame);
    EXPECT_EQ(fault(map, frame, "en", {}), "");
    const Seen names = seen(map, "en");
    for (const bool north : {true, false}) {
      const bool one = names.find(north ? "NORTH KOREA" : "SOUTH KOREA") != nullptr;
      const bool two = names.find(north ? "NORTH" : "SOUTH") != nullptr;
      EXPECT_TRUE(one || two) << panel.width << " px";
    }
  }
}

TEST(RealMaps, the_zones_country_is_named_even_where_the_zone_covers_it) {
  const std::vector<Path> line{{{32.5, 35.1}, {33.3, 35.1}, {34.0, 35.05}}};
  const auto [content, frame] = map_of(line, 60e3, {0, 0, 390, 320});
  EXPECT_NE(seen(labelled(content, frame), "en").find("CYPRUS"), nullptr);
}

TEST(RealMaps, rivers_are_named_along_their_course) {
  const auto [content, frame] = map_of({{{38.2, 35.6}, {39.4, 36.2}}}, 20e3, {0, 0, 960, 500});
  const Labelled map = labelled(content, frame);
  const Seen names = seen(map, "en");
  int along = 0;
  for (const Text& text : names.texts) {
    if (text.css_class != "label label-water" || text.angle == 0) continue;
    ++along;
    EXPECT_GT(text.angle, -90.001);
    EXPECT_LE(text.angle, 90);
  }
  EXPECT_GE(along, 1);
  EXPECT_EQ(fault(map, frame, "en", {}), "");
}

TEST(RealMaps, arabic_pages_have_no_latin_names_of_rivers_and_provinces) {
  const auto [content, frame] = idlib({0, 0, 960, 500});
  const Labelled map = labelled(content, frame, "ar");
  EXPECT_EQ(fault(map, frame, "ar", {}), "");
  for (const Text& text : seen(map, "ar").texts) {
    if (text.css_class.find("place") != std::string::npos) {
      EXPECT_EQ(text.lang, "und-Latn") << text.words;
      continue;
    }
    EXPECT_TRUE(text.lang.empty()) << text.words;
    EXPECT_EQ(text.css_class, "label label-country") << text.words;
  }
}

TEST(RealMaps, groups_are_those_of_the_drawing) {
  const auto [content, frame] = idlib({0, 0, 960, 500});
  const Labelled map = labelled(content, frame);
  EXPECT_EQ(map.group.id, "labels");
  std::vector<std::string> ids;
  for (const Item& item : map.group.items) ids.push_back(std::get<Group>(item.value).id);
  EXPECT_EQ(ids, (std::vector<std::string>{"labels-countries", "labels-provinces", "labels-water",
                                           "labels-routes", "labels-places"}));
}

}  // namespace
}  // namespace cordon::map
