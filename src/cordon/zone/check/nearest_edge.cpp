#include "cordon/zone/check/nearest_edge.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

// Wider registers where the processor has them; without fused operations, so that results do not
// depend on it. Resolvers run before a sanitizer is ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define CORDON_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CORDON_VECTOR_CLONES
#endif

namespace cordon {

void try_edge(const Vec3& site, const Vec3& a, const Vec3& b, Nearest& best) {
  const Vec3 along = b - a;
  const double s2 = squared_length(along);
  const double t = s2 > 0 ? std::clamp(dot(site - a, along) / s2, 0.0, 1.0) : 0;
  const Vec3 at = a + t * along;
  const double squared = squared_length(site - at);
  if (squared < best.squared) best = {squared, at, t * (1 - t) * s2 / (2 * wgs84::kMeanRadius)};
}

CORDON_VECTOR_CLONES void try_edges(const Vec3& site, const EdgesInSpace& path, Nearest& best) {
  if (path.count == 1) return try_edge(site, path[0], path[0], best);
  std::array<double, kEdgesInLeaf> share;
  std::array<double, kEdgesInLeaf> squared;
  const std::size_t edges = path.count - 1;
  for (std::size_t i = 0; i < edges; ++i) {
    const double dx = path.x[i + 1] - path.x[i];
    const double dy = path.y[i + 1] - path.y[i];
    const double dz = path.z[i + 1] - path.z[i];
    const double wx = site[0] - path.x[i];
    const double wy = site[1] - path.y[i];
    const double wz = site[2] - path.z[i];
    const double s2 = std::max(dx * dx + dy * dy + dz * dz, std::numeric_limits<double>::min());
    const double t = std::min(std::max((wx * dx + wy * dy + wz * dz) / s2, 0.0), 1.0);
    const double rx = wx - t * dx;
    const double ry = wy - t * dy;
    const double rz = wz - t * dz;
    share[i] = t;
    squared[i] = rx * rx + ry * ry + rz * rz;
  }
  const auto least = std::min_element(squared.begin(), squared.begin() + edges);
  if (*least >= best.squared) return;
  const auto i = static_cast<std::size_t>(least - squared.begin());
  const Vec3 along = path[i + 1] - path[i];
  const double t = share[i];
  best = {*least, path[i] + t * along,
          t * (1 - t) * squared_length(along) / (2 * wgs84::kMeanRadius)};
}

double length_over_chord(const Vec3& a, const Vec3& b, double chord) {
  if (chord == 0) return 0;
  const Vec3 normal = wgs84::normal_at(0.5 * (a + b));
  const double s = normal[2];
  const double c2 = std::max(1 - s * s, 1e-30);
  // North, scaled by cos(latitude), is the axis less its part along the normal.
  const double north = (b[2] - a[2]) - s * dot(b - a, normal);
  const double cos2_azimuth = std::min(1.0, north * north / (chord * chord * c2));
  const double w = 1 - wgs84::kE2 * s * s;
  const double curvature =
      std::sqrt(w) / wgs84::kA * (1 + cos2_azimuth * (w / (1 - wgs84::kE2) - 1));
  const double x = chord * curvature / 2;
  const double x2 = x * x;
  if (x2 < 1e-4) return chord * (1 + x2 * (1.0 / 6 + x2 * (3.0 / 40 + x2 * (15.0 / 336))));
  return 2 / curvature * std::asin(std::min(1.0, x));
}

}  // namespace cordon
