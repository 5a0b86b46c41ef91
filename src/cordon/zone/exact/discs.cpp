#include "cordon/zone/exact/discs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kPi = std::numbers::pi;

/// A number in [0, 1) from two others (SplitMix64's finaliser, Steele et al. 2014).
double scatter(std::uint64_t index, std::uint64_t seed) {
  std::uint64_t z = (index + 1) * 0x9e3779b97f4a7c15ULL + seed * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * 0x1.0p-53;
}

LonLat jittered(const LonLat& place, std::size_t index, double jitter, std::uint32_t seed) {
  if (jitter == 0) return place;
  return geodesic_direct(place, 360 * scatter(2 * index, seed),
                         jitter * scatter(2 * index + 1, seed))
      .place;
}

double chord(double angle) {
  return 2 * std::sin(angle / 2);
}

/// Unit vectors east and north at a point of the sphere; at a pole, any two at right angles.
std::pair<Vec3, Vec3> tangents(const Vec3& p) {
  const double across = std::hypot(p[0], p[1]);
  const Vec3 east = across > 1e-12 ? Vec3{-p[1] / across, p[0] / across, 0} : Vec3{0, 1, 0};
  const Vec3 north = {p[1] * east[2] - p[2] * east[1], p[2] * east[0] - p[0] * east[2],
                      p[0] * east[1] - p[1] * east[0]};
  return {east, north};
}

/// Of two discs in the same place the first one counts.
Cover same_place(std::size_t i, std::size_t j) {
  return {0, j < i ? 2 * kPi : -1};
}

}  // namespace

SphereDiscs::SphereDiscs(const Path& centres, double distance, double jitter, std::uint32_t seed) {
  discs_.reserve(centres.size());
  for (std::size_t i = 0; i < centres.size(); ++i) {
    const SphereCircle circle =
        image_of_geodesic_circle(jittered(centres[i], i, jitter, seed), distance);
    const auto [east, north] = tangents(circle.centre);
    const double c = chord(circle.radius);
    discs_.push_back(
        {circle.centre, east, north, c * c, std::sin(circle.radius), std::cos(circle.radius)});
    reach_ = std::max(reach_, c);
  }
}

Vec3 SphereDiscs::at(std::size_t i, double angle) const {
  const Disc& disc = discs_[i];
  return disc.cos_radius * disc.centre + (disc.sin_radius * std::cos(angle)) * disc.east +
         (disc.sin_radius * std::sin(angle)) * disc.north;
}

Cover SphereDiscs::cover(std::size_t i, std::size_t j) const {
  const Disc& a = discs_[i];
  const Disc& b = discs_[j];
  const Vec3 between = b.centre - a.centre;
  const double d2 = squared_length(between);
  if (d2 == 0) return same_place(i, j);
  const double x = dot(between, a.east);
  const double y = dot(between, a.north);
  // A place at `angle` is in disc j where sin_radius |(x, y)| cos(angle - centre) >= this.
  const double least = (a.squared_chord - b.squared_chord + d2) / 2 - a.squared_chord * d2 / 4;
  const double amplitude = a.sin_radius * std::sqrt(x * x + y * y);
  if (least >= amplitude) return {};
  if (least <= -amplitude) return {0, 2 * kPi};
  return {std::atan2(y, x), std::acos(least / amplitude)};
}

bool SphereDiscs::misses(std::size_t i, std::size_t j, const Vec3& start, const Vec3& end,
                         double sweep) const {
  constexpr double kRounding = 1e-14;
  const Disc& a = discs_[i];
  const Disc& b = discs_[j];
  // The squared distance from the other centre goes with a cosine along the circle: between two
  // places it is no lower than the lower of them by more than this.
  const double amplitude = 2 * a.sin_radius * length(b.centre - a.centre);
  const double dip = amplitude * sweep * sweep / 8;
  const double least =
      std::min(squared_length(start - b.centre), squared_length(end - b.centre)) - dip;
  return least > b.squared_chord + kRounding;
}

GeodesicDiscs::GeodesicDiscs(const Path& centres, double distance, double jitter,
                             std::uint32_t seed)
    : distance_(distance) {
  centres_.reserve(centres.size());
  positions_.reserve(centres.size());
  for (std::size_t i = 0; i < centres.size(); ++i) {
    centres_.push_back(jittered(centres[i], i, jitter, seed));
    const SphereCircle circle = image_of_geodesic_circle(centres_.back(), distance);
    positions_.push_back(circle.centre);
    // The sphere's circle is good to 1e-4 of the distance at 2,000 km.
    reach_ = std::max(reach_, chord(circle.radius) * (1 + 5e-4));
  }
}

Vec3 GeodesicDiscs::at(std::size_t i, double angle) const {
  const double azimuth = 90 - angle / wgs84::kDegree;
  return to_conformal_sphere(geodesic_direct(centres_[i], azimuth, distance_).place);
}

bool GeodesicDiscs::holds(std::size_t i, const Vec3& place) const {
  if (squared_length(place - positions_[i]) > reach_ * reach_) return false;
  return geodesic_distance(centres_[i], from_conformal_sphere(place)) < distance_;
}

Cover GeodesicDiscs::cover(std::size_t i, std::size_t j) const {
  const Inverse between = geodesic_inverse(centres_[i], centres_[j]);
  if (between.distance == 0) return same_place(i, j);
  if (between.distance >= 2 * distance_) return {};
  // On a sphere the half angle follows from the right triangle of centre, midpoint and crossing.
  const double guess = std::acos(std::clamp(std::tan(between.distance / 2 / wgs84::kMeanRadius) /
                                                std::tan(distance_ / wgs84::kMeanRadius),
                                            -1.0, 1.0));
  const double left = edge_of_cover(i, j, between.azimuth_start, -guess);
  const double right = edge_of_cover(i, j, between.azimuth_start, guess);
  const double azimuth = between.azimuth_start * wgs84::kDegree + (left + right) / 2;
  return {kPi / 2 - azimuth, (right - left) / 2};
}

/// The turn, in radians clockwise from azimuth `towards` (degrees, to centre j), at which circle i
/// leaves disc j, on the side of the sign of `guess`. Newton within a shrinking bracket.
double GeodesicDiscs::edge_of_cover(std::size_t i, std::size_t j, double towards,
                                    double guess) const {
  constexpr double kEnough = 1e-6;  // m
  const double side = std::copysign(1.0, guess);
  const double lever = wgs84::kMeanRadius * std::sin(distance_ / wgs84::kMeanRadius);
  double inside = 0;
  double outside = kPi;
  double turn = std::abs(guess);
  for (int step = 0; step < 60; ++step) {
    const Station on_circle =
        geodesic_direct(centres_[i], towards + side * turn / wgs84::kDegree, distance_);
    const Inverse from_j = geodesic_inverse(centres_[j], on_circle.place);
    const double excess = from_j.distance - distance_;
    if (std::abs(excess) < kEnough) break;
    (excess < 0 ? inside : outside) = turn;
    const double along = (on_circle.azimuth + side * 90 - from_j.azimuth_end) * wgs84::kDegree;
    const double slope = lever * std::cos(along);
    const double next = turn - excess / slope;
    turn = slope > 0 && next > inside && next < outside ? next : (inside + outside) / 2;
  }
  return side * turn;
}

}  // namespace cordon
