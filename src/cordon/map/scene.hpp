// A drawing as values: what the SVG holds, in the order in which it is painted. Looks are left to
// the style sheet, which knows elements by their class.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

/// Subpaths in CSS pixels; closed ones without a repeated first vertex. Filled by the even-odd
/// rule.
struct Outline {
  std::string css_class;
  std::vector<std::vector<XY>> paths;
  bool closed = false;
  std::string name{};  ///< for a <title>; empty: none
};

struct Circle {
  std::string css_class;
  XY centre;
  double radius = 1;
  std::string name{};
};

struct Box {
  std::string css_class;
  Rect rect;
};

/// Which end of a text is at its place, as it is seen: for right-to-left texts, too, `left` means
/// that the text goes on to the right.
enum class Anchor { left, middle, right };

/// One line of text.
struct Text {
  std::string css_class;
  std::string words;  ///< UTF-8
  XY at;              ///< on the baseline
  Anchor anchor = Anchor::left;
  double angle = 0;    ///< degrees, clockwise, about `at`
  std::string lang{};  ///< where it is not that of the page: "ar"
};

struct Item;

struct Group {
  std::string id;            ///< unique in the scene; what layers are called in drawing programs
  std::string css_class{};   ///< empty: none
  std::string label{};       ///< name that people read; empty: none
  std::optional<Rect> clip;  ///< nothing is drawn outside of it
  std::vector<Item> items;
};

struct Item {
  std::variant<Outline, Circle, Box, Text, Group> value;
};

struct Scene {
  Page page;
  std::string language = "en";  ///< BCP 47
  bool right_to_left = false;
  std::string title;        ///< <title>
  std::string description;  ///< <desc>
  std::string css;          ///< the whole style sheet
  std::vector<Group> groups;
};

/// The words of all texts, in the order of the scene.
std::vector<std::string> texts_of(const Scene& scene);

}  // namespace cordon::map
