// The sheet that compares readings: a grid on pages of every size, in every language; scale by
// GeographicLib.
#include "cordon/map/sheet/sheet.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

// Along a meridian, so that a zone is as wide as two distances.
const Path kLine{{36.6, 35.8}, {36.6, 36.0}};

/// A zone for each reading, each 2 km farther than the one before.
double distance_of(std::size_t reading) {
  return 20e3 + 2e3 * static_cast<double>(reading);
}

std::vector<SheetCell> cells_of(std::size_t count, const Language& language) {
  static const std::vector<Content> zones = [] {
    std::vector<Content> all;
    for (std::size_t i = 0; i < 9; ++i) all.push_back(zone_around({kLine}, distance_of(i)));
    return all;
  }();
  std::vector<SheetCell> cells;
  for (std::size_t i = 0; i < count; ++i)
    cells.push_back({zones[i], language.length(distance_of(i)),
                     language.area(1e9 * static_cast<double>(i + 1))});
  return cells;
}

Captions captions_of(const Language& language) {
  Captions captions;
  captions.title = language.phrase("sheet.title");
  captions.subtitle = language.phrase("sheet.picture");
  captions.date = "2018-09-17";
  captions.sources = {"Wikipedia, CC BY-SA 3.0", "Natural Earth"};
  return captions;
}

const std::vector<Page>& pages() {
  static const std::vector<Page> all{{320, 2200, 2}, {390, 2400, 2}, {960, 1200, 1},
                                     {1123, 794, 2}, {1920, 900, 1}, {4000, 3000, 1}};
  return all;
}

void add_texts(const Group& group, std::vector<Text>& texts) {
  for (const Item& item : group.items) {
    if (const auto* text = std::get_if<Text>(&item.value)) texts.push_back(*text);
    if (const auto* inner = std::get_if<Group>(&item.value)) add_texts(*inner, texts);
  }
}

std::vector<Text> texts_in(const Scene& scene) {
  std::vector<Text> texts;
  for (const Group& group : scene.groups) add_texts(group, texts);
  return texts;
}

struct Span {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  double width() const { return high - low; }
};

/// How far the outline of the zone reaches along the page's x axis.
void add_zone(const Group& group, Span& span) {
  for (const Item& item : group.items) {
    if (const auto* inner = std::get_if<Group>(&item.value)) add_zone(*inner, span);
    const auto* outline = std::get_if<Outline>(&item.value);
    if (outline == nullptr || !(outline->css_class + ' ').starts_with("zone ")) continue;
    for (const std::vector<XY>& path : outline->paths)
      for (const XY& xy : path) span = {std::min(span.low, xy.x), std::max(span.high, xy.x)};
  }
}

const Group& reading_of(const Scene& scene, std::size_t index) {
  const std::string id = "reading-" + std::to_string(index + 1);
  return *std::find_if(scene.groups.begin(), scene.groups.end(),
                       [&](const Group& group) { return group.id == id; });
}

/// The page's x of a place so many metres east of the line's middle.
double x_east(const Frame& frame, double metres) {
  double lat = 0, lon = 0;
  GeographicLib::Geodesic::WGS84().Direct(35.9, 36.6, 90, metres, lat, lon);
  return frame.to_page({lon, lat}).x;
}

class Sheets : public testing::TestWithParam<std::string> {
 protected:
  const Language language{GetParam()};
  const std::string css = theme("light");
};

TEST_P(Sheets, CellsAndWordsAreOnThePageAndApart) {
  for (const Page& page : pages())
    for (std::size_t count = 2; count <= 9; ++count) {
      SCOPED_TRACE(testing::Message() << page.width << "x" << page.height << ", " << count);
      const std::vector<SheetCell> cells = cells_of(count, language);
      const Style style{page, css, {}};
      const SheetLayout layout = lay_out_sheet(cells, captions_of(language), style, language);
      const Rect sheet{0, 0, page.width, page.height};
      ASSERT_EQ(count, layout.cells.size());
      ASSERT_EQ(count, layout.frames.size());
      for (std::size_t i = 0; i < count; ++i) {
        EXPECT_TRUE(sheet.contains(layout.cells[i])) << i;
        EXPECT_TRUE(layout.cells[i].contains(layout.frames[i].panel())) << i;
        for (std::size_t k = 0; k < i; ++k)
          EXPECT_FALSE(layout.cells[i].overlaps(layout.cells[k])) << i << ' ' << k;
      }
      const Scene scene = compose_sheet(cells, captions_of(language), style, layout, language);
      const std::vector<Text> texts = texts_in(scene);
      const std::vector<Rect> boxes = measure_texts(texts, css, language.code());
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(sheet.contains(boxes[i])) << texts[i].words;
        const bool beside_maps = texts[i].css_class != "scale-text";
        for (const Frame& frame : layout.frames)
          EXPECT_FALSE(beside_maps && frame.panel().overlaps(boxes[i])) << texts[i].words;
        for (std::size_t k = 0; k < i; ++k)
          EXPECT_FALSE(boxes[i].overlaps(boxes[k])) << texts[i].words << " / " << texts[k].words;
      }
    }
}

TEST_P(Sheets, AZoneIsAsWideInEachCellAsOnTheEarth) {
  for (const Page& page : pages())
    for (const std::size_t count : {2U, 5U, 9U}) {
      SCOPED_TRACE(testing::Message() << page.width << "x" << page.height << ", " << count);
      const std::vector<SheetCell> cells = cells_of(count, language);
      const Style style{page, css, {}};
      const SheetLayout layout = lay_out_sheet(cells, captions_of(language), style, language);
      const Scene scene = compose_sheet(cells, captions_of(language), style, layout, language);
      const double scale =
          (x_east(layout.frames[0], 20e3) - x_east(layout.frames[0], -20e3)) / 40e3;
      for (std::size_t i = 0; i < count; ++i) {
        const Frame& frame = layout.frames[i];
        const double metres = 2 * distance_of(i);
        Span zone;
        add_zone(reading_of(scene, i), zone);
        EXPECT_NEAR(1, zone.width() / (metres * scale), 0.01) << i;
        EXPECT_NEAR(1, metres * scale / (x_east(frame, metres / 2) - x_east(frame, -metres / 2)),
                    0.01);
        EXPECT_GE(zone.low, frame.panel().left);
        EXPECT_LE(zone.high, frame.panel().right());
      }
    }
}

TEST_P(Sheets, BeginWhereReadingBegins) {
  const Style style{{960, 640, 1}, css, {}};
  const SheetLayout layout =
      lay_out_sheet(cells_of(3, language), captions_of(language), style, language);
  const Rect& first = layout.cells.front();
  const Rect& last = layout.cells.back();
  ASSERT_NE(first.left, last.left);
  EXPECT_EQ(language.right_to_left(), first.left > last.left);
}

INSTANTIATE_TEST_SUITE_P(Languages, Sheets, testing::ValuesIn(language_codes()),
                         [](const auto& test) { return test.param; });

TEST(Sheet, IdsAreUniqueAndTheScaleBarStandsOnce) {
  const Language english("en");
  const Style style{{960, 900, 1}, theme("light"), {}};
  const std::vector<SheetCell> cells = cells_of(5, english);
  const SheetLayout layout = lay_out_sheet(cells, captions_of(english), style, english);
  const std::string svg =
      svg_text(compose_sheet(cells, captions_of(english), style, layout, english));
  const auto count = [&](const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = svg.find(words); at != std::string::npos; at = svg.find(words, at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(1U, count("id=\"reading-1-scale-bar\""));
  EXPECT_EQ(1U, count("-scale-bar\" inkscape:groupmode"));
  for (std::size_t i = 1; i <= cells.size(); ++i)
    EXPECT_EQ(1U, count("id=\"reading-" + std::to_string(i) + "\"")) << i;
}

TEST(Sheet, TooSmallAPageAndNoReadingsAreRefused) {
  const Language english("en");
  const Style style{{320, 480, 1}, theme("light"), {}};
  EXPECT_THROW(lay_out_sheet(cells_of(9, english), captions_of(english), style, english),
               DataError);
  EXPECT_THROW(lay_out_sheet({}, captions_of(english), style, english), DataError);
}

}  // namespace
}  // namespace cordon::map
