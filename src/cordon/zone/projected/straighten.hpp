// A curve as a chain of straight edges that keep near it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// A vertex and its parameter on the curve.
struct CurveVertex {
  double t = 0;
  XY xy;
};

/// Where the deviation of an edge is probed, as parts of it: off the middle, since a curve with a
/// turning point there crosses its chord.
inline constexpr std::array kProbes{0.3, 0.7};

/// Radius (m) of the sharpest bend of a geodesic that is reckoned with, in any coordinates:
/// longitude and latitude reach it beyond 89.5 degrees.
inline constexpr double kSharpestBend = 50'000;

inline XY lerp(const XY& a, const XY& b, double t) {
  return {std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)};
}

/// Distance of `p` from the straight line through a and b (from a if they are equal).
inline double distance_to_line(const XY& p, const XY& a, const XY& b) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length == 0) return std::hypot(p.x - a.x, p.y - a.y);
  return std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
}

/// The angle of a step on a circle, in radians, whose chord falls short of the arc by `error`
/// (same unit as `radius`); at most a quarter turn.
inline double arc_step(double radius, double error) {
  return 4 * std::asin(std::sqrt(std::min(error / radius, 0.29) / 2));
}

/// Appends the vertices after `from`, up to and with `to`: edges are halved (at most `halvings`
/// times in a row) until deviation(from, to) <= error. at(t) gives the curve's vertex.
template <typename At, typename Deviation>
void straighten(const CurveVertex& from, const CurveVertex& to, const At& at,
                const Deviation& deviation, double error, int halvings, std::vector<XY>& into) {
  if (halvings > 0 && deviation(from, to) > error) {
    const double t = (from.t + to.t) / 2;
    const CurveVertex middle{t, at(t)};
    straighten(from, middle, at, deviation, error, halvings - 1, into);
    straighten(middle, to, at, deviation, error, halvings - 1, into);
  } else {
    into.push_back(to.xy);
  }
}

}  // namespace cordon
