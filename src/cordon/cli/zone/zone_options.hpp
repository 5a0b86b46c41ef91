// What a command line of `cordon zone` asks for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/units.hpp"
#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/cli/places_options.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// A column that holds the distance of every feature.
struct DistanceColumn {
  std::string name;
  std::string unit;  ///< of cells that are mere numbers; empty: all cells carry their own
};

/// Which features share a zone.
enum class Grouping { all, none, field };

/// Areas in a file, as --clip, --erase and --by name them.
struct AreaFile {
  std::string path;
  std::string layer;  ///< empty: the only one
  std::string field;  ///< of --by: whose areas they are
};

struct ZoneTask {
  SourceOptions source;
  ZoneOptions zone;    ///< `distance` is that of every feature, unless `column` says otherwise
  PartsRequest parts;  ///< without members and areas
  std::optional<DistanceColumn> column;
  Grouping grouping = Grouping::all;
  std::string group_field;  ///< with Grouping::field
  std::string left_name, right_name;
  std::optional<AreaFile> clip, erase, by;
  std::optional<PlacesTask> places;  ///< of GeoPackages; nothing: none
  std::string theme;                 ///< of styles
  std::vector<OutputOptions> outputs;
  std::string project;     ///< file of a QGIS project, .qgz or .qgs; empty: none
  std::string geopackage;  ///< that it shows: one of the outputs
  bool json = false;
  bool quiet = false;
};

/// "FILE" or "FILE:LAYER", as an option gives it; a file with a colon in its name is known if it is
/// there.
AreaFile area_file(const std::string& text);

/// "FILE:FIELD" or "FILE:LAYER:FIELD", as an option gives it. Throws UsageError.
AreaFile named_area_file(const std::string& text, std::string_view option);

/// Throws UsageError for values out of range and options that do not go together.
ZoneTask zone_task(const Arguments& arguments);

/// What commands that build the zone of a line for themselves ask: the source, distance, width,
/// left, right, rings, tolerance, uncertainty, edges, threads and the names of the sides. All else
/// is as ZoneTask has it by default; there are no outputs. Throws as zone_task().
ZoneTask plain_zone_task(const Arguments& arguments);

/// Options that plain_zone_task() reads, but for those of the source.
OptionGroup plain_zone_group(bool with_bands = true);

/// Whether some option says how far a zone reaches, so that one is built around areas, too.
bool states_reach(const Arguments& arguments);

/// Throws UsageError if several options say how far the zone reaches.
void check_reach(const Arguments& arguments);

/// Throws UsageError for sides with empty or equal names.
void check_side_names(const Arguments& arguments);

/// The checks of zone_task() that look at several options at once: which of them exclude each
/// other, and which mean nothing without another.
void check_combinations(const Arguments& arguments);

/// True if the zone itself goes to standard output.
bool prints_zone(const std::vector<OutputOptions>& outputs);

Manual zone_manual();

}  // namespace cordon::cli
