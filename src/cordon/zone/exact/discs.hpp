// The discs whose union is the zone, on the conformal sphere or, where its circles are too coarse,
// on the ellipsoid itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/vec3.hpp"
#include "cordon/zone/exact/interval.hpp"

namespace cordon {

/// What the search for exposed arcs needs of a disc model: positions in some space whose distances
/// bound what a disc can reach, exact covers, and places on circles. Angles are counter-clockwise
/// as seen from above, in radians.
///
/// Geodesic circles as circles on the conformal sphere (ENGINE: error image_circle_error()).
class SphereDiscs {
 public:
  /// Discs of `distance` m around the centres, each moved by up to `jitter` m in a direction that
  /// depends on its number and `seed` alone.
  SphereDiscs(const Path& centres, double distance, double jitter, std::uint32_t seed);

  std::size_t size() const { return discs_.size(); }
  const Vec3& position(std::size_t i) const { return discs_[i].centre; }
  /// No place farther than this from position(i), along the chord, is in disc i, for all i.
  double reach() const { return reach_; }
  Vec3 at(std::size_t i, double angle) const;
  bool holds(std::size_t i, const Vec3& place) const {
    return squared_length(place - discs_[i].centre) < discs_[i].squared_chord;
  }
  /// What disc j covers of circle i.
  Cover cover(std::size_t i, std::size_t j) const;
  /// Whether disc j covers nothing of a stretch of circle i between two places, `sweep` radians
  /// long; false if in doubt. Quicker than cover().
  bool misses(std::size_t i, std::size_t j, const Vec3& start, const Vec3& end, double sweep) const;

 private:
  struct Disc {
    Vec3 centre;
    Vec3 east;
    Vec3 north;
    double squared_chord;
    double sin_radius;
    double cos_radius;
  };
  std::vector<Disc> discs_;
  double reach_ = 0;
};

/// Geodesic circles as they are: every cover by Newton's method on exact geodesics. Some hundred
/// times slower; for distances where the sphere's error is not small against the tolerance.
class GeodesicDiscs {
 public:
  GeodesicDiscs(const Path& centres, double distance, double jitter, std::uint32_t seed);

  std::size_t size() const { return centres_.size(); }
  const Vec3& position(std::size_t i) const { return positions_[i]; }
  double reach() const { return reach_; }
  Vec3 at(std::size_t i, double angle) const;
  bool holds(std::size_t i, const Vec3& place) const;
  Cover cover(std::size_t i, std::size_t j) const;
  bool misses(std::size_t, std::size_t, const Vec3&, const Vec3&, double) const { return false; }

 private:
  double edge_of_cover(std::size_t i, std::size_t j, double towards, double guess) const;

  Path centres_;
  std::vector<Vec3> positions_;  // on the unit sphere at conformal latitude
  double distance_ = 0;
  double reach_ = 0;
};

}  // namespace cordon
