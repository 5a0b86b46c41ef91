// Conditions of styles in the languages of QGIS.
#pragma once

#include <string>
#include <vector>

#include "cordon/io/qgis/layer_style.hpp"

namespace cordon::qgis {

/// An expression of QGIS: "side" = 'left' AND "band" = 2. Empty for no conditions.
std::string expression(const std::vector<Condition>& conditions);

/// Numbers as styles write them, to six digits.
std::string number(double value);

/// The value as it stands in an expression or a filter, without quotes; empty for null.
std::string value_text(const Value& value);

}  // namespace cordon::qgis
