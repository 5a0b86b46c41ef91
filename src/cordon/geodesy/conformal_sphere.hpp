// WGS84 mapped conformally onto the unit sphere, and what geodesic circles become there.
//
// Source: conformal latitude in closed form, and its inverse as a series in the third flattening,
// Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), and "On
// auxiliary latitudes", Survey Review 56 (2024). Circles: to second order a conformal map is a
// Moebius map, which takes circles to circles; centre and radius follow from the scale, its
// gradient and the Gaussian curvature at the centre.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/vec3.hpp"

namespace cordon {

/// The unit vector at conformal latitude and longitude. Exact to rounding.
Vec3 to_conformal_sphere(const LonLat& place);

/// The inverse; longitude in [-180, 180]. Exact to rounding (series to the sixth order).
LonLat from_conformal_sphere(const Vec3& unit);

/// from_conformal_sphere() for places each near the one before, without an arc tangent for most: by
/// Taylor series about the last place that needed one, within 1e-9 m.
class SpherePlaces {
 public:
  LonLat at(const Vec3& unit);

 private:
  void move_to(const Vec3& unit);

  bool usable_ = false;  // the series; not at poles
  LonLat origin_;        // degrees
  double cos_lambda_ = 1, sin_lambda_ = 0;
  double cos_chi_ = 1, sin_chi_ = 0;
  double d1_ = 0, d2_ = 0, d3_ = 0, d4_ = 0;  // of latitude by conformal latitude, Taylor's
};

/// A circle on the unit sphere.
struct SphereCircle {
  Vec3 centre{};      ///< unit vector
  double radius = 0;  ///< radians
};

/// The image of all places at geodesic distance `distance` m from `place`, as a circle.
SphereCircle image_of_geodesic_circle(const LonLat& place, double distance);

/// Largest distance, in m on the ground, between that circle and the true image, at any latitude.
/// Measured: 0.13 mm at 20 km, growing with the third power of the distance; valid to 2,000 km.
double image_circle_error(double distance);

}  // namespace cordon
