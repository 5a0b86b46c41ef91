#include "cordon/io/qgis/qml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "cordon/io/qgis/conditions.hpp"
#include "cordon/io/qgis/symbols.hpp"
#include "cordon/io/xml_document.hpp"

namespace cordon::qgis {
namespace {

using pugi::xml_node;

enum class Renderer { single, categories, rules };

Renderer renderer_for(const std::vector<Rule>& rules) {
  if (rules.size() == 1 && rules.front().when.empty()) return Renderer::single;
  const bool one_field = std::all_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return rule.when.size() == 1 && rules.front().when.size() == 1 &&
           rule.when.front().test == Condition::Test::equal &&
           rule.when.front().field == rules.front().when.front().field;
  });
  return one_field ? Renderer::categories : Renderer::rules;
}

void append_categories(xml_node renderer, const std::vector<Rule>& rules) {
  renderer.append_attribute("attr") = rules.front().when.front().field.c_str();
  xml_node categories = renderer.append_child("categories");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    xml_node category = categories.append_child("category");
    category.append_attribute("value") = value_text(rules[i].when.front().value).c_str();
    category.append_attribute("symbol") = std::to_string(i).c_str();
    category.append_attribute("label") = rules[i].name.c_str();
    category.append_attribute("render") = "true";
  }
}

/// Keys need to differ within a document only.
void append_key(xml_node rule, std::string_view kind, std::size_t index) {
  rule.append_attribute("key") = fmt::format("{{{}-{}}}", kind, index).c_str();
}

void append_rules(xml_node renderer, const std::vector<Rule>& rules) {
  xml_node root = renderer.append_child("rules");
  append_key(root, "rules", 0);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    xml_node rule = root.append_child("rule");
    append_key(rule, "rule", i);
    if (!rules[i].when.empty()) rule.append_attribute("filter") = expression(rules[i].when).c_str();
    rule.append_attribute("symbol") = std::to_string(i).c_str();
    rule.append_attribute("label") = rules[i].name.c_str();
  }
}

void append_renderer(xml_node layer, const std::vector<Rule>& rules) {
  const Renderer kind = renderer_for(rules);
  xml_node renderer = layer.append_child("renderer-v2");
  renderer.append_attribute("type") = kind == Renderer::single       ? "singleSymbol"
                                      : kind == Renderer::categories ? "categorizedSymbol"
                                                                     : "RuleRenderer";
  // Casings lie below the strokes of all features.
  const bool cased = std::any_of(rules.begin(), rules.end(), [](const Rule& rule) {
    const auto* line = std::get_if<LineSymbol>(&rule.symbol);
    return line != nullptr && line->strokes.size() > 1;
  });
  renderer.append_attribute("symbollevels") = cased ? "1" : "0";
  renderer.append_attribute("forceraster") = "0";
  renderer.append_attribute("enableorderby") = "0";
  if (kind == Renderer::categories) append_categories(renderer, rules);
  if (kind == Renderer::rules) append_rules(renderer, rules);
  xml_node symbols = renderer.append_child("symbols");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    append_symbol(symbols, rules[i].symbol, std::to_string(i));
    if (!cased) continue;
    int pass = 0;
    for (xml_node stroke : symbols.last_child().children("layer"))
      stroke.attribute("pass") = pass++;
  }
}

void append_text_style(xml_node settings, const Labels& labels) {
  xml_node text = settings.append_child("text-style");
  text.append_attribute("fieldName") = labels.field.c_str();
  text.append_attribute("isExpression") = "0";
  text.append_attribute("fontFamily") =
      labels.families.empty() ? "" : labels.families.front().c_str();
  text.append_attribute("fontSize") = number(millimetres(labels.size)).c_str();
  text.append_attribute("fontSizeUnit") = "MM";
  text.append_attribute("fontWeight") = labels.bold ? "75" : "50";
  text.append_attribute("fontItalic") = labels.italic ? "1" : "0";
  text.append_attribute("fontLetterSpacing") = labels.spaced ? "1.5" : "0";
  text.append_attribute("textColor") = rgba(labels.colour).c_str();
  text.append_attribute("textOpacity") = "1";
  xml_node families = text.append_child("families");
  for (const std::string& family : labels.families)
    families.append_child("family").append_attribute("name") = family.c_str();
  xml_node halo = text.append_child("text-buffer");
  halo.append_attribute("bufferDraw") = labels.halo_width > 0 ? "1" : "0";
  halo.append_attribute("bufferSize") = number(millimetres(labels.halo_width / 2)).c_str();
  halo.append_attribute("bufferSizeUnits") = "MM";
  halo.append_attribute("bufferColor") = rgba(labels.halo).c_str();
  halo.append_attribute("bufferOpacity") = "1";
  halo.append_attribute("bufferJoinStyle") = "128";  // round
}

/// Beside points, along lines, in areas.
void append_placement(xml_node settings, const Labels& labels, const Symbol& symbol) {
  xml_node placement = settings.append_child("placement");
  const bool points = std::holds_alternative<MarkerSymbol>(symbol);
  const bool lines = std::holds_alternative<LineSymbol>(symbol);
  placement.append_attribute("placement") = points  ? (labels.centred ? "1" : "6")
                                            : lines ? "3"
                                                    : "4";
  placement.append_attribute("quadOffset") = "4";  // centred
  placement.append_attribute("placementFlags") = lines ? "9" : "10";
  placement.append_attribute("predefinedPositionOrder") = "R,L,TR,BR,TL,BL,TSR,BSR";
  placement.append_attribute("dist") = number(millimetres(points ? 2 : 0)).c_str();
  placement.append_attribute("distUnits") = "MM";
  placement.append_attribute("offsetType") = "1";  // from the edge of the symbol
  placement.append_attribute("priority") = "5";
}

/// Of inhabitants, a tenfold number is worth 1.4 steps of the ten that there are.
void append_priority(xml_node settings, const Labels& labels) {
  if (labels.priority_field.empty()) return;
  Options root(settings.append_child("dd_properties"));
  root.add("name", "");
  xml_node properties = root.node().append_child("Option");
  properties.append_attribute("name") = "properties";
  properties.append_attribute("type") = "Map";
  xml_node priority = properties.append_child("Option");
  priority.append_attribute("name") = "Priority";
  priority.append_attribute("type") = "Map";
  const auto add = [&](const char* name, const char* type, const std::string& value) {
    xml_node option = priority.append_child("Option");
    option.append_attribute("name") = name;
    option.append_attribute("type") = type;
    option.append_attribute("value") = value.c_str();
  };
  add("active", "bool", "true");
  add("type", "int", "3");
  add("expression", "QString",
      fmt::format("min(10, 1.4 * log10(1 + coalesce(\"{}\", 0)))", labels.priority_field));
  root.add("type", "collection");
}

void append_settings(xml_node parent, const Labels& labels, const Symbol& symbol) {
  xml_node settings = parent.append_child("settings");
  append_text_style(settings, labels);
  append_placement(settings, labels, symbol);
  xml_node rendering = settings.append_child("rendering");
  rendering.append_attribute("drawLabels") = "1";
  rendering.append_attribute("obstacle") = "1";
  rendering.append_attribute("mergeLines") = "1";
  append_priority(settings, labels);
}

void append_labeling(xml_node layer, const LayerStyle& style) {
  if (style.labels.empty()) return;
  const Symbol& symbol = style.rules.front().symbol;
  xml_node labeling = layer.append_child("labeling");
  if (style.labels.size() == 1 && style.labels.front().when.empty()) {
    labeling.append_attribute("type") = "simple";
    append_settings(labeling, style.labels.front(), symbol);
    return;
  }
  labeling.append_attribute("type") = "rule-based";
  xml_node root = labeling.append_child("rules");
  append_key(root, "labels", 0);
  std::string before;  // what features of an earlier kind fulfil
  for (std::size_t i = 0; i < style.labels.size(); ++i) {
    const Labels& labels = style.labels[i];
    std::string filter = expression(labels.when);
    xml_node rule = root.append_child("rule");
    append_key(rule, "label", i);
    const std::string others = before.empty() ? "" : fmt::format("NOT coalesce({}, 0)", before);
    const std::string both = filter.empty() || others.empty()
                                 ? filter + others
                                 : fmt::format("({}) AND {}", filter, others);
    if (!both.empty()) rule.append_attribute("filter") = both.c_str();
    append_settings(rule, labels, symbol);
    before += fmt::format("{}({})", before.empty() ? "" : " OR ", filter);
  }
}

void append_aliases(xml_node layer, const std::vector<Alias>& aliases) {
  if (aliases.empty()) return;
  xml_node list = layer.append_child("aliases");
  for (std::size_t i = 0; i < aliases.size(); ++i) {
    xml_node alias = list.append_child("alias");
    alias.append_attribute("field") = aliases[i].field.c_str();
    alias.append_attribute("index") = std::to_string(i).c_str();
    alias.append_attribute("name") = aliases[i].text.c_str();
  }
}

/// As QGIS counts kinds of geometry.
const char* geometry_type(const Symbol& symbol) {
  if (std::holds_alternative<MarkerSymbol>(symbol)) return "0";
  return std::holds_alternative<LineSymbol>(symbol) ? "1" : "2";
}

}  // namespace

void append_style(xml_node layer, const LayerStyle& style, const std::vector<Alias>& aliases) {
  append_renderer(layer, style.rules);
  append_labeling(layer, style);
  append_aliases(layer, aliases);
  layer.append_child("blendMode").text() = "0";
  layer.append_child("layerOpacity").text() = "1";
}

std::string qml_text(const LayerStyle& style, const std::vector<Alias>& aliases) {
  pugi::xml_document document;
  document.append_child(pugi::node_doctype)
      .set_value("qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'");
  xml_node root = document.append_child("qgis");
  root.append_attribute("version") = "3.22.0";
  root.append_attribute("styleCategories") =
      aliases.empty() ? "Symbology|Labeling" : "Symbology|Labeling|Fields";
  root.append_attribute("labelsEnabled") = style.labels.empty() ? "0" : "1";
  append_style(root, style, aliases);
  root.append_child("layerGeometryType").text() = geometry_type(style.rules.front().symbol);
  return document_text(document, pugi::format_indent | pugi::format_no_declaration);
}

}  // namespace cordon::qgis
