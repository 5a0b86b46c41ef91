// Title, legend and small print on pages of every size, in every language.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"
#include "world.hpp"

namespace cordon::map {
namespace {

const std::vector<Page>& pages() {
  static const std::vector<Page> all{{960, 640, 1}, {390, 520, 2}, {1123, 794, 2},
                                     {540, 540, 2}, {360, 640, 3}, {4000, 3000, 1}};
  return all;
}

Content content_of(std::size_t bands, const Language& language) {
  Content content = zone_around({{{36.2, 35.6}, {37.1, 36.3}}}, 20e3);
  const ZonePart whole = content.zone.front();
  content.zone.clear();
  for (std::size_t i = 0; i < bands; ++i) {
    ZonePart& part = content.zone.emplace_back(whole);
    part.from = 5e3 * static_cast<double>(i);
    part.to = 5e3 * static_cast<double>(i + 1);
  }
  content.figures.distance = 5e3 * static_cast<double>(bands);
  content.figures.area = 11437.5e6;
  content.captions.date = "2018-09-17";
  content.captions.title = default_title(content, language);
  content.captions.subtitle = default_subtitle(content, language);
  content.captions.note = "A reconstruction from lists of who held which town.";
  content.captions.sources = {"Wikipedia, CC BY-SA 3.0", "GeoNames, CC BY 4.0", "Natural Earth"};
  return content;
}

std::vector<Text> texts_in(const std::vector<Group>& groups) {
  std::vector<Text> texts;
  for (const Group& group : groups)
    for (const Item& item : group.items)
      if (const auto* text = std::get_if<Text>(&item.value)) texts.push_back(*text);
  return texts;
}

class Surrounds : public testing::TestWithParam<std::string> {};

TEST_P(Surrounds, LinesAreOnThePageApartFromEachOtherAndFromTheMap) {
  const Language language(GetParam());
  const std::string css = theme("light");
  for (const Page& page : pages())
    for (const std::size_t bands : {1U, 3U, 6U}) {
      SCOPED_TRACE(testing::Message() << page.width << "x" << page.height << ", " << bands);
      const Surround around = surround(content_of(bands, language), page, css, language);
      const Rect sheet{0, 0, page.width, page.height};
      EXPECT_TRUE(sheet.contains(around.panel));
      const std::vector<Rect> boxes = measure_texts(texts_in(around.groups), css, language.code());
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(sheet.contains(boxes[i])) << i;
        EXPECT_FALSE(around.panel.overlaps(boxes[i])) << i;
        for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(boxes[i].overlaps(boxes[k])) << i << k;
      }
    }
}

TEST_P(Surrounds, BeginWhereReadingBegins) {
  const Language language(GetParam());
  const Page page;
  const Surround around = surround(content_of(1, language), page, theme("light"), language);
  const Text title = texts_in(around.groups).front();
  if (language.right_to_left())
    EXPECT_GT(title.at.x, page.width / 2);
  else
    EXPECT_LT(title.at.x, page.width / 2);
}

INSTANTIATE_TEST_SUITE_P(Languages, Surrounds, testing::Values("ar", "en", "fr", "ru", "tr", "uk"),
                         [](const auto& test) { return test.param; });

TEST(Surround, HostileWordsStayWordsAndOnThePage) {
  const Language english("en");
  const Page page;
  Content content = content_of(1, english);
  content.captions.title = "<script>alert(1)</script>\n\x01 & \"quotes\"";
  content.captions.note = std::string(300, 'w');
  content.captions.sources = {"", "\xE2\x80\xAE turned"};
  const Surround around = surround(content, page, theme("light"), english);
  for (const Rect& box : measure_texts(texts_in(around.groups), theme("light"), "en"))
    EXPECT_TRUE((Rect{0, 0, page.width, page.height}.contains(box)));
}

TEST(Surround, NoLineEndsInASeparator) {
  for (const std::string& code : language_codes()) {
    const Language language(code);
    Content content = content_of(1, language);
    content.captions.subtitle = default_subtitle(content, language);
    std::size_t lines = 0;
    for (const Text& text :
         texts_in(surround(content, {340, 900, 1}, theme("light"), language).groups)) {
      if (text.css_class != "subtitle") continue;
      ++lines;
      EXPECT_FALSE(text.words.ends_with("·")) << text.words;
    }
    EXPECT_GT(lines, 1U) << code;
  }
}

TEST(Surround, APageThatIsTooSmallIsRefused) {
  const Language english("en");
  Content content = content_of(6, english);
  content.captions.note = std::string(2000, 'x');
  EXPECT_THROW(surround(content, {320, 320, 1}, theme("light"), english), DataError);
}

TEST(Captions, BeginWithACapitalAndHaveNoPartsThatAreNotKnown) {
  const Language english("en");
  Content content = content_of(1, english);
  content.captions.date.clear();
  EXPECT_TRUE(default_subtitle(content, english).starts_with("Area of the zone 11,438"));
  content.figures.area.reset();
  EXPECT_EQ("", default_subtitle(content, english));
}

TEST(AlternativeText, IsTwoSentencesWithTheFigures) {
  const Language english("en");
  Content content = content_of(1, english);
  Place town;
  town.at = {36.6, 35.9};
  town.name = "Saraqib";
  town.population = 30000;
  town.in_zone = true;
  content.places.push_back(town);
  const std::string text = alternative_text(content, english);
  for (const std::string part : {"5\u00a0km", "11,438", "Saraqib", "30,000"})
    EXPECT_NE(std::string::npos, text.find(part)) << text;
  EXPECT_EQ('.', text.back());
}

}  // namespace
}  // namespace cordon::map
