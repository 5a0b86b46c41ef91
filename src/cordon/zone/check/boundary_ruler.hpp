// How far edges are from the boundary of a zone.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/geodesy/vec3.hpp"
#include "cordon/zone/measure.hpp"

namespace cordon {

/// Measures distances from the boundary of a zone, along whole edges, down to nothing: the distance
/// from one straight edge is convex along another, so that it is largest at an end. (Bounds by the
/// nearest places alone, as IdealZone has them, are coarse where the distance is small against the
/// edge.)
class BoundaryRuler {
 public:
  /// `error`: m; what bounds may exceed the true distances by.
  BoundaryRuler(const MultiPolygon& zone, const OutputSpace& space, double error);

  /// A bound, m, of the distance over all edges of a path in the coordinates of the space, and
  /// where it is. Edges on which nothing exceeds `known` m are passed over.
  PlacedError farthest(std::span<const XY> path, double known) const;

 private:
  struct Station;
  Station station_at(const XY& xy) const;
  void add(const Station& a, const Station& b, int halvings, PlacedError& worst) const;
  double distance_from(std::size_t edge, const Vec3& place) const;

  OutputSpace space_;
  double error_;    // m
  double longest_;  // m; of edges whose chord is no farther from the ellipsoid than a share of that
  struct Edge {
    Vec3 a, b;
  };
  std::vector<Edge> edges_;
  BoxTree tree_;
};

}  // namespace cordon
