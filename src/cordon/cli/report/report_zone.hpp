// The zone of a report: built around a line, or read from a file.
#pragma once

#include "cordon/base/progress.hpp"
#include "cordon/cli/report/report_data.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {

/// Whether the source is the zone itself: polygons, and no option that says how far one reaches.
bool is_zone_file(const Source& source, const ReportTask& task);

/// The regions of the zone around a shape.
std::vector<Region> built_regions(const Shape& shape, const ReportTask& task,
                                  const Progress& progress);

/// The regions that a file holds: all of it, and its sides and bands where the fields of
/// `cordon zone` tell them. Throws DataError for a zone of an uncertain line.
std::vector<Region> file_regions(const Source& source);

/// Throws UsageError for options that say how a zone is drawn, or need a line that is not there.
void refuse_for_zone(const Source& source, const ReportTask& task, bool has_line);

}  // namespace cordon::cli
