#include "cordon/zone/check/boundary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

constexpr std::size_t kBlock = 256;  // edges that one thread takes at a time
constexpr int kMostHalvings = 40;
constexpr double kInf = std::numeric_limits<double>::infinity();

struct Sample {
  XY xy;
  Site site;
  Foot foot;
};

BoundaryBounds nothing() { return {{kInf, {}}, {-kInf, {}}, 0}; }

void widen(BoundaryBounds& bounds, double low, double high, const LonLat& place) {
  if (low < bounds.nearest.distance) bounds.nearest = {low, place};
  if (high > bounds.farthest.distance) bounds.farthest = {high, place};
}

void widen(BoundaryBounds& bounds, const BoundaryBounds& other) {
  widen(bounds, other.nearest.distance, -kInf, other.nearest.place);
  widen(bounds, kInf, other.farthest.distance, other.farthest.place);
}

/// The least that the distance can be along the edge.
double lower_bound(const Sample& a, const Sample& b, double s) {
  const double a2 = a.foot.distance * a.foot.distance;
  const double b2 = b.foot.distance * b.foot.distance;
  if (s == 0) return std::min(a.foot.distance, b.foot.distance);
  const double x = std::clamp((s - (b2 - a2) / s) / 2, 0.0, s);
  return std::sqrt(std::max(0.0, a2 + (b2 - a2) * x / s - x * (s - x)));
}

/// The most that it can be: the nearer of the two ends' feet, where that is farthest. By chords in
/// space; the arc is longer by the same factor as at the ends.
double upper_bound(const Sample& a, const Sample& b, double s) {
  const Vec3 along = b.site.ecef - a.site.ecef;
  const Vec3 to_a = a.site.ecef - a.foot.ecef;
  const Vec3 to_b = a.site.ecef - b.foot.ecef;
  const double a2 = squared_length(to_a);
  const double b2 = squared_length(to_b);
  const double ends = std::max(a.foot.distance, b.foot.distance);
  // Squared distances to the two feet differ linearly along the edge: find where they are equal.
  const double slope = 2 * (dot(along, to_b) - dot(along, to_a));
  if (slope == 0 || s == 0) return ends;
  const double t = (a2 - b2) / slope;
  if (!(t > 0 && t < 1)) return ends;
  const double crossing = std::sqrt(std::max(0.0, a2 + t * (2 * dot(along, to_a) + t * s * s)));
  const double chord = std::sqrt(a2);
  return std::max(ends, chord > 0 ? crossing * a.foot.distance / chord : crossing);
}

class EdgeBounder {
 public:
  EdgeBounder(const DistanceField& field, const OutputSpace& space, double slack,
              const BoundaryBounds& at_vertices)
      : field_(field), space_(space), slack_(slack), bounds_(at_vertices) {
    sampled_ = at_vertices;
  }

  void add(const Sample& a, const Sample& b, int halvings = kMostHalvings) {
    const Vec3 chord = b.site.ecef - a.site.ecef;
    const double s = length(chord);
    const double bend = bend_of(a, b, s);
    const double low = lower_bound(a, b, s) - bend;
    const double high = upper_bound(a, b, s) + bend;
    if (halvings == 0 || (low >= sampled_.nearest.distance - slack_ &&
                          high <= sampled_.farthest.distance + slack_)) {
      widen(bounds_, low, high, a.site.place);
      return;
    }
    const XY xy{a.xy.x + (b.xy.x - a.xy.x) / 2, a.xy.y + (b.xy.y - a.xy.y) / 2};
    const Site site = site_at(space_.inverse(xy));
    const Sample middle{xy, site, field_.nearest(site, a.foot.ecef)};
    widen(sampled_, middle.foot.distance, middle.foot.distance, site.place);
    widen(bounds_, middle.foot.distance, middle.foot.distance, site.place);
    add(a, middle, halvings - 1);
    add(middle, b, halvings - 1);
  }

  const BoundaryBounds& bounds() const { return bounds_; }

 private:
  /// How far the edge may leave the chord between its ends, m.
  double bend_of(const Sample& a, const Sample& b, double s) const {
    const double height = s * s / (8 * wgs84::kMeanRadius);
    const double seen = height * a.foot.distance / (2 * wgs84::kMeanRadius);
    if (space_.is_lonlat()) {
      const double lat =
          std::min(89.999, std::max(std::abs(a.site.place.lat), std::abs(b.site.place.lat)));
      return seen + height * std::tan(lat * wgs84::kDegree) * 1.02;
    }
    const LonLat middle = space_.inverse({(a.xy.x + b.xy.x) / 2, (a.xy.y + b.xy.y) / 2});
    const Vec3 off = wgs84::to_ecef(middle) - 0.5 * (a.site.ecef + b.site.ecef);
    const double along = s > 0 ? dot(off, b.site.ecef - a.site.ecef) / s : 0;
    const double aside2 = squared_length(off) - along * along - height * height;
    return seen + std::sqrt(std::max(0.0, aside2)) * 1.1;
  }

  const DistanceField& field_;
  const OutputSpace& space_;
  double slack_;
  BoundaryBounds sampled_;
  BoundaryBounds bounds_;
};

/// The vertices of all rings, in blocks that overlap by one vertex and never span two rings.
struct Block {
  const Ring* ring;
  std::size_t first;
  std::size_t last;  // edges [first, last)
};

std::vector<Block> blocks_of(const std::vector<const Ring*>& rings) {
  std::vector<Block> blocks;
  for (const Ring* ring : rings)
    for (std::size_t first = 0; first + 1 < ring->size(); first += kBlock)
      blocks.push_back({ring, first, std::min(first + kBlock, ring->size() - 1)});
  return blocks;
}

}  // namespace

BoundaryBounds bound_boundary(const std::vector<const Ring*>& rings, const DistanceField& field,
                              const OutputSpace& space, double slack, unsigned threads) {
  const std::vector<Block> blocks = blocks_of(rings);
  std::vector<std::vector<Sample>> samples(blocks.size());
  parallel_for(blocks.size(), threads, [&](std::size_t k) {
    const OutputSpace own = space;  // a projection serves one thread at a time
    const Block& block = blocks[k];
    samples[k].reserve(block.last - block.first + 1);
    for (std::size_t i = block.first; i <= block.last; ++i) {
      const Site site = site_at(own.inverse((*block.ring)[i]));
      const Foot foot = samples[k].empty()
                            ? field.nearest(site)
                            : field.nearest(site, samples[k].back().foot.ecef);
      samples[k].push_back({(*block.ring)[i], site, foot});
    }
  });
  BoundaryBounds at_vertices = nothing();
  for (const std::vector<Sample>& part : samples)
    for (const Sample& s : part)
      widen(at_vertices, s.foot.distance, s.foot.distance, s.site.place);

  std::vector<BoundaryBounds> parts(blocks.size(), nothing());
  parallel_for(blocks.size(), threads, [&](std::size_t k) {
    const OutputSpace own = space;
    EdgeBounder bounder(field, own, slack, at_vertices);
    for (std::size_t i = 1; i < samples[k].size(); ++i)
      bounder.add(samples[k][i - 1], samples[k][i]);
    parts[k] = bounder.bounds();
  });
  BoundaryBounds bounds = at_vertices;
  for (const BoundaryBounds& part : parts) widen(bounds, part);
  for (const Block& block : blocks) bounds.edges += block.last - block.first;
  return bounds;
}

}  // namespace cordon
