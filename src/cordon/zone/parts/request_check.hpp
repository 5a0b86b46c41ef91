// Which requests for parts make sense.
#pragma once

#include <string>

#include "cordon/zone/parts.hpp"

namespace cordon {

/// How far apart boundaries must be at least so that they keep their order, in tolerances.
inline constexpr double kLeastGap = 2.1;

/// Throws UsageError for what does not go together or is out of range; `tolerance` in m.
void check_request(const PartsRequest& request, double tolerance);

/// Whether left and right of the lines are told apart.
bool asks_for_sides(const PartsRequest& request);

bool has_areas(const PartsRequest& request);

/// A length to advise as the most: rounded down to two digits, in words.
std::string at_most(double length);

}  // namespace cordon
