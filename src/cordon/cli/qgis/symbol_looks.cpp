#include "cordon/cli/qgis/symbol_looks.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <sstream>
#include <utility>

#include "cordon/base/error.hpp"

namespace cordon::cli {
namespace {

using map::Looks;
using map::StyleSheet;
using qgis::Hatch;
using qgis::Stroke;

constexpr double kHatchStep = 7;  // px, as on the map

std::string text_of(const Looks& looks, const std::string& property,
                    const std::string& fallback = {}) {
  const auto found = looks.find(property);
  return found == looks.end() ? fallback : found->second;
}

double length_of(const Looks& looks, const std::string& property, double fallback) {
  const auto found = looks.find(property);
  return found == looks.end() ? fallback : map::pixels(found->second);
}

std::uint8_t byte_of(std::string_view text, const std::string& colour) {
  unsigned value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    throw DataError(fmt::format("the style sheet has '{}' where a colour is needed", colour),
                    "write it as #rrggbb");
  return static_cast<std::uint8_t>(value);
}

std::vector<double> dashes_of(const Looks& looks) {
  std::string list = text_of(looks, "stroke-dasharray", "none");
  if (list == "none") return {};
  for (char& c : list)
    if (c == ',') c = ' ';
  std::vector<double> dashes;
  std::istringstream words(list);
  for (std::string word; words >> word;) dashes.push_back(map::pixels(word));
  return dashes;
}

bool has_class(std::string_view classes, std::string_view name) {
  return (' ' + std::string(classes) + ' ').find(' ' + std::string(name) + ' ') !=
         std::string::npos;
}

std::optional<Hatch> hatch_of(const StyleSheet& sheet, std::string_view classes) {
  for (const auto& [part, angle] : {std::pair{"left", 45.0}, std::pair{"right", -45.0}}) {
    if (!has_class(classes, std::string("zone-") + part)) continue;
    const auto stroke = stroke_of(sheet.looks_of("path", fmt::format("hatch-{}-line", part)));
    if (stroke) return Hatch{Hatch::Pattern::lines, angle, kHatchStep, *stroke};
  }
  return std::nullopt;
}

std::optional<Hatch> dots_of(const StyleSheet& sheet, std::string_view classes) {
  constexpr double kDiameter = 2;  // px, as on the map
  if (!has_class(classes, "possible")) return std::nullopt;
  const auto colour = colour_of(sheet.looks_of("circle", "hatch-possible-dot"), "fill");
  if (!colour) return std::nullopt;
  return Hatch{Hatch::Pattern::dots, 0, kHatchStep, {*colour, kDiameter, {}, false}};
}

std::vector<std::string> families_of(const Looks& looks) {
  std::vector<std::string> families;
  std::istringstream list(text_of(looks, "font-family"));
  for (std::string family; std::getline(list, family, ',');) {
    const std::size_t first = family.find_first_not_of(" \"'");
    if (first == std::string::npos) continue;
    family = family.substr(first, family.find_last_not_of(" \"'") - first + 1);
    if (family != "sans-serif") families.push_back(family);
  }
  return families;
}

}  // namespace

std::optional<qgis::Colour> colour_of(const Looks& looks, const std::string& property) {
  const std::string text = text_of(looks, property, "none");
  if (text == "none" || text.starts_with("url(")) return std::nullopt;
  const std::string_view hex = text;
  if (hex.size() != 7 || hex.front() != '#') byte_of("?", text);
  qgis::Colour colour{byte_of(hex.substr(1, 2), text), byte_of(hex.substr(3, 2), text),
                      byte_of(hex.substr(5, 2), text), 1};
  colour.opacity = length_of(looks, property + "-opacity", 1);
  return colour;
}

std::optional<Stroke> stroke_of(const Looks& looks) {
  const auto colour = colour_of(looks, "stroke");
  const double width = length_of(looks, "stroke-width", 1);
  if (!colour || width <= 0) return std::nullopt;
  return Stroke{*colour, width, dashes_of(looks), text_of(looks, "stroke-linecap") == "round"};
}

qgis::FillSymbol fill_symbol(const StyleSheet& sheet, std::string_view classes) {
  const Looks looks = sheet.looks_of("path", classes);
  qgis::FillSymbol symbol{colour_of(looks, "fill"), stroke_of(looks), hatch_of(sheet, classes)};
  if (const auto dots = dots_of(sheet, classes)) symbol.hatch = dots;
  return symbol;
}

qgis::LineSymbol line_symbol(const StyleSheet& sheet, const std::vector<std::string>& classes) {
  qgis::LineSymbol symbol;
  for (const std::string& name : classes)
    if (const auto stroke = stroke_of(sheet.looks_of("path", name)))
      symbol.strokes.push_back(*stroke);
  return symbol;
}

qgis::MarkerSymbol disc_symbol(const StyleSheet& sheet, std::string_view classes, double radius) {
  const Looks looks = sheet.looks_of("circle", classes);
  return {colour_of(looks, "fill").value_or(qgis::Colour{}), stroke_of(looks), 2 * radius};
}

qgis::Labels labels_of(const StyleSheet& sheet, std::string_view classes,
                       const std::string& field) {
  const Looks looks = sheet.looks_of("text", classes);
  qgis::Labels labels;
  labels.field = field;
  labels.families = families_of(looks);
  labels.size = length_of(looks, "font-size", labels.size);
  labels.bold = text_of(looks, "font-weight") == "bold";
  labels.italic = text_of(looks, "font-style") == "italic";
  labels.colour = colour_of(looks, "fill").value_or(qgis::Colour{});
  if (const auto halo = stroke_of(looks)) {
    labels.halo = halo->colour;
    labels.halo_width = halo->width;
  }
  return labels;
}

}  // namespace cordon::cli
