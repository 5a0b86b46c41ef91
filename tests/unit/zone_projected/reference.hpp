// Lines to build zones of, and the error of a zone by brute force.
#pragma once

#include <cstdint>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon::reference {

/// Largest errors of a zone's boundary, m: how far it is beyond the distance, and short of it.
struct Errors {
  double outward = 0;
  double inward = 0;
};

/// The distance from places to the paths (points: one vertex), by dense samples of the geodesics
/// and a search between them.
class Distance {
 public:
  /// Samples are at most `step` m apart.
  Distance(const std::vector<Path>& paths, double step);

  /// Geodesic distance, m, to about 1e-6 m.
  double operator()(const LonLat& place) const;

 private:
  struct Sample {
    double x, y, z;
    LonLat place;
    bool first;  // of its path
  };
  double refined(const LonLat& place, std::size_t nearest) const;

  std::vector<Sample> samples_;
  double step_;
};

/// Measures the boundary at its vertices and at `inner` places on each edge.
Errors errors(const MultiPolygon& zone, const OutputSpace& space, const Distance& distance_to,
              double distance, int inner);

/// Of `count` random places about the zone, those that it puts on the wrong side though they are
/// more than `tolerance` away from the true boundary.
int misplaced(const MultiPolygon& zone, const OutputSpace& space, const Distance& distance_to,
              double distance, double tolerance, int count, std::uint64_t seed);

/// Vertices in metres on a plane, laid about a place.
Path on_ground(const std::vector<XY>& plane, const LonLat& origin);

/// `count` vertices from one place to another, displaced at random, at all scales.
Path fractal(const LonLat& from, const LonLat& to, int count, double roughness, std::uint64_t seed);

}  // namespace cordon::reference
