#include "cordon/map/furniture/north.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

constexpr double kNoticeable = 5;  // degrees
constexpr double kSize = 34;       // px
constexpr double kMostHidden = 0.5;
constexpr double kCross = 5;  // px, half the mark of a pole

/// North at the corners and in the middle of the panel.
double greatest_lean(const Frame& frame) {
  const Rect& panel = frame.panel();
  double lean = 0;
  for (const double across : {0.0, 0.5, 1.0})
    for (const double down : {0.0, 0.5, 1.0})
      lean =
          std::max(lean, std::abs(frame.north(frame.from_page({panel.left + across * panel.width,
                                                               panel.top + down * panel.height}))));
  return lean;
}

std::optional<XY> shown_pole(const Frame& frame, double latitude) {
  try {
    const XY at = frame.to_page({0, latitude});
    if (frame.panel().contains({at.x, at.y, 0, 0})) return at;
  } catch (const DataError&) {
    // A projection that does not show the pole.
  }
  return std::nullopt;
}

Group pole(const XY& at, const std::string& words, const std::string& css, const Language& language,
           std::vector<Rect>& taken) {
  Group group;
  group.id = "north-arrow";
  Outline cross{"north-arrow", {}, false, words};
  cross.css_class = "scale-bar-fill";
  cross.paths = {{{at.x - kCross, at.y}, {at.x + kCross, at.y}},
                 {{at.x, at.y - kCross}, {at.x, at.y + kCross}}};
  group.items.push_back({std::move(cross)});
  Text text;
  text.css_class = "north-text";
  text.words = words;
  text.at = {at.x, at.y + kCross + 12};
  text.anchor = Anchor::middle;
  taken.push_back(measure_texts({text}, css, language.code()).front());
  taken.push_back({at.x - kCross, at.y - kCross, 2 * kCross, 2 * kCross});
  group.items.push_back({std::move(text)});
  return group;
}

XY turned(const XY& about, double across, double up, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return {about.x + across * std::cos(angle) + up * std::sin(angle),
          about.y + across * std::sin(angle) - up * std::cos(angle)};
}

Group arrow(const Rect& box, double north, const Language& language) {
  Group group;
  group.id = "north-arrow";
  const XY middle{box.left + box.width / 2, box.top + box.height / 2};
  Outline shape{"north-arrow", {}, true};
  shape.paths.push_back({turned(middle, 0, 9, north), turned(middle, 6, -13, north),
                         turned(middle, 0, -9, north), turned(middle, -6, -13, north)});
  group.items.push_back({std::move(shape)});
  Text letter;
  letter.css_class = "north-text";
  letter.words = language.phrase("north.letter");
  letter.at = turned(middle, 0, 11, north);
  letter.angle = north;
  letter.anchor = Anchor::middle;
  group.items.push_back({std::move(letter)});
  return group;
}

}  // namespace

std::optional<Group> north(const Frame& frame, Corners& corners, const std::string& css,
                           const Language& language, std::vector<Rect>& taken) {
  if (const auto at = shown_pole(frame, 90))
    return pole(*at, language.phrase("north.pole"), css, language, taken);
  if (const auto at = shown_pole(frame, -90))
    return pole(*at, language.phrase("south.pole"), css, language, taken);
  if (greatest_lean(frame) <= kNoticeable) return std::nullopt;
  const auto box =
      corners.take(kSize, kSize,
                   {Corner::top_right, Corner::top_left, Corner::bottom_right, Corner::bottom_left},
                   kMostHidden);
  if (!box) return std::nullopt;
  const double lean =
      frame.north(frame.from_page({box->left + box->width / 2, box->top + box->height / 2}));
  return arrow(*box, lean, language);
}

}  // namespace cordon::map
