// What becomes of a zone over time, in words and tables.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/publish/edition_figures.hpp"
#include "cordon/cli/publish/report_figures.hpp"
#include "cordon/cli/publish/series.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"

namespace cordon::cli {

/// Days with what their reports say, and what came and went from each to the next.
struct Series {
  const SeriesTask& task;
  std::vector<ReportFigures> figures;  ///< by day
  std::vector<SharedPlace> places;     ///< that were in the zone on any day
};

/// Reads the reports. Throws as report_figures().
Series read_series(const SeriesTask& task, const std::filesystem::path& package);

/// How much the zone grew or shrank from the first day to the last, when it was largest and
/// smallest if that was between them, and how many places came and went.
std::string change_words(const Series& series, const map::Language& language);

/// How the page calls things in its language.
struct SeriesWords {
  std::string title;               ///< of the package
  std::vector<map::Place> places;  ///< with names in the language; others keep the report's
  std::string picture;             ///< file name, beside the page
};

/// Markdown: the sentence, the picture, a table of the figures, one of the places that came and
/// went, and the days with their sources and reports.
std::string series_page(const Series& series, const SeriesWords& words,
                        const map::Language& language);

/// One row a day.
std::string series_csv(const Series& series);

/// The same, with the names of the places that came and went. `sentences` by language.
std::string series_json(const Series& series, const std::vector<std::string>& sentences);

}  // namespace cordon::cli
