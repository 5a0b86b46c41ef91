// What a command line of `cordon map` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/places_options.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/map/compose.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/language.hpp"

namespace cordon::cli {

enum class MapFormat { png, svg, pdf, html };

struct MapOutput {
  std::string path;
  MapFormat format;
};

struct MapTask {
  ZoneTask zone;              ///< the source, and how a zone is built around it
  bool states_reach = false;  ///< some option says how far, so that areas are built around too
  bool by_side = false;       ///< the sides are parts of their own
  std::optional<std::string> left_name, right_name;  ///< of the sides, where they are given
  std::string line;                  ///< file with the line of a zone; empty: none is named
  std::vector<std::string> roads;    ///< files
  std::optional<PlacesTask> places;  ///< nothing: no places
  std::string basemap;               ///< file; empty: Natural Earth, as Cordon brings it
  map::Captions captions;            ///< as given; sources are those of the line only
  map::Language language{"en"};
  map::Style style;
  map::PageThemes themes;   ///< of the interactive map
  std::string size, theme;  ///< by their names, for the summary
  std::vector<MapOutput> outputs;
  bool overwrite = false;
  bool json = false;
  bool quiet = false;
};

/// Throws UsageError for values out of range, options that do not go together, and unknown sizes,
/// themes, languages and formats, with those there are; DataError for a style sheet that cannot be
/// read.
MapTask map_task(const Arguments& arguments);

Manual map_manual();

}  // namespace cordon::cli
