// Texts as they are measured, anchored and drawn.
#include <gtest/gtest.h>

#include "cordon/base/error.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

/// The box of all pixels that are not white.
Rect inked(const Picture& picture) {
  int left = picture.width;
  int top = picture.height;
  int right = 0;
  int bottom = 0;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      if (difference(picture.at(x, y), {255, 255, 255}) > 8) {
        left = std::min(left, x);
        top = std::min(top, y);
        right = std::max(right, x + 1);
        bottom = std::max(bottom, y + 1);
      }
  return {double(left), double(top), double(right - left), double(bottom - top)};
}

const std::string kCss =
    "text { font-family: 'Noto Sans', 'Noto Sans Arabic'; font-size: 20px } "
    ".halo { paint-order: stroke; stroke: #0000ff; stroke-width: 6px }";

Rect drawn(const Text& text, const std::string& language) {
  Scene scene = scene_of({{text}}, kCss, 400, 400);
  scene.language = language;
  scene.right_to_left = language == "ar";
  return inked(decode_png(png_bytes(svg_text(scene), scene.page)));
}

/// Texts of both directions at all anchors, some turned, some with a halo, far from the edges.
std::vector<Text> samples() {
  std::vector<Text> texts;
  for (const std::string words : {"Idlib", "Київ, 20 km.", "إدلب (20 كم).", "OSM إدلب", "12 %"})
    for (const Anchor anchor : {Anchor::left, Anchor::middle, Anchor::right})
      for (const double angle : {0.0, 30.0, -90.0})
        for (const std::string css_class : {"", "halo"})
          texts.push_back({css_class, words, {200, 200}, anchor, angle});
  return texts;
}

TEST(Text, measured_as_it_is_drawn) {
  for (const std::string language : {"en", "ar"}) {
    const std::vector<Text> texts = samples();
    const std::vector<Rect> measured = measure_texts(texts, kCss, language);
    ASSERT_EQ(texts.size(), measured.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Rect box = measured[i];
      const Rect ink = drawn(texts[i], language);
      const std::string which = texts[i].words + " " + std::to_string(i) + " " + language;
      EXPECT_LE(box.left, ink.left + 1) << which;
      EXPECT_LE(box.top, ink.top + 1) << which;
      EXPECT_GE(box.right(), ink.right() - 1) << which;
      EXPECT_GE(box.bottom(), ink.bottom() - 1) << which;
      if (texts[i].angle == 30) continue;  // a turned box is larger than its ink
      EXPECT_NEAR(box.width, ink.width, 4) << which;
      EXPECT_NEAR(box.height, ink.height, 4) << which;
    }
  }
}

TEST(Text, anchors_are_as_seen_in_both_directions) {
  for (const std::string language : {"en", "ar"})
    for (const std::string words : {"Idlib", "إدلب (20 كم).", "OSM إدلب", "12 %"}) {
      const Rect left = drawn({"", words, {200, 200}, Anchor::left}, language);
      const Rect middle = drawn({"", words, {200, 200}, Anchor::middle}, language);
      const Rect right = drawn({"", words, {200, 200}, Anchor::right}, language);
      EXPECT_NEAR(200, left.left, 4) << words;
      EXPECT_NEAR(200, right.right(), 4) << words;
      EXPECT_NEAR(200, middle.left + middle.width / 2, 4) << words;
    }
}

TEST(Text, base_direction_follows_the_words_and_the_page) {
  const auto direction = [](const std::string& words, bool right_to_left) {
    Scene scene = scene_of({{Text{"", words, {0, 0}}}}, "");
    scene.right_to_left = right_to_left;
    return svg_text(scene).find("direction=\"rtl\"") != std::string::npos;
  };
  EXPECT_FALSE(direction("Idlib إدلب", false));
  EXPECT_TRUE(direction("إدلب Idlib", false));
  EXPECT_TRUE(direction("OSM إدلب", true));
  EXPECT_FALSE(direction("OSM", true));
  EXPECT_FALSE(direction("12 %", true));
}

TEST(Text, a_user_s_style_counts_in_measuring) {
  const std::vector<Text> one{{"label", "Idlib", {0, 0}}};
  const double small = measure_texts(one, kCss, "en").front().width;
  const double large = measure_texts(one, kCss + ".label { font-size: 40px }", "en").front().width;
  EXPECT_NEAR(2 * small, large, 2);
}

TEST(Text, may_be_measured_anywhere) {
  for (const XY at : {XY{0, 0}, XY{-5000, 9000}, XY{1e5, -1e5}}) {
    const std::vector<Rect> boxes =
        measure_texts({{"", "Idlib", {300, 300}}, {"", "Idlib", at}}, kCss, "en");
    EXPECT_NEAR(boxes[0].width, boxes[1].width, 0.1);
    EXPECT_NEAR(boxes[0].left - 300, boxes[1].left - at.x, 0.1);
    EXPECT_NEAR(boxes[0].top - 300, boxes[1].top - at.y, 0.1);
  }
}

TEST(Text, an_unreadable_style_sheet_is_an_error_with_the_line) {
  const auto problem = [](const std::string& css) -> std::string {
    try {
      measure_texts({{"", "a", {0, 0}}}, css, "en");
    } catch (const DataError& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_EQ("", problem(""));
  EXPECT_EQ("", problem("@media print { .a { fill: url(#b) } } /* { ' */ .c { font: '}\\'\"' }"));
  EXPECT_EQ("the style sheet cannot be read: a '{' without its '}' in line 2",
            problem(".a { fill: red }\n.b { fill: red\n.c { fill: red }"));
  EXPECT_EQ("the style sheet cannot be read: a '}' without its '{' in line 3",
            problem("\n.a { fill: red }\n}"));
  EXPECT_EQ("the style sheet cannot be read: a comment that does not end in line 1",
            problem("/* .a { }"));
  EXPECT_EQ("the style sheet cannot be read: a string that does not end in line 2",
            problem("\n.a { font-family: 'Noto\n; }"));
}

TEST(Glyphs, all_there_for_the_six_languages) {
  EXPECT_EQ(std::vector<std::string>{},
            missing_glyphs({"Idlib 20 km² – «é œ»", "إدلب ٢٠ كم", "Ёлка", "İĞŞçöü", "Ґанок їжак"}));
}

TEST(Glyphs, a_missing_one_is_named_once) {
  // Plane 15 is for private use: no font of a distribution has it.
  const std::vector<std::string> missing = missing_glyphs({"a\U000F1234", "\U000F1234 b"});
  ASSERT_EQ(1U, missing.size());
  EXPECT_EQ(0U, missing.front().rfind("U+F1234", 0)) << missing.front();
}

}  // namespace
}  // namespace cordon::map
