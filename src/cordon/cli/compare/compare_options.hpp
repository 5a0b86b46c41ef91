// What a command line of `cordon compare` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/base/units.hpp"
#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/places_options.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {

struct CompareTask {
  std::vector<std::string> paths;  ///< two or more, the oldest first
  ZoneTask zone;                   ///< how the files are read, and the zones around lines
  std::string holder_field;        ///< of control areas; empty: by itself
  Metres gap;                      ///< between control areas
  std::optional<PlacesTask> places;
  std::vector<std::string> texts;     ///< outputs for people and spreadsheets
  std::vector<OutputOptions> layers;  ///< outputs for maps
  bool overwrite = false;
  bool json = false;
  bool quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
CompareTask compare_task(const Arguments& arguments);

Manual compare_manual();

}  // namespace cordon::cli
