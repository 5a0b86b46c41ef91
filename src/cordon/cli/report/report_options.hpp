// What a command line of `cordon report` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/places_options.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/raster.hpp"
#include "cordon/report/dates.hpp"
#include "cordon/report/population.hpp"

namespace cordon::cli {

struct IncidentsTask {
  PlaceOptions table;                       ///< without the box
  std::string date_field, precision_field;  ///< empty: by their usual names
  DateOrder order = DateOrder::by_evidence;
};

struct PopulationTask {
  RasterOptions raster;
  CellMeaning meaning = CellMeaning::count;
};

/// Limits that somebody published.
struct LimitsTask {
  AreaFile file;
  std::string where;
};

struct ReportTask {
  ZoneTask zone;               ///< the source, and how a zone is built around it
  std::string line;            ///< file that a zone was built around; empty: its own layer, or none
  bool states_reach = false;   ///< some option says how far, so that areas are built around too
  bool shipped_areas = false;  ///< Natural Earth's provinces and countries
  std::vector<AreaFile> areas;
  std::optional<PlacesTask> places;
  std::optional<IncidentsTask> incidents;
  std::optional<PopulationTask> population;
  std::optional<LimitsTask> limits;
  std::string title, date, note;  ///< empty: as the source says
  std::vector<std::string> outputs;
  bool overwrite = false;
  bool json = false;
  bool quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
ReportTask report_task(const Arguments& arguments);

Manual report_manual();

}  // namespace cordon::cli
