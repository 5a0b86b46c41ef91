#include "cordon/cli/map/map_style.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/cli/theme.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/style_sheet.hpp"

namespace cordon::cli {
namespace {

struct NamedPage {
  std::string_view name;
  map::Page page;
};

/// What is looked at on a phone is laid out in the phone's own pixels, so that text stays readable.
constexpr std::array kPages{NamedPage{"web", {960, 640, 1}}, NamedPage{"mobile", {390, 520, 2}},
                            NamedPage{"print", {1123, 794, 2}}, NamedPage{"square", {540, 540, 2}},
                            NamedPage{"story", {360, 640, 3}}};
constexpr double kLeastSide = 320, kMostSide = 4000;
constexpr double kLeastScale = 0.5, kMostScale = 8;
constexpr double kMostPixels = 200e6;

std::string page_names() {
  std::string names;
  for (const NamedPage& named : kPages) names += fmt::format("{}, ", named.name);
  return names + "or WIDTHxHEIGHT such as 1200x800";
}

/// "1200x800".
std::optional<map::Page> measured_page(std::string_view text) {
  map::Page page;
  const char* const end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, page.width);
  if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x') return std::nullopt;
  const auto height = std::from_chars(width.ptr + 1, end, page.height);
  if (height.ec != std::errc() || height.ptr != end) return std::nullopt;
  return page;
}

map::Page sized_page(const std::string& size) {
  for (const NamedPage& named : kPages)
    if (named.name == size) return named.page;
  const std::optional<map::Page> page = measured_page(size);
  if (!page)
    throw UsageError(fmt::format("--size: there is no size '{}'", size), "choose " + page_names());
  for (const double side : {page->width, page->height})
    if (!(side >= kLeastSide && side <= kMostSide))
      throw UsageError(fmt::format("--size: {} is out of range", size),
                       fmt::format("give a width and a height from {} to {} pixels; --scale 2 "
                                   "draws more pixels",
                                   kLeastSide, kMostSide));
  return *page;
}

/// What --style adds to a theme.
std::string own_sheet(const Arguments& arguments) {
  if (!arguments.given("style")) return {};
  const std::string path = arguments.text("style");
  std::string sheet = file_text(path, "--style");
  try {
    map::check_style_sheet(sheet);
  } catch (const DataError& error) {
    throw DataError(fmt::format("--style: '{}': {}", path, error.what()), error.advice());
  }
  return sheet;
}

std::string language_list() {
  std::string list;
  for (const std::string& code : map::language_codes()) list += (list.empty() ? "" : "|") + code;
  return list;
}

}  // namespace

OptionGroup looks_group() {
  return {"Looks",
          {{.name = "size",
            .argument = "SIZE",
            .fallback = "web",
            .text = "web (960x640), mobile (390x520), print (A4, landscape), square, story, or "
                    "WIDTHxHEIGHT in pixels of an ordinary screen"},
           {.name = "scale",
            .argument = "N",
            .fallback = "1",
            .text = "pixels of a PNG for one pixel of the size: 2 for screens of high density "
                    "(mobile and square have 2 already, story 3, print 2)"},
           theme_option("light, dark, or print, which also stands in black and white"),
           {.name = "style",
            .argument = "FILE",
            .text = "style sheet (CSS) that changes the theme's colours, widths and fonts"},
           {.name = "crs",
            .argument = "CRS",
            .text = "the map's projection, such as EPSG:32637 (default: a conformal one about "
                    "the zone)"},
           {.name = "lang",
            .argument = language_list(),
            .fallback = "en",
            .text = "language of all words that the map brings itself"}}};
}

map::Page page_of(const Arguments& arguments) {
  map::Page page = sized_page(arguments.text("size"));
  page.density *= arguments.number("scale", kLeastScale, kMostScale);
  if (page.width * page.height * page.density * page.density > kMostPixels)
    throw UsageError(fmt::format("--scale: {:.0f}x{:.0f} pixels are too many",
                                 page.width * page.density, page.height * page.density),
                     "give a smaller scale, or write a PDF or an SVG, which have no pixels");
  return page;
}

std::string style_sheet(const Arguments& arguments) {
  return theme_sheet(arguments.text("theme")) + own_sheet(arguments);
}

map::PageThemes page_themes(const Arguments& arguments) {
  const std::string own = own_sheet(arguments);
  return {theme_sheet("light") + own, theme_sheet("dark") + own, theme_sheet("print") + own};
}

}  // namespace cordon::cli
