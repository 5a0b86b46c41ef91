#include "cordon/cli/qgis/layer_styles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cordon/cli/qgis/symbol_looks.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/furniture/legend.hpp"

namespace cordon::cli {
namespace {

using qgis::Condition;
using qgis::LayerStyle;

LayerStyle named(const Theme& theme, const std::string& what) {
  LayerStyle style;
  style.name = "Cordon " + theme.name;
  style.description = fmt::format("{}, as on Cordon's maps in the theme {}", what, theme.name);
  return style;
}

/// A kind of features of the layer "zone", as a part of a map.
struct Kind {
  map::ZonePart part;
  std::vector<Condition> when;
};

/// Every kind of the first, each divided into those of the second.
std::vector<Kind> multiplied(const std::vector<Kind>& kinds, const std::vector<Kind>& by) {
  std::vector<Kind> all;
  for (const Kind& outer : kinds)
    for (const Kind& inner : by) {
      Kind kind = outer;
      if (inner.part.side != map::Side::both) {
        kind.part.side = inner.part.side;
        kind.part.side_name = inner.part.side_name;
        if (inner.part.to > 0) kind.part.to = inner.part.to;
      }
      if (inner.part.sureness != map::Sureness::drawn) kind.part.sureness = inner.part.sureness;
      kind.when.insert(kind.when.end(), inner.when.begin(), inner.when.end());
      all.push_back(std::move(kind));
    }
  return all;
}

/// Distances of their own, or that differ by side, are no part's alone.
double reach_of(const ZoneTask& task) {
  if (task.column || task.parts.left) return 0;
  return std::max(0.0, task.zone.distance.value);
}

std::vector<Kind> bands_of(const ZoneTask& task) {
  std::vector<Kind> kinds;
  const std::vector<Metres>& bands = task.parts.bands;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    Kind kind;
    kind.part.from = i == 0 ? 0 : bands[i - 1].value;
    kind.part.to = bands[i].value;
    kind.when = {{"band", static_cast<std::int64_t>(i + 1)}};
    kinds.push_back(std::move(kind));
  }
  if (!kinds.empty()) return kinds;
  Kind whole;
  whole.part.to = reach_of(task);
  return {whole};
}

std::vector<Kind> sides_of(const ZoneTask& task) {
  const auto kind = [&](map::Side side, Side drawn, const std::string& name) {
    Kind made;
    made.part.side = side;
    if (task.parts.left)
      made.part.to = (side == map::Side::left ? task.parts.left : task.parts.right)->value;
    if (name != name_of(drawn)) made.part.side_name = name;
    if (task.parts.split) made.when = {{"side", std::string(name_of(drawn))}};
    return made;
  };
  const Kind left = kind(map::Side::left, Side::left, task.left_name);
  const Kind right = kind(map::Side::right, Side::right, task.right_name);
  if (task.parts.split) return {left, right};
  if (task.parts.side == Side::left) return {left};
  if (task.parts.side == Side::right) return {right};
  return {Kind{}};
}

std::vector<Kind> surenesses_of(const ZoneTask& task) {
  if (task.parts.uncertainty.value <= 0) return {Kind{}};
  Kind certain, possible;
  certain.part.sureness = map::Sureness::certain;
  certain.when = {{"sureness", std::string(name_of(Sureness::certain))}};
  possible.part.sureness = map::Sureness::possible;
  possible.when = {{"sureness", std::string(name_of(Sureness::possible))}};
  return {certain, possible};
}

/// The words of the map's legend, which know nothing of bands that lie on each other.
std::string legend_name(const Kind& kind, const ZoneTask& task, const map::Language& language) {
  map::Content content;
  content.zone = {kind.part};
  content.lines = {{}};
  if (task.parts.nested) content.zone.front().from = 0;
  if (task.parts.uncertainty.value > 0) content.figures.uncertainty = task.parts.uncertainty.value;
  return map::legend_entries(content, language).front().words;
}

LayerStyle single(const Theme& theme, const std::string& what, qgis::Symbol symbol,
                  const std::string& name) {
  LayerStyle style = named(theme, what);
  style.rules.push_back({name, {}, std::move(symbol)});
  return style;
}

BasemapStyle basemap_layer(const Theme& theme, const std::string& layer, const std::string& title,
                           qgis::Symbol symbol) {
  return {layer, title, single(theme, title, std::move(symbol), title)};
}

}  // namespace

LayerStyle zone_style(const Theme& theme, const ZoneTask& task, const map::Language& language) {
  const std::vector<Kind> kinds =
      multiplied(multiplied(bands_of(task), sides_of(task)), surenesses_of(task));
  std::vector<map::ZonePart> parts;
  parts.reserve(kinds.size());
  for (const Kind& kind : kinds) parts.push_back(kind.part);
  LayerStyle style = named(theme, "The zone");
  for (const Kind& kind : kinds)
    style.rules.push_back({legend_name(kind, task, language), kind.when,
                           fill_symbol(theme.sheet, map::zone_class(kind.part, parts))});
  return style;
}

LayerStyle line_style(const Theme& theme, const map::Language& language) {
  return single(theme, "The line", line_symbol(theme.sheet, {"line-casing", "line"}),
                language.phrase("legend.line"));
}

LayerStyle place_style(const Theme& theme) {
  LayerStyle style = named(theme, "Places");
  map::Place town, capital;
  capital.capital = true;
  const Condition is_capital{"capital", std::int64_t{1}};
  style.rules.push_back(
      {"Capital",
       {is_capital},
       disc_symbol(theme.sheet, "place place-capital", map::dot_radius(capital))});
  style.rules.push_back({"Town or village",
                         {{"capital", std::int64_t{0}}},
                         disc_symbol(theme.sheet, "place", map::dot_radius(town))});
  const auto add = [&](const char* classes, std::vector<Condition> when) {
    qgis::Labels labels = labels_of(theme.sheet, classes, "name");
    labels.priority_field = "population";
    labels.when = std::move(when);
    style.labels.push_back(std::move(labels));
  };
  add("label label-capital", {is_capital});
  add("label label-place-major", {{"population", std::int64_t{100000}, Condition::Test::at_least}});
  add("label label-place", {});
  return style;
}

LayerStyle problem_style(const Theme& theme) {
  constexpr double kRadius = 4;  // px
  qgis::MarkerSymbol symbol = disc_symbol(theme.sheet, "inset-mark", kRadius);
  return single(theme, "What to look at", symbol, "What to look at");
}

std::vector<BasemapStyle> basemap_styles(const Theme& theme) {
  const auto area = [&](const char* classes) { return fill_symbol(theme.sheet, classes); };
  const auto line = [&](const std::vector<std::string>& classes) {
    return line_symbol(theme.sheet, classes);
  };
  std::vector<BasemapStyle> layers{
      basemap_layer(theme, "land", "Land", area("land")),
      basemap_layer(theme, "lakes", "Lakes", area("lake")),
      basemap_layer(theme, "rivers", "Rivers", line({"river"})),
      basemap_layer(theme, "provinces", "Provinces", line({"province"})),
      basemap_layer(theme, "borders", "Borders", line({"border"})),
      basemap_layer(theme, "disputed", "Disputed borders", line({"disputed-casing", "disputed"})),
      basemap_layer(theme, "names", "Names", qgis::MarkerSymbol{{0, 0, 0, 0}, std::nullopt, 0.1})};
  const auto label = [&](std::size_t layer, const char* classes, std::vector<Condition> when = {}) {
    qgis::Labels labels = labels_of(theme.sheet, classes, "name");
    labels.when = std::move(when);
    layers[layer].style.labels.push_back(std::move(labels));
  };
  label(1, "label label-water");
  label(2, "label label-water");
  label(6, "label label-country", {{"country", std::int64_t{1}}});
  label(6, "label label-province");
  layers.back().style.labels.front().spaced = true;
  for (qgis::Labels& names : layers.back().style.labels) names.centred = true;
  return layers;
}

qgis::Colour sea_colour(const Theme& theme) {
  return colour_of(theme.sheet.looks_of("rect", "sea"), "fill").value_or(qgis::Colour{});
}

}  // namespace cordon::cli
