// The nearest of a run of edges to a site in space.
#pragma once

#include <array>
#include <cstddef>
#include <limits>

#include "cordon/geodesy/vec3.hpp"

namespace cordon {

inline constexpr std::size_t kEdgesInLeaf = 16;

/// The nearest place found so far, on the straight chord between two vertices.
struct Nearest {
  double squared = std::numeric_limits<double>::infinity();  ///< m2
  Vec3 at{};
  double sag = 0;  ///< m that the chord runs below the ellipsoid there
};

/// A path of up to kEdgesInLeaf edges by coordinate, so that a loop over them can run on vector
/// registers. A path of one vertex is an edge from it to itself.
struct EdgesInSpace {
  const double* x;
  const double* y;
  const double* z;
  std::size_t count;  ///< vertices

  Vec3 operator[](std::size_t i) const { return {x[i], y[i], z[i]}; }
};

/// Takes the place on the edge if it is nearer than `best`.
void try_edge(const Vec3& site, const Vec3& a, const Vec3& b, Nearest& best);

/// Takes the nearest place on all edges if it is nearer than `best`.
void try_edges(const Vec3& site, const EdgesInSpace& path, Nearest& best);

/// Geodesic length over a chord between places on the ellipsoid, m: as on a circle with Euler's
/// radius for the chord's direction. Measured to be 4e-9 m off at 20 km, 8e-6 at 200 km.
double length_over_chord(const Vec3& a, const Vec3& b, double chord);

}  // namespace cordon
