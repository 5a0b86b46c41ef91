// Builds and measures all zones of a run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/zone/zone_groups.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/cli/zone/zone_statement.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/zone/parts.hpp"

namespace cordon::cli {

/// The areas that a zone is clipped, erased and divided with, as read.
struct Territory {
  std::optional<AreaSource> clip, erase, by;
};

/// Throws as read_areas(), naming the option.
AreaSource read_area_file(const AreaFile& file, std::string_view option);

/// Reads the files of the options. Throws as read_areas(), naming the option.
Territory read_territory(const ZoneTask& task);

/// What reading found in all inputs: warnings only.
Findings input_findings(const Source& source, const Territory& territory);

/// The zone of one group with its areas, m2 on the ellipsoid. Without parts where nothing was left.
struct BuiltZone {
  ZoneParts parts;
  std::vector<double> areas;  ///< of each part
  Range whole;                ///< of all parts together; with an uncertainty, of the least zone
                              ///< and of the greatest
  double clipped = 0;
  double erased = 0;
  double line =
      0;  ///< length of the lines that it is built around, with edges as the options say, m
};

/// One for each of some of a run's groups, in their order; several of them side by side on
/// task.zone.threads threads. `groups` are as before when it returns. Throws as build_parts(),
/// naming the feature if there are several. Of several zones of the run (`all`) some may be empty.
std::vector<BuiltZone> build_zones(std::vector<ZoneGroup>& groups, std::size_t all,
                                   const PartsRequest& common, const ZoneTask& task,
                                   const OutputSpace& space, const Progress& progress);

/// What the requests of all groups have in common: the options and the areas to cut with.
PartsRequest common_request(const ZoneTask& task, const Territory& territory);

}  // namespace cordon::cli
