#include "cordon/io/qgis/symbols.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cordon/io/qgis/conditions.hpp"

namespace cordon::qgis {
namespace {

using pugi::xml_node;

xml_node append_layer(xml_node symbol, const char* type) {
  xml_node layer = symbol.append_child("layer");
  layer.append_attribute("class") = type;
  layer.append_attribute("enabled") = "1";
  layer.append_attribute("locked") = "0";
  layer.append_attribute("pass") = "0";
  return layer;
}

xml_node append_empty_symbol(xml_node parent, const char* type, const std::string& name) {
  xml_node symbol = parent.append_child("symbol");
  symbol.append_attribute("type") = type;
  symbol.append_attribute("name") = name.c_str();
  symbol.append_attribute("alpha") = "1";
  symbol.append_attribute("clip_to_extent") = "1";
  symbol.append_attribute("force_rhr") = "0";
  return symbol;
}

void append_stroke(xml_node symbol, const Stroke& stroke) {
  Options options(append_layer(symbol, "SimpleLine"));
  options.add("line_color", rgba(stroke.colour))
      .add("line_style", "solid")
      .add_length("line_width", stroke.width)
      .add("joinstyle", "round")
      .add("capstyle", stroke.round ? "round" : "flat")
      .add("use_custom_dash", stroke.dashes.empty() ? "0" : "1");
  if (stroke.dashes.empty()) return;
  std::string dashes;
  for (const double dash : stroke.dashes)
    dashes += fmt::format("{}{}", dashes.empty() ? "" : ";", number(millimetres(dash)));
  options.add("customdash", dashes).add("customdash_unit", "MM");
}

void append_disc(xml_node symbol, const MarkerSymbol& marker) {
  Options options(append_layer(symbol, "SimpleMarker"));
  options.add("name", "circle")
      .add("color", rgba(marker.fill))
      .add_length("size", marker.diameter)
      .add("scale_method", "diameter")
      .add("outline_style", marker.edge ? "solid" : "no");
  if (marker.edge)
    options.add("outline_color", rgba(marker.edge->colour))
        .add_length("outline_width", marker.edge->width);
}

/// `layer`: its place among the layers of the symbol that it belongs to.
void append_hatch(xml_node symbol, const Hatch& hatch, int layer) {
  const std::string name = fmt::format("@{}@{}", symbol.attribute("name").value(), layer);
  if (hatch.pattern == Hatch::Pattern::lines) {
    xml_node fill = append_layer(symbol, "LinePatternFill");
    Options(fill).add("angle", number(hatch.angle)).add_length("distance", hatch.spacing);
    append_stroke(append_empty_symbol(fill, "line", name), hatch.stroke);
    return;
  }
  xml_node fill = append_layer(symbol, "PointPatternFill");
  Options(fill).add_length("distance_x", hatch.spacing).add_length("distance_y", hatch.spacing);
  append_disc(append_empty_symbol(fill, "marker", name),
              {hatch.stroke.colour, std::nullopt, hatch.stroke.width});
}

/// A fill of QGIS has an edge of its own, but no dashes of its own for it.
void append_fill(xml_node symbol, const FillSymbol& fill) {
  const bool plain_edge = fill.edge && fill.edge->dashes.empty();
  Options options(append_layer(symbol, "SimpleFill"));
  options.add("style", fill.fill ? "solid" : "no").add("joinstyle", "round");
  if (fill.fill) options.add("color", rgba(*fill.fill));
  options.add("outline_style", plain_edge ? "solid" : "no");
  if (plain_edge)
    options.add("outline_color", rgba(fill.edge->colour))
        .add_length("outline_width", fill.edge->width);
  if (fill.hatch) append_hatch(symbol, *fill.hatch, 1);
  if (fill.edge && !plain_edge) append_stroke(symbol, *fill.edge);
}

}  // namespace

std::string rgba(const Colour& colour) {
  return fmt::format("{},{},{},{}", colour.red, colour.green, colour.blue,
                     std::lround(255 * colour.opacity));
}

double millimetres(double pixels) {
  return pixels * 25.4 / 96;
}

Options::Options(xml_node parent) : node_(parent.append_child("Option")) {
  node_.append_attribute("type") = "Map";
}

Options& Options::add(const char* name, const std::string& value, const char* type) {
  xml_node option = node_.append_child("Option");
  option.append_attribute("name") = name;
  option.append_attribute("type") = type;
  option.append_attribute("value") = value.c_str();
  return *this;
}

Options& Options::add_length(const char* name, double pixels) {
  return add(name, number(millimetres(pixels))).add(fmt::format("{}_unit", name).c_str(), "MM");
}

void append_symbol(xml_node parent, const Symbol& symbol, const std::string& name) {
  if (const auto* fill = std::get_if<FillSymbol>(&symbol)) {
    append_fill(append_empty_symbol(parent, "fill", name), *fill);
  } else if (const auto* line = std::get_if<LineSymbol>(&symbol)) {
    const xml_node node = append_empty_symbol(parent, "line", name);
    for (const Stroke& stroke : line->strokes) append_stroke(node, stroke);
  } else {
    append_disc(append_empty_symbol(parent, "marker", name), std::get<MarkerSymbol>(symbol));
  }
}

}  // namespace cordon::qgis
