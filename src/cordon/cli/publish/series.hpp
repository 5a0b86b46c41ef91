// The overview of a package whose editions are days: what becomes of the zone over time.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cordon/cli/publish/edition_maps.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/step.hpp"

namespace cordon::cli {

struct SeriesDay {
  std::string date;                ///< ISO 8601
  std::string title;               ///< of its section; may be empty
  std::vector<std::string> cites;  ///< where its line was published
  std::string folder;              ///< in the package, with a slash at its end
};

struct SeriesTask {
  std::vector<SeriesDay> days;         ///< by date; two or more
  std::vector<std::string> languages;  ///< the first is the main one
  MapWords maps;                       ///< by language and day
};

/// In the package: series.svg, .png and .pdf (charts of area and counts), .md, and .html (the
/// interactive map with its time slider), in languages other than the main one series-fr.svg ...;
/// series.csv and series.json (the data) once.
std::vector<std::string> series_outputs(const SeriesTask& task);

/// Writes them. All figures are those of the days' reports. Throws DataError for a report without
/// them, and as `cordon map`.
void make_series(const SeriesTask& task, const std::filesystem::path& package);

/// The step that does that for all editions of a plan whose other steps are there already.
Step series_step(const Plan& plan);

}  // namespace cordon::cli
