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

/// What a figure may be where the line is uncertain.
struct Bounds {
  double least = 0, most = 0;
};

struct Figure {
  double value = 0;              ///< of the line as it is drawn
  std::optional<Bounds> bounds;  ///< nothing: the line is not uncertain
};

struct ReportFigures {
  Figure area;                             ///< km2
  std::optional<Figure> places;            ///< in the zone; nothing: not counted
  std::optional<Figure> known_population;  ///< of these places
  std::optional<Figure> people;            ///< in the zone, by a population grid
  std::vector<ReportedPlace> inside;       ///< in the report's order
};

/// From the JSON of `cordon report`. Throws DataError for a file that is none, or tells no area.
ReportFigures report_figures(const std::filesystem::path& file);

}  // namespace cordon::cli
