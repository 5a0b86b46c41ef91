#include "cordon/zone/check/end_depth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kFlattening = 0.004;  // a sphere's angles and the ellipsoid's differ by less

/// The sides that are nearest on a sphere, each on another edge of the stretch. On the ellipsoid
/// one of them is the nearest, not always the same.
class NearestSides {
 public:
  /// Below this, add() changes something.
  double limit() const { return sides_.back().sine; }

  void add(double sine, std::size_t edge, std::size_t side) {
    auto at = std::find_if(sides_.begin(), sides_.end() - 1,
                           [&](const Candidate& other) { return other.edge == edge; });
    if (at->edge == edge && at->sine <= sine) return;
    *at = {sine, edge, side};
    for (; at != sides_.begin() && at->sine < (at - 1)->sine; --at) std::swap(*at, *(at - 1));
  }

  std::size_t first() const { return sides_.front().side; }

  /// All but the first that are no farther than it by more than `slack`.
  template <typename Use>
  void for_each_rival(double slack, const Use& use) const {
    for (std::size_t i = 1; i < sides_.size(); ++i)
      if (sides_[i].sine <= sides_.front().sine + slack) use(sides_[i].side);
  }

 private:
  struct Candidate {
    double sine = std::numeric_limits<double>::infinity();
    std::size_t edge = std::numeric_limits<std::size_t>::max();
    std::size_t side = 0;
  };
  std::array<Candidate, 6> sides_;  // ascending
};

}  // namespace

EndDepth::EndDepth(const EndStretch& stretch, const std::vector<std::size_t>& ends, double error) {
  for (const std::size_t number : ends) {
    const FlatEnd& end = stretch.ends[number];
    const double back = (end.outward + 180) * wgs84::kDegree;
    const std::size_t own = ends_.size();
    ends_.push_back({end, {{end.place, 0, 1, std::sin(back), std::cos(back), own}}});
  }
  std::size_t edge = ends_.size();
  for (const Path& line : stretch.stretch.lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      add_rival(line[i], edge);
      if (i + 1 < line.size() && !is_end(line[i]) && !is_end(line[i + 1]))
        add_between(line[i], line[i + 1], edge, error);
      ++edge;
    }
  }
}

bool EndDepth::is_end(const LonLat& place) const {
  return std::any_of(ends_.begin(), ends_.end(),
                     [&](const End& each) { return each.end.place == place; });
}

EndDepth::End& EndDepth::nearest_end(const LonLat& place) {
  if (ends_.size() == 1) return ends_.front();
  return *std::min_element(ends_.begin(), ends_.end(), [&](const End& a, const End& b) {
    return geodesic_distance(a.end.place, place) < geodesic_distance(b.end.place, place);
  });
}

/// Halves the edge until what is left between two rivals does not matter: in the middle of a step u
/// the nearest rival is too far by u^2 / (8 r), r being how far the places are that look at it, and
/// those are about as far from the end.
void EndDepth::add_between(const LonLat& a, const LonLat& b, std::size_t edge, double error) {
  const Inverse way = geodesic_inverse(a, b);
  const auto from_end = [&](const LonLat& place) {
    return geodesic_distance(nearest_end(place).end.place, place);
  };
  const double r = std::max(error, std::min(from_end(a), from_end(b)) - way.distance / 2);
  if (way.distance * way.distance <= 8 * r * error) return;
  const LonLat middle = geodesic_direct(a, way.azimuth_start, way.distance / 2).place;
  add_rival(middle, edge);
  add_between(a, middle, edge, error);
  add_between(middle, b, edge, error);
}

void EndDepth::add_rival(const LonLat& place, std::size_t edge) {
  End& end = nearest_end(place);
  const Inverse way = geodesic_inverse(end.end.place, place);
  if (way.distance == 0) return;
  const double half = way.distance / 2 / wgs84::kMeanRadius;
  const double azimuth = way.azimuth_start * wgs84::kDegree;
  end.rivals.push_back(
      {place, std::sin(half), std::cos(half), std::sin(azimuth), std::cos(azimuth), edge});
}

EndDepth::Depth EndDepth::at(const LonLat& place) const {
  // On a sphere: the sine of the distance from the great circle half way to the rival.
  NearestSides nearest;
  std::size_t side = 0;
  double farthest = 0;  // of the ends
  for (const End& each : ends_) {
    const Inverse way = geodesic_inverse(each.end.place, place);
    farthest = std::max(farthest, way.distance);
    const double s = way.distance / wgs84::kMeanRadius;
    const double azimuth = way.azimuth_start * wgs84::kDegree;
    const double x = std::sin(s) * std::sin(azimuth);
    const double y = std::sin(s) * std::cos(azimuth);
    const double z = std::cos(s);
    for (const Rival& rival : each.rivals) {
      const double sine =
          rival.sin_half * z - rival.cos_half * (x * rival.sin_azimuth + y * rival.cos_azimuth);
      if (sine < nearest.limit()) nearest.add(sine, rival.edge, side);
      ++side;
    }
  }
  Depth depth{exact_depth(place, nearest.first()), nearest.first()};
  const double slack = kFlattening * farthest;
  if (std::abs(depth.depth) > slack) return depth;  // one side or another: it does not matter
  nearest.for_each_rival(slack / wgs84::kMeanRadius, [&](std::size_t other) {
    const double exact = exact_depth(place, other);
    if (exact < depth.depth) depth = {exact, other};
  });
  return depth;
}

/// On the ellipsoid: the difference of the two distances over its gradient.
double EndDepth::exact_depth(const LonLat& place, std::size_t side) const {
  auto each = ends_.begin();
  for (; side >= each->rivals.size(); ++each) side -= each->rivals.size();
  const FlatEnd& end = each->end;
  const Inverse from_end = geodesic_inverse(end.place, place);
  if (side == 0) {
    const double turn = (from_end.azimuth_start - end.outward) * wgs84::kDegree;
    const double s = from_end.distance / wgs84::kMeanRadius;
    return wgs84::kMeanRadius * std::asin(std::clamp(std::sin(s) * std::cos(turn), -1.0, 1.0));
  }
  const Inverse from_rival = geodesic_inverse(each->rivals[side].place, place);
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
