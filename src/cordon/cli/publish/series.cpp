#include "cordon/cli/publish/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/publish/edition_figures.hpp"
#include "cordon/cli/publish/series_page.hpp"
#include "cordon/map/chart/chart.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "series";
constexpr map::Page kChartPage{960, 640, 2};
constexpr double kTallest = 2000;  // px
constexpr double kTaller = 1.25;

/// Of a date that the recipe was checked to be one.
map::Day day_of(const std::string& date) {
  const auto field = [&](std::size_t at, std::size_t letters) {
    int value = 0;
    std::from_chars(date.data() + at, date.data() + at + letters, value);
    return value;
  };
  return std::chrono::year(field(0, 4)) / field(5, 2) / field(8, 2);
}

std::optional<map::ValueBounds> bounds_of(const Figure& figure) {
  if (!figure.bounds) return std::nullopt;
  return map::ValueBounds{figure.bounds->least, figure.bounds->most};
}

/// Area, and what all that is counted on any day; known populations belong to the places.
map::Chart chart_of(const Series& series, const map::Language& language) {
  map::Chart chart;
  for (const SeriesDay& day : series.task.days) chart.days.push_back(day_of(day.date));
  map::ChartMeasure& area = chart.measures.emplace_back();
  area.title = language.phrase("series.area");
  for (const ReportFigures& figures : series.figures) {
    area.values.emplace_back(figures.area.value);
    area.bounds.push_back(bounds_of(figures.area));
    area.words.push_back(area_words(figures.area, language));
  }
  for (const Count& count : counts()) {
    const bool drawn = std::string_view(count.key) != "known_population_of_places";
    if (!drawn || !any_has(series.figures, count)) continue;
    map::ChartMeasure& measure = chart.measures.emplace_back();
    measure.title = language.phrase(count.phrase);
    measure.least_step = 1;
    for (const ReportFigures& figures : series.figures) {
      const std::optional<Figure> figure = count.value(figures);
      measure.values.push_back(figure ? std::optional(figure->value) : std::nullopt);
      measure.bounds.push_back(figure ? bounds_of(*figure) : std::nullopt);
      measure.words.push_back(figure ? count_words(*figure, language) : "");
    }
  }
  return chart;
}

/// On a page that is as tall as the sources of many dates need.
map::Scene chart_scene(const map::Chart& chart, const map::Captions& captions, map::Style style,
                       const map::Language& language) {
  style.page = kChartPage;
  while (true) {
    try {
      return map::compose_chart(chart, captions, style, language);
    } catch (const DataError&) {
      if (style.page.height > kTallest) throw;
      style.page.height *= kTaller;
    }
  }
}

std::vector<map::PageDay> page_days(const Series& series, const std::vector<EditionMap>& maps,
                                    const map::Language& language) {
  std::vector<map::PageDay> days;
  for (std::size_t i = 0; i < maps.size(); ++i)
    days.push_back({series.task.days[i].date, figures_words(series.figures[i], language),
                    maps[i].material.content});
  return days;
}

struct Drawn {
  Files files;
  std::string sentence;
};

Drawn draw(const Series& series, std::size_t index, const fs::path& package) {
  const SeriesTask& task = series.task;
  const map::Language language(task.languages[index]);
  std::vector<EditionMap> maps = edition_maps(task.maps[index], package);
  Drawn drawn;
  drawn.sentence = change_words(series, language);
  map::Content shared;
  shared.captions = shared_captions(maps, language.phrase("series.title"));
  shared.captions.subtitle = drawn.sentence;
  // Instead of what is to be known of one day's line.
  shared.captions.note =
      any_is_uncertain(series.figures) ? language.phrase("sheet.bounds") : std::string();

  const map::Scene scene =
      chart_scene(chart_of(series, language), shared.captions, maps.front().task.style, language);
  const std::string svg = map::svg_text(scene);

  std::vector<map::PageDay> days = page_days(series, maps, language);
  const BoundingBox box = map::page_box(days);
  for (std::size_t i = 0; i < maps.size(); ++i)
    days[i].content = with_surroundings(maps[i].material, maps[i].task, box);
  shared.basemap = days.front().content.basemap;

  const std::string name = name_in_language(kName, task.languages, index);
  const SeriesWords words{shared.captions.title, days.front().content.places, name + ".png"};
  drawn.files = {{name + ".svg", svg},
                 {name + ".png", map::png_bytes(svg, scene.page)},
                 {name + ".pdf", map::pdf_bytes(svg, scene.page)},
                 {name + ".html", map::html_page(shared, days, language, maps.front().task.themes)},
                 {name + ".md", series_page(series, words, language)}};
  return drawn;
}

std::string recipe_of(const SeriesTask& task) {
  std::string text;
  const auto add = [&](const std::string& words) { text += words + '\n'; };
  for (const SeriesDay& day : task.days) {
    for (const std::string* words : {&day.date, &day.title, &day.folder}) add(*words);
    for (const std::string& cite : day.cites) add(cite);
  }
  for (const std::string& language : task.languages) add(language);
  return text + recipe_of(task.maps);
}

}  // namespace

std::vector<std::string> series_outputs(const SeriesTask& task) {
  std::vector<std::string> outputs;
  for (std::size_t i = 0; i < task.languages.size(); ++i)
    for (const char* extension : {".svg", ".png", ".pdf", ".html", ".md"})
      outputs.push_back(name_in_language(kName, task.languages, i) + extension);
  for (const char* extension : {".csv", ".json"}) outputs.push_back(kName + std::string(extension));
  return outputs;
}

void make_series(const SeriesTask& task, const fs::path& package) {
  const Series series = read_series(task, package);
  Files files;
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < task.languages.size(); ++i) {
    Drawn drawn = draw(series, i, package);
    sentences.push_back(std::move(drawn.sentence));
    std::move(drawn.files.begin(), drawn.files.end(), std::back_inserter(files));
  }
  files.emplace_back(std::string(kName) + ".csv", series_csv(series));
  files.emplace_back(std::string(kName) + ".json", series_json(series, sentences));
  write_files(files, package);
}

Step series_step(const Plan& plan) {
  Plan by_date = plan;
  std::sort(by_date.editions.begin(), by_date.editions.end(),
            [](const Edition& a, const Edition& b) { return a.date < b.date; });
  SeriesTask task;
  task.languages = plan.languages;
  task.maps = map_words(by_date);
  Step step;
  step.id = kName;
  step.title = "overview of the dates";
  for (const Edition& edition : by_date.editions) {
    task.days.push_back({edition.date, edition.title, edition.cites, edition.folder});
    for (const char* name : {"zone", "report"}) step.after.push_back(edition.folder + name);
  }
  step.inputs = map_inputs(plan);
  step.outputs = series_outputs(task);
  step.recipe_of_make = recipe_of(task);
  step.make = [task = std::move(task)](const fs::path& package) { make_series(task, package); };
  return step;
}

}  // namespace cordon::cli
