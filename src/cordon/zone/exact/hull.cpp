#include "cordon/zone/exact/hull.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cordon {
namespace {

double cross(const XY& o, const XY& a, const XY& b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// The affine map that takes the points' covariance to the unit matrix (Cholesky).
struct Whitening {
  double xx = 1, yx = 0, yy = 1;

  explicit Whitening(std::span<const XY> points) {
    double mx = 0, my = 0, cxx = 0, cxy = 0, cyy = 0;
    for (const XY& p : points) {
      mx += p.x;
      my += p.y;
      cxx += p.x * p.x;
      cxy += p.x * p.y;
      cyy += p.y * p.y;
    }
    const auto n = static_cast<double>(points.size());
    cxx = cxx / n - mx * mx / (n * n);
    cxy = cxy / n - mx * my / (n * n);
    cyy = cyy / n - my * my / (n * n);
    const double floor = 1e-6 * (cxx + cyy) + std::numeric_limits<double>::min();
    xx = 1 / std::sqrt(cxx + floor);
    const double slope = cxy / (cxx + floor);
    yy = 1 / std::sqrt(std::max(cyy - slope * cxy, 0.0) + floor);
    yx = -slope * yy;
  }

  XY operator()(const XY& p) const { return {xx * p.x, yx * p.x + yy * p.y}; }
};

/// Removes points inside the octagon of extremes in the axes that `axes` gives.
template <typename Axes>
void drop_inside_octagon(std::span<const XY> points, std::vector<std::uint32_t>& indices,
                         const Axes& axes) {
  constexpr std::size_t kSides = 8;
  // Extremes in the directions 0, 45 ... 315 degrees: a convex polygon, counter-clockwise.
  std::array<double, kSides> reach;
  reach.fill(-std::numeric_limits<double>::infinity());
  std::array<XY, kSides> corner{};
  for (const std::uint32_t i : indices) {
    const XY p = axes(points[i]);
    const std::array<double, kSides> value{p.x,  p.x + p.y,  p.y,  p.y - p.x,
                                           -p.x, -p.x - p.y, -p.y, p.x - p.y};
    for (std::size_t k = 0; k < kSides; ++k)
      if (value[k] > reach[k]) {
        reach[k] = value[k];
        corner[k] = p;
      }
  }
  // Inside of a side by a little: what is in doubt stays.
  std::array<XY, kSides> normal{};
  std::array<double, kSides> least{};
  std::size_t sides = 0;
  for (std::size_t k = 0; k < kSides; ++k) {
    const XY& a = corner[k];
    const XY& b = corner[(k + 1) % kSides];
    normal[k] = {a.y - b.y, b.x - a.x};
    const double size = std::abs(normal[k].x) + std::abs(normal[k].y);
    if (size == 0) {
      least[k] = -1;  // no side: holds nothing back
      continue;
    }
    ++sides;
    least[k] = normal[k].x * a.x + normal[k].y * a.y +
               1e-12 * size * (reach[0] + reach[2] + reach[4] + reach[6]);
  }
  if (sides < 3) return;  // all in one place or on one line
  std::erase_if(indices, [&](std::uint32_t i) {
    const XY p = axes(points[i]);
    bool inside = true;
    for (std::size_t k = 0; k < kSides; ++k)
      inside &= normal[k].x * p.x + normal[k].y * p.y > least[k];
    return inside;
  });
}

}  // namespace

void drop_inner_points(std::span<const XY> points, std::vector<std::uint32_t>& indices) {
  constexpr std::size_t kFewerThan = 4;  // times fewer: the plain octagon was good enough
  const std::size_t before = indices.size();
  drop_inside_octagon(points, indices, [](const XY& p) { return p; });
  if (indices.size() * kFewerThan > before) drop_inside_octagon(points, indices, Whitening(points));
}

void convex_hull(std::span<const XY> points, std::vector<std::uint32_t>& indices) {
  std::sort(indices.begin(), indices.end(), [&](std::uint32_t a, std::uint32_t b) {
    return points[a].x != points[b].x ? points[a].x < points[b].x : points[a].y < points[b].y;
  });
  const auto equal = [&](std::uint32_t a, std::uint32_t b) { return points[a] == points[b]; };
  indices.erase(std::unique(indices.begin(), indices.end(), equal), indices.end());
  if (indices.size() < 3) return;
  std::vector<std::uint32_t> hull;
  const auto sweep = [&](auto begin, auto end) {
    const std::size_t base = hull.size();
    for (auto it = begin; it != end; ++it) {
      while (hull.size() >= base + 2 &&
             cross(points[hull[hull.size() - 2]], points[hull.back()], points[*it]) <= 0)
        hull.pop_back();
      hull.push_back(*it);
    }
    hull.pop_back();  // the last one begins the other half
  };
  sweep(indices.begin(), indices.end());
  sweep(indices.rbegin(), indices.rend());
  indices.swap(hull);
}

void simplify_convex(std::span<const XY> points, std::vector<std::uint32_t>& indices,
                     double slack) {
  const std::size_t count = indices.size();
  if (count < 4) return;
  const auto fits = [&](std::size_t from, std::size_t to) {
    const XY& a = points[indices[from]];
    const XY& b = points[indices[to % count]];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    for (std::size_t i = from + 1; i < to; ++i) {
      const XY& p = points[indices[i]];
      const double along = (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y);
      if (along < 0 || along > length * length) return false;
      if (std::abs(cross(a, b, p)) > slack * length) return false;
    }
    return length > 0;
  };
  std::vector<std::uint32_t> kept{indices[0]};
  std::size_t from = 0;
  while (from < count) {
    std::size_t to = from + 1;
    while (to < count && fits(from, to + 1)) ++to;
    if (to < count) kept.push_back(indices[to]);
    from = to;
  }
  indices.swap(kept);
}

}  // namespace cordon
