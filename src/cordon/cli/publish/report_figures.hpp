// What a report that is written already says of a zone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::cli {

struct ReportedPlace {
  std::string name;  ///< as the report has it, in English
  LonLat at;
};

struct ReportFigures {
  double area = 0;                         ///< km2
  std::optional<double> places;            ///< in the zone; nothing: not counted
  std::optional<double> known_population;  ///< of these places
  std::optional<double> people;            ///< in the zone, by a population grid
  std::vector<ReportedPlace> inside;       ///< in the report's order
};

/// From the JSON of `cordon report`. Throws DataError for a file that is none, or tells no area.
ReportFigures report_figures(const std::filesystem::path& file);

}  // namespace cordon::cli
