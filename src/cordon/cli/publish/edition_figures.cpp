#include "cordon/cli/publish/edition_figures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace cordon::cli {

using map::Language;

namespace {

constexpr const char* kAreaKey = "area_km2";
constexpr const char* kLeast = "_least";
constexpr const char* kMost = "_most";

template <typename Words>
std::string with_bounds(const Figure& figure, const Language& language, const Words& words) {
  std::string value = words(figure.value);
  if (!figure.bounds) return value;
  return language.phrase("sheet.range", {{"value", value},
                                         {"least", words(figure.bounds->least)},
                                         {"most", words(figure.bounds->most)}});
}

}  // namespace

const std::vector<Count>& counts() {
  static const std::vector<Count> counts{
      {"places", "sheet.places", [](const ReportFigures& f) { return f.places; }},
      {"known_population_of_places", "sheet.known_population",
       [](const ReportFigures& f) { return f.known_population; }},
      {"population", "sheet.people", [](const ReportFigures& f) { return f.people; }}};
  return counts;
}

bool any_has(const std::vector<ReportFigures>& figures, const Count& count) {
  return std::any_of(figures.begin(), figures.end(),
                     [&](const ReportFigures& one) { return count.value(one).has_value(); });
}

bool all_count_places(const std::vector<ReportFigures>& figures) {
  return std::all_of(figures.begin(), figures.end(),
                     [](const ReportFigures& one) { return one.places.has_value(); });
}

bool any_is_uncertain(const std::vector<ReportFigures>& figures) {
  return std::any_of(figures.begin(), figures.end(),
                     [](const ReportFigures& one) { return one.area.bounds.has_value(); });
}

std::string area_words(double square_km, const Language& language) {
  constexpr double kSquareKm = 1e6;  // m2
  return language.area(square_km * kSquareKm);
}

std::string area_words(const Figure& square_km, const Language& language) {
  return with_bounds(square_km, language,
                     [&](double value) { return area_words(value, language); });
}

std::string count_words(const Figure& count, const Language& language) {
  return with_bounds(count, language, [&](double value) { return language.number(value); });
}

double shown_difference(double from, double to) {
  constexpr double kWhole = 100;  // km2, from which on areas are shown without decimals
  return std::min(from, to) >= kWhole ? std::round(to) - std::round(from) : to - from;
}

std::string figures_words(const ReportFigures& figures, const Language& language) {
  const auto named = [&](const char* phrase, const std::string& value) {
    return language.phrase("sheet.figure", {{"name", language.phrase(phrase)}, {"value", value}});
  };
  std::vector<std::string> parts{named("sheet.area", area_words(figures.area, language))};
  for (const Count& count : counts())
    if (const std::optional<Figure> figure = count.value(figures))
      parts.push_back(named(count.phrase, count_words(*figure, language)));
  return fmt::format("{}", fmt::join(parts, "\u00a0· "));
}

Table figure_table(const std::vector<ReportFigures>& figures,
                   const std::vector<std::string>& titles, const char* heading_phrase,
                   const Language& language) {
  Table table;
  const auto add_column = [&](const char* phrase) {
    table.columns.push_back(text_column(phrase, language.phrase(phrase)));
  };
  add_column(heading_phrase);
  add_column("sheet.area");
  for (const Count& count : counts())
    if (any_has(figures, count)) add_column(count.phrase);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    std::vector<Value> row{titles[i], area_words(figures[i].area, language)};
    for (const Count& count : counts()) {
      if (!any_has(figures, count)) continue;
      std::optional<std::string> words;
      if (const std::optional<Figure> figure = count.value(figures[i]))
        words = count_words(*figure, language);
      row.push_back(value_of(words));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool SharedPlace::everywhere() const {
  return std::find(in.begin(), in.end(), false) == in.end();
}

std::vector<SharedPlace> shared_places(const std::vector<ReportFigures>& figures) {
  std::vector<SharedPlace> shared;
  std::map<std::pair<double, double>, std::size_t> index;
  for (std::size_t edition = 0; edition < figures.size(); ++edition)
    for (const ReportedPlace& place : figures[edition].inside) {
      const auto [known, is_new] =
          index.emplace(std::pair(place.at.lon, place.at.lat), shared.size());
      if (is_new) shared.push_back({place, std::vector<bool>(figures.size())});
      shared[known->second].in[edition] = true;
    }
  return shared;
}

std::string name_in(const Language& language, const ReportedPlace& place,
                    const std::vector<map::Place>& known) {
  if (language.code() == "en") return place.name;
  const auto found = std::find_if(known.begin(), known.end(), [&](const map::Place& one) {
    return one.at.lon == place.at.lon && one.at.lat == place.at.lat;
  });
  return found != known.end() ? found->name : place.name;
}

void add_figure_columns(Table& table, bool with_bounds) {
  std::vector<std::string> keys{kAreaKey};
  for (const Count& count : counts()) keys.emplace_back(count.key);
  for (const std::string& key : keys) {
    table.columns.push_back(text_column(key, key));
    if (!with_bounds) continue;
    for (const char* bound : {kLeast, kMost})
      table.columns.push_back(text_column(key + bound, key + bound));
  }
}

void add_figures(std::vector<Value>& row, const ReportFigures& figures, bool with_bounds) {
  const auto add = [&](const std::optional<Figure>& figure) {
    std::optional<double> value, least, most;
    if (figure) value = figure->value;
    if (figure && figure->bounds) {
      least = figure->bounds->least;
      most = figure->bounds->most;
    }
    row.push_back(value_of(value));
    if (!with_bounds) return;
    row.push_back(value_of(least));
    row.push_back(value_of(most));
  };
  add(figures.area);
  for (const Count& count : counts()) add(count.value(figures));
}

void add_figures(nlohmann::ordered_json& object, const ReportFigures& figures) {
  const auto add = [&](const std::string& key, const std::optional<Figure>& figure) {
    object[key] = figure ? nlohmann::ordered_json(figure->value) : nlohmann::ordered_json();
    if (!figure || !figure->bounds) return;
    object[key + kLeast] = figure->bounds->least;
    object[key + kMost] = figure->bounds->most;
  };
  add(kAreaKey, figures.area);
  for (const Count& count : counts()) add(count.key, count.value(figures));
}

TableColumn text_column(const std::string& key, const std::string& heading) {
  TableColumn column;
  column.key = key;
  column.heading = heading;
  return column;
}

}  // namespace cordon::cli
