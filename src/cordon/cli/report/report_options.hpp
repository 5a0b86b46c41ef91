// What a command line of `cordon report` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/raster.hpp"
#include "cordon/report/dates.hpp"
#include "cordon/report/population.hpp"

namespace cordon::cli {

struct PlacesTask {
  PlaceOptions table;            ///< without the box
  bool shipped = false;          ///< GeoNames, as Cordon brings it
  std::string population_field;  ///< empty: by its usual names
  std::optional<Metres> within;  ///< how far from the line those outside are listed; nothing: up to
                                 ///< twice the zone's reach
};

struct IncidentsTask {
  PlaceOptions table;                       ///< without the box
  std::string date_field, precision_field;  ///< empty: by their usual names
  DateOrder order = DateOrder::by_evidence;
};

struct PopulationTask {
  RasterOptions raster;
  CellMeaning meaning = CellMeaning::count;
};

struct ReportTask {
  ZoneTask zone;               ///< the source, and how a zone is built around it
  bool states_reach = false;   ///< some option says how far, so that areas are built around too
  bool shipped_areas = false;  ///< Natural Earth's provinces and countries
  std::vector<AreaFile> areas;
  std::optional<PlacesTask> places;
  std::optional<IncidentsTask> incidents;
  std::optional<PopulationTask> population;
  std::string title, date, note;  ///< empty: as the source says
  std::vector<std::string> outputs;
  bool overwrite = false;
  bool json = false;
  bool quiet = false;
};

/// The options of places, and what they ask for; nothing: no places. Throws as report_task().
OptionGroup places_group();
std::optional<PlacesTask> places_task(const Arguments& arguments);

/// Throws UsageError for values out of range and options that do not go together.
ReportTask report_task(const Arguments& arguments);

Manual report_manual();

}  // namespace cordon::cli
