#include "cordon/geodesy/conformal_sphere.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

const double kE = std::sqrt(wgs84::kE2);

/// What the conformal map does at one latitude.
struct ConformalLatitude {
  double sin_chi;
  double cos_chi;
  double cos_ratio;  // cos(chi) / cos(phi), finite at the poles too
};

/// With q = tan(pi/4 - |chi|/2): no cancellation near the poles.
ConformalLatitude conformal_latitude(double sin_phi, double cos_phi) {
  const double s = std::abs(sin_phi);
  const double stretch = std::exp(kE * std::atanh(kE * s)) / (1 + s);
  const double q = stretch * cos_phi;
  const double norm = 1 / (1 + q * q);
  return {std::copysign((1 - q * q) * norm, sin_phi), 2 * q * norm, 2 * stretch * norm};
}

/// Coefficients of sin(2 k chi), k = 1..6, in phi - chi.
std::array<double, 6> inverse_series() {
  const double n = wgs84::kN;
  const auto poly = [n](double n0, double n1, double n2, double n3, double n4, double n5) {
    return n0 + n * (n1 + n * (n2 + n * (n3 + n * (n4 + n * n5))));
  };
  const double n2 = n * n;
  const double n3 = n2 * n;
  return {n * poly(2, -2.0 / 3, -2, 116.0 / 45, 26.0 / 45, -2854.0 / 675),
          n2 * poly(7.0 / 3, -8.0 / 5, -227.0 / 45, 2704.0 / 315, 2323.0 / 945, 0),
          n3 * poly(56.0 / 15, -136.0 / 35, -1262.0 / 105, 73814.0 / 2835, 0, 0),
          n3 * n * poly(4279.0 / 630, -332.0 / 35, -399572.0 / 14175, 0, 0, 0),
          n3 * n2 * poly(4174.0 / 315, -144838.0 / 6237, 0, 0, 0, 0),
          n3 * n3 * (601676.0 / 22275)};
}

/// Sum of c[k-1] sin(2 k chi) by Clenshaw's recurrence.
double sine_series(const std::array<double, 6>& c, double sin_chi, double cos_chi) {
  const double two_cos = 2 * (cos_chi - sin_chi) * (cos_chi + sin_chi);
  double b1 = 0;
  double b2 = 0;
  for (int k = 5; k >= 0; --k) {
    const double b0 = c[static_cast<std::size_t>(k)] + two_cos * b1 - b2;
    b2 = b1;
    b1 = b0;
  }
  return 2 * sin_chi * cos_chi * b1;
}

Vec3 unit_vector(double sin_lat, double cos_lat, double lambda) {
  return {cos_lat * std::cos(lambda), cos_lat * std::sin(lambda), sin_lat};
}

const std::array<double, 6>& series_of_latitude() {
  static const std::array<double, 6> series = inverse_series();
  return series;
}

/// atan(x) for small x: the next term is x^9 / 9.
double small_arc_tangent(double x) {
  const double x2 = x * x;
  return x * (1 - x2 * (1.0 / 3 - x2 * (1.0 / 5 - x2 / 7)));
}

}  // namespace

Vec3 to_conformal_sphere(const LonLat& place) {
  const double phi = place.lat * wgs84::kDegree;
  const ConformalLatitude chi = conformal_latitude(std::sin(phi), std::cos(phi));
  return unit_vector(chi.sin_chi, chi.cos_chi, place.lon * wgs84::kDegree);
}

LonLat from_conformal_sphere(const Vec3& unit) {
  const std::array<double, 6>& series = series_of_latitude();
  const double cos_chi = std::hypot(unit[0], unit[1]);
  const double chi = std::atan2(unit[2], cos_chi);
  const double phi = chi + sine_series(series, unit[2], cos_chi);
  return {std::atan2(unit[1], unit[0]) / wgs84::kDegree, phi / wgs84::kDegree};
}

void SpherePlaces::move_to(const Vec3& unit) {
  constexpr double kLeastCosine = 0.02;  // within 1.1 degrees of a pole longitudes run too fast
  origin_ = from_conformal_sphere(unit);
  cos_chi_ = std::hypot(unit[0], unit[1]);
  sin_chi_ = unit[2];
  usable_ = cos_chi_ > kLeastCosine;
  if (!usable_) return;
  cos_lambda_ = unit[0] / cos_chi_;
  sin_lambda_ = unit[1] / cos_chi_;
  // Sine and cosine of multiples of twice the latitude, by addition.
  const double sin_two = 2 * sin_chi_ * cos_chi_;
  const double cos_two = (cos_chi_ - sin_chi_) * (cos_chi_ + sin_chi_);
  double sine = 0;
  double cosine = 1;
  d1_ = 1;
  d2_ = d3_ = d4_ = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const double c = series_of_latitude()[i];
    const double k = 2.0 * static_cast<double>(i + 1);
    const double next = sine * cos_two + cosine * sin_two;
    cosine = cosine * cos_two - sine * sin_two;
    sine = next;
    d1_ += c * k * cosine;
    d2_ -= c * k * k * sine / 2;
    d3_ -= c * k * k * k * cosine / 6;
    d4_ += c * k * k * k * k * sine / 24;
  }
}

LonLat SpherePlaces::at(const Vec3& unit) {
  constexpr double kReach = 0.003;  // radians
  const double along = unit[0] * cos_lambda_ + unit[1] * sin_lambda_;
  const double across = unit[1] * cos_lambda_ - unit[0] * sin_lambda_;
  if (usable_ && std::abs(across) < kReach * along) {
    const double cos_chi = std::sqrt(along * along + across * across);
    const double sine = unit[2] * cos_chi_ - cos_chi * sin_chi_;
    const double cosine = cos_chi * cos_chi_ + unit[2] * sin_chi_;
    if (std::abs(sine) < kReach * cosine) {
      const double d = small_arc_tangent(sine / cosine);
      const double phi = d * (d1_ + d * (d2_ + d * (d3_ + d * d4_)));
      const double lambda = small_arc_tangent(across / along);
      return {wgs84::wrap_longitude(origin_.lon + lambda / wgs84::kDegree),
              origin_.lat + phi / wgs84::kDegree};
    }
  }
  move_to(unit);
  return origin_;
}

SphereCircle image_of_geodesic_circle(const LonLat& place, double distance) {
  const double phi = place.lat * wgs84::kDegree;
  const double lambda = place.lon * wgs84::kDegree;
  const double s = std::sin(phi);
  const double c = std::cos(phi);
  const ConformalLatitude chi = conformal_latitude(s, c);
  const double w = 1 - wgs84::kE2 * s * s;
  const double nu = wgs84::normal_radius(s);
  const double rho = wgs84::meridian_radius(s);
  const double scale = chi.cos_ratio / nu;  // radians per metre
  const double growth =                     // d ln(scale) / d(metres north)
      ((s - chi.sin_chi * (1 - wgs84::kE2) / w) / std::max(c, 1e-9) - wgs84::kE2 * s * c / w) / rho;
  const double curvature = 1 / (rho * nu);
  const double d2 = distance * distance;
  const double shift = 0.5 * scale * growth * d2;
  const Vec3 unit = unit_vector(chi.sin_chi, chi.cos_chi, lambda);
  const Vec3 north = {-chi.sin_chi * std::cos(lambda), -chi.sin_chi * std::sin(lambda),
                      chi.cos_chi};
  return {
      std::cos(shift) * unit + std::sin(shift) * north,
      scale * distance * (1 + (curvature - scale * scale) * d2 / 12 + growth * growth * d2 / 4)};
}

double image_circle_error(double distance) {
  const double in_20_km = distance / 20'000;
  return 1e-8 + 1.3e-4 * in_20_km * in_20_km * in_20_km;
}

}  // namespace cordon
