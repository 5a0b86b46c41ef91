#include "cordon/zone/exact/thin.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/exact/hull.hpp"

namespace cordon {
namespace {

constexpr double kMetricSlack = 1e-3;    // of lengths in LocalPlane, below its polar limit
constexpr double kPolarLatitude = 88;    // beyond: orthographic instead of the expansion
constexpr std::size_t kFilterFrom = 24;  // vertices of a run worth filtering before the hull

/// Metres east and north about a place, good to third order in which geodesics are straight.
class LocalPlane {
 public:
  explicit LocalPlane(const LonLat& origin) : origin_(origin) {
    const double phi = origin.lat * wgs84::kDegree;
    const double s = std::sin(phi);
    const double c = std::cos(phi);
    const double nu = wgs84::normal_radius(s);
    polar_ = std::abs(origin.lat) > kPolarLatitude;
    east_ = nu * c * wgs84::kDegree;
    east_by_north_ = -wgs84::meridian_radius(s) * s * wgs84::kDegree * wgs84::kDegree;
    north_ = wgs84::meridian_radius(s) * wgs84::kDegree;
    north_by_east_ = 0.5 * nu * s * c * wgs84::kDegree * wgs84::kDegree;
    if (polar_) {
      const double lambda = origin.lon * wgs84::kDegree;
      ecef_ = wgs84::to_ecef(origin);
      east_axis_ = {-std::sin(lambda), std::cos(lambda), 0};
      north_axis_ = {-s * std::cos(lambda), -s * std::sin(lambda), c};
    }
  }

  XY operator()(const LonLat& place) const {
    if (polar_) {
      const Vec3 offset = wgs84::to_ecef(place) - ecef_;
      return {dot(offset, east_axis_), dot(offset, north_axis_)};
    }
    double dlon = place.lon - origin_.lon;
    if (std::abs(dlon) > 180) dlon = std::remainder(dlon, 360.0);
    const double dlat = place.lat - origin_.lat;
    return {(east_ + east_by_north_ * dlat) * dlon, north_ * dlat + north_by_east_ * dlon * dlon};
  }

 private:
  LonLat origin_;
  bool polar_ = false;
  double east_ = 0, east_by_north_ = 0, north_ = 0, north_by_east_ = 0;
  Vec3 ecef_{}, east_axis_{}, north_axis_{};
};

struct Box {
  double min_x = 0, max_x = 0, min_y = 0, max_y = 0;

  void add(const XY& p) {
    min_x = std::min(min_x, p.x);
    max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y);
    max_y = std::max(max_y, p.y);
  }
  double squared_diagonal() const {
    const double w = max_x - min_x;
    const double h = max_y - min_y;
    return w * w + h * h;
  }
};

class Thinner {
 public:
  explicit Thinner(const ThinOptions& options)
      : step_(options.longest * (1 - kMetricSlack)), hull_slack_(options.hull_slack) {}

  void add_point(const LonLat& place) {
    if (points_.empty() || points_.back() != place) points_.push_back(place);
  }

  void add_path(std::span<const LonLat> path) {
    std::size_t first = 0;
    while (first + 1 < path.size()) {
      const std::size_t last = collect_run(path, first);
      if (last == first) {
        for (const LonLat& place : cut_geodesic(path[first], path[first + 1], step_))
          add_point(place);
        first += 1;
      } else {
        add_hull(path.subspan(first, last - first + 1));
        first = last;
      }
    }
    if (path.size() == 1) add_point(path[0]);
  }

  Path take() { return std::move(points_); }

 private:
  /// Fills plane_ with the longest run from `first` whose box fits; returns its last vertex.
  std::size_t collect_run(std::span<const LonLat> path, std::size_t first) {
    const LocalPlane local(path[first]);
    Box box;
    plane_.assign(1, XY{0, 0});
    std::size_t i = first + 1;
    for (; i < path.size(); ++i) {
      const XY p = local(path[i]);
      box.add(p);
      if (!(box.squared_diagonal() <= step_ * step_)) break;
      plane_.push_back(p);
    }
    return i - 1;
  }

  void add_hull(std::span<const LonLat> run) {
    kept_.resize(plane_.size());
    for (std::size_t i = 0; i < kept_.size(); ++i) kept_[i] = static_cast<std::uint32_t>(i);
    if (kept_.size() >= kFilterFrom) drop_inner_points(plane_, kept_);
    convex_hull(plane_, kept_);
    simplify_convex(plane_, kept_, hull_slack_);
    std::sort(kept_.begin(), kept_.end());
    for (const std::uint32_t i : kept_) add_point(run[i]);
  }

  double step_;
  double hull_slack_;
  Path points_;
  std::vector<XY> plane_;            // the run in LocalPlane
  std::vector<std::uint32_t> kept_;  // indices into the run
};

/// Paths, and pieces of long ones that share their ends, for threads to take: the same however many
/// there are.
std::vector<std::vector<std::span<const LonLat>>> batches_of(const Shape& shape) {
  constexpr std::size_t kMostVertices = 1U << 16U;
  std::vector<std::vector<std::span<const LonLat>>> batches(1);
  std::size_t taken = 0;
  const auto add = [&](std::span<const LonLat> path) {
    if (taken + path.size() > kMostVertices && taken > 0) {
      batches.emplace_back();
      taken = 0;
    }
    batches.back().push_back(path);
    taken += path.size();
  };
  const auto cut = [&](const Path& path) {
    std::span<const LonLat> rest(path);
    while (rest.size() > kMostVertices) {
      add(rest.first(kMostVertices));
      rest = rest.subspan(kMostVertices - 1);
    }
    add(rest);
  };
  for (const Path& line : shape.lines) cut(line);
  for (const Area& area : shape.areas) {
    cut(area.shell);
    for (const Path& hole : area.holes) cut(hole);
  }
  return batches;
}

}  // namespace

Path thin_to_points(const Shape& shape, const ThinOptions& options, unsigned threads) {
  const std::vector<std::vector<std::span<const LonLat>>> batches = batches_of(shape);
  std::vector<Path> parts(batches.size());
  parallel_for(batches.size(), threads, [&](std::size_t k) {
    Thinner thinner(options);
    for (const std::span<const LonLat>& path : batches[k]) thinner.add_path(path);
    parts[k] = thinner.take();
  });
  Thinner all(options);
  for (const LonLat& place : shape.points) all.add_point(place);
  if (shape.points.empty() && parts.size() == 1) return std::move(parts.front());
  for (const Path& part : parts)
    for (const LonLat& place : part) all.add_point(place);
  return all.take();
}

}  // namespace cordon
