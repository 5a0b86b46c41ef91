// WGS84: its constants, radii of curvature, and places in space.
#pragma once

#include <cmath>
#include <numbers>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/vec3.hpp"

namespace cordon::wgs84 {

inline constexpr double kA = 6378137.0;                    ///< equatorial radius, m
inline constexpr double kF = 1 / 298.257223563;            ///< flattening
inline constexpr double kE2 = kF * (2 - kF);               ///< first eccentricity squared
inline constexpr double kN = kF / (2 - kF);                ///< third flattening
inline constexpr double kDegree = std::numbers::pi / 180;  ///< radians
inline constexpr double kMeanRadius = kA * (1 - kF / 3);   ///< m

/// Radius of curvature in the prime vertical, m; s = sin(latitude).
inline double normal_radius(double s) {
  return kA / std::sqrt(1 - kE2 * s * s);
}

/// Radius of curvature in the meridian, m; s = sin(latitude).
inline double meridian_radius(double s) {
  const double w = 1 - kE2 * s * s;
  return kA * (1 - kE2) / (w * std::sqrt(w));
}

/// Earth-centred, Earth-fixed coordinates of a place on the ellipsoid, m.
inline Vec3 to_ecef(const LonLat& place) {
  const double phi = place.lat * kDegree;
  const double lambda = place.lon * kDegree;
  const double sin_phi = std::sin(phi);
  const double cos_phi = std::cos(phi);
  const double nu = normal_radius(sin_phi);
  return {nu * cos_phi * std::cos(lambda), nu * cos_phi * std::sin(lambda),
          nu * (1 - kE2) * sin_phi};
}

/// The unit normal of the ellipsoid at (or close to) a place of it.
inline Vec3 normal_at(const Vec3& ecef) {
  return normalized({ecef[0], ecef[1], ecef[2] / (1 - kE2)});
}

/// The inverse of to_ecef() for places on (or close to) the ellipsoid.
inline LonLat place_of(const Vec3& ecef) {
  return {std::atan2(ecef[1], ecef[0]) / kDegree,
          std::atan2(ecef[2] / (1 - kE2), std::hypot(ecef[0], ecef[1])) / kDegree};
}

/// Longitude moved by whole turns into [-180, 180].
inline double wrap_longitude(double lon) {
  return lon >= -180 && lon <= 180 ? lon : std::remainder(lon, 360.0);
}

}  // namespace cordon::wgs84
