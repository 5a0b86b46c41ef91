#include "cordon/zone/check/end_depth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {

EndDepth::EndDepth(const EndStretch& stretch, std::size_t end, double error)
    : end_(stretch.ends[end]) {
  const double back = (end_.outward + 180) * wgs84::kDegree;
  rivals_.push_back({end_.place, 0, 1, std::sin(back), std::cos(back)});
  for (const Path& line : stretch.stretch.lines) {
    for (const LonLat& vertex : line) add_rival(vertex);
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (line[i] != end_.place && line[i + 1] != end_.place)
        add_between(line[i], line[i + 1], error);
  }
}

/// Halves the edge until what is left between two rivals does not matter: in the middle of a step u
/// the nearest rival is too far by u^2 / (8 r), r being how far the places are that look at it, and
/// those are about as far from the end.
void EndDepth::add_between(const LonLat& a, const LonLat& b, double error) {
  const Inverse edge = geodesic_inverse(a, b);
  const double r =
      std::max(error, std::min(geodesic_distance(end_.place, a), geodesic_distance(end_.place, b)) -
                          edge.distance / 2);
  if (edge.distance * edge.distance <= 8 * r * error) return;
  const LonLat middle = geodesic_direct(a, edge.azimuth_start, edge.distance / 2).place;
  add_rival(middle);
  add_between(a, middle, error);
  add_between(middle, b, error);
}

void EndDepth::add_rival(const LonLat& place) {
  const Inverse way = geodesic_inverse(end_.place, place);
  if (way.distance == 0) return;
  const double half = way.distance / 2 / wgs84::kMeanRadius;
  const double azimuth = way.azimuth_start * wgs84::kDegree;
  rivals_.push_back({place, std::sin(half), std::cos(half), std::sin(azimuth), std::cos(azimuth)});
}

EndDepth::Depth EndDepth::at(const LonLat& place) const {
  const Inverse way = geodesic_inverse(end_.place, place);
  const double s = way.distance / wgs84::kMeanRadius;
  const double azimuth = way.azimuth_start * wgs84::kDegree;
  const double x = std::sin(s) * std::sin(azimuth);
  const double y = std::sin(s) * std::cos(azimuth);
  const double z = std::cos(s);
  // On a sphere: the sine of the distance from the great circle half way to the rival.
  double least = std::numeric_limits<double>::infinity();
  std::size_t nearest = 0;
  for (std::size_t i = 0; i < rivals_.size(); ++i) {
    const Rival& rival = rivals_[i];
    const double sine =
        rival.sin_half * z - rival.cos_half * (x * rival.sin_azimuth + y * rival.cos_azimuth);
    if (sine < least) {
      least = sine;
      nearest = i;
    }
  }
  return {exact_depth(place, nearest), nearest};
}

/// On the ellipsoid: the difference of the two distances over its gradient.
double EndDepth::exact_depth(const LonLat& place, std::size_t index) const {
  const Rival& rival = rivals_[index];
  const Inverse from_end = geodesic_inverse(end_.place, place);
  if (index == 0) {
    const double turn = (from_end.azimuth_start - end_.outward) * wgs84::kDegree;
    const double s = from_end.distance / wgs84::kMeanRadius;
    return wgs84::kMeanRadius * std::asin(std::clamp(std::sin(s) * std::cos(turn), -1.0, 1.0));
  }
  const Inverse from_rival = geodesic_inverse(rival.place, place);
  const double turn = (from_rival.azimuth_end - from_end.azimuth_end) * wgs84::kDegree;
  const double gradient = 2 * std::abs(std::sin(turn / 2));
  const double excess = from_rival.distance - from_end.distance;
  if (gradient * from_end.distance < std::abs(excess)) {
    // Too near to the line through both for the gradient to tell: half way, along it.
    return excess / 2;
  }
  return excess / gradient;
}

std::pair<double, double> EndDepth::bounds(const LonLat& a, const Depth& at_a, const LonLat& b,
                                           const Depth& at_b) const {
  const double low = std::min(at_a.depth, at_b.depth);
  const double high = std::min(std::max(at_a.depth, exact_depth(b, at_a.rival)),
                               std::max(at_b.depth, exact_depth(a, at_b.rival)));
  return {low, std::max(high, std::max(at_a.depth, at_b.depth))};
}

}  // namespace cordon
