// Whole maps: the right colours at the right places, on every part of the Earth.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <pugixml.hpp>
#include <set>

#include "colour.hpp"
#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"
#include "random.hpp"
#include "reference.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

using oracle::Random;

struct Case {
  std::string name;
  std::vector<Path> lines;
  double distance;
};

std::vector<Case> cases() {
  return {{"idlib", idlib_line(), 20e3},
          {"fiji", {{{178, -17}, {-179, -18}}}, 100e3},
          {"north pole", {{{0, 88}, {120, 86}}}, 500e3},
          {"antarctica", {{{0, -80}, {120, -76}}}, 1500e3},
          {"chukotka", {{{176, 67}, {-175, 66}}}, 150e3},
          {"tiny", {{{36.5, 35.5}, {36.501, 35.5}}}, 50},
          {"huge", {{{20, 40}, {50, 35}}}, 1500e3}};
}

Content content_of(const Case& c) {
  return zone_around(c.lines, c.distance);
}

LonLat place_at(const Frame& frame, int x, int y) {
  return frame.from_page({x + 0.5, y + 0.5});
}

/// Even-odd, in degrees as they are.
bool inside(const LonLat& place, const std::vector<Area>& areas) {
  bool odd = false;
  const auto count = [&](const Path& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat& a = ring[i - 1];
      const LonLat& b = ring[i];
      if ((a.lat > place.lat) == (b.lat > place.lat)) continue;
      if (place.lon < a.lon + (place.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)) odd = !odd;
    }
  };
  for (const Area& area : areas) {
    count(area.shell);
    for (const Path& hole : area.holes) count(hole);
  }
  return odd;
}

class Maps : public testing::Test {
 protected:
  void SetUp() override { RecordProperty("seed", std::to_string(oracle::test_seed())); }
  Random random_{oracle::test_seed()};

  int below(int limit) { return static_cast<int>(random_.uniform(0, limit)); }
};

TEST_F(Maps, zone_is_painted_where_the_zone_is) {
  const Colour paint{0xd4, 0x35, 0x1c};  // .zone of light.css
  constexpr double kOpacity = 0.42;
  for (const Case& c : cases()) {
    const Drawn with = draw(content_of(c), "light", {});
    Content bare = content_of(c);
    bare.lines.clear();
    const Picture ground = decode_png(draw_without_zone(bare, "light", {}).png);
    const Picture map = decode_png(with.png);
    const oracle::ReferenceShape line({{}, c.lines, {}});
    int painted_pixels = 0;
    for (int i = 0; i < 2000; ++i) {
      const int x = below(map.width);
      const int y = below(map.height);
      const LonLat place = place_at(with.frame, x, y);
      const double pixel = with.frame.metres_per_pixel(place);
      const double distance = line.distance(place);
      if (std::abs(distance - c.distance) < 3 * pixel || distance < 5 * pixel) continue;
      const bool in_zone = distance < c.distance;
      const Colour expected = in_zone ? blended(ground.at(x, y), paint, kOpacity) : ground.at(x, y);
      EXPECT_LE(difference(expected, map.at(x, y)), in_zone ? 2 : 0)
          << c.name << ": pixel " << x << ", " << y;
      painted_pixels += in_zone ? 1 : 0;
    }
    EXPECT_GT(painted_pixels, 200) << c.name;
  }
}

/// A map of land and sea alone, with the land that it shows.
struct Ground {
  Frame frame;
  Picture picture;
  std::vector<Area> land;
};

Ground ground_of(const Case& c) {
  Content content = content_of(c);
  const Frame frame = frame_around(zones_of(content), {0, 0, 960, 640}, 0.12);
  content.basemap.land = natural_earth(frame.box()).land;
  std::vector<Area> land;
  for (const BasemapFeature& feature : content.basemap.land)
    land.insert(land.end(), feature.shape.areas.begin(), feature.shape.areas.end());
  content.lines.clear();
  const Drawn drawn = draw_without_zone(content, "light", {});
  return {drawn.frame, decode_png(drawn.png), std::move(land)};
}

constexpr Colour kLand{0xf6, 0xf3, 0xec};
constexpr Colour kSea{0xd3, 0xe2, 0xeb};

TEST_F(Maps, land_is_where_the_land_is) {
  for (const Case& c : cases()) {
    const Ground ground = ground_of(c);
    int checked = 0;
    for (int i = 0; i < 150; ++i) {
      const int x = below(ground.picture.width);
      const int y = below(ground.picture.height);
      const bool land = inside(place_at(ground.frame, x, y), ground.land);
      bool near_coast = false;
      for (const int dx : {-4, -2, 0, 2, 4})
        for (const int dy : {-4, -2, 0, 2, 4})
          near_coast =
              near_coast || inside(place_at(ground.frame, x + dx, y + dy), ground.land) != land;
      if (near_coast) continue;
      ++checked;
      EXPECT_EQ(land ? kLand : kSea, ground.picture.at(x, y)) << c.name << " " << x << ", " << y;
    }
    EXPECT_GT(checked, 50) << c.name;
  }
}

TEST_F(Maps, no_line_along_the_antimeridian_and_to_the_poles) {
  for (const Case& c : cases()) {
    const Ground ground = ground_of(c);
    const Picture map = decode_png(draw(content_of(c), "light", {}).png);
    const BoundingBox box = ground.frame.box();
    for (int i = 0; i <= 2000; ++i) {
      const double lat = box.south + (box.north - box.south) * i / 2000;
      if (!box.contains({180, lat})) continue;
      const XY xy = ground.frame.to_page({180, lat});
      const auto x = static_cast<int>(xy.x);
      const auto y = static_cast<int>(xy.y);
      if (x < 4 || y < 4 || x >= map.width - 4 || y >= map.height - 4) continue;
      // Beside the seam, four pixels on either side: if they agree, so must what is upon it.
      const Colour& one = map.at(x - 4, y);
      if (one != map.at(x + 4, y) || one != map.at(x, y - 4) || one != map.at(x, y + 4)) continue;
      if (one == map.at(x, y)) continue;
      EXPECT_NE(inside({179.99, lat}, ground.land), inside({-179.99, lat}, ground.land))
          << c.name << " at " << lat << ": not a coast, but a line";
    }
  }
}

Content with_frame(double width = 2, double height = 1) {
  Content content;
  ZonePart& part = content.zone.emplace_back();
  part.area = {{{{0, 0}, {width, 0}, {width, height}, {0, height}, {0, 0}}, {}}};
  part.to = 1000;
  return content;
}

BasemapFeature feature_of(const std::vector<Area>& areas, double rank = 0,
                          const std::string& country = {}) {
  BasemapFeature feature;
  feature.shape.areas = areas;
  feature.rank = rank;
  feature.country = country;
  return feature;
}

Area box_area(double west, double south, double east, double north) {
  return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

std::vector<Group> groups_of(const Content& content) {
  return panel_groups(content, frame_around(zones_of(content), {0, 0, 960, 640}, 0.12));
}

const Group& group_named(const std::vector<Group>& groups, const std::string& id) {
  return *std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.id == id; });
}

TEST_F(Maps, layers_are_in_order_and_clipped_to_the_panel) {
  std::vector<std::string> ids;
  for (const Group& group : groups_of(with_frame())) {
    ids.push_back(group.id);
    ASSERT_TRUE(group.clip.has_value());
    EXPECT_EQ(960, group.clip->width);
  }
  EXPECT_EQ((std::vector<std::string>{"sea", "land", "lakes", "rivers", "provinces", "borders",
                                      "disputed", "zone", "routes", "line", "places"}),
            ids);
}

TEST_F(Maps, overlapping_land_leaves_no_hole) {
  Content content = with_frame();
  content.basemap.land = {feature_of({box_area(-9, -9, 1.2, 9)}),
                          feature_of({box_area(0.8, -9, 9, 9)})};
  const Picture map = decode_png(draw_without_zone(content, "light", {}).png);
  EXPECT_EQ(kLand, map.at(480, 320));
  EXPECT_EQ(kLand, map.at(300, 320));
}

TEST_F(Maps, what_is_ranked_beyond_the_zoom_level_is_left_out) {
  Content content = with_frame();
  const Frame frame = frame_around(zones_of(content), {0, 0, 960, 640}, 0.12);
  const double zoom = zoom_level(frame);
  // At the equator a tile of 256 px is 360 degrees wide at level 0; 2 degrees fill 960 - 2 * 77 px.
  EXPECT_NEAR(std::log2(360 / 256.0 / (2 / (960 - 2 * 0.12 * 640))), zoom, 0.02);
  BasemapFeature river;
  river.shape.lines = {{{0, 0.5}, {2, 0.5}}};
  for (const double off : {-0.01, 0.01}) {
    river.rank = zoom + off;
    content.basemap.rivers = {river};
    EXPECT_EQ(off < 0 ? 1U : 0U, group_named(groups_of(content), "rivers").items.size());
  }
}

TEST_F(Maps, provinces_are_drawn_as_the_lines_between_them) {
  Content content = with_frame();
  // Two of one country side by side, one of another: coasts and borders of countries are left out.
  content.basemap.provinces = {feature_of({box_area(0, 0, 0.5, 1)}, 0, "AA"),
                               feature_of({box_area(0.5, 0, 1, 1)}, 0, "AA"),
                               feature_of({box_area(1, 0, 2, 1)}, 0, "BB")};
  const std::vector<Group> groups = groups_of(content);
  const Group& provinces = group_named(groups, "provinces");
  ASSERT_EQ(1U, provinces.items.size());
  const auto& lines = std::get<Outline>(provinces.items.front().value);
  EXPECT_FALSE(lines.closed);
  ASSERT_EQ(1U, lines.paths.size());
  const Frame frame = frame_around(zones_of(content), {0, 0, 960, 640}, 0.12);
  for (const XY& xy : lines.paths.front()) EXPECT_NEAR(0.5, frame.from_page(xy).lon, 1e-6);
}

TEST_F(Maps, zone_classes_tell_side_band_and_sureness) {
  ZonePart part, inner;
  EXPECT_EQ("zone zone-both", zone_class(part, {part}));
  part.side = Side::left;
  part.from = 5000;
  EXPECT_EQ("zone zone-left band-2", zone_class(part, {inner, part}));
  part.side = Side::right;
  part.sureness = Sureness::possible;
  EXPECT_EQ("zone zone-right possible", zone_class(part, {part}));
  Content content = with_frame();
  content.zone.resize(4, content.zone.front());
  content.zone[1].from = content.zone[2].from = 5000;
  content.zone[3].from = 10000;
  std::vector<std::string> classes;
  const std::vector<Group> groups = groups_of(content);
  for (const Item& item : group_named(groups, "zone").items)
    classes.push_back(std::get<Outline>(std::get<Group>(item.value).items.front().value).css_class);
  EXPECT_EQ((std::vector<std::string>{"zone zone-both band-1", "zone zone-both band-2",
                                      "zone zone-both band-2", "zone zone-both band-3"}),
            classes);
}

TEST_F(Maps, islands_too_small_to_see_are_dots_or_nothing) {
  Content content = with_frame();
  const double pixel = 2 / (960 - 2 * 0.12 * 640);  // degrees
  const auto drawn = [&](double size) {
    content.basemap.land = {feature_of({box_area(1, 0.5, 1 + size * pixel, 0.5 + size * pixel)})};
    const std::vector<Group> groups = groups_of(content);
    const Group& land = group_named(groups, "land");
    double area = 0;
    for (const Item& item : land.items)
      for (const std::vector<XY>& ring : std::get<Outline>(item.value).paths)
        for (std::size_t i = 0; i < ring.size(); ++i) {
          const XY& a = ring[i];
          const XY& b = ring[(i + 1) % ring.size()];
          area += (a.x * b.y - b.x * a.y) / 2;
        }
    return std::abs(area);
  };
  EXPECT_EQ(0, drawn(0.2));
  EXPECT_NEAR(0.5, drawn(0.5), 1e-6);
  EXPECT_NEAR(100, drawn(10), 1);
}

TEST_F(Maps, what_is_degenerate_draws_nothing_and_breaks_nothing) {
  Content content = with_frame();
  BasemapFeature flat = feature_of({{{{0, 0}, {1, 0}, {0, 0}}, {}}, {{}, {}}, {{{0, 0}}, {}}});
  flat.shape.lines = {{}, {{1, 1}}, {{1, 1}, {1, 1}}};
  content.basemap.land = content.basemap.lakes = content.basemap.rivers = {flat};
  content.basemap.borders = content.basemap.disputed = content.basemap.provinces = {flat};
  content.routes = {{"", {}}, {"empty", {{}}}};
  content.areas = {{{}, {}}};
  const Drawn drawn = draw(content, "light", {});
  EXPECT_EQ(960, decode_png(drawn.png).width);
  for (const Group& group : groups_of(content))
    if (group.id != "sea" && group.id != "zone") {
      EXPECT_TRUE(group.items.empty()) << group.id;
    }
}

TEST_F(Maps, same_content_same_bytes) {
  const Case c = cases().front();
  EXPECT_EQ(draw(content_of(c), "light", {}).png, draw(content_of(c), "light", {}).png);
}

TEST_F(Maps, of_web_size_stay_below_200_kB) {
  for (const Case& c : cases())
    EXPECT_LT(draw(content_of(c), "light", {}).png.size(), 200000U) << c.name;
}

/// Distance of a point from the edges of closed paths.
double distance_to(const XY& p, const std::vector<std::vector<XY>>& rings) {
  double least = 1e99;
  for (const std::vector<XY>& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const XY& a = ring[i];
      const XY& b = ring[(i + 1) % ring.size()];
      const XY edge{b.x - a.x, b.y - a.y};
      const double squared = edge.x * edge.x + edge.y * edge.y;
      const double t =
          squared == 0
              ? 0
              : std::clamp(((p.x - a.x) * edge.x + (p.y - a.y) * edge.y) / squared, 0.0, 1.0);
      least = std::min(least, std::hypot(p.x - a.x - t * edge.x, p.y - a.y - t * edge.y));
    }
  return least;
}

TEST_F(Maps, zone_s_outline_is_true_to_a_quarter_of_a_pixel) {
  for (const Case& c : cases()) {
    const Content content = content_of(c);
    const Frame frame = frame_around(zones_of(content), {0, 0, 960, 640}, 0.12);
    const std::vector<std::vector<XY>> outlines = zone_outlines(content, frame);
    const oracle::ReferenceShape line({{}, c.lines, {}});
    ASSERT_FALSE(outlines.empty()) << c.name;
    for (const std::vector<XY>& ring : outlines)
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const XY& a = ring[i];
        const XY& b = ring[(i + 1) % ring.size()];
        const XY middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
        const LonLat place = frame.from_page(middle);
        const double off = std::abs(line.distance(place) - c.distance);
        EXPECT_LT(off / frame.metres_per_pixel(place), 0.3) << c.name;
      }
    for (const Polygon& polygon : content.zone.front().area)
      for (const XY& vertex : polygon.shell) {
        if (std::abs(vertex.x) == 180 || std::abs(vertex.y) == 90) continue;
        EXPECT_LT(distance_to(frame.to_page({vertex.x, vertex.y}), outlines), 0.25) << c.name;
      }
  }
}

}  // namespace
}  // namespace cordon::map
