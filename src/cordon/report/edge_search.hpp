// The nearest place of many geodesics to any place of the Earth, however far.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {

/// A geodesic from a place; of no length: that place alone.
struct GeodesicEdge {
  LonLat from;
  double azimuth = 0;  ///< degrees, at `from`
  double length = 0;   ///< m
};

GeodesicEdge edge_between(const LonLat& from, const LonLat& to);

struct NearestOnEdge {
  double distance = std::numeric_limits<double>::infinity();  ///< m
  std::size_t edge = 0;
  double along = 0;  ///< m from the edge's start; exactly 0 or the length at its ends
  Station at;        ///< the nearest place, and the direction of the edge there
  Inverse way;       ///< from there to the place that was asked about
};

/// Edges, cut into short stretches, under a box tree on the unit sphere of reduced latitudes: there
/// the shortest path between two places is at least 1/a and at most 1/b as long as on the
/// ellipsoid, so that what is pruned cannot be nearest, up to the antipodes. Distances come from
/// exact geodesics only; they are found to a micrometre. May be used by several threads.
class EdgeSearch {
 public:
  explicit EdgeSearch(std::vector<GeodesicEdge> edges);

  /// Infinitely far if there are no edges.
  NearestOnEdge nearest(const LonLat& place) const;

 private:
  struct Stretch {
    std::size_t edge;
    double from, to;  // m along the edge
    LonLat middle;
  };

  Station place_on(std::size_t edge, double along) const;
  NearestOnEdge look(std::size_t edge, double along, const LonLat& place) const;
  NearestOnEdge nearest_on(const Stretch& stretch, const LonLat& place) const;

  std::vector<GeodesicEdge> edges_;
  std::vector<Stretch> stretches_;
  BoxTree tree_;
};

}  // namespace cordon
