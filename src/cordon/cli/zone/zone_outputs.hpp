// Where `cordon zone` writes, and what goes along with the zone.
#pragma once

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {

/// Fills in the outputs, the project with its GeoPackage, places and theme. A project whose
/// GeoPackage is not among the outputs adds one of its own name. Throws UsageError, and as
/// places_task().
void read_outputs(const Arguments& arguments, ZoneTask& task);

}  // namespace cordon::cli
