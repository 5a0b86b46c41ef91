// Styles for QGIS and other programs: well-formed whatever names and values are, with the simplest
// renderer that says the same.
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "cordon/io/qgis/conditions.hpp"
#include "cordon/io/qgis/qml.hpp"
#include "cordon/io/qgis/sld.hpp"

namespace cordon::qgis {
namespace {

using Kind = Condition::Test;

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{
      "\"quoted\" & 'single'", "<script>alert(1)</script>",      "]]> --> &amp; &#0; %s {}",
      "\xF0\x9F\x97\xBA map",  "\u0645\u0646\u0637\u0642\u0629", "\\ / ; | \"\"",
      " blanks on both ends "};
  return names;
}

Symbol fill(std::uint8_t red) {
  return FillSymbol{
      Colour{red, 2, 3, 0.5}, Stroke{Colour{4, 5, 6, 1}, 1.25, {4, 2}, false},
      Hatch{Hatch::Pattern::lines, 45, 7, Stroke{Colour{7, 8, 9, 1}, 0.8, {}, false}}};
}

/// A rule for each hostile name, with labels.
LayerStyle hostile_style(const std::string& field) {
  LayerStyle style{"Cordon " + field, field, {}};
  for (const std::string& name : hostile_names())
    style.rules.push_back({name, {{field, name}}, fill(1)});
  Labels labels;
  labels.field = field;
  labels.families = {"Noto Sans", field};
  style.labels = {labels};
  return style;
}

pugi::xml_document parsed(const std::string& text) {
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_string(text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  EXPECT_TRUE(result) << result.description() << '\n' << text;
  return document;
}

std::string renderer_of(const std::vector<Rule>& rules) {
  const pugi::xml_document document = parsed(qml_text({"style", "", rules}));
  return document.select_node("//renderer-v2").node().attribute("type").value();
}

TEST(Qml, HostileNamesAndValuesComeBackAsTheyWere) {
  for (const std::string& field : hostile_names()) {
    const pugi::xml_document document = parsed(qml_text(hostile_style(field), {{field, field}}));
    const pugi::xml_node renderer = document.select_node("//renderer-v2").node();
    EXPECT_STREQ(field.c_str(), renderer.attribute("attr").value());
    std::vector<std::string> labels, values;
    for (const pugi::xml_node category : renderer.child("categories")) {
      labels.emplace_back(category.attribute("label").value());
      values.emplace_back(category.attribute("value").value());
    }
    EXPECT_EQ(hostile_names(), labels);
    EXPECT_EQ(hostile_names(), values);
    EXPECT_STREQ(field.c_str(), document.select_node("//alias").node().attribute("name").value());
    EXPECT_STREQ(field.c_str(),
                 document.select_node("//text-style").node().attribute("fieldName").value());
  }
}

TEST(Sld, HostileNamesAndValuesComeBackAsTheyWere) {
  for (const std::string& field : hostile_names()) {
    const pugi::xml_document document = parsed(sld_text(hostile_style(field), field));
    EXPECT_STREQ(field.c_str(), document.select_node("//NamedLayer/se:Name").node().text().get());
    std::vector<std::string> names, values;
    for (const auto& found : document.select_nodes("//se:Rule/se:Name"))
      names.emplace_back(found.node().text().get());
    for (const auto& found : document.select_nodes("//ogc:Literal[../ogc:PropertyName]"))
      values.emplace_back(found.node().text().get());
    EXPECT_EQ(hostile_names(), names);
    EXPECT_EQ(hostile_names(), values);
    EXPECT_STREQ(field.c_str(),
                 document.select_node("//ogc:Filter//ogc:PropertyName").node().text().get());
  }
}

TEST(Qml, TheSimplestRendererIsChosen) {
  const Condition left{"side", std::string("left")}, right{"side", std::string("right")};
  const Condition inner{"band", std::int64_t{1}};
  const Condition large{"population", 1e5, Kind::at_least};
  EXPECT_EQ("singleSymbol", renderer_of({{"all", {}, fill(1)}}));
  EXPECT_EQ("categorizedSymbol", renderer_of({{"left", {left}, fill(1)}}));
  EXPECT_EQ("categorizedSymbol",
            renderer_of({{"left", {left}, fill(1)}, {"right", {right}, fill(2)}}));
  EXPECT_EQ("RuleRenderer", renderer_of({{"left", {left}, fill(1)}, {"band", {inner}, fill(2)}}));
  EXPECT_EQ("RuleRenderer",
            renderer_of({{"a", {left, inner}, fill(1)}, {"b", {right, inner}, fill(2)}}));
  EXPECT_EQ("RuleRenderer", renderer_of({{"large", {large}, fill(1)}}));
  EXPECT_EQ("RuleRenderer", renderer_of({{"left", {left}, fill(1)}, {"others", {}, fill(2)}}));
}

TEST(Qml, EachRuleHasASymbolOfItsOwn) {
  for (const Condition::Test test : {Kind::equal, Kind::at_least}) {
    std::vector<Rule> rules;
    for (std::int64_t band = 1; band <= 12; ++band)
      rules.push_back({"band", {{"band", band, test}}, fill(static_cast<std::uint8_t>(band))});
    const pugi::xml_document document = parsed(qml_text({"bands", "", rules}));
    const auto users = document.select_nodes("//category/@symbol | //rule/@symbol");
    const auto symbols = document.select_nodes("//renderer-v2/symbols/symbol");
    ASSERT_EQ(rules.size(), users.size());
    ASSERT_EQ(rules.size(), symbols.size());
    for (std::size_t i = 0; i < users.size(); ++i)
      EXPECT_STREQ(symbols[i].node().attribute("name").value(), users[i].attribute().value());
  }
}

TEST(Expression, QuotesFieldsAndTexts) {
  EXPECT_EQ("", expression({}));
  EXPECT_EQ("\"a\"\"b\" = 'it''s \"so\"'", expression({{"a\"b", std::string("it's \"so\"")}}));
  EXPECT_EQ("\"n\" >= 2.5 AND \"m\" IS NULL",
            expression({{"n", 2.5, Kind::at_least}, {"m", std::monostate{}}}));
  EXPECT_EQ("\"id\" = -9223372036854775807",
            expression({{"id", std::int64_t{-9223372036854775807}}}));
}

TEST(Sld, NullAndThresholdsAreTestsOfTheFilterStandard) {
  const LayerStyle style{"s",
                         "",
                         {{"none", {{"x", std::monostate{}}}, fill(1)},
                          {"some", {{"x", 2.0, Kind::at_least}, {"y", std::string()}}, fill(1)}}};
  const pugi::xml_document document = parsed(sld_text(style, "layer"));
  const pugi::xml_node null = document.select_node("//ogc:PropertyIsNull").node();
  EXPECT_STREQ("x", null.child("ogc:PropertyName").text().get());
  EXPECT_FALSE(null.child("ogc:Literal"));
  const pugi::xml_node both = document.select_node("//ogc:Filter/ogc:And").node();
  EXPECT_STREQ(
      "2", both.select_node("ogc:PropertyIsGreaterThanOrEqualTo/ogc:Literal").node().text().get());
  EXPECT_TRUE(both.select_node("ogc:PropertyIsEqualTo/ogc:Literal"));
}

TEST(Styles, GiveTheSameBytesTwice) {
  const LayerStyle style = hostile_style("side");
  EXPECT_EQ(qml_text(style), qml_text(hostile_style("side")));
  EXPECT_EQ(sld_text(style, "zone"), sld_text(hostile_style("side"), "zone"));
}

}  // namespace
}  // namespace cordon::qgis
