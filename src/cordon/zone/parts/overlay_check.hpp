// Whether parts are what their definition makes of the sets of polygons that they were cut from.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Which parts (numbers, ascending) hold a place, given for each operand whether it holds it.
using Definition = std::function<std::vector<std::size_t>(const std::vector<bool>& in)>;

/// A place where the parts differ from their definition, or nullopt. Two facts are looked at:
/// - Every edge of every part runs, over its whole length, within two steps of `grid` of an edge of
///   an operand. So each part is a union of faces of the operands' boundaries.
/// - To both sides of the middle of every stretch of an operand's edge between two crossings, the
///   parts are what the definition says. Every face has such a stretch; only where it leaves no
///   room of six steps is there nothing to look at.
std::optional<XY> find_overlay_fault(const std::vector<const MultiPolygon*>& operands,
                                     const std::vector<const MultiPolygon*>& parts,
                                     const Definition& definition, double grid);

}  // namespace cordon
