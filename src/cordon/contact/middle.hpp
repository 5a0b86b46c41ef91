// Middle lines through gaps and overlaps.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/contact/fabric.hpp"
#include "cordon/contact/graph.hpp"
#include "cordon/contact/plane.hpp"

namespace cordon::contact {

/// Where two sides that no other one keeps apart come nearest to each other.
struct Approach {
  std::size_t left = 0, right = 0;
  LonLat at;
  double distance = 0;  ///< m
};

/// Adds to the graph the middle lines between the fronts of different sides: all of them in
/// contested land, elsewhere where the fronts are at most gap / 2 away. `grid_nodes` are the nodes
/// at vertices of the fabric; new ones are added. Returns the nearest approach, if fronts of
/// different sides face each other at all.
std::optional<Approach> add_middle_lines(const Fabric& fabric, const Plane& plane, double gap,
                                         std::map<GridPoint, std::size_t>& grid_nodes, Graph& graph,
                                         const Progress& progress);

}  // namespace cordon::contact
