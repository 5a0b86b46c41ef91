// A drawn zone: what is inside, where its boundary runs, and how large it is.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::oracle {

/// Answers on a plane whether points are inside polygons, by counting the edges east of them
/// (even-odd). Where two polygons share an edge, every point of it is inside of one of them only.
class PlaneCaster {
 public:
  explicit PlaneCaster(const MultiPolygon& zone);
  bool contains(const XY& point) const;
  /// As if the point lay a hair farther west.
  bool contains_west_of(const XY& point) const;

 private:
  struct Edge {
    XY low, high;  // by y
  };
  template <typename IsWest>
  bool odd_edges_east(const XY& point, const IsWest& is_west) const;
  std::size_t band_of(double y) const;
  double south_ = 0, north_ = 0;
  std::vector<std::vector<Edge>> bands_;  // by y; an edge is in every band that it touches
};

/// The same for a zone in lon/lat that is cut at +-180 and at the poles, as RFC 7946 asks. A place
/// on the antimeridian is inside if both of its sides are; a pole is inside if the zone's edges
/// along it go all around.
class Raycaster {
 public:
  explicit Raycaster(const MultiPolygon& zone);
  bool contains(const LonLat& place) const;

 private:
  PlaneCaster plane_;
  bool south_pole_ = false, north_pole_ = false;
};

/// A zone as it is on the Earth, however it was written down.
struct Drawing {
  std::function<bool(const LonLat&)> contains;

  /// The boundary in lon/lat, edges straight there, the zone on the left of them. First and last
  /// vertex are the same place; longitudes run on over +-180, so that a loop around a pole ends a
  /// whole turn away from where it began. Edges along +-180 and along a pole are left out where the
  /// zone goes on behind them: they only cut it.
  std::vector<Ring> loops;
};

/// A zone in lon/lat, cut at +-180 and at the poles.
Drawing drawn_in_lonlat(const MultiPolygon& zone);

/// A zone on a plane, not cut. `bend`: m; how far an edge of its boundary may be from the edge on
/// the plane.
Drawing drawn_in_plane(const MultiPolygon& zone, const std::function<XY(const LonLat&)>& forward,
                       const std::function<LonLat(const XY&)>& inverse, double bend);

/// Area on WGS84, m2, from GeographicLib's authalic latitude. Rings are taken as they are drawn in
/// the rectangle of all longitudes and latitudes, so cuts do no harm; winding does not matter.
double area(const MultiPolygon& zone);
double area(const Drawing& zone);

/// Length of the boundary, m, vertex to vertex by geodesics; cuts are none.
double perimeter(const MultiPolygon& zone);
double perimeter(const Drawing& zone);

/// Holes of the zone on the Earth: of a zone that is cut they need not be rings.
std::size_t hole_count(const MultiPolygon& zone);

/// What lies to the right of a loop, as a ring in unwrapped lon/lat: a hole, or all around the pole
/// there. Nothing (no vertex) for the outer boundary of a part.
Ring hole_of(const Ring& loop);

/// Of the rings as they are written.
std::size_t vertex_count(const MultiPolygon& zone);
std::vector<Ring> rings(const MultiPolygon& zone);
LonLat to_lonlat(const XY& xy);

}  // namespace cordon::oracle
