// What is asked for, as levels of distance and what lies between them.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "cordon/zone/parts.hpp"

namespace cordon {

/// A distance for each group of members, m: the zones of all groups at these distances, united.
using Level = std::vector<double>;

/// The places in one level and not in another.
struct Span {
  std::optional<std::size_t> from;  ///< number of the level; none: nothing is left out
  std::size_t to = 0;               ///< number of the level
};

struct PlannedPart {
  std::vector<Span> left, right;              ///< united; without sides both are the same
  std::optional<Band> left_band, right_band;  ///< as drawn
  Sureness sureness = Sureness::drawn;
};

/// Members of one distance. The shape is the request's own where there is one member.
struct Group {
  std::shared_ptr<const Shape> shape;
  Metres distance;
};

struct Plan {
  std::vector<Group> groups;
  std::vector<Level> levels;
  std::vector<PlannedPart> parts;  ///< in the order of ZoneParts
  bool sides = false;              ///< left and right differ
};

/// Throws UsageError for what does not go together or is out of range; `tolerance` in m. The plan
/// may point into the request.
Plan plan_parts(const PartsRequest& request, double tolerance);

/// Whether `level` lies within `other` for every group.
bool is_within(const Level& level, const Level& other);

/// The distance of the group that reaches farthest.
double reach_of(const Level& level);

}  // namespace cordon
