// A browser shows the same picture as the PNG.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "cordon/map/svg.hpp"
#include "picture.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

/// A screenshot of an SVG file.
Picture in_chromium(const std::string& svg, const Page& page) {
  const std::string path = temporary_path("chromium.svg");
  const std::string png = temporary_path("chromium.png");
  const std::string profile = temporary_path("chromium-profile");
  std::ofstream(path) << svg;
  const std::string command =
      CORDON_CHROMIUM " --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir=" +
      profile + " --force-device-scale-factor=1 --window-size=" +
      std::to_string(static_cast<int>(page.width)) + "," +
      std::to_string(static_cast<int>(page.height)) + " --screenshot=" + png + " file://" + path +
      " > /dev/null 2>&1";
  EXPECT_EQ(0, std::system(command.c_str())) << command;
  return decode_png(read_file(png));
}

struct Difference {
  double mean = 0;   ///< of the channel that differs most, 0 to 255
  double share = 0;  ///< of pixels that differ by a quarter of the range or more
};

Difference compared(const std::string& svg, const Page& page) {
  const Picture ours = decode_png(png_bytes(svg, page));
  const Picture theirs = in_chromium(svg, page);
  EXPECT_EQ(ours.width, theirs.width);
  EXPECT_EQ(ours.height, theirs.height);
  Difference result;
  for (std::size_t i = 0; i < ours.pixels.size(); ++i) {
    const int d = difference(ours.pixels[i], theirs.pixels[i]);
    result.mean += d;
    result.share += d >= 64 ? 1 : 0;
  }
  result.mean /= static_cast<double>(ours.pixels.size());
  result.share /= static_cast<double>(ours.pixels.size());
  return result;
}

TEST(Chromium, shows_the_same_map) {
  for (const std::string name : {"light", "dark", "print"}) {
    Content content = zone_around(idlib_line(), 20e3);
    ZonePart other = content.zone.front();
    content.zone.front().side = Side::left;
    other.area = zone_around({{{35, 34.7}, {35.5, 34.7}}}, 10e3).zone.front().area;
    other.side = Side::right;
    other.sureness = Sureness::possible;
    content.zone.push_back(other);
    const Page page;
    const Difference difference = compared(draw(content, name, page).svg, page);
    EXPECT_LT(difference.mean, 1) << name;
    EXPECT_LT(difference.share, 0.001) << name;
  }
}

TEST(Chromium, sets_the_same_texts) {
  std::vector<Item> items{{Box{"land", {0, 0, 600, 400}}}};
  double y = 30;
  for (const std::string words :
       {"Idlib", "Київ, 20 км", "معرة النعمان (20 كم).", "OSM إدلب", "İğne"})
    for (const Anchor anchor : {Anchor::left, Anchor::middle, Anchor::right}) {
      items.push_back({Text{"label label-place-major", words, {300, y}, anchor}});
      y += 24;
    }
  items.push_back({Text{"label label-water", "Middle Sea", {80, 300}, Anchor::left, -60}});
  Scene scene = scene_of(std::move(items), theme("light"), 600, 400);
  const Difference difference = compared(svg_text(scene), scene.page);
  EXPECT_LT(difference.mean, 1);
  EXPECT_LT(difference.share, 0.004);
}

}  // namespace
}  // namespace cordon::map
