// Symbols as elements of QML.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "cordon/io/qgis/layer_style.hpp"

namespace cordon::qgis {

/// "212,53,28,107", with the opacity as the fourth number, [0, 255].
std::string rgba(const Colour& colour);

/// CSS pixels in millimetres.
double millimetres(double pixels);

/// An <Option type="Map"> with texts, as QGIS keeps properties.
class Options {
 public:
  explicit Options(pugi::xml_node parent);
  Options& add(const char* name, const std::string& value, const char* type = "QString");
  /// A length, with the name of its unit.
  Options& add_length(const char* name, double pixels);
  pugi::xml_node node() const { return node_; }

 private:
  pugi::xml_node node_;
};

void append_symbol(pugi::xml_node parent, const Symbol& symbol, const std::string& name);

}  // namespace cordon::qgis
