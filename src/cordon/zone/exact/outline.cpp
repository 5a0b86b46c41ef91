#include "cordon/zone/exact/outline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

constexpr int kMostHalvings = 40;
constexpr double kStretch = 1.1;  // of the scale along one edge of the sleeve

/// Adds the vertices of chords, halving those that the output space would bend too much.
template <typename Discs>
class ChordWriter {
 public:
  ChordWriter(const Discs& discs, const OutlineOptions& options, const OutputSpace& space)
      : discs_(discs), options_(options), space_(space) {}

  /// All vertices of the arc but its last, which begins the next arc.
  void add(const Arc& arc, Ring& ring) {
    const double sweep = arc.stretch.end - arc.stretch.start;
    const double step = 2 * std::asin(std::min(1.0, options_.chord / (2 * options_.distance)));
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(sweep / step)));
    Vertex from = vertex(discs_.at(arc.disc, arc.stretch.start));
    for (std::size_t k = 1; k <= parts; ++k) {
      const double angle =
          arc.stretch.start + sweep * static_cast<double>(k) / static_cast<double>(parts);
      const Vertex to = vertex(discs_.at(arc.disc, angle));
      ring.push_back(from.xy);
      add_inner(from, to, kMostHalvings, ring);
      from = to;
    }
  }

 private:
  struct Vertex {
    Vec3 position;
    LonLat place;
    XY xy;
  };

  Vertex vertex(const Vec3& position) {
    const LonLat place = places_.at(position);
    return {position, place, space_.project(place)};
  }

  void add_inner(const Vertex& from, const Vertex& to, int halvings, Ring& ring) {
    if (halvings == 0 || !bends(from, to)) return;
    const Vertex middle = vertex(normalized(from.position + to.position));
    if (!space_.is_lonlat() && gap(from, middle, to) <= options_.bend / 2) return;
    add_inner(from, middle, halvings - 1, ring);
    ring.push_back(middle.xy);
    add_inner(middle, to, halvings - 1, ring);
  }

  /// Whether the chord may leave its geodesic by more than the allowance. For degrees
  /// that is known; elsewhere the middle is looked at.
  bool bends(const Vertex& from, const Vertex& to) const {
    if (!space_.is_lonlat()) return true;
    const double chord = wgs84::kA * length(to.position - from.position);
    return lonlat_bend(from.place, to.place, chord) > options_.bend;
  }

  double gap(const Vertex& from, const Vertex& middle, const Vertex& to) const {
    const XY before = space_.step(middle.xy, from.xy);
    const XY after = space_.step(middle.xy, to.xy);
    const XY metres =
        space_.scale_at(middle.xy).metres({(before.x + after.x) / 2, (before.y + after.y) / 2});
    return std::hypot(metres.x, metres.y);
  }

  const Discs& discs_;
  const OutlineOptions& options_;
  const OutputSpace& space_;
  SpherePlaces places_;
};

/// Directions from an anchor that pass within a width of all vertices seen so far.
class Cone {
 public:
  Cone(const XY& anchor, const LocalScale& scale, double width)
      : anchor_(anchor), scale_(scale), width_(width) {}

  /// Whether an edge from the anchor to `vertex` leaves every vertex seen within the width, and
  /// runs on beyond them.
  bool allows(const XY& vertex) const {
    const XY p = metres(vertex);
    if (!any_) return true;
    if (squared(p) < farthest_ || along(p) <= 0) return false;
    const double turn = slope(p);
    return turn >= low_ && turn <= high_;
  }

  /// Narrows the cone by a vertex that is to be left out; false if nothing remains.
  bool narrow(const XY& vertex) {
    const XY p = metres(vertex);
    const double r2 = squared(p);
    farthest_ = std::max(farthest_, r2);
    const double w2 = width_ * width_;
    if (r2 <= w2) return true;
    const double spread = std::min(1.0, width_ / std::sqrt(r2 - w2));  // at most 45 degrees
    if (!any_) {
      any_ = true;
      reference_ = p;
      low_ = -spread;
      high_ = spread;
      return true;
    }
    if (along(p) <= 0) return false;
    const double turn = slope(p);
    low_ = std::max(low_, turned(turn, -spread));
    high_ = std::min(high_, turned(turn, spread));
    return low_ <= high_;
  }

 private:
  XY metres(const XY& vertex) const {
    return scale_.metres({vertex.x - anchor_.x, vertex.y - anchor_.y});
  }
  static double squared(const XY& p) { return p.x * p.x + p.y * p.y; }
  double along(const XY& p) const { return reference_.x * p.x + reference_.y * p.y; }
  /// Directions are tangents of the angle from the reference, which stays below a right one.
  double slope(const XY& p) const { return (reference_.x * p.y - reference_.y * p.x) / along(p); }
  /// The tangent of a sum of angles; infinite where that is a right angle or more.
  static double turned(double slope, double by) {
    const double rest = 1 - slope * by;
    return rest > 0 ? (slope + by) / rest
                    : std::copysign(std::numeric_limits<double>::infinity(), by);
  }

  XY anchor_;
  LocalScale scale_;
  double width_;
  bool any_ = false;
  XY reference_{};
  double low_ = 0, high_ = 0;  // slopes
  double farthest_ = 0;
};

/// The scale of a space, computed anew only where it has changed: in degrees they are about as long
/// at near latitudes, but shrink to nothing towards a pole.
class ScaleNearby {
 public:
  explicit ScaleNearby(const OutputSpace& space) : space_(space) {}

  /// The scale for an edge from one vertex to the other, or to those between.
  const LocalScale& from(const XY& vertex, const XY& next) {
    const bool holds = known_ && space_.wraps() && is_alike(vertex.y) && is_alike(next.y);
    if (!holds) {
      scale_ = space_.scale_at(vertex);
      lat_ = vertex.y;
      cosine_ = std::cos(lat_ * wgs84::kDegree);
      known_ = true;
    }
    return scale_;
  }
  /// Whether that scale will do for an edge to this vertex.
  bool holds_at(const XY& vertex) const { return !space_.wraps() || is_alike(vertex.y); }

 private:
  bool is_alike(double lat) const {
    // cos(a + d) / cos(a) = cos d - tan a sin d, and tan a < 1 / cos a.
    const double step = std::abs(lat - lat_) * wgs84::kDegree;
    if (step < (kStretch - 1) / 2 * cosine_) return true;
    const double other = std::cos(lat * wgs84::kDegree);
    return cosine_ < kStretch * other && other < kStretch * cosine_;
  }

  const OutputSpace& space_;
  bool known_ = false;
  LocalScale scale_;
  double lat_ = 0;
  double cosine_ = 1;
};

/// The last vertex that an edge from `from` may go to.
std::size_t end_of_edge(const Ring& ring, std::size_t from, double width, ScaleNearby& scale) {
  if (from + 2 >= ring.size()) return from + 1;
  Cone cone(ring[from], scale.from(ring[from], ring[from + 2]), width);
  std::size_t best = from + 1;
  for (std::size_t i = from + 1; i + 1 < ring.size(); ++i) {
    if (!scale.holds_at(ring[i + 1])) break;
    if (!cone.narrow(ring[i])) break;
    if (!cone.allows(ring[i + 1])) {
      // A later vertex may fit again, but only if the cone stays open.
      continue;
    }
    best = i + 1;
  }
  return best;
}

}  // namespace

Ring sleeve(const Ring& ring, double width, const OutputSpace& space) {
  Ring out{ring.front()};
  ScaleNearby scale(space);
  for (std::size_t i = 0; i + 1 < ring.size();) {
    i = end_of_edge(ring, i, width, scale);
    out.push_back(ring[i]);
  }
  return out.size() >= 4 ? out : ring;
}

template <typename Discs>
Ring outline(const Discs& discs, const std::vector<Arc>& arcs, const OutlineOptions& options,
             const OutputSpace& space) {
  Ring ring;
  ChordWriter<Discs> writer(discs, options, space);
  for (const Arc& arc : arcs) writer.add(arc, ring);
  ring.push_back(ring.front());
  if (space.wraps()) ring = unrolled(std::move(ring));
  for (std::size_t i = 1; i < ring.size(); ++i) space.check_edge(ring[i - 1], ring[i]);
  return options.sleeve > 0 ? sleeve(ring, options.sleeve, space) : ring;
}

template Ring outline(const SphereDiscs&, const std::vector<Arc>&, const OutlineOptions&,
                      const OutputSpace&);
template Ring outline(const GeodesicDiscs&, const std::vector<Arc>&, const OutlineOptions&,
                      const OutputSpace&);

}  // namespace cordon
