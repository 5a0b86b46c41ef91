#include "cordon/io/qgis/sld.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>

#include "cordon/io/qgis/conditions.hpp"
#include "cordon/io/xml_document.hpp"

namespace cordon::qgis {
namespace {

using pugi::xml_node;

xml_node append_text(xml_node parent, const char* name, const std::string& text) {
  xml_node node = parent.append_child(name);
  node.text() = text.c_str();
  return node;
}

void append_parameter(xml_node parent, const char* name, const std::string& value) {
  append_text(parent, "se:SvgParameter", value).append_attribute("name") = name;
}

std::string hex(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

void append_fill(xml_node parent, const Colour& colour) {
  xml_node fill = parent.append_child("se:Fill");
  append_parameter(fill, "fill", hex(colour));
  if (colour.opacity < 1) append_parameter(fill, "fill-opacity", number(colour.opacity));
}

void append_stroke(xml_node parent, const Stroke& stroke) {
  xml_node node = parent.append_child("se:Stroke");
  append_parameter(node, "stroke", hex(stroke.colour));
  if (stroke.colour.opacity < 1)
    append_parameter(node, "stroke-opacity", number(stroke.colour.opacity));
  append_parameter(node, "stroke-width", number(stroke.width));
  append_parameter(node, "stroke-linejoin", "round");
  append_parameter(node, "stroke-linecap", stroke.round ? "round" : "butt");
  std::string dashes;
  for (const double dash : stroke.dashes)
    dashes += fmt::format("{}{}", dashes.empty() ? "" : " ", number(dash));
  if (!dashes.empty()) append_parameter(node, "stroke-dasharray", dashes);
}

xml_node append_mark(xml_node graphic, const char* name) {
  xml_node mark = graphic.append_child("se:Mark");
  append_text(mark, "se:WellKnownName", name);
  return mark;
}

/// An element of its own, for a fill is either plain or a pattern.
void append_hatch(xml_node rule, const Hatch& hatch) {
  xml_node symbolizer = rule.append_child("se:PolygonSymbolizer");
  xml_node graphic =
      symbolizer.append_child("se:Fill").append_child("se:GraphicFill").append_child("se:Graphic");
  if (hatch.pattern == Hatch::Pattern::lines) {
    append_stroke(append_mark(graphic, "horline"), hatch.stroke);
    append_text(graphic, "se:Size", number(hatch.spacing));
    append_text(graphic.append_child("se:Rotation"), "ogc:Literal", number(hatch.angle));
    return;
  }
  append_fill(append_mark(graphic, "circle"), hatch.stroke.colour);
  append_text(graphic, "se:Size", number(hatch.stroke.width));
  const std::string distance = number(hatch.spacing);
  append_text(symbolizer, "se:VendorOption", fmt::format("{0},{0}", distance))
      .append_attribute("name") = "distance";
}

void append_symbolizers(xml_node rule, const FillSymbol& symbol) {
  if (symbol.fill || symbol.edge) {
    xml_node symbolizer = rule.append_child("se:PolygonSymbolizer");
    if (symbol.fill) append_fill(symbolizer, *symbol.fill);
    if (symbol.edge) append_stroke(symbolizer, *symbol.edge);
  }
  if (symbol.hatch) append_hatch(rule, *symbol.hatch);
}

void append_symbolizers(xml_node rule, const LineSymbol& symbol) {
  for (const Stroke& stroke : symbol.strokes)
    append_stroke(rule.append_child("se:LineSymbolizer"), stroke);
}

void append_symbolizers(xml_node rule, const MarkerSymbol& symbol) {
  xml_node graphic = rule.append_child("se:PointSymbolizer").append_child("se:Graphic");
  xml_node mark = append_mark(graphic, "circle");
  append_fill(mark, symbol.fill);
  if (symbol.edge) append_stroke(mark, *symbol.edge);
  append_text(graphic, "se:Size", number(symbol.diameter));
}

void append_condition(xml_node parent, const Condition& condition) {
  const bool null = std::holds_alternative<std::monostate>(condition.value);
  xml_node test = parent.append_child(null ? "ogc:PropertyIsNull"
                                      : condition.test == Condition::Test::equal
                                          ? "ogc:PropertyIsEqualTo"
                                          : "ogc:PropertyIsGreaterThanOrEqualTo");
  append_text(test, "ogc:PropertyName", condition.field);
  if (!null) append_text(test, "ogc:Literal", value_text(condition.value));
}

void append_filter(xml_node rule, const std::vector<Condition>& when) {
  if (when.empty()) return;
  xml_node filter = rule.append_child("ogc:Filter");
  if (when.size() > 1) filter = filter.append_child("ogc:And");
  for (const Condition& condition : when) append_condition(filter, condition);
}

void append_label(xml_node rule, const Labels& labels, const Symbol& symbol) {
  xml_node text = rule.append_child("se:TextSymbolizer");
  append_text(text.append_child("se:Label"), "ogc:PropertyName", labels.field);
  xml_node font = text.append_child("se:Font");
  if (!labels.families.empty()) append_parameter(font, "font-family", labels.families.front());
  append_parameter(font, "font-size", number(labels.size));
  if (labels.bold) append_parameter(font, "font-weight", "bold");
  if (labels.italic) append_parameter(font, "font-style", "italic");
  xml_node placement = text.append_child("se:LabelPlacement");
  if (std::holds_alternative<LineSymbol>(symbol)) {
    placement.append_child("se:LinePlacement");
  } else {
    const bool beside = std::holds_alternative<MarkerSymbol>(symbol);
    xml_node anchor = placement.append_child("se:PointPlacement").append_child("se:AnchorPoint");
    append_text(anchor, "se:AnchorPointX", beside ? "0" : "0.5");
    append_text(anchor, "se:AnchorPointY", "0.5");
  }
  if (labels.halo_width > 0) {
    xml_node halo = text.append_child("se:Halo");
    append_text(halo, "se:Radius", number(labels.halo_width / 2));
    append_fill(halo, labels.halo);
  }
  append_fill(text, labels.colour);
}

}  // namespace

std::string sld_text(const LayerStyle& style, const std::string& layer) {
  pugi::xml_document document;
  xml_node root = document.append_child("StyledLayerDescriptor");
  root.append_attribute("version") = "1.1.0";
  root.append_attribute("xmlns") = "http://www.opengis.net/sld";
  root.append_attribute("xmlns:se") = "http://www.opengis.net/se";
  root.append_attribute("xmlns:ogc") = "http://www.opengis.net/ogc";
  xml_node named = root.append_child("NamedLayer");
  append_text(named, "se:Name", layer);
  xml_node user = named.append_child("UserStyle");
  append_text(user, "se:Name", style.name);
  append_text(user.append_child("se:Description"), "se:Abstract", style.description);
  xml_node types = user.append_child("se:FeatureTypeStyle");
  for (const Rule& rule : style.rules) {
    xml_node node = types.append_child("se:Rule");
    append_text(node, "se:Name", rule.name);
    append_text(node.append_child("se:Description"), "se:Title", rule.name);
    append_filter(node, rule.when);
    std::visit([&](const auto& symbol) { append_symbolizers(node, symbol); }, rule.symbol);
  }
  for (const Labels& labels : style.labels) {
    xml_node node = types.append_child("se:Rule");
    append_filter(node, labels.when);
    append_label(node, labels, style.rules.front().symbol);
  }
  return document_text(document, pugi::format_indent);
}

}  // namespace cordon::qgis
