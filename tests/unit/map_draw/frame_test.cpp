// Frames against GeographicLib, on all of the Earth.
#include "cordon/map/frame.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cordon/base/error.hpp"
#include "random.hpp"
#include "reference.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

using oracle::Random;

constexpr double kMargin = 0.12;

struct Case {
  std::string name;
  Content content;
  Rect panel;
};

/// Zones of all sizes, anywhere: at the poles and over the antimeridian, too.
std::vector<Case> cases() {
  std::vector<Case> result;
  const auto add = [&](const std::string& name, const Path& line, double distance,
                       const Rect& panel = {20, 90, 900, 500}) {
    result.push_back({name, zone_around({line}, distance), panel});
  };
  add("idlib", {{36.2, 35.6}, {37.1, 36.3}}, 20e3);
  add("tiny", {{36.5, 35.5}, {36.5005, 35.5}}, 50);
  add("4,000 km", {{10, 50}, {35, 45}}, 1000e3);
  add("along the equator", {{-20, 0}, {10, 0.5}}, 200e3);
  add("from north to south", {{-70, -52}, {-70, -20}}, 100e3, {0, 0, 400, 700});
  add("from west to east", {{40, 52}, {75, 52}}, 100e3, {0, 0, 1200, 300});
  add("fiji", {{178, -17}, {-179, -18}}, 100e3);
  add("north pole", {{0, 88}, {120, 86}}, 500e3);
  add("near the north pole", {{20, 89.9}, {21, 89.9}}, 2e3);
  add("south pole", {{0, -89.99}, {120, -89.98}}, 20e3);
  Random random(oracle::test_seed());
  for (int i = 0; i < 12; ++i) {
    const LonLat from{random.uniform(-180, 180),
                      std::asin(random.uniform(-1, 1)) * 180 / std::numbers::pi};
    const double distance = std::pow(10, random.uniform(2, 5.8));
    const LonLat to = oracle::geodesic_direct(from, random.uniform(0, 360), distance);
    add("random " + std::to_string(i), {from, to}, distance,
        {0, 0, random.uniform(280, 2000), random.uniform(280, 2000)});
  }
  return result;
}

class Frames : public testing::Test {
 protected:
  void SetUp() override { RecordProperty("seed", std::to_string(oracle::test_seed())); }
  Random random_{oracle::test_seed()};

  XY anywhere_in(const Rect& panel) {
    return {random_.uniform(panel.left, panel.right()), random_.uniform(panel.top, panel.bottom())};
  }
};

/// Whether a pole is so near that a step of some pixels may go over it.
bool near_pole(const Frame& frame, const LonLat& place) {
  const LonLat pole{0, std::copysign(90.0, place.lat)};
  return oracle::geodesic_distance(place, pole) < 50 * frame.metres_per_pixel(place);
}

TEST_F(Frames, show_the_zone_as_large_as_fits) {
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    const double border = kMargin * std::min(c.panel.width, c.panel.height);
    double left = 1e9;
    double right = -1e9;
    double top = 1e9;
    double bottom = -1e9;
    for (const Polygon& polygon : c.content.zone.front().area)
      for (const XY& vertex : polygon.shell) {
        const XY xy = frame.to_page({vertex.x, vertex.y});
        left = std::min(left, xy.x - c.panel.left);
        right = std::max(right, xy.x - c.panel.left);
        top = std::min(top, xy.y - c.panel.top);
        bottom = std::max(bottom, xy.y - c.panel.top);
      }
    const double least = std::min({left, top, c.panel.width - right, c.panel.height - bottom});
    EXPECT_NEAR(border, least, 0.5) << c.name << " " << frame.crs();
    EXPECT_NEAR(left, c.panel.width - right, 1) << c.name << ": in the middle";
    EXPECT_NEAR(top, c.panel.height - bottom, 1) << c.name << ": in the middle";
  }
}

TEST_F(Frames, lead_to_the_page_and_back) {
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    for (int i = 0; i < 50; ++i) {
      const XY xy = anywhere_in(c.panel);
      const XY again = frame.to_page(frame.from_page(xy));
      EXPECT_NEAR(xy.x, again.x, 0.02) << c.name;
      EXPECT_NEAR(xy.y, again.y, 0.02) << c.name;
    }
  }
}

TEST_F(Frames, know_their_scale_to_a_thousandth) {
  constexpr double kReach = 8;  // px
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    for (int i = 0; i < 50; ++i) {
      const XY xy = anywhere_in(c.panel);
      const double along_x = oracle::geodesic_distance(frame.from_page({xy.x - kReach, xy.y}),
                                                       frame.from_page({xy.x + kReach, xy.y}));
      const double along_y = oracle::geodesic_distance(frame.from_page({xy.x, xy.y - kReach}),
                                                       frame.from_page({xy.x, xy.y + kReach}));
      const double scale = frame.metres_per_pixel(frame.from_page(xy));
      EXPECT_NEAR(1, along_x / (2 * kReach) / scale, 1e-3) << c.name << " " << frame.crs();
      EXPECT_NEAR(1, along_y / (2 * kReach) / scale, 1e-3) << c.name << ": conformal";
    }
  }
}

TEST_F(Frames, scale_of_a_projection_that_is_not_conformal_is_along_x) {
  const Content content = zone_around({{{20, 60}, {25, 62}}}, 50e3);
  const Frame frame =
      frame_around(zones_of(content), {0, 0, 600, 400}, kMargin, "ESRI:54034");  // equal-area
  const LonLat middle = frame.from_page({300, 200});
  const double along_x =
      oracle::geodesic_distance(frame.from_page({292, 200}), frame.from_page({308, 200})) / 16;
  EXPECT_NEAR(1, along_x / frame.metres_per_pixel(middle), 1e-3);
}

TEST_F(Frames, know_where_north_is) {
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    for (int i = 0; i < 50; ++i) {
      const XY xy = anywhere_in(c.panel);
      const LonLat place = frame.from_page(xy);
      if (near_pole(frame, place)) continue;
      const double step = frame.metres_per_pixel(place);
      const XY north = frame.to_page(oracle::geodesic_direct(place, 0, step));
      const XY south = frame.to_page(oracle::geodesic_direct(place, 180, step));
      const double angle =
          std::atan2(north.x - south.x, south.y - north.y) * 180 / std::numbers::pi;
      EXPECT_NEAR(0, std::remainder(angle - frame.north(place), 360.0), 0.1) << c.name;
    }
  }
}

TEST_F(Frames, have_north_up_in_the_middle) {
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    const LonLat middle =
        frame.from_page({c.panel.left + c.panel.width / 2, c.panel.top + c.panel.height / 2});
    if (std::abs(middle.lat) > 85) continue;  // it turns about the pole
    EXPECT_NEAR(0, frame.north(middle), 0.5) << c.name << " " << frame.crs();
  }
}

TEST_F(Frames, box_holds_all_that_is_shown) {
  for (const Case& c : cases()) {
    const Frame frame = frame_around(zones_of(c.content), c.panel, kMargin);
    const BoundingBox box = frame.box();
    const auto check = [&](const XY& xy) {
      const LonLat place = frame.from_page(xy);
      EXPECT_TRUE(box.contains(place)) << c.name << ": " << place.lon << ", " << place.lat;
    };
    for (int i = 0; i < 300; ++i) {
      check(anywhere_in(c.panel));
      check({random_.uniform(c.panel.left, c.panel.right()), c.panel.top});
      check({random_.uniform(c.panel.left, c.panel.right()), c.panel.bottom()});
      check({c.panel.left, random_.uniform(c.panel.top, c.panel.bottom())});
      check({c.panel.right(), random_.uniform(c.panel.top, c.panel.bottom())});
    }
  }
}

TEST_F(Frames, box_is_not_much_larger) {
  const auto box_of = [](const Path& line, double distance) {
    return frame_around(zones_of(zone_around({line}, distance)), {0, 0, 900, 600}, kMargin).box();
  };
  const BoundingBox idlib = box_of({{36.2, 35.6}, {37.1, 36.3}}, 20e3);
  EXPECT_LT(idlib.east - idlib.west, 3.5);
  EXPECT_LT(idlib.north - idlib.south, 2);
  const BoundingBox fiji = box_of({{178, -17}, {-179, -18}}, 100e3);
  EXPECT_GT(fiji.west, 170);
  EXPECT_LT(fiji.east, -170);
  const BoundingBox pole = box_of({{0, 88}, {120, 86}}, 500e3);
  EXPECT_EQ(90, pole.north);
  EXPECT_EQ(-180, pole.west);
  EXPECT_EQ(180, pole.east);
  EXPECT_GT(pole.south, 70);
}

TEST_F(Frames, chosen_projection_has_the_smallest_spread_of_scale) {
  for (const Case& c : cases()) {
    const Frame chosen = frame_around(zones_of(c.content), c.panel, kMargin);
    const LonLat middle =
        chosen.from_page({c.panel.left + c.panel.width / 2, c.panel.top + c.panel.height / 2});
    const auto spread = [&](const Frame& frame) {
      double least = 1e99;
      double most = 0;
      for (int i = 0; i <= 20; ++i)
        for (int j = 0; j <= 20; ++j) {
          const XY xy{c.panel.left + c.panel.width * i / 20, c.panel.top + c.panel.height * j / 20};
          const double scale = frame.metres_per_pixel(frame.from_page(xy));
          least = std::min(least, scale);
          most = std::max(most, scale);
        }
      return most / least;
    };
    const double ours = spread(chosen);
    EXPECT_LT(ours, 1.35) << c.name << " " << chosen.crs();
    for (const char* kind : {"tmerc", "lcc", "sterea"}) {
      char crs[200];
      std::snprintf(crs, sizeof crs,
                    "+proj=%s +lat_0=%.4f +lat_1=%.4f +lon_0=%.4f +datum=WGS84 +type=crs", kind,
                    middle.lat, middle.lat, middle.lon);
      double other = 1e99;
      try {
        other = spread(frame_around(zones_of(c.content), c.panel, kMargin, crs));
      } catch (const Error&) {
        continue;  // it cannot show the zone
      }
      EXPECT_LT(ours - 1, 1.05 * (other - 1) + 1e-5) << c.name << " " << kind << chosen.crs();
    }
  }
}

TEST_F(Frames, take_a_named_crs) {
  const Content content = zone_around({{{36.2, 35.6}, {37.1, 36.3}}}, 20e3);
  const Frame frame = frame_around(zones_of(content), {0, 0, 900, 600}, kMargin, "EPSG:32637");
  EXPECT_EQ("EPSG:32637", frame.crs());
  // Meridians west of the central one, at 39 degrees east, lean towards it: by the longitude
  // between them times the sine of the latitude.
  EXPECT_NEAR(1.4, frame.north(frame.from_page({450, 300})), 0.1);
}

TEST_F(Frames, refuse_what_cannot_be) {
  const std::vector<MultiPolygon> idlib =
      zones_of(zone_around({{{36.2, 35.6}, {37.1, 36.3}}}, 20e3));
  const std::vector<MultiPolygon> fiji = zones_of(zone_around({{{178, -17}, {-179, -18}}}, 100e3));
  const std::vector<MultiPolygon> pole = zones_of(zone_around({{{0, 89}, {90, 89}}}, 300e3));
  const Rect panel{0, 0, 900, 600};
  EXPECT_THROW(frame_around(idlib, panel, kMargin, "EPSG:4326"), UsageError);
  EXPECT_THROW(frame_around(idlib, panel, kMargin, "nonsense"), UsageError);
  EXPECT_THROW(frame_around(idlib, panel, kMargin, "+proj=utm +zone=37 +axis=wnu +type=crs"),
               UsageError);
  EXPECT_THROW(frame_around(fiji, panel, kMargin, "EPSG:3857"), DataError);
  EXPECT_THROW(frame_around(pole, panel, kMargin, "EPSG:3857"), DataError);
  EXPECT_THROW(frame_around(fiji, panel, kMargin, "+proj=lcc +lat_1=-17 +lon_0=0 +type=crs"),
               DataError);
  // The zone ends before the antimeridian; the panel does not.
  EXPECT_THROW(frame_around(zones_of(zone_around({{{177, -17}, {179.4, -18}}}, 50e3)), panel,
                            kMargin, "EPSG:3857"),
               DataError);
  EXPECT_THROW(
      frame_around(zones_of(zone_around({{{0, 0}, {90, 0}, {180, 0}, {-90, 0}, {0, 0}}}, 500e3)),
                   panel, kMargin),
      DataError);
  EXPECT_THROW(frame_around({}, panel, kMargin), DataError);
  EXPECT_THROW(frame_around({MultiPolygon{}}, panel, kMargin), DataError);
}

}  // namespace
}  // namespace cordon::map
