// A drawn zone in lon/lat, edges straight in lon/lat: what is inside, how large it is, and how far
// its boundary is from where it should be.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "reference.hpp"

namespace cordon::oracle {

/// Answers whether places are inside a zone by counting the edges east of them (even-odd).
class Raycaster {
 public:
  explicit Raycaster(const MultiPolygon& zone);
  bool contains(const LonLat& place) const;

 private:
  struct Edge {
    XY low, high;  // by y
  };
  std::size_t band_of(double lat) const;
  double south_ = 0, north_ = 0;
  std::vector<std::vector<Edge>> bands_;  // by latitude; an edge is in every band that it touches
};

/// Area on WGS84, m2, by GeographicLib. Edges are straight in lon/lat (kept to 0.1 mm).
double area(const MultiPolygon& zone);

/// Length of the boundary, m, vertex to vertex by geodesics.
double perimeter(const MultiPolygon& zone);

std::size_t vertex_count(const MultiPolygon& zone);
std::size_t hole_count(const MultiPolygon& zone);
std::vector<Ring> rings(const MultiPolygon& zone);
LonLat to_lonlat(const XY& xy);

/// Errors of a boundary that should be at `distance` everywhere. They are attained, at the places
/// given; nowhere on the boundary are they exceeded by more than the slack asked for.
struct BoundaryError {
  double outward = 0;  ///< m; largest distance - wanted (0 if negative)
  double inward = 0;   ///< m; largest wanted - distance (0 if negative)
  LonLat outward_at, inward_at;
  double max() const { return outward > inward ? outward : inward; }
};

/// Bounds the whole of every edge, not samples: see the proof in the source. With distance 0 and
/// the rings of another zone as the shape, `outward` is the Hausdorff distance to them.
BoundaryError measure_boundary(const MultiPolygon& zone, const ReferenceShape& shape,
                               double distance, double slack);

/// Whether a place inside the hole is found that is farther than `distance` from the shape.
bool reaches_beyond(const Ring& hole, const ReferenceShape& shape, double distance);

}  // namespace cordon::oracle
