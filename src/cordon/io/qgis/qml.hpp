// Styles as QGIS keeps them: QML, read by QGIS 3.22 and later.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cordon/io/qgis/layer_style.hpp"

namespace pugi {
class xml_node;
}

namespace cordon::qgis {

/// What QGIS calls a field in tables and forms, in the order of the fields.
struct Alias {
  std::string field;
  std::string text;  ///< empty: its own name
};

/// A document to be loaded as a style, with renderer, labels and aliases. Lengths become
/// millimetres, of which QGIS makes pixels again by the resolution of what it draws on.
std::string qml_text(const LayerStyle& style, const std::vector<Alias>& aliases = {});

/// The same elements below another one, such as a layer of a project.
void append_style(pugi::xml_node layer, const LayerStyle& style, const std::vector<Alias>& aliases);

}  // namespace cordon::qgis
