#include "cordon/map/furniture/scale_bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

constexpr double kMetresPerMile = 1609.344;
constexpr double kShareOfPanel = 0.2;  // of its width; the most that a bar takes
constexpr double kMostLength = 160;    // px
constexpr double kBarHeight = 4;       // px
constexpr double kTextGap = 6;         // px, from a bar to its words
constexpr double kRowGap = 5;          // px, between the bars
constexpr double kMostHidden = 1;      // share of the box; a map without a scale is no map

struct Bar {
  std::string words;
  double length = 0;  // px
};

/// The largest 1, 2 or 5 times a power of ten that is not larger.
double round_number(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double factor : {5.0, 2.0})
    if (factor * power <= most) return factor * power;
  return power;
}

std::array<Bar, 2> bars_at(double metres_per_pixel, double longest, const Language& language) {
  const double metres = round_number(longest * metres_per_pixel);
  const double miles = round_number(longest * metres_per_pixel / kMetresPerMile);
  return {Bar{language.length(metres), metres / metres_per_pixel},
          Bar{language.miles(miles), miles * kMetresPerMile / metres_per_pixel}};
}

LonLat place_at(const Frame& frame, const Rect& box) {
  return frame.from_page({box.left + box.width / 2, box.top + box.height / 2});
}

std::array<Rect, 2> sizes_of(const std::array<Bar, 2>& bars, const std::string& css,
                             const Language& language) {
  std::vector<Text> texts;
  for (const Bar& bar : bars) {
    Text& text = texts.emplace_back();
    text.css_class = "scale-text";
    text.words = bar.words;
  }
  const std::vector<Rect> boxes = measure_texts(texts, css, language.code());
  return {boxes[0], boxes[1]};
}

/// Two halves, one filled; from where reading begins.
void add_bar(Group& group, const Bar& bar, double start, double middle, bool right_to_left,
             double baseline) {
  const double half = bar.length / 2;
  const double left = right_to_left ? start - bar.length : start;
  const double top = middle - kBarHeight / 2;
  Outline whole{"scale-bar", {}, true, bar.words};
  whole.paths.push_back({{left, top},
                         {left + bar.length, top},
                         {left + bar.length, top + kBarHeight},
                         {left, top + kBarHeight}});
  group.items.push_back({std::move(whole)});
  group.items.push_back(
      {Box{"scale-bar-fill", {right_to_left ? left + half : left, top, half, kBarHeight}}});
  Text text;
  text.css_class = "scale-text";
  text.words = bar.words;
  text.at = {right_to_left ? left - kTextGap : left + bar.length + kTextGap, baseline};
  text.anchor = right_to_left ? Anchor::right : Anchor::left;
  group.items.push_back({std::move(text)});
}

}  // namespace

std::optional<Group> scale_bar(const Frame& frame, Corners& corners, const std::string& css,
                               const Language& language) {
  const Rect& panel = frame.panel();
  const double longest = std::min(kShareOfPanel * panel.width, kMostLength);
  // The scale varies over the map: the bars are drawn for the corner that a first draft takes.
  std::array<Bar, 2> bars =
      bars_at(frame.metres_per_pixel(place_at(frame, panel)), longest, language);
  std::array<Rect, 2> words = sizes_of(bars, css, language);
  const double row = std::max({words[0].height, words[1].height, kBarHeight});
  const double width = longest + kTextGap + std::max(words[0].width, words[1].width) * 1.2;
  const double height = 2 * row + kRowGap;
  const bool rtl = language.right_to_left();
  const std::vector<Corner> preferred = rtl ? std::vector{Corner::bottom_right, Corner::bottom_left,
                                                          Corner::top_right, Corner::top_left}
                                            : std::vector{Corner::bottom_left, Corner::bottom_right,
                                                          Corner::top_left, Corner::top_right};
  const std::optional<Rect> box = corners.take(width, height, preferred, 1 + kMostHidden);
  if (!box) return std::nullopt;
  bars = bars_at(frame.metres_per_pixel(place_at(frame, *box)), longest, language);
  words = sizes_of(bars, css, language);
  Group group;
  group.id = "scale-bar";
  const double start = rtl ? box->right() : box->left;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double middle = box->top + row / 2 + static_cast<double>(i) * (row + kRowGap);
    const double baseline = middle - (words[i].top + words[i].height / 2);
    add_bar(group, bars[i], start, middle, rtl, baseline);
  }
  return group;
}

}  // namespace cordon::map
