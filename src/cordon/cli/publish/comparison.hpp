// The comparison of a package's readings: a sheet of small maps, a page, and tables.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cordon/cli/publish/edition_maps.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/step.hpp"

namespace cordon::cli {

struct ComparedReading {
  std::string name;                ///< of its section
  std::string title;               ///< where its maps have no subtitle; may be empty
  std::vector<std::string> cites;  ///< where it was published
  std::string report;              ///< JSON of `cordon report`, in the package
};

struct ComparisonTask {
  std::vector<ComparedReading> readings;
  std::vector<std::string> languages;  ///< the first is the main one
  MapWords maps;                       ///< by language and reading
};

/// In the package: comparison.svg, .png, .pdf and .md, in languages other than the main one
/// comparison-fr.svg ...; comparison.csv and comparison.json once.
std::vector<std::string> comparison_outputs(const ComparisonTask& task);

/// Writes them. All figures are those of the reports. Throws DataError for a report without them,
/// and as `cordon map`.
void make_comparison(const ComparisonTask& task, const std::filesystem::path& package);

/// The step that does that for all editions of a plan whose other steps are there already.
Step comparison_step(const Plan& plan);

}  // namespace cordon::cli
