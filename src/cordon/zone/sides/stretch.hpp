// Short stretches of geodesics, close to straight in space: what searches run over.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/geodesy/vec3.hpp"
#include "cordon/zone/sides/network.hpp"

namespace cordon {

struct EdgeStretch {
  std::size_t edge = 0;
  double from = 0, to = 0;  ///< m along the edge
  Vec3 a{}, b{};            ///< Earth-centred coordinates of its ends, m
};

/// No place of a stretch is farther than this (m) from the straight line between its ends.
inline constexpr double kStretchSagitta = 0.025;

/// All edges of a network, cut into stretches of at most 1,100 m.
std::vector<EdgeStretch> stretches_of(const Network& network);

/// A place of an edge, by its distance (m) from the edge's start.
Station place_on(const Network& network, std::size_t edge, double along);

/// The place of a straight line from a to b that is nearest to p: 0 at a, 1 at b.
double nearest_between(const Vec3& p, const Vec3& a, const Vec3& b);

/// Boxes around stretches, each larger by `margin` m.
BoxTree tree_of(const std::vector<EdgeStretch>& stretches, double margin);

}  // namespace cordon
