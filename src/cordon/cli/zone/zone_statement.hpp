// A zone in one sentence.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/zone/parts.hpp"

namespace cordon::cli {

/// A figure, or the least and the greatest value that it may have.
struct Range {
  double least = 0;
  double most = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

/// How many of each a zone is built around.
struct Centre {
  std::size_t points = 0;
  std::size_t lines = 0;
  std::size_t areas = 0;
};

Centre count(const Shape& shape);
Centre count(const std::vector<Member>& members);

/// "3 lines", "1 line, 2 points and 1 area".
std::string in_words(const Centre& centre);

/// "states of borders.gpkg".
std::string in_words(const AreaFile& areas);

/// What a statement is about: a part of a zone, or the zone as a whole.
struct Stated {
  Centre centre;
  Range distance;                   ///< m; of the features that the zone is built around
  std::optional<Band> left, right;  ///< what it covers, where sides or bands were asked for
  std::string side_name;            ///< empty: none of its own
  Sureness sureness = Sureness::drawn;
  std::optional<std::vector<std::string>> holders;  ///< of a part, if holders were asked for
  std::string crs;                                  ///< that a classic buffer was drawn in
};

/// "20 km on the left of the line, with round ends": how far, on which side, around what, with what
/// taken away.
std::string statement(const ZoneTask& task, const Stated& stated);

/// The same of all features of a run, with how they are parted.
std::string run_statement(const ZoneTask& task, const Centre& centre, const Range& distance,
                          const std::string& crs);

}  // namespace cordon::cli
