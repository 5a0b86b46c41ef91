// Arabic letters are joined, and what happens without a font for them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "cordon/map/svg.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

const std::string kWords = "معرة النعمان";
const std::string kCss = "text { font-family: 'Noto Sans', 'Noto Sans Arabic'; font-size: 40px }";

Scene scene_with(const std::string& words) {
  return scene_of({{Text{"", words, {200, 60}, Anchor::middle}}}, kCss, 400, 100);
}

std::size_t dark_pixels(const Picture& picture) {
  std::size_t count = 0;
  for (const Colour& pixel : picture.pixels) count += pixel[0] < 128 ? 1U : 0U;
  return count;
}

/// Runs the helper with the fonts that are installed, or with Noto Sans alone.
std::string rendered(const std::string& output, bool latin_font_only) {
  const std::string svg = temporary_path("arabic.svg");
  const std::string png = temporary_path("arabic.png");
  const std::string out = temporary_path("arabic.txt");
  std::ofstream(svg) << svg_text(scene_with(kWords));
  const std::string fonts = latin_font_only ? "FONTCONFIG_FILE=" CORDON_LATIN_FONTS " " : "";
  const std::string command =
      fonts + CORDON_RENDER_SVG " " + svg + " " + png + " '" + kWords + "' > " + out;
  EXPECT_EQ(0, std::system(command.c_str())) << command;
  return read_file(output == "png" ? png : out);
}

TEST(Arabic, letters_are_joined) {
  // A zero-width non-joiner between two letters keeps each in its isolated form, which is wider.
  const double joined = measure_texts({{"", "ببب", {0, 0}}}, kCss, "ar").front().width;
  const double apart = measure_texts({{"", "ب\u200Cب\u200Cب", {0, 0}}}, kCss, "ar").front().width;
  EXPECT_LT(joined, 0.7 * apart);
}

TEST(Arabic, is_drawn_with_its_own_letters_not_with_boxes) {
  const Picture with = decode_png(rendered("png", false));
  const Picture without = decode_png(rendered("png", true));
  EXPECT_GT(dark_pixels(with), 500U);
  std::size_t other = 0;
  for (std::size_t i = 0; i < with.pixels.size(); ++i)
    other += difference(with.pixels[i], without.pixels[i]) > 100 ? 1U : 0U;
  EXPECT_GT(other, dark_pixels(with) / 2);
}

TEST(Arabic, missing_fonts_are_found_out) {
  EXPECT_EQ("", rendered("text", false));
  const std::string missing = rendered("text", true);
  EXPECT_NE(std::string::npos, missing.find("U+0645 (ARABIC LETTER MEEM)\n")) << missing;
  EXPECT_EQ(std::string::npos, missing.find("U+0020")) << missing;
}

}  // namespace
}  // namespace cordon::map
