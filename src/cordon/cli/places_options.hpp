// The towns and villages that a command tells of.
#pragma once

#include <optional>
#include <string>

#include "cordon/base/units.hpp"
#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/io/place_table.hpp"

namespace cordon::cli {

struct PlacesTask {
  PlaceOptions table;            ///< without the box
  bool shipped = false;          ///< GeoNames, as Cordon brings it
  std::string population_field;  ///< empty: by its usual names
  std::optional<Metres> within;  ///< how far from the line those outside are listed; nothing: up to
                                 ///< twice the zone's reach
};

/// The options of places, and what they ask for; nothing: no places. Throws UsageError, and
/// DataError if Cordon's own table is missing.
OptionGroup places_group();
std::optional<PlacesTask> places_task(const Arguments& arguments);

}  // namespace cordon::cli
