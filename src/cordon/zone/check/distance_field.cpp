#include "cordon/zone/check/distance_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr std::size_t kMostKept = 20'000;  // vertices whose places in space are kept
constexpr double kChordSpread = 0.0134;    // relative spread of squared radii of curvature

/// Moves a foot along its edge from where the chord is shortest to where the geodesic is: one step
/// of Newton's method, the distance's second derivative along a line being 1 / (R tan(d / R)).
Foot refine(const Site& site, const Vec3& a, const Vec3& b, const Nearest& by_chord,
            const LocalEcef* local) {
  const auto foot_at = [&](const Vec3& on_chord, double sag) {
    const Vec3 p = local != nullptr ? local->turn_back(on_chord) : on_chord;
    const Vec3 foot = p + sag * wgs84::normal_at(p);
    return Foot{geodesic_distance(site.place, wgs84::place_of(foot)), foot};
  };
  const Foot first = foot_at(by_chord.at, by_chord.sag);
  const Vec3 along = b - a;
  const double s = length(along);
  if (s == 0) return first;
  const double step = 1e-3 * s;
  const double t = dot(by_chord.at - a, along) / (s * s);
  const auto at = [&](double u) {
    return foot_at(a + u * along, u * (1 - u) * s * s / (2 * wgs84::kMeanRadius));
  };
  const double t0 = std::clamp(t, 1e-3, 1 - 1e-3);
  const double slope = (at(t0 + 1e-3).distance - at(t0 - 1e-3).distance) / (2 * step);
  const double curvature = 1 / (wgs84::kMeanRadius * std::tan(first.distance / wgs84::kMeanRadius));
  const Foot second = at(std::clamp(t0 - slope / (curvature * s), 0.0, 1.0));
  return second.distance < first.distance ? second : first;
}

/// Where chords begin to be misleading by more than `error`: see the class.
double chord_reach_for(double error) {
  return std::cbrt(error * 24 * wgs84::kMeanRadius * wgs84::kMeanRadius / kChordSpread);
}

/// Bounds in degrees; longitudes relative to the first vertex.
class DegreeBox {
 public:
  explicit DegreeBox(const LonLat& first)
      : first_(first), low_lat_(first.lat), high_lat_(first.lat) {}

  void add(const LonLat& place) {
    double dlon = place.lon - first_.lon;
    if (dlon > 180 || dlon < -180) dlon = std::remainder(dlon, 360.0);
    low_lon_ = std::min(low_lon_, dlon);
    high_lon_ = std::max(high_lon_, dlon);
    low_lat_ = std::min(low_lat_, place.lat);
    high_lat_ = std::max(high_lat_, place.lat);
  }
  double span() const { return std::max(high_lat_ - low_lat_, high_lon_ - low_lon_); }
  LonLat middle() const {
    return {first_.lon + (low_lon_ + high_lon_) / 2, (low_lat_ + high_lat_) / 2};
  }
  /// m; no place of the box, nor a chord between two of them, is farther from the middle.
  double radius() const {
    const double degree = wgs84::kA * 1.01 * wgs84::kDegree;
    const double least_lat = std::max(0.0, std::max(low_lat_, -high_lat_));
    return 1e-6 + degree / 2 *
                      std::hypot(high_lat_ - low_lat_,
                                 (high_lon_ - low_lon_) * std::cos(least_lat * wgs84::kDegree));
  }

 private:
  LonLat first_;
  double low_lon_ = 0, high_lon_ = 0;
  double low_lat_, high_lat_;
};

/// Bound of the error of length_over_chord(), m: measured 8e-6 at 200 km, 8e-4 at 500 km, 0.016 at
/// 1,000 km, growing with the fifth power.
double euler_error(double distance) {
  return 1e-9 + 1.2e-3 * std::pow(distance / 500'000, 5);
}

/// Of a geodesic of that length, m; with a metre for the sag of edges.
double longest_chord(double distance) {
  constexpr double kLargestRadius = 6'399'594;  // m, Euler's, at a pole
  const double angle = std::min(distance / (2 * kLargestRadius), std::numbers::pi / 2);
  return 2 * kLargestRadius * std::sin(angle) * (1 + 1e-9) + 1;
}

/// Square of the straight reach that covers a geodesic one.
double squared_reach(double reach) {
  const double straight = std::min(reach, longest_chord(reach));
  return straight * straight;
}

Foot never_too_short(const Foot& foot) {
  return {foot.distance + euler_error(foot.distance), foot.ecef};
}

/// Edges so short that the chord's sag moves no distance by more than `error`, and that the
/// geodesic stays that near to the normal section.
double longest_edge_for(double distance, double error) {
  const double r = wgs84::kMeanRadius;
  return std::min(20'000.0, std::sqrt(8 * r * 2 * r / std::max(distance, 1000.0) * error));
}

/// If all of them are full and no edge is long.
std::size_t leaf_count(const Shape& shape) {
  std::size_t count = shape.points.size();
  const auto add = [&](const Path& path) { count += path.size() / kEdgesInLeaf + 1; };
  for (const Path& line : shape.lines) add(line);
  for (const Area& area : shape.areas) {
    add(area.shell);
    for (const Path& hole : area.holes) add(hole);
  }
  return count;
}

}  // namespace

Site site_at(const LonLat& place) {
  return {place, wgs84::to_ecef(place)};
}

DistanceField::DistanceField(const Shape& shape, double distance, double error) {
  const double longest_edge = longest_edge_for(distance, error);
  chord_reach_ = chord_reach_for(error);
  largest_sag_ = 1e-3 + longest_edge * longest_edge / (8 * wgs84::kMeanRadius) * 1.02;
  const std::size_t leaves = leaf_count(shape);
  leaves_.reserve(leaves);
  boxes_.reserve(leaves);
  for (const LonLat& point : shape.points) add_leaves(&point, 1);
  for (const Path& line : shape.lines) add_path(line, longest_edge);
  for (const Area& area : shape.areas) {
    add_path(area.shell, longest_edge);
    for (const Path& hole : area.holes) add_path(hole, longest_edge);
  }
  tree_ = BoxTree(std::move(boxes_));
}

void DistanceField::add_path(const Path& path, double longest_edge) {
  // A bound by differences of degrees spares all but long edges the geodesic.
  const auto is_long = [&](const LonLat& a, const LonLat& b) {
    const double degree = wgs84::kA * 1.01 * wgs84::kDegree;
    double dlon = std::abs(a.lon - b.lon);
    if (dlon > 180) dlon = std::abs(std::remainder(dlon, 360.0));
    return degree * (std::abs(a.lat - b.lat) + dlon) > longest_edge;
  };
  bool cut = false;
  for (std::size_t i = 1; i < path.size() && !cut; ++i) cut = is_long(path[i - 1], path[i]);
  if (!cut) return add_leaves(path.data(), path.size());
  Path fine{path.front()};
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!is_long(path[i - 1], path[i])) {
      fine.push_back(path[i]);
      continue;
    }
    const Path parts = cut_geodesic(path[i - 1], path[i], longest_edge);
    fine.insert(fine.end(), parts.begin() + 1, parts.end());
  }
  cut_.push_back(std::make_unique<const Path>(std::move(fine)));
  add_leaves(cut_.back()->data(), cut_.back()->size());
}

void DistanceField::add_leaves(const LonLat* first, std::size_t count) {
  for (std::size_t start = 0; start == 0 || start + 1 < count;) {
    const std::size_t vertices = add_leaf(first + start, count - start);
    start += std::max<std::size_t>(vertices, 2) - 1;
  }
}

/// Adds the longest leaf that is still small; returns how many vertices it took (two or more, if
/// there are so many).
std::size_t DistanceField::add_leaf(const LonLat* first, std::size_t count) {
  DegreeBox degrees(*first);
  std::size_t taken = 1;
  for (; taken < std::min(count, kEdgesInLeaf + 1); ++taken) {
    DegreeBox wider = degrees;
    wider.add(first[taken]);
    if (taken >= 2 && wider.span() > LocalEcef::kReach) break;
    degrees = wider;
  }
  Leaf leaf{first, taken, std::nullopt, kNotKept};
  Box3 box;
  if (degrees.span() <= 2 * LocalEcef::kReach) {
    const LonLat middle = degrees.middle();
    leaf.local.emplace(middle);
    box.add(leaf.local->turn_back(leaf.local->turned(middle)));
    box.grow(degrees.radius());
  } else {
    for (std::size_t i = 0; i < taken; ++i) box.add(wgs84::to_ecef(first[i]));
  }
  if (kept_.size() < 3 * kMostKept) keep(leaf);
  leaves_.push_back(leaf);
  boxes_.push_back(box);
  return taken;
}

Foot DistanceField::nearest(const Site& site) const {
  return exact(site, search(site, std::numeric_limits<double>::infinity()));
}

Foot DistanceField::nearest(const Site& site, const Vec3& known) const {
  return exact(site, search_near(site, known));
}

Foot DistanceField::nearest_by_chord(const Site& site) const {
  return never_too_short(search(site, std::numeric_limits<double>::infinity()));
}

Foot DistanceField::nearest_by_chord(const Site& site, const Vec3& known) const {
  return never_too_short(search_near(site, known));
}

Foot DistanceField::search_near(const Site& site, const Vec3& known) const {
  // `known` was lifted from its chord: that may be farther away by the sag.
  const double reach = length(site.ecef - known) + largest_sag_;
  return search(site, reach * reach * (1 + 1e-9));
}

double DistanceField::rough_excess(double distance) {
  return kChordSpread * distance * distance * distance /
             (24 * wgs84::kMeanRadius * wgs84::kMeanRadius) +
         2 * euler_error(distance);
}

Foot DistanceField::exact(const Site& site, const Foot& by_chord) const {
  return leaves_.empty() || length(site.ecef - by_chord.ecef) <= chord_reach_
             ? by_chord
             : search_by_geodesics(site, by_chord);
}

EdgesInSpace DistanceField::edges_of(const Leaf& leaf, Buffer& buffer) const {
  constexpr std::size_t kStride = kEdgesInLeaf + 1;
  if (leaf.kept != kNotKept) {
    const double* const x = &kept_[leaf.kept];
    return {x, x + leaf.count, x + 2 * leaf.count, leaf.count};
  }
  for (std::size_t i = 0; i < leaf.count; ++i) {
    const Vec3 v = leaf.local ? leaf.local->turned(leaf.first[i]) : wgs84::to_ecef(leaf.first[i]);
    for (std::size_t k = 0; k < 3; ++k) buffer[k * kStride + i] = v[k];
  }
  return {buffer.data(), buffer.data() + kStride, buffer.data() + 2 * kStride, leaf.count};
}

/// So that searches need not take them to space again and again.
void DistanceField::keep(Leaf& leaf) {
  Buffer buffer;
  leaf.kept = kNotKept;
  const EdgesInSpace edges = edges_of(leaf, buffer);
  leaf.kept = kept_.size();
  for (const double* const axis : {edges.x, edges.y, edges.z})
    kept_.insert(kept_.end(), axis, axis + edges.count);
}

template <typename Edge>
void DistanceField::for_each_edge(const Leaf& leaf, const Edge& edge) const {
  Buffer buffer;
  const EdgesInSpace path = edges_of(leaf, buffer);
  Vec3 a = path[0];
  if (leaf.count == 1) edge(a, a);
  for (std::size_t i = 1; i < leaf.count; ++i) {
    const Vec3 b = path[i];
    edge(a, b);
    a = b;
  }
}

Foot DistanceField::search(const Site& site, double bound) const {
  if (leaves_.empty()) return {std::numeric_limits<double>::infinity(), site.ecef};
  Nearest best;
  const auto look = [&](std::size_t index) {
    const Leaf& leaf = leaves_[index];
    Nearest here{std::min(best.squared, bound), {}, 0};
    const double before = here.squared;
    const Vec3 p = leaf.local ? leaf.local->turn(site.ecef) : site.ecef;
    Buffer buffer;
    try_edges(p, edges_of(leaf, buffer), here);
    if (here.squared < before) {
      best = here;
      if (leaf.local) best.at = leaf.local->turn_back(here.at);
    }
    return std::min(best.squared, bound);
  };
  tree_.visit_near(site.ecef, bound, look);
  const Vec3 foot = best.at + best.sag * wgs84::normal_at(best.at);
  const double chord = length(site.ecef - foot);
  return {length_over_chord(site.ecef, foot, chord), foot};
}

/// Compares, by exact geodesics, all edges whose chord is not too long for the nearest.
Foot DistanceField::search_by_geodesics(const Site& site, const Foot& by_chord) const {
  Foot best{geodesic_distance(site.place, wgs84::place_of(by_chord.ecef)), by_chord.ecef};
  double bound = longest_chord(best.distance);
  const auto look = [&](std::size_t index) {
    const Leaf& leaf = leaves_[index];
    const Vec3 p = leaf.local ? leaf.local->turn(site.ecef) : site.ecef;
    for_each_edge(leaf, [&](const Vec3& a, const Vec3& b) {
      Nearest here{bound * bound, {}, 0};
      try_edge(p, a, b, here);
      if (here.squared >= bound * bound) return;
      const Foot foot = refine(site, a, b, here, leaf.local ? &*leaf.local : nullptr);
      if (foot.distance < best.distance) {
        best = foot;
        bound = longest_chord(best.distance);
      }
    });
    return bound * bound;
  };
  tree_.visit_near(site.ecef, bound * bound, look);
  return best;
}

bool DistanceField::may_have_behind(const Site& site, const Vec3& ahead, double reach,
                                    double margin) const {
  const double reach2 = squared_reach(reach);
  const auto may = [&](const Box3& box) {
    return box.least_along(ahead, site.ecef) <= margin && box.squared_distance(site.ecef) <= reach2;
  };
  const auto test = [&](std::size_t index) {
    const Leaf& leaf = leaves_[index];
    const Vec3 p = leaf.local ? leaf.local->turn(site.ecef) : site.ecef;
    const Vec3 u = leaf.local ? leaf.local->turn(ahead) : ahead;
    bool found = false;
    for_each_edge(leaf, [&](const Vec3& a, const Vec3& b) {
      if (found || std::min(dot(u, a - p), dot(u, b - p)) > margin) return;
      Nearest here{reach2, {}, 0};
      try_edge(p, a, b, here);
      found = here.squared < reach2;
    });
    return found;
  };
  return tree_.any_of(may, test);
}

bool DistanceField::is_one_edge(const Site& site, double reach) const {
  const double reach2 = squared_reach(reach);
  std::size_t edges = 0;
  const auto may = [&](const Box3& box) { return box.squared_distance(site.ecef) <= reach2; };
  const auto is_second = [&](std::size_t index) {
    const Leaf& leaf = leaves_[index];
    const Vec3 p = leaf.local ? leaf.local->turn(site.ecef) : site.ecef;
    for_each_edge(leaf, [&](const Vec3& a, const Vec3& b) {
      if (edges > 1 || (a == b && leaf.count > 1)) return;  // a repeated vertex is no edge
      Nearest here{reach2, {}, 0};
      try_edge(p, a, b, here);
      if (here.squared < reach2) ++edges;
    });
    return edges > 1;
  };
  return !tree_.any_of(may, is_second);
}

}  // namespace cordon
