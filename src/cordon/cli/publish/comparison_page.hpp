// The figures of a package's readings in words and tables.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/publish/comparison.hpp"
#include "cordon/cli/publish/report_figures.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"

namespace cordon::cli {

/// Readings with what their reports say.
struct Compared {
  const ComparisonTask& task;
  std::vector<ReportFigures> figures;  ///< by reading
};

/// How the page calls readings and places in its language.
struct ComparisonWords {
  std::string title;                ///< of the package
  std::vector<std::string> titles;  ///< by reading
  std::vector<map::Place> places;   ///< with names in the language; others keep the report's
  std::string picture;              ///< file name, beside the page
};

/// How far the readings differ, in area and, where they were counted, in places.
std::string difference_words(const Compared& compared, const std::vector<std::string>& titles,
                             const map::Language& language);

/// Markdown: the sentence, the picture, a table of the figures and one of the places.
std::string comparison_page(const Compared& compared, const ComparisonWords& words,
                            const map::Language& language);

/// One row a reading.
std::string comparison_csv(const Compared& compared);

/// The same, with the differences, the places of each reading, and where it was published.
std::string comparison_json(const Compared& compared, const std::vector<std::string>& titles,
                            const std::vector<std::string>& sentences);

}  // namespace cordon::cli
