// What is known of files: of inputs whose they are, of zones how large and how exact.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cordon/cli/publish/plan.hpp"

namespace cordon::cli {

/// Empty: not told.
struct InputFacts {
  std::string what, date, source, licence;
};

/// Of a file that comes with Cordon as its SOURCES.md says; of the line that a zone is drawn
/// around, where its own fields tell, as they say.
InputFacts facts_of_input(const std::filesystem::path& input, const Plan& plan);

/// The basemap, the places and the themes that come with Cordon: names in its data, and paths.
std::vector<std::pair<std::string, std::filesystem::path>> background_files();

/// A feature of a zone that `cordon zone` wrote as GeoJSON.
struct ZoneFigures {
  std::string statement, side, method;
  double area_km2 = 0;
  double tolerance_m = 0, max_error_m = 0, outward_error_m = 0, inward_error_m = 0;
};

/// Throws DataError for a file that is none.
std::vector<ZoneFigures> zone_figures(const std::filesystem::path& file);

}  // namespace cordon::cli
