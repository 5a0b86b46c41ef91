#include "cordon/cli/publish/comparison_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cordon/cli/publish/edition_figures.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;
using map::Language;

constexpr const char* kYes = "●";

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
      [](const ReportFigures& a, const ReportFigures& b) { return a.area.value < b.area.value; });
  return {static_cast<std::size_t>(least - figures.begin()),
          static_cast<std::size_t>(most - figures.begin()), most->area.value - least->area.value};
}

Table place_table(const std::vector<SharedPlace>& shared, const ComparisonWords& words,
                  const Language& language) {
  Table table;
  table.columns.push_back(text_column("place", language.phrase("sheet.place")));
  for (const std::string& title : words.titles) table.columns.push_back(text_column(title, title));
  for (const SharedPlace& place : shared) {
    std::vector<Value> row{name_in(language, place.place, words.places)};
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

}  // namespace

std::string difference_words(const Compared& compared, const std::vector<std::string>& titles,
                             const Language& language) {
  const Extremes extremes = extremes_of(compared.figures);
  const double least_area = compared.figures[extremes.least].area.value;
  const double most_area = compared.figures[extremes.most].area.value;
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
  if (!all_count_places(compared.figures)) return words;
  const std::vector<SharedPlace> places = shared_places(compared.figures);
  const std::size_t everywhere = count_everywhere(places);
  return words + ' ' +
         language.phrase(
             "sheet.shared",
             {{"all", language.number(static_cast<double>(everywhere))},
              {"some", language.number(static_cast<double>(places.size() - everywhere))}});
}

std::string comparison_page(const Compared& compared, const ComparisonWords& words,
                            const Language& language) {
  const std::vector<SharedPlace> places = shared_places(compared.figures);
  std::string out = fmt::format(
      "# {}\n\n{}\n\n![{}]({})\n\n{}", words.title,
      difference_words(compared, words.titles, language), language.phrase("sheet.picture"),
      words.picture,
      markdown_text(figure_table(compared.figures, words.titles, "sheet.reading", language)));
  if (any_is_uncertain(compared.figures))
    out += fmt::format("\n{}\n", language.phrase("sheet.bounds"));
  if (!places.empty())
    out += fmt::format("\n## {}\n\n{}", language.phrase("sheet.places"),
                       markdown_text(place_table(places, words, language)));
  return out + sources_list(compared, words.titles, language);
}

std::string comparison_csv(const Compared& compared) {
  const bool with_bounds = any_is_uncertain(compared.figures);
  Table table;
  table.columns.push_back(text_column("reading", "reading"));
  add_figure_columns(table, with_bounds);
  for (std::size_t i = 0; i < compared.figures.size(); ++i) {
    std::vector<Value> row{compared.task.readings[i].name};
    add_figures(row, compared.figures[i], with_bounds);
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
    Json reading{{"name", readings[i].name}, {"title", titles[i]}};
    add_figures(reading, compared.figures[i]);
    reading["report"] = readings[i].report;
    reading["published"] = readings[i].cites;
    out["readings"].push_back(std::move(reading));
  }
  const std::vector<SharedPlace> places = shared_places(compared.figures);
  if (all_count_places(compared.figures)) {
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
