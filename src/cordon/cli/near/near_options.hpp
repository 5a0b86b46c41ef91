// What a command line of `cordon near` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// How far the zone reaches from the line, m.
struct Reach {
  double left = 0, right = 0;  ///< 0: the zone is not on that side
  bool by_side = false;        ///< the options tell the sides apart
};

struct NearTask {
  SourceOptions line;
  PlaceOptions places;
  Reach reach;
  double uncertainty = 0;         ///< m; how far the drawn line may be off
  std::optional<double> within;   ///< m; only places as near as this are listed
  std::optional<unsigned> most;   ///< only so many of the nearest
  std::vector<std::string> keep;  ///< columns of the places that are listed, too
  Edges edges = Edges::geodesic;
  unsigned threads = 1;
  std::string left_name, right_name;
  std::vector<std::string> outputs;
  bool overwrite = false, json = false, quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
NearTask near_task(const Arguments& arguments);

Manual near_manual();

}  // namespace cordon::cli
