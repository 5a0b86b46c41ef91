#include "cordon/map/clip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace cordon::map {
namespace {

struct Segment {
  XY a, b;
};

/// Liang and Barsky: the share of the segment within the rectangle.
std::optional<Segment> clip_segment(const Segment& segment, const Bounds& bounds) {
  const XY& a = segment.a;
  const XY& b = segment.b;
  const XY step{b.x - a.x, b.y - a.y};
  double first = 0;
  double last = 1;
  const std::array<std::pair<double, double>, 4> sides{{{-step.x, a.x - bounds.low.x},
                                                        {step.x, bounds.high.x - a.x},
                                                        {-step.y, a.y - bounds.low.y},
                                                        {step.y, bounds.high.y - a.y}}};
  for (const auto& [outwards, room] : sides) {
    if (outwards == 0 && room < 0) return std::nullopt;
    if (outwards < 0) first = std::max(first, room / outwards);
    if (outwards > 0) last = std::min(last, room / outwards);
  }
  if (first > last) return std::nullopt;
  const auto at = [&](double t) { return XY{a.x + t * step.x, a.y + t * step.y}; };
  return Segment{first > 0 ? at(first) : a, last < 1 ? at(last) : b};
}

/// One side of the rectangle: what is kept has sign * coordinate <= sign * limit.
struct Side {
  double XY::*axis;
  double limit;
  double sign;

  bool keeps(const XY& xy) const { return sign * (xy.*axis) <= sign * limit; }
  XY crossing(const XY& a, const XY& b) const {
    const double t = (limit - a.*axis) / (b.*axis - a.*axis);
    XY xy{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    xy.*axis = limit;
    return xy;
  }
};

std::vector<XY> kept_by(const Side& side, const std::vector<XY>& ring) {
  std::vector<XY> kept;
  kept.reserve(ring.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY& from = ring[i == 0 ? ring.size() - 1 : i - 1];
    const XY& to = ring[i];
    if (side.keeps(from) != side.keeps(to)) kept.push_back(side.crossing(from, to));
    if (side.keeps(to)) kept.push_back(to);
  }
  return kept;
}

}  // namespace

std::vector<std::vector<XY>> clip_path(const std::vector<XY>& path, const Bounds& bounds) {
  std::vector<std::vector<XY>> parts;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const std::optional<Segment> kept = clip_segment({path[i - 1], path[i]}, bounds);
    if (!kept || kept->a == kept->b) continue;
    if (parts.empty() || parts.back().back() != kept->a) parts.push_back({kept->a});
    parts.back().push_back(kept->b);
  }
  return parts;
}

std::vector<XY> clip_ring(std::vector<XY> ring, const Bounds& bounds) {
  for (const Side& side : {Side{&XY::x, bounds.low.x, -1.0}, Side{&XY::x, bounds.high.x, 1.0},
                           Side{&XY::y, bounds.low.y, -1.0}, Side{&XY::y, bounds.high.y, 1.0}})
    if (!std::all_of(ring.begin(), ring.end(), [&](const XY& xy) { return side.keeps(xy); }))
      ring = kept_by(side, ring);
  return ring.size() < 3 ? std::vector<XY>() : ring;
}

}  // namespace cordon::map
