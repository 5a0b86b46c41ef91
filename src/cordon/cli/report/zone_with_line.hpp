// The zone of a report that comes from a file, with the line that it was built around beside it.
#pragma once

#include <optional>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/cli/zone_file.hpp"
#include "cordon/report/regions.hpp"

namespace cordon::cli {

/// What was asked for, with the reach, caps, edges, tolerance, uncertainty and names of the sides
/// that the features of a zone tell; nothing where one reach does not tell all of them.
std::optional<ReportTask> told_task(const ReportTask& asked,
                                    const std::vector<ZoneFeature>& features);

/// Whether the features hold all places within their reach, and no others.
bool holds_all_within_reach(const std::vector<ZoneFeature>& features);

/// The regions that build_regions() makes around the line, as a file holds them: its own polygons
/// where features are such regions; of others, what of its polygons lies in the region that is
/// built. `told` is by told_task(). Throws as build_regions(), and DataError if the zone does not
/// lie around this line.
std::vector<Region> regions_with_line(const std::vector<ZoneFeature>& features, const Shape& line,
                                      const ReportTask& told, const Progress& progress);

}  // namespace cordon::cli
