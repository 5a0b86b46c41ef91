#include "cordon/map/svg.hpp"

#include <fmt/format.h>
#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <tuple>
#include <utility>

#include "cordon/base/xml_text.hpp"

namespace cordon::map {
namespace {

using pugi::xml_node;

/// What a drawing is written with besides its elements.
struct Sheet {
  xml_node defs;
  bool right_to_left = false;
  std::map<std::array<double, 4>, std::string> clips;  // ids by rectangle
};

/// Two decimals, which is a hundredth of a CSS pixel; no trailing zeros.
std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

void set(xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}
void set(xml_node node, const char* name, double value) {
  node.append_attribute(name).set_value(number(value).c_str());
}
void set_class(xml_node node, const std::string& css_class) {
  if (!css_class.empty()) set(node, "class", css_class);
}
void set_rect(xml_node node, const Rect& rect) {
  set(node, "x", rect.left);
  set(node, "y", rect.top);
  set(node, "width", rect.width);
  set(node, "height", rect.height);
}
xml_node append_words(xml_node parent, const char* element, const std::string& words) {
  const xml_node node = parent.append_child(element);
  node.text().set(xml_text(words).c_str());
  return node;
}
void append_name(xml_node node, const std::string& name) {
  if (!name.empty()) append_words(node, "title", name);
}

std::string path_data(const Outline& outline) {
  std::string data;
  for (const std::vector<XY>& path : outline.paths) {
    if (path.empty()) continue;
    data += 'M';
    for (const XY& xy : path) {
      if (data.back() != 'M') data += ' ';
      data += number(xy.x) + ' ' + number(xy.y);
    }
    if (outline.closed) data += 'Z';
  }
  return data;
}

xml_node append_shape(xml_node parent, const Outline& outline, const std::string& css_class) {
  const xml_node node = parent.append_child("path");
  set_class(node, css_class);
  if (outline.closed) set(node, "fill-rule", "evenodd");
  set(node, "d", path_data(outline));
  return node;
}
xml_node append_shape(xml_node parent, const Box& box, const std::string& css_class) {
  const xml_node node = parent.append_child("rect");
  set_class(node, css_class);
  set_rect(node, box.rect);
  return node;
}

bool has_word(const std::string& words, const std::string& word) {
  return (' ' + words + ' ').find(' ' + word + ' ') != std::string::npos;
}

constexpr std::array<std::pair<const char*, const char*>, 3> kHatches{
    {{"zone-left", "hatch-left"}, {"zone-right", "hatch-right"}, {"possible", "hatch-possible"}}};

/// CSS has one fill for an element: a hatch that lies upon a colour is an element of its own.
template <typename Shape>
void append_hatches(xml_node parent, const Shape& shape) {
  for (const auto& [part, hatch] : kHatches)
    if (has_word(shape.css_class, part)) append_shape(parent, shape, std::string("hatch ") + hatch);
}

void append(xml_node parent, const Outline& outline, Sheet& /*sheet*/) {
  append_name(append_shape(parent, outline, outline.css_class), outline.name);
  if (outline.closed) append_hatches(parent, outline);
}
void append(xml_node parent, const Box& box, Sheet& /*sheet*/) {
  append_shape(parent, box, box.css_class);
  append_hatches(parent, box);
}

void append(xml_node parent, const Circle& circle, Sheet& /*sheet*/) {
  const xml_node node = parent.append_child("circle");
  set_class(node, circle.css_class);
  set(node, "cx", circle.centre.x);
  set(node, "cy", circle.centre.y);
  set(node, "r", circle.radius);
  append_name(node, circle.name);
}

/// On a page that is read from the right, all texts run that way but those without a letter that
/// does; on another, those whose first letter does.
bool runs_right_to_left(const std::string& words, bool page_right_to_left) {
  const auto text = icu::UnicodeString::fromUTF8(words);
  const bool first = ubidi_getBaseDirection(text.getBuffer(), text.length()) == UBIDI_RTL;
  if (first || !page_right_to_left) return first;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UCharDirection direction = u_charDirection(text.char32At(i));
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

/// `text-anchor` speaks of the start of reading, an Anchor of what is seen.
const char* anchor_name(Anchor anchor, bool right_to_left) {
  if (anchor == Anchor::middle) return "middle";
  return (anchor == Anchor::left) == right_to_left ? "end" : "start";
}

void append(xml_node parent, const Text& text, Sheet& sheet) {
  const xml_node node = append_words(parent, "text", text.words);
  const bool right_to_left = runs_right_to_left(text.words, sheet.right_to_left);
  set_class(node, text.css_class);
  set(node, "x", text.at.x);
  set(node, "y", text.at.y);
  if (const std::string anchor = anchor_name(text.anchor, right_to_left); anchor != "start")
    set(node, "text-anchor", anchor);
  if (right_to_left) set(node, "direction", "rtl");
  if (!text.lang.empty()) set(node, "xml:lang", text.lang);
  if (text.angle != 0)
    set(node, "transform",
        fmt::format("rotate({} {} {})", number(text.angle), number(text.at.x), number(text.at.y)));
}

/// The id of a clip path, which is written once for each rectangle.
std::string clip_id(const Rect& rect, Sheet& sheet) {
  const std::array<double, 4> key{rect.left, rect.top, rect.width, rect.height};
  const auto [found, is_new] =
      sheet.clips.emplace(key, fmt::format("clip-{}", sheet.clips.size() + 1));
  if (is_new) {
    xml_node path = sheet.defs.append_child("clipPath");
    set(path, "id", found->second);
    set_rect(path.append_child("rect"), rect);
  }
  return found->second;
}

void append(xml_node parent, const Group& group, Sheet& sheet) {
  const xml_node node = parent.append_child("g");
  set(node, "id", group.id);
  set_class(node, group.css_class);
  set(node, "inkscape:groupmode", "layer");
  set(node, "inkscape:label", group.label.empty() ? group.id : group.label);
  if (group.clip) set(node, "clip-path", fmt::format("url(#{})", clip_id(*group.clip, sheet)));
  for (const Item& item : group.items)
    std::visit([&](const auto& value) { append(node, value, sheet); }, item.value);
}

xml_node append_pattern(xml_node defs, const std::string& id, double size) {
  xml_node pattern = defs.append_child("pattern");
  set(pattern, "id", id);
  set(pattern, "patternUnits", "userSpaceOnUse");
  set(pattern, "width", size);
  set(pattern, "height", size);
  return pattern;
}

/// Strokes up to the right for the left side, down to the right for the right one, dots for what
/// may be.
void append_patterns(xml_node defs) {
  constexpr double kStep = 7;
  for (const auto& [id, angle] : {std::pair{"hatch-left", -45.0}, std::pair{"hatch-right", 45.0}}) {
    xml_node pattern = append_pattern(defs, id, kStep);
    set(pattern, "patternTransform", fmt::format("rotate({})", number(angle)));
    const xml_node stroke = pattern.append_child("path");
    set_class(stroke, std::string(id) + "-line");
    set(stroke, "d", fmt::format("M0 {0}H{1}", number(kStep / 2), number(kStep)));
  }
  xml_node pattern = append_pattern(defs, "hatch-possible", kStep);
  const xml_node dot = pattern.append_child("circle");
  set_class(dot, "hatch-possible-dot");
  set(dot, "cx", kStep / 2);
  set(dot, "cy", kStep / 2);
  set(dot, "r", 1);
}

xml_node append_root(pugi::xml_document& document, const Scene& scene) {
  const xml_node root = document.append_child("svg");
  set(root, "xmlns", "http://www.w3.org/2000/svg");
  set(root, "xmlns:inkscape", "http://www.inkscape.org/namespaces/inkscape");
  set(root, "width", scene.page.width);
  set(root, "height", scene.page.height);
  set(root, "viewBox",
      fmt::format("0 0 {} {}", number(scene.page.width), number(scene.page.height)));
  set(root, "xml:lang", scene.language);
  set(root, "role", "img");
  set(root, "aria-labelledby", "map-title map-description");
  set(append_words(root, "title", scene.title), "id", "map-title");
  set(append_words(root, "desc", scene.description), "id", "map-description");
  return root;
}

}  // namespace

std::string svg_text(const Scene& scene) {
  pugi::xml_document document;
  xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  xml_node root = append_root(document, scene);
  append_words(root, "style", scene.css);
  Sheet sheet{root.append_child("defs"), scene.right_to_left, {}};
  append_patterns(sheet.defs);
  for (const Group& group : scene.groups) append(root, group, sheet);
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace cordon::map
