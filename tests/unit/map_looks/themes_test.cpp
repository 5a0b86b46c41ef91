// Every class that a map draws has a colour in every theme that is shipped.
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>

#include "cordon/map/compose.hpp"
#include "cordon/map/looks.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

using Drawing = std::pair<std::string, std::string>;  // element, classes

/// A map of all that there can be: sides, bands, an uncertain line, points, roads, places.
Content everything() {
  Content content = zone_around(idlib_line(), 20e3);
  const ZonePart whole = content.zone.front();
  const auto add = [&](Side side, double from, double to, Sureness sureness) {
    content.zone.push_back({whole.area, side, from, to, sureness, {}});
  };
  for (const Side side : {Side::left, Side::right}) {
    add(side, 0, 20e3, Sureness::drawn);
    add(side, 0, 20e3, Sureness::possible);
  }
  for (int band = 0; band < 6; ++band)
    add(Side::both, 3e3 * band, 3e3 * (band + 1), Sureness::drawn);
  add(Side::both, 0, 20e3, Sureness::certain);
  add(Side::both, 0, 20e3, Sureness::possible);
  content.points = {{36.6, 35.9}};
  content.routes = {{"M5", {{{36.3, 35.4}, {37.0, 36.2}}}}};
  content.basemap = natural_earth({30, 30, 42, 40});
  Place town;
  town.at = {36.63, 35.93};
  town.name = "Idlib";
  town.in_zone = true;
  content.places = {town};
  town.at = {37.16, 36.2};
  town.name = "Aleppo";
  town.capital = true;
  content.places.push_back(town);
  content.captions.title = "All";
  content.captions.subtitle = "of it";
  content.captions.note = "A note.";
  content.captions.sources = {"Natural Earth"};
  return content;
}

std::set<Drawing> drawings_of(const std::string& css) {
  const Language english("en");
  const Content content = everything();
  const Style style{{1200, 1400, 1}, css, {}};
  const Sheet sheet = lay_out(content, style, english);
  const std::string svg =
      svg_text(compose(content, natural_earth({0, -60, 90, 80}), style, sheet, english));
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(svg.c_str()));
  std::set<Drawing> drawings;
  for (const std::string element : {"path", "circle", "rect", "text"})
    for (const auto& found : document.select_nodes(("//" + element + "[@class]").c_str()))
      drawings.emplace(element, found.node().attribute("class").value());
  return drawings;
}

bool is_colour(const Looks& looks, const std::string& property) {
  const auto found = looks.find(property);
  if (found == looks.end()) return false;
  const std::string& value = found->second;
  return value.starts_with("url(#") ||
         (value.size() == 7 && value[0] == '#' &&
          value.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos);
}

TEST(Themes, GiveEachClassThatIsDrawnAColour) {
  for (const std::string name : {"light", "dark", "print"}) {
    const std::string css = theme(name);
    const StyleSheet sheet(css);
    const std::set<Drawing> drawings = drawings_of(css);
    EXPECT_GT(drawings.size(), 30U);
    for (const auto& [element, classes] : drawings) {
      const Looks looks = sheet.looks_of(element, classes);
      EXPECT_TRUE(is_colour(looks, "fill") || is_colour(looks, "stroke"))
          << name << ": " << element << " '" << classes << "'";
    }
  }
}

}  // namespace
}  // namespace cordon::map
