#include "cordon/zone/projected/pieces.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/projected/straighten.hpp"

namespace cordon {
namespace {

constexpr double kMaxRadius = 200'000;    // m
constexpr double kRadiusMargin = 0.99;    // chords for arcs, the centre's depth below the surface
constexpr double kLongestEdge = 100'000;  // m; below it a geodesic has no more than one bend
constexpr int kMaxHalvings = 20;

/// Box in space, grown vertex by vertex.
struct Box {
  Vec3 low{};
  Vec3 high{};

  explicit Box(const LonLat& place) : low(wgs84::to_ecef(place)), high(low) {}

  void add(const LonLat& place) {
    const Vec3 at = wgs84::to_ecef(place);
    for (std::size_t k = 0; k < 3; ++k) {
      low[k] = std::min(low[k], at[k]);
      high[k] = std::max(high[k], at[k]);
    }
  }
  double diagonal() const {
    return std::hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  }
  LonLat centre() const {
    const double x = low[0] + high[0];
    const double y = low[1] + high[1];
    const double z = low[2] + high[2];
    return {std::atan2(y, x) / wgs84::kDegree,
            std::atan2(z, (1 - wgs84::kE2) * std::hypot(x, y)) / wgs84::kDegree};
  }
};

/// Interleaves the bits of longitude and latitude: near places get near keys more often than not.
std::uint64_t morton_key(const LonLat& place) {
  const auto x = static_cast<std::uint32_t>((wgs84::wrap_longitude(place.lon) + 180) * 1e7);
  const auto y = static_cast<std::uint32_t>((place.lat + 90) * 1e7);
  std::uint64_t key = 0;
  for (unsigned bit = 0; bit < 32; ++bit)
    key |= (std::uint64_t{x >> bit & 1U} << (2 * bit)) |
           (std::uint64_t{y >> bit & 1U} << (2 * bit + 1));
  return key;
}

void add_outline(const Path& path, std::vector<Path>& into) {
  Path kept;
  kept.reserve(path.size());
  std::unique_copy(path.begin(), path.end(), std::back_inserter(kept));
  if (!kept.empty()) into.push_back(std::move(kept));
}

double chord(const LonLat& a, const LonLat& b) {
  Box box(a);
  box.add(b);
  return box.diagonal();
}

/// Adds vertices to edges longer than `longest` metres.
Path with_short_edges(const Path& path, double longest) {
  Path result{path.front()};
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (chord(path[i - 1], path[i]) < kRadiusMargin * longest) {
      result.push_back(path[i]);  // without the cost of a geodesic
      continue;
    }
    const Path cuts = cut_geodesic(path[i - 1], path[i], longest);
    result.insert(result.end(), cuts.begin() + 1, cuts.end());
  }
  return result;
}

}  // namespace

std::vector<Path> outlines(const Shape& shape) {
  std::vector<Path> result;
  for (const LonLat& point : shape.points) result.push_back({point});
  for (const Path& line : shape.lines) add_outline(line, result);
  for (const Area& area : shape.areas) {
    add_outline(area.shell, result);
    for (const Path& hole : area.holes) add_outline(hole, result);
  }
  return result;
}

double piece_radius(double distance, double error) {
  // A straight line that passes the centre at h is longer than the geodesic by h^2/2 times this;
  // for small distances it is d / (3 R^2).
  const double angle = distance / wgs84::kMeanRadius;
  const double excess = angle < 1e-3 ? angle / (3 * wgs84::kMeanRadius)
                                     : (1 / angle - 1 / std::tan(angle)) / wgs84::kMeanRadius;
  return std::min(kMaxRadius, kRadiusMargin * std::sqrt(2 * error / excess));
}

std::vector<Piece> cut_into_pieces(const std::vector<Path>& paths, double radius) {
  std::vector<std::pair<std::uint64_t, const Path*>> order;
  order.reserve(paths.size());
  for (const Path& path : paths) order.emplace_back(morton_key(path.front()), &path);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<Piece> pieces;
  std::vector<Path> open;  // the paths of the piece being filled
  Box box({});
  const auto close = [&] {
    if (!open.empty()) pieces.push_back({box.centre(), std::exchange(open, {})});
  };
  // Adds a place to the box if the piece stays small enough.
  const auto fits = [&](const LonLat& place) {
    Box grown = box;
    grown.add(place);
    if (grown.diagonal() > 2 * radius) return false;
    box = grown;
    return true;
  };
  for (const auto& [key, path] : order) {
    const Path fine = with_short_edges(*path, radius / 2);
    if (open.empty() || !fits(fine.front())) {
      close();
      box = Box(fine.front());
    }
    open.push_back({fine.front()});
    for (std::size_t i = 1; i < fine.size(); ++i) {
      if (!fits(fine[i])) {
        close();
        box = Box(fine[i - 1]);
        box.add(fine[i]);
        open.push_back({fine[i - 1]});
      }
      open.back().push_back(fine[i]);
    }
  }
  close();
  return pieces;
}

PlanePath to_plane(const Path& path, const Projection& plane, double error) {
  const double unit = plane.metres_per_unit();
  const double negligible = std::sqrt(8 * error * kSharpestBend) / unit;
  const Path fine = with_short_edges(path, kLongestEdge);
  PlanePath result{plane.forward(fine.front())};
  for (std::size_t i = 1; i < fine.size(); ++i) {
    const XY end = plane.forward(fine[i]);
    if (std::hypot(end.x - result.back().x, end.y - result.back().y) < negligible) {
      result.push_back(end);
      continue;
    }
    const Inverse edge = geodesic_inverse(fine[i - 1], fine[i]);
    const auto at = [&](double t) {
      return plane.forward(
          geodesic_direct(fine[i - 1], edge.azimuth_start, t * edge.distance).place);
    };
    const auto deviation = [&](const CurveVertex& from, const CurveVertex& to) {
      double worst = 0;
      for (const double share : kProbes)
        worst = std::max(
            worst, unit * distance_to_line(at(std::lerp(from.t, to.t, share)), from.xy, to.xy));
      return worst;
    };
    straighten({0, result.back()}, {1, end}, at, deviation, error, kMaxHalvings, result);
  }
  return result;
}

}  // namespace cordon
