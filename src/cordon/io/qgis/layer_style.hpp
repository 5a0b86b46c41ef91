// How a layer looks in QGIS and other programs that read its styles: values, from which QML and SLD
// are written. Lengths are CSS pixels, 1/96 inch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cordon/io/value.hpp"

namespace cordon::qgis {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  double opacity = 1;  ///< [0, 1]

  friend bool operator==(const Colour&, const Colour&) = default;
};

struct Stroke {
  Colour colour;
  double width = 1;            ///< px
  std::vector<double> dashes;  ///< px, drawn and left out by turns; empty: drawn through
  bool round = false;          ///< ends
};

/// What is drawn over a fill, so that colour is not all that tells areas apart: parallel lines or
/// dots, of the look of `stroke`.
struct Hatch {
  enum class Pattern { lines, dots };
  Pattern pattern = Pattern::lines;
  double angle = 45;   ///< of lines: degrees, counter-clockwise from the x axis
  double spacing = 8;  ///< px
  Stroke stroke;       ///< of dots: the width is their diameter
};

struct FillSymbol {
  std::optional<Colour> fill;
  std::optional<Stroke> edge;
  std::optional<Hatch> hatch;
};

/// Strokes from the lowest to the uppermost: a casing first.
struct LineSymbol {
  std::vector<Stroke> strokes;
};

/// A disc.
struct MarkerSymbol {
  Colour fill;
  std::optional<Stroke> edge;
  double diameter = 5;  ///< px
};

using Symbol = std::variant<FillSymbol, LineSymbol, MarkerSymbol>;

/// What a field must be.
struct Condition {
  enum class Test { equal, at_least };
  std::string field;
  Value value;  ///< std::monostate with `equal`: null
  Test test = Test::equal;
};

/// The look of the features that fulfil all conditions.
struct Rule {
  std::string name;               ///< in the legend
  std::vector<Condition> when{};  ///< empty: all features
  Symbol symbol;
};

/// Names beside or along features.
struct Labels {
  std::string field;
  std::vector<std::string> families;  ///< of fonts, the first that is there is taken
  double size = 12;                   ///< px
  bool bold = false, italic = false;
  Colour colour;
  Colour halo;
  double halo_width = 0;            ///< px, of its stroke: half of it lies outside of the letter
  std::string priority_field = {};  ///< a number; the greater, the more important. Empty: none
  std::vector<Condition> when{};    ///< empty: all features
  bool spaced = false;              ///< letters apart, as in names of countries
  bool centred = false;             ///< on points, not beside them
};

/// Rules exclude each other; QGIS shows them as a single symbol, as categories of one field, or as
/// rules, whichever is the simplest that says the same.
struct LayerStyle {
  std::string name;         ///< "Cordon light"
  std::string description;  ///< one sentence
  std::vector<Rule> rules;
  std::vector<Labels> labels{};  ///< of each feature the first whose conditions it fulfils
};

}  // namespace cordon::qgis
