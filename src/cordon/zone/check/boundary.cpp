#include "cordon/zone/check/boundary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/local_ecef.hpp"

namespace cordon {
namespace {

constexpr std::size_t kBlock = 256;  // edges that one thread takes at a time
constexpr int kMostHalvings = 40;
constexpr double kInf = std::numeric_limits<double>::infinity();

struct Vertex {
  XY xy;
  IdealZone::Sample sample;
};

BoundaryBounds nothing() {
  return {{kInf, {}}, {-kInf, {}}, 0};
}

void widen(BoundaryBounds& bounds, double low, double high, const LonLat& place) {
  if (low < bounds.inmost.excess) bounds.inmost = {low, place};
  if (high > bounds.outmost.excess) bounds.outmost = {high, place};
}

void widen(BoundaryBounds& bounds, const BoundaryBounds& other) {
  widen(bounds, other.inmost.excess, -kInf, other.inmost.place);
  widen(bounds, kInf, other.outmost.excess, other.outmost.place);
}

void widen(BoundaryBounds& bounds, const IdealZone::Sample& sample) {
  widen(bounds, sample.excess, sample.excess, sample.site.place);
}

/// Sites of places each near the one before, without a sine for most.
class SiteFinder {
 public:
  Site at(const LonLat& place) {
    constexpr double kReach = LocalEcef::kReach / 3;  // where the expansion is good to 4e-9 m
    if (!local_ || std::abs(place.lon - origin_.lon) > kReach ||
        std::abs(place.lat - origin_.lat) > kReach) {
      origin_ = place;
      local_.emplace(place);
    }
    return {place, local_->turn_back(local_->turned(place))};
  }

 private:
  LonLat origin_;
  std::optional<LocalEcef> local_;
};

class EdgeBounder {
 public:
  EdgeBounder(const IdealZone& ideal, const OutputSpace& space, double slack,
              const BoundaryBounds& at_vertices)
      : ideal_(ideal), space_(space), slack_(slack), sampled_(at_vertices), bounds_(at_vertices) {}

  void add(const Vertex& a, const Vertex& b, int halvings = kMostHalvings) {
    const auto [low, high] = ideal_.bounds(a.sample, b.sample, bend_of(a, b));
    if (halvings == 0 ||
        (low >= sampled_.inmost.excess - slack_ && high <= sampled_.outmost.excess + slack_)) {
      widen(bounds_, low, high, a.sample.site.place);
      return;
    }
    const XY xy{a.xy.x + (b.xy.x - a.xy.x) / 2, a.xy.y + (b.xy.y - a.xy.y) / 2};
    const Vertex middle{xy, ideal_.sample(site_at(space_.inverse(xy)), &a.sample)};
    widen(sampled_, middle.sample);
    widen(bounds_, middle.sample);
    add(a, middle, halvings - 1);
    add(middle, b, halvings - 1);
  }

  /// The bounds, at the places where the sampled extremes are: a bound of a long edge may be higher
  /// than what was seen elsewhere, but not by more than the slack.
  BoundaryBounds bounds() const {
    return {{bounds_.inmost.excess, sampled_.inmost.place},
            {bounds_.outmost.excess, sampled_.outmost.place},
            0};
  }

 private:
  /// How far the edge may leave the chord between its ends, m.
  double bend_of(const Vertex& a, const Vertex& b) const {
    const Site& from = a.sample.site;
    const Site& to = b.sample.site;
    const Vec3 chord = to.ecef - from.ecef;
    const double s2 = squared_length(chord);
    const double height = s2 / (8 * wgs84::kMeanRadius);
    const double away = std::isfinite(a.sample.foot.distance) ? a.sample.foot.distance : 0;
    const double seen = height * away / (2 * wgs84::kMeanRadius);
    if (space_.is_lonlat()) return seen + lonlat_bend(from.place, to.place, std::sqrt(s2));
    const LonLat middle = space_.inverse({(a.xy.x + b.xy.x) / 2, (a.xy.y + b.xy.y) / 2});
    const Vec3 off = wgs84::to_ecef(middle) - 0.5 * (from.ecef + to.ecef);
    const double along = s2 > 0 ? dot(off, chord) / std::sqrt(s2) : 0;
    const double aside2 = squared_length(off) - along * along - height * height;
    return seen + std::sqrt(std::max(0.0, aside2)) * 1.1;
  }

  const IdealZone& ideal_;
  const OutputSpace& space_;
  double slack_;
  BoundaryBounds sampled_;
  BoundaryBounds bounds_;
};

/// So many edges at most, with the vertices at both ends.
std::vector<std::span<const XY>> blocks_of(const std::vector<std::span<const XY>>& boundary) {
  std::vector<std::span<const XY>> blocks;
  for (const std::span<const XY>& stretch : boundary)
    for (std::size_t first = 0; first + 1 < stretch.size(); first += kBlock)
      blocks.push_back(stretch.subspan(first, std::min(kBlock + 1, stretch.size() - first)));
  return blocks;
}

}  // namespace

BoundaryBounds bound_boundary(const std::vector<std::span<const XY>>& boundary,
                              const IdealZone& ideal, const OutputSpace& space, double slack,
                              unsigned threads) {
  const std::vector<std::span<const XY>> blocks = blocks_of(boundary);
  std::vector<std::vector<Vertex>> vertices(blocks.size());
  parallel_for(blocks.size(), threads, [&](std::size_t k) {
    const OutputSpace own = space.for_thread();
    vertices[k].reserve(blocks[k].size());
    SiteFinder sites;
    for (const XY& xy : blocks[k]) {
      const IdealZone::Sample* known = vertices[k].empty() ? nullptr : &vertices[k].back().sample;
      vertices[k].push_back({xy, ideal.sample(sites.at(own.inverse(xy)), known)});
    }
  });
  BoundaryBounds at_vertices = nothing();
  for (const std::vector<Vertex>& part : vertices)
    for (const Vertex& vertex : part) widen(at_vertices, vertex.sample);

  std::vector<BoundaryBounds> parts(blocks.size(), nothing());
  parallel_for(blocks.size(), threads, [&](std::size_t k) {
    const OutputSpace own = space.for_thread();
    EdgeBounder bounder(ideal, own, slack, at_vertices);
    for (std::size_t i = 1; i < vertices[k].size(); ++i)
      bounder.add(vertices[k][i - 1], vertices[k][i]);
    parts[k] = bounder.bounds();
  });
  BoundaryBounds bounds = at_vertices;
  for (const BoundaryBounds& part : parts) widen(bounds, part);
  for (const std::span<const XY>& block : blocks) bounds.edges += block.size() - 1;
  return bounds;
}

}  // namespace cordon
