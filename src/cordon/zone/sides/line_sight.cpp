#include "cordon/zone/sides/line_sight.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

// Radii of curvature of any normal section of WGS84 lie between these, m: so a chord of length c
// belongs to a geodesic at least as long as the arc over c on the larger circle.
constexpr double kSharpest = 6'335'439;
constexpr double kFlattest = 6'399'594;

/// No place whose geodesic is as short as one over `chord` (m) has a longer chord than this.
double longest_chord(double chord) {
  const double arc = 2 * kSharpest * std::asin(std::min(1.0, chord / (2 * kSharpest)));
  return 2 * kFlattest * std::sin(std::min(arc / (2 * kFlattest), std::numbers::pi / 2));
}

}  // namespace

LineSight::LineSight(const Network& network)
    : network_(network), stretches_(stretches_of(network)), tree_(tree_of(stretches_, 0)) {}

Sight LineSight::look_at(std::size_t edge, double along, const LonLat& place) const {
  const double whole = network_.edges[edge].length;
  Sight sight;
  sight.edge = edge;
  constexpr int kMostSteps = 20;
  for (int i = 0; i < kMostSteps; ++i) {
    const Station at = place_on(network_, edge, along);
    const Inverse way = geodesic_inverse(at.place, place);
    const double angle = (way.azimuth_start - at.azimuth) * wgs84::kDegree;
    sight.distance = way.distance;
    sight.azimuth = way.azimuth_end + 180;
    sight.along = along;
    sight.hand = std::sin(angle) < 0 ? Hand::left : Hand::right;
    sight.node = along <= 0       ? network_.edges[edge].from
                 : along >= whole ? network_.edges[edge].to
                                  : kNoNode;
    if (sight.node != kNoNode) {
      const NetworkNode& node = network_.nodes[sight.node];
      sight.hand = node.sectors[node.sector_at(way.azimuth_start)].hand(way.azimuth_start);
    }
    // The step of a sphere: what is left of the error is a thousandth of the step.
    const double r = wgs84::kMeanRadius;
    const double step = r * std::atan(std::tan(way.distance / r) * std::cos(angle));
    const double next = std::clamp(along + step, 0.0, whole);
    const bool at_node = next <= 0 || next >= whole;  // to be looked at from there
    const double enough = at_node ? 0 : 1e-9 + 1e-6 * way.distance;
    if (std::abs(next - along) <= enough) break;
    along = next;
  }
  return sight;
}

Sight LineSight::see(const LonLat& place) const {
  const Vec3 at = wgs84::to_ecef(place);
  struct Candidate {
    std::size_t stretch;
    double part;     // of the stretch
    double squared;  // of the distance in space
  };
  std::vector<Candidate> candidates;
  double least = Box3::kInf;  // distance in space
  double limit = Box3::kInf;
  tree_.visit_near(at, Box3::kInf, [&](std::size_t i) {
    const EdgeStretch& s = stretches_[i];
    const double part = nearest_between(at, s.a, s.b);
    const double squared = squared_length(at - (s.a + part * (s.b - s.a)));
    if (squared <= limit * limit) candidates.push_back({i, part, squared});
    if (squared < least * least) {
      least = std::sqrt(squared);
      limit = longest_chord(least + kStretchSagitta) + kStretchSagitta + 1e-6;
    }
    return limit * limit;
  });
  Sight best;
  for (const Candidate& candidate : candidates) {
    if (candidate.squared > limit * limit) continue;
    const EdgeStretch& s = stretches_[candidate.stretch];
    const Sight sight = look_at(s.edge, s.from + candidate.part * (s.to - s.from), place);
    if (sight.distance < best.distance) best = sight;
  }
  return best;
}

}  // namespace cordon
