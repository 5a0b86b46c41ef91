// What a zone claims to be, by its own fields and the command line, and how that can be checked.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/cli/verify/verify_options.hpp"
#include "cordon/cli/zone_file.hpp"
#include "cordon/io/drawn_areas.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// How the union of some features is checked.
enum class Means {
  distance,  ///< against the distance from the line, by the certificate
  parts      ///< against the part of the zone that build_parts() makes, by its boundary
};

struct Check {
  std::string what;  ///< "the whole zone", "the left side out to 10 km"
  Means means = Means::distance;
  Side side = Side::both;
  Sides reach;                        ///< m
  double from = 0;                    ///< m; above 0: without what is nearer
  double farthest = 0;                ///< m; where flat caps end all of the zone
  std::vector<std::size_t> features;  ///< of the zone, by their number

  double distance() const { return reach.left > reach.right ? reach.left : reach.right; }
};

/// The tolerance, caps, edges and fit that the checks have in common.
struct Claim {
  ZoneOptions options;  ///< distance is each check's own
  std::vector<Check> checks;
  std::vector<std::string> left_out;  ///< what cannot be checked, and why
};

/// Throws UsageError where the command line contradicts the file or says too little, DataError for
/// a zone that has no edge at a distance from the line alone (clipped, with own distances ...).
Claim claim_of(const DrawnAreas& zone, const VerifyTask& task);

}  // namespace cordon::cli
