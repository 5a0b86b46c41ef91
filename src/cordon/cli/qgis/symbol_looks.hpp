// Symbols and labels from what a style sheet says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/qgis/layer_style.hpp"
#include "cordon/map/looks.hpp"

namespace cordon::cli {

/// The value of a property with the opacity that goes with it ("fill", "fill-opacity"). Nothing:
/// none. Throws DataError for what is no colour of the form #rrggbb.
std::optional<qgis::Colour> colour_of(const map::Looks& looks, const std::string& property);

/// Nothing: none, or of no width.
std::optional<qgis::Stroke> stroke_of(const map::Looks& looks);

/// Of an outline with these classes, hatch included.
qgis::FillSymbol fill_symbol(const map::StyleSheet& sheet, std::string_view classes);

/// A stroke for each of the classes, the lowest first.
qgis::LineSymbol line_symbol(const map::StyleSheet& sheet, const std::vector<std::string>& classes);

/// A disc of that radius, px.
qgis::MarkerSymbol disc_symbol(const map::StyleSheet& sheet, std::string_view classes,
                               double radius);

/// Names in a field, with the looks of a text of these classes.
qgis::Labels labels_of(const map::StyleSheet& sheet, std::string_view classes,
                       const std::string& field);

}  // namespace cordon::cli
