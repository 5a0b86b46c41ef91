#include "cordon/cli/publish/series_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;
using map::Language;

constexpr const char* kMinus = "\u2212";
constexpr const char* kArabicLetterMark = "\u061c";  // keeps a sign before its number

/// From the day before; of the first day nothing is known.
std::optional<double> change_of(const Series& series, std::size_t day) {
  if (day == 0) return std::nullopt;
  return series.figures[day].area.value - series.figures[day - 1].area.value;
}

std::string signed_area(double from, double to, const Language& language) {
  const double change = shown_difference(from, to);
  if (change == 0) return language.number(0);
  const char* sign = change < 0 ? kMinus : "+";
  return (language.right_to_left() ? kArabicLetterMark : "") + std::string(sign) +
         area_words(std::abs(change), language);
}

/// Those in the zone on one day and not on the other; nothing where one of them was not counted.
std::optional<std::vector<ReportedPlace>> only_on(const Series& series, std::size_t day,
                                                  std::size_t other) {
  if (!series.figures[day].places || !series.figures[other].places) return std::nullopt;
  std::vector<ReportedPlace> places;
  for (const SharedPlace& place : series.places)
    if (place.in[day] && !place.in[other]) places.push_back(place.place);
  return places;
}

/// Since the day before.
std::optional<std::vector<ReportedPlace>> came(const Series& series, std::size_t day) {
  return day == 0 ? std::nullopt : only_on(series, day, day - 1);
}
std::optional<std::vector<ReportedPlace>> left(const Series& series, std::size_t day) {
  return day == 0 ? std::nullopt : only_on(series, day - 1, day);
}

std::optional<double> count_of(const std::optional<std::vector<ReportedPlace>>& places) {
  return places ? std::optional(static_cast<double>(places->size())) : std::nullopt;
}

std::string date_words(const SeriesDay& day, const Language& language) {
  return language.date(day.date);
}

/// Figures, with the change since the day before.
Table days_table(const Series& series, const Language& language) {
  std::vector<std::string> dates;
  dates.reserve(series.task.days.size());
  for (const SeriesDay& day : series.task.days) dates.push_back(date_words(day, language));
  Table table = figure_table(series.figures, dates, "series.date", language);
  constexpr std::ptrdiff_t kAfterArea = 2;
  table.columns.insert(table.columns.begin() + kAfterArea,
                       text_column("change", language.phrase("series.change")));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::optional<std::string> words;
    if (i > 0)
      words = signed_area(series.figures[i - 1].area.value, series.figures[i].area.value, language);
    table.rows[i].insert(table.rows[i].begin() + kAfterArea, value_of(words));
  }
  return table;
}

std::string names_of(const std::vector<ReportedPlace>& places, const SeriesWords& words,
                     const Language& language) {
  std::vector<std::string> names;
  names.reserve(places.size());
  for (const ReportedPlace& place : places) names.push_back(name_in(language, place, words.places));
  return language.list(names);
}

/// The days on which places came or went.
Table moves_table(const Series& series, const SeriesWords& words, const Language& language) {
  Table table;
  for (const char* phrase : {"series.date", "series.came", "series.left"})
    table.columns.push_back(text_column(phrase, language.phrase(phrase)));
  for (std::size_t i = 1; i < series.figures.size(); ++i) {
    const auto in = came(series, i), out = left(series, i);
    if (!in || !out || (in->empty() && out->empty())) continue;
    table.rows.push_back({date_words(series.task.days[i], language), names_of(*in, words, language),
                          names_of(*out, words, language)});
  }
  return table;
}

/// Each day with its report and where its line was published.
std::string days_list(const Series& series, const Language& language) {
  std::string out;
  for (const SeriesDay& day : series.task.days) {
    std::vector<std::string> about = day.cites;
    if (!day.title.empty()) about.insert(about.begin(), day.title);
    std::string words = fmt::format("[{}]({}report.md)", date_words(day, language), day.folder);
    if (!about.empty()) words += ": " + language.list(about);
    out += fmt::format("- {}\n", words);
  }
  return out;
}

struct Extremes {
  std::size_t least = 0, most = 0;  // days; the first of equals
};

Extremes extremes_of(const std::vector<ReportFigures>& figures) {
  const auto by_area = [](const ReportFigures& a, const ReportFigures& b) {
    return a.area.value < b.area.value;
  };
  const auto least = std::min_element(figures.begin(), figures.end(), by_area);
  const auto most = std::max_element(figures.begin(), figures.end(), by_area);
  return {static_cast<std::size_t>(least - figures.begin()),
          static_cast<std::size_t>(most - figures.begin())};
}

/// A sentence for a day between the first and the last whose area is beyond both.
std::string extreme_words(const Series& series, const char* phrase, std::size_t day,
                          const Language& language) {
  const std::string words = area_words(series.figures[day].area.value, language);
  const bool beyond = words != area_words(series.figures.front().area.value, language) &&
                      words != area_words(series.figures.back().area.value, language);
  if (!beyond) return {};
  return ' ' + language.phrase(phrase, {{"date", date_words(series.task.days[day], language)},
                                        {"area", words}});
}

Json names_json(const std::optional<std::vector<ReportedPlace>>& places) {
  if (!places) return {};
  Json names = Json::array();
  for (const ReportedPlace& place : *places)
    names.push_back(
        {{"name", place.name}, {"longitude", place.at.lon}, {"latitude", place.at.lat}});
  return names;
}

Json optional_json(const std::optional<double>& number) {
  return number ? Json(*number) : Json();
}

}  // namespace

Series read_series(const SeriesTask& task, const std::filesystem::path& package) {
  Series series{task, {}, {}};
  for (const SeriesDay& day : task.days)
    series.figures.push_back(report_figures(package / day.folder / "report.json"));
  series.places = shared_places(series.figures);
  return series;
}

std::string change_words(const Series& series, const Language& language) {
  const std::size_t last = series.figures.size() - 1;
  const double from = series.figures.front().area.value;
  const double to = series.figures.back().area.value;
  const double change = shown_difference(from, to);
  const std::string first_date = date_words(series.task.days.front(), language);
  const std::string last_date = date_words(series.task.days.back(), language);
  const std::string first_area = area_words(from, language);
  const std::string last_area = area_words(to, language);
  std::string words =
      first_area == last_area
          ? language.phrase("series.same",
                            {{"from", first_date}, {"to", last_date}, {"area", last_area}})
          : language.phrase(change > 0 ? "series.grew" : "series.shrank",
                            {{"from", first_date},
                             {"to", last_date},
                             {"difference", area_words(std::abs(change), language)},
                             {"first", first_area},
                             {"last", last_area}});
  const Extremes extremes = extremes_of(series.figures);
  words += extreme_words(series, "series.largest", extremes.most, language);
  words += extreme_words(series, "series.smallest", extremes.least, language);
  const auto in = only_on(series, last, 0), out = only_on(series, 0, last);
  if (in && out)
    words += ' ' + language.phrase("series.moved",
                                   {{"in", language.number(static_cast<double>(in->size()))},
                                    {"out", language.number(static_cast<double>(out->size()))}});
  return words;
}

std::string series_page(const Series& series, const SeriesWords& words, const Language& language) {
  std::string out = fmt::format("# {}\n\n{}\n\n![{}]({})\n\n{}", words.title,
                                change_words(series, language), language.phrase("series.picture"),
                                words.picture, markdown_text(days_table(series, language)));
  if (any_is_uncertain(series.figures))
    out += fmt::format("\n{}\n", language.phrase("sheet.bounds"));
  const Table moves = moves_table(series, words, language);
  if (!moves.rows.empty())
    out += fmt::format("\n## {}\n\n{}", language.phrase("sheet.places"), markdown_text(moves));
  return out +
         fmt::format("\n## {}\n\n{}", language.phrase("series.days"), days_list(series, language));
}

std::string series_csv(const Series& series) {
  Table table;
  const bool with_bounds = any_is_uncertain(series.figures);
  table.columns.push_back(text_column("date", "date"));
  add_figure_columns(table, with_bounds);
  for (const char* key : {"change_km2", "places_that_came", "places_that_left"})
    table.columns.push_back(text_column(key, key));
  for (std::size_t i = 0; i < series.figures.size(); ++i) {
    std::vector<Value> row{series.task.days[i].date};
    add_figures(row, series.figures[i], with_bounds);
    row.push_back(value_of(change_of(series, i)));
    row.push_back(value_of(count_of(came(series, i))));
    row.push_back(value_of(count_of(left(series, i))));
    table.rows.push_back(std::move(row));
  }
  return csv_text(table);
}

std::string series_json(const Series& series, const std::vector<std::string>& sentences) {
  Json out;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    out["sentence"][series.task.languages[i]] = sentences[i];
  out["difference_km2"] = series.figures.back().area.value - series.figures.front().area.value;
  out["days"] = Json::array();
  for (std::size_t i = 0; i < series.figures.size(); ++i) {
    const SeriesDay& day = series.task.days[i];
    Json one{{"date", day.date}, {"title", day.title}};
    add_figures(one, series.figures[i]);
    one["change_km2"] = optional_json(change_of(series, i));
    one["came"] = names_json(came(series, i));
    one["left"] = names_json(left(series, i));
    one["report"] = day.folder + "report.json";
    one["published"] = day.cites;
    out["days"].push_back(std::move(one));
  }
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
