#include "cordon/geodesy/local_ecef.hpp"

#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {

LocalEcef::LocalEcef(const LonLat& origin) : lon_(origin.lon), lat_(origin.lat) {
  const double s = std::sin(origin.lat * wgs84::kDegree);
  const double c = std::cos(origin.lat * wgs84::kDegree);
  cos_ = std::cos(origin.lon * wgs84::kDegree);
  sin_ = std::sin(origin.lon * wgs84::kDegree);
  const double nu = wgs84::normal_radius(s);
  const double m = wgs84::meridian_radius(s);
  // The meridian ellipse has p' = -m s and z' = m c; m' and m'' are the radius's own derivatives.
  const double w = 1 - wgs84::kE2 * s * s;
  const double m1 = 3 * m * wgs84::kE2 * s * c / w;
  const double m2 = 3 * m * wgs84::kE2 * (c * c - s * s) / w + 5 * m1 * wgs84::kE2 * s * c / w;
  p0_ = nu * c;
  p1_ = -m * s;
  p2_ = (-m1 * s - m * c) / 2;
  p3_ = (-m2 * s - 2 * m1 * c + m * s) / 6;
  p4_ = m * c / 24;
  z0_ = nu * (1 - wgs84::kE2) * s;
  z1_ = m * c;
  z2_ = (m1 * c - m * s) / 2;
  z3_ = (m2 * c - 2 * m1 * s - m * c) / 6;
  z4_ = m * s / 24;
}

}  // namespace cordon
