// What of large areas matters to a zone: whole countries may be given to cut a few kilometres with.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/geodesy/vec3.hpp"

namespace cordon {

/// A ball in space that holds a zone.
class Vicinity {
 public:
  Vicinity(const MultiPolygon& zone, const OutputSpace& space);

  /// Less than the distance, m, of an edge from the ball, however it joins the two places, along
  /// the geodesic or straight in longitude/latitude; 0 or less if it may reach it.
  double distance_of(const LonLat& a, const LonLat& b) const;

  /// Allows `bend` m where an edge is near, and a quarter of its distance where it is farther:
  /// what is drawn for it stays away from the zone.
  BendAt bend(double near) const;

  /// The areas that reach the ball or hold all of it.
  std::vector<Area> reached_by(const std::vector<Area>& areas) const;

 private:
  Vec3 centre_{};
  double radius_ = 0;
};

}  // namespace cordon
