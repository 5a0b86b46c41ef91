// The plane that contact is found in, and the way from it to distances on the ellipsoid.
#pragma once

#include <cstdint>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/geodesy/vec3.hpp"

namespace cordon::contact {

/// Parts of the error of a middle line, m; with the grid they stay below kContactTolerance.
inline constexpr double kBend = 0.01;   ///< straight edges of the plane against geodesics
inline constexpr double kCurve = 0.01;  ///< chords of a middle line against its curves

/// Vertices are rounded to multiples of this, m; those that were given come out as they were given.
inline constexpr double kGrid = 0.01;

/// No place may be farther than this from the middle of all, m.
inline constexpr double kMaxReach = 4e6;

/// A vertex on the plane's grid, in grid steps.
struct GridPoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  friend bool operator==(const GridPoint&, const GridPoint&) = default;
  friend bool operator<(const GridPoint& a, const GridPoint& b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
  }
};

/// A stereographic plane, in metres, about the middle of some places. It is conformal: two ways of
/// the same short length are drawn with the same length in all directions, so that it shows which
/// edges a place is equally far from; balanced() then moves the place to where geodesics agree.
class Plane {
 public:
  /// Throws DataError if a place is farther than kMaxReach from their middle, UsageError if there
  /// is none.
  explicit Plane(const Path& places);

  const OutputSpace& space() const { return space_; }
  XY project(const LonLat& place) const { return space_.project(place); }
  /// By vectors on the conformal sphere: PROJ's inverse loses a decimetre at a pole off its middle.
  LonLat place(const XY& xy) const;

  GridPoint to_grid(const XY& xy) const;
  XY from_grid(const GridPoint& point) const;

  /// Half the side of a square about the origin that holds all places, m.
  double reach() const { return reach_; }

  /// An edge no longer than this leaves the geodesic between its ends by less than kBend, m.
  double longest_edge() const { return longest_edge_; }

  /// The place near `xy` to which the geodesics from all feet are equally long: one step of
  /// Newton's method from where the plane's distances are equal.
  XY balanced(const XY& xy, const std::vector<XY>& feet) const;

  /// Geodesic distance of two points, m.
  double distance(const XY& a, const XY& b) const;

 private:
  Plane(const LonLat& middle, const Path& places);

  OutputSpace space_;
  Vec3 up_{}, east_{}, north_{};  // on the conformal sphere
  double scale_ = 1;              // twice its radius, m
  double reach_ = 0;
  double longest_edge_ = 0;
};

}  // namespace cordon::contact
