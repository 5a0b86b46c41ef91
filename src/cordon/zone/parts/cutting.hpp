// Which of the operands' faces make which part.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/parts/operands.hpp"
#include "cordon/zone/parts/plan.hpp"

namespace cordon {

/// Number of a part of the plan and of the holders of a piece of it. Beyond the plan's parts:
/// what was clipped and what was erased.
struct PieceKey {
  std::size_t part = 0;
  std::vector<std::size_t> holders;  ///< ascending

  /// The order of ZoneParts: what nobody holds comes last.
  friend bool operator<(const PieceKey& a, const PieceKey& b) {
    if (a.part != b.part) return a.part < b.part;
    if (a.holders.empty() || b.holders.empty()) return b.holders.empty() && !a.holders.empty();
    return a.holders < b.holders;
  }
};

/// Which operands decide what, by number.
struct Cutting {
  Plan plan;
  Operands operands;
  std::optional<std::size_t> left;  ///< what is not held by it lies on the right
  std::optional<std::size_t> clip, erase;
  std::vector<std::size_t> holders;

  PieceKey clipped() const { return {plan.parts.size(), {}}; }
  PieceKey erased() const { return {plan.parts.size() + 1, {}}; }
  /// The operand that is all of a level of one group.
  std::size_t own_zone(std::size_t level) const {
    return operands.levels[level].front().in.front();
  }
};

/// Splits the zone that reaches farthest. Throws as split_sides().
void add_sides(Cutting& cutting, const ZoneOptions& options, const OutputSpace& space);

/// What to clip to, to erase, and who holds what, only as far as the zones reach; `grid` in units
/// of the space. Throws as flatten() (areas.hpp).
void add_territory(Cutting& cutting, const PartsRequest& request, const ZoneOptions& options,
                   const OutputSpace& space, double grid);

/// The pieces that a place belongs to; `in` tells for each operand whether it holds the place.
std::vector<PieceKey> pieces_at(const Cutting& cutting, const std::vector<bool>& in);

/// The worst of all operands that a part of the plan is cut from. Errors may be below 0; edges are
/// not counted.
Certificate worst_of(const Cutting& cutting, const PlannedPart& part);

/// Makes errors the worst of both.
void take_worse(Certificate& worst, const Certificate& other);

void add_problems(Certificate& certificate, const Operand& operand);

}  // namespace cordon
