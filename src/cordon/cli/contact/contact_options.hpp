// What a command line of `cordon contact` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/contact/contact.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {

struct ContactTask {
  std::vector<SourceOptions> sources;  ///< at least one
  std::string by;                      ///< field that tells the side; empty: each file is one
  std::vector<std::string> between;    ///< the sides, the first one on the left; empty: all
  bool places = false;                 ///< the sources are places, not areas
  std::string lat_field, lon_field;    ///< of a table of places; empty: those with usual names
  std::optional<AreaFile> clip;        ///< land to cut the areas of places to
  ContactOptions options;
  std::vector<OutputOptions> outputs;
  std::vector<OutputOptions> area_outputs;  ///< of the areas of places
  bool json = false;
  bool quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
ContactTask contact_task(const Arguments& arguments);

Manual contact_manual();

}  // namespace cordon::cli
