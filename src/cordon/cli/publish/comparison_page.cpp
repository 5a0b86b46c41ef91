#include "cordon/cli/publish/comparison_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;
using map::Language;

constexpr double kSquareKm = 1e6;  // m2
constexpr const char* kYes = "●";

/// A figure that a reading may have, and the phrase of its name.
struct Measure {
  const char* key;     ///< for machines
  const char* phrase;  ///< for people
  std::function<std::optional<double>(const ReportFigures&)> value;
};

const std::vector<Measure>& counts() {
  static const std::vector<Measure> measures{
      {"places", "sheet.places", [](const ReportFigures& f) { return f.places; }},
      {"known_population_of_places", "sheet.known_population",
       [](const ReportFigures& f) { return f.known_population; }},
      {"population", "sheet.people", [](const ReportFigures& f) { return f.people; }}};
  return measures;
}

bool any_has(const Compared& compared, const Measure& measure) {
  return std::any_of(
      compared.figures.begin(), compared.figures.end(),
      [&](const ReportFigures& figures) { return measure.value(figures).has_value(); });
}

TableColumn column(const std::string& key, const std::string& heading) {
  TableColumn column;
  column.key = key;
  column.heading = heading;
  return column;
}

template <typename T>
Value value_of(const std::optional<T>& known) {
  Value value;
  if (known) value = *known;
  return value;
}

std::string area_words(double square_km, const Language& language) {
  return language.area(square_km * kSquareKm);
}

/// A place and the readings whose zones hold it.
struct SharedPlace {
  ReportedPlace place;
  std::vector<bool> in;  ///< by reading
  bool everywhere() const { return std::find(in.begin(), in.end(), false) == in.end(); }
};

/// In the order in which the readings name them; the same place is known by where it is.
std::vector<SharedPlace> shared_places(const Compared& compared) {
  std::vector<SharedPlace> shared;
  std::map<std::pair<double, double>, std::size_t> index;
  for (std::size_t reading = 0; reading < compared.figures.size(); ++reading)
    for (const ReportedPlace& place : compared.figures[reading].inside) {
      const auto [known, is_new] =
          index.emplace(std::pair(place.at.lon, place.at.lat), shared.size());
      if (is_new) shared.push_back({place, std::vector<bool>(compared.figures.size())});
      shared[known->second].in[reading] = true;
    }
  return shared;
}

std::size_t count_everywhere(const std::vector<SharedPlace>& places) {
  return static_cast<std::size_t>(std::count_if(
      places.begin(), places.end(), [](const SharedPlace& place) { return place.everywhere(); }));
}

struct Extremes {
  std::size_t least = 0, most = 0;  // readings
  double difference = 0;            // km2
};

Extremes extremes_of(const std::vector<ReportFigures>& figures) {
  const auto [least, most] = std::minmax_element(
      figures.begin(), figures.end(),
      [](const ReportFigures& a, const ReportFigures& b) { return a.area < b.area; });
  return {static_cast<std::size_t>(least - figures.begin()),
          static_cast<std::size_t>(most - figures.begin()), most->area - least->area};
}

bool counted_places(const Compared& compared) {
  return std::all_of(compared.figures.begin(), compared.figures.end(),
                     [](const ReportFigures& figures) { return figures.places.has_value(); });
}

Table figure_table(const Compared& compared, const std::vector<std::string>& titles,
                   const Language& language) {
  Table table;
  const auto add_column = [&](const char* phrase) {
    table.columns.push_back(column(phrase, language.phrase(phrase)));
  };
  add_column("sheet.reading");
  add_column("sheet.area");
  for (const Measure& measure : counts())
    if (any_has(compared, measure)) add_column(measure.phrase);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const ReportFigures& figures = compared.figures[i];
    std::vector<Value> row{titles[i], area_words(figures.area, language)};
    for (const Measure& measure : counts()) {
      if (!any_has(compared, measure)) continue;
      std::optional<std::string> words;
      if (const std::optional<double> value = measure.value(figures))
        words = language.number(*value);
      row.push_back(value_of(words));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table place_table(const std::vector<SharedPlace>& shared, const ComparisonWords& words,
                  const Language& language) {
  std::map<std::pair<double, double>, std::string> names;
  for (const map::Place& place : words.places) names[{place.at.lon, place.at.lat}] = place.name;
  Table table;
  table.columns.push_back(column("place", language.phrase("sheet.place")));
  for (const std::string& title : words.titles) table.columns.push_back(column(title, title));
  for (const SharedPlace& place : shared) {
    const auto name = names.find({place.place.at.lon, place.place.at.lat});
    std::vector<Value> row{name != names.end() && language.code() != "en" ? name->second
                                                                          : place.place.name};
    for (const bool in : place.in)
      row.push_back(value_of(in ? std::optional<std::string>(kYes) : std::nullopt));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string sources_list(const Compared& compared, const std::vector<std::string>& titles,
                         const Language& language) {
  std::string out;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::vector<std::string>& cites = compared.task.readings[i].cites;
    if (!cites.empty()) out += fmt::format("- {}: {}\n", titles[i], language.list(cites));
  }
  return out.empty() ? out : fmt::format("\n## {}\n\n{}", language.phrase("sheet.published"), out);
}

Json place_json(const SharedPlace& place, const Compared& compared) {
  Json readings = Json::array();
  for (std::size_t i = 0; i < place.in.size(); ++i)
    if (place.in[i]) readings.push_back(compared.task.readings[i].name);
  return {{"name", place.place.name},
          {"longitude", place.place.at.lon},
          {"latitude", place.place.at.lat},
          {"readings", std::move(readings)}};
}

Json optional_json(const std::optional<double>& number) {
  return number ? Json(*number) : Json();
}

/// Of areas as they are shown, so that readers who subtract come to the same.
double shown_difference(double least, double most) {
  constexpr double kWhole = 100;  // km2, from which on areas are shown without decimals
  return least >= kWhole ? std::round(most) - std::round(least) : most - least;
}

}  // namespace

std::string difference_words(const Compared& compared, const std::vector<std::string>& titles,
                             const Language& language) {
  const Extremes extremes = extremes_of(compared.figures);
  const double least_area = compared.figures[extremes.least].area;
  const double most_area = compared.figures[extremes.most].area;
  const std::string least = area_words(least_area, language);
  const std::string most = area_words(most_area, language);
  std::string words =
      least == most
          ? language.phrase("sheet.same", {{"area", most}})
          : language.phrase(
                "sheet.differ",
                {{"difference", area_words(shown_difference(least_area, most_area), language)},
                 {"least", least},
                 {"least_name", titles[extremes.least]},
                 {"most", most},
                 {"most_name", titles[extremes.most]}});
  if (!counted_places(compared)) return words;
  const std::vector<SharedPlace> places = shared_places(compared);
  const std::size_t everywhere = count_everywhere(places);
  return words + ' ' +
         language.phrase(
             "sheet.shared",
             {{"all", language.number(static_cast<double>(everywhere))},
              {"some", language.number(static_cast<double>(places.size() - everywhere))}});
}

std::string figures_words(const ReportFigures& figures, const Language& language) {
  const auto named = [&](const char* phrase, const std::string& value) {
    return language.phrase("sheet.figure", {{"name", language.phrase(phrase)}, {"value", value}});
  };
  std::vector<std::string> parts{named("sheet.area", area_words(figures.area, language))};
  for (const Measure& measure : counts())
    if (const std::optional<double> value = measure.value(figures))
      parts.push_back(named(measure.phrase, language.number(*value)));
  return fmt::format("{}", fmt::join(parts, "\u00a0· "));
}

std::string comparison_page(const Compared& compared, const ComparisonWords& words,
                            const Language& language) {
  const std::vector<SharedPlace> places = shared_places(compared);
  std::string out = fmt::format("# {}\n\n{}\n\n![{}]({})\n\n{}", words.title,
                                difference_words(compared, words.titles, language),
                                language.phrase("sheet.picture"), words.picture,
                                markdown_text(figure_table(compared, words.titles, language)));
  if (!places.empty())
    out += fmt::format("\n## {}\n\n{}", language.phrase("sheet.places"),
                       markdown_text(place_table(places, words, language)));
  return out + sources_list(compared, words.titles, language);
}

std::string comparison_csv(const Compared& compared) {
  Table table;
  for (const char* key : {"reading", "area_km2"}) table.columns.push_back(column(key, key));
  for (const Measure& measure : counts()) table.columns.push_back(column(measure.key, measure.key));
  for (std::size_t i = 0; i < compared.figures.size(); ++i) {
    const ReportFigures& figures = compared.figures[i];
    std::vector<Value> row{compared.task.readings[i].name, figures.area};
    for (const Measure& measure : counts()) {
      const std::optional<double> value = measure.value(figures);
      row.push_back(value_of(value));
    }
    table.rows.push_back(std::move(row));
  }
  return csv_text(table);
}

std::string comparison_json(const Compared& compared, const std::vector<std::string>& titles,
                            const std::vector<std::string>& sentences) {
  const std::vector<ComparedReading>& readings = compared.task.readings;
  const Extremes extremes = extremes_of(compared.figures);
  Json out;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    out["sentence"][compared.task.languages[i]] = sentences[i];
  out["difference_km2"] = extremes.difference;
  out["least"] = readings[extremes.least].name;
  out["most"] = readings[extremes.most].name;
  out["readings"] = Json::array();
  for (std::size_t i = 0; i < readings.size(); ++i) {
    Json reading{
        {"name", readings[i].name}, {"title", titles[i]}, {"area_km2", compared.figures[i].area}};
    for (const Measure& measure : counts())
      reading[measure.key] = optional_json(measure.value(compared.figures[i]));
    reading["report"] = readings[i].report;
    reading["published"] = readings[i].cites;
    out["readings"].push_back(std::move(reading));
  }
  const std::vector<SharedPlace> places = shared_places(compared);
  if (counted_places(compared)) {
    const std::size_t everywhere = count_everywhere(places);
    out["places_in_all"] = everywhere;
    out["places_in_some"] = places.size() - everywhere;
  }
  out["places"] = Json::array();
  for (const SharedPlace& place : places) out["places"].push_back(place_json(place, compared));
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
