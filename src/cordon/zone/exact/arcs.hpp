// The outer arcs of a union of discs, and the rings that they form.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cordon/zone/exact/discs.hpp"
#include "cordon/zone/exact/interval.hpp"

namespace cordon {

/// A stretch of one disc's circle that no other disc covers.
struct Arc {
  std::uint32_t disc = 0;
  Stretch stretch;
};

/// All exposed arcs, ordered by disc and angle. The discs' order should follow the line: neighbours
/// in it cover most of each circle, and the search tree is built on it.
template <typename Discs>
std::vector<Arc> exposed_arcs(const Discs& discs, unsigned threads);

extern template std::vector<Arc> exposed_arcs(const SphereDiscs&, unsigned);
extern template std::vector<Arc> exposed_arcs(const GeodesicDiscs&, unsigned);

/// Arcs joined end to start, with the union on their left: the arc on disc i that ends at disc j
/// goes on as the arc on j that starts at i. Nothing if some end has no such partner (three circles
/// through one point, within rounding): move the discs a little and try again.
std::optional<std::vector<std::vector<Arc>>> join_arcs(const std::vector<Arc>& arcs,
                                                       std::size_t disc_count);

}  // namespace cordon
