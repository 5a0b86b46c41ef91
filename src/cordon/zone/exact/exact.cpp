// Error budget, in shares of the tolerance T, about the distance d. Discs have the radius
// d' = d + 0.75 T.
//
//   thinning and chords together  -1.40        of d', inwards: see below
//   hulls left out                -0.10        inwards (thin.hpp)
//   sleeve                        +-0.10
//   edges bent by the output      +-0.05
//   circles on the sphere         +-0.02       else exact geodesics are used
//   rounding of coordinates       +-0.01       (output_space.hpp)
//   jitter, where it is needed    +-0.004
//   sum                           +0.934 / -0.934
//
// Thinning and chords share one bound. Let a and c be the ends of a chord, s = |ac|, and b a place
// on it whose nearest place on the line's hulls lies on a hull edge v1 v2 of length w. No disc
// holds a or c, so both are at least d' away from v1 and from v2: with y the position along the
// edge from v1, their heights over it obey h^2 >= d'^2 - q(y), q(y) = min(y^2, (w - y)^2). The loss
// at b is then at most 1 / (2 d') times the interpolation I of q between y_a and y_c at y_b, where
// 0 <= y_b <= w and y_c - y_a <= s. Let w and s be at most k; then I <= k^2 / 4:
//   - y_a and y_c in [0, w]: q itself is at most w^2 / 4.
//   - y_a < 0, y_c <= w / 2: I = x_a x_c + y_b^2 with x_a = y_b - y_a, x_c = y_c - y_b; with
//     x_a <= k - x_c and y_b <= k / 2 - x_c that is at most k^2 / 4, whatever x_c is.
//   - y_a < 0, w / 2 < y_c <= w: I is linear in y_b; at y_b = 0 it is at most |y_a| y_c <= s^2 / 4,
//     because (w - y_c)^2 <= y_c^2, and at y_b = y_c it is q(y_c).
//   - y_a < 0, y_c > w: I <= x_a x_c <= s^2 / 4. The rest is the same seen from v2.
// (Where the nearest place is a vertex, y_b = 0 and I = x_a x_c.) So if w and s are at most
// k = 2 sqrt(2 d' t - t^2), the longest chord of a circle of radius d' with sag t, the loss is at
// most t: the two need not be added.
#include "cordon/zone/exact/exact.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/zone/assemble.hpp"
#include "cordon/zone/exact/arcs.hpp"
#include "cordon/zone/exact/outline.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kGrowth = 0.75;
constexpr double kChordSag = 1.4;
constexpr double kHullSlack = 0.1;
constexpr double kSleeve = 0.1;
constexpr double kBend = 0.05;
constexpr double kSphereError = 0.02;
constexpr double kJitter = 0.004;
constexpr std::uint32_t kMostTries = 16;

/// Of a circle of the discs' radius, with the sag of a chord.
double longest_chord(double distance, double tolerance) {
  const double radius = distance + kGrowth * tolerance;
  const double sag = kChordSag * tolerance;
  return 2 * std::sqrt((2 * radius - sag) * sag);
}

/// Outer arcs as rings; moves the discs a little while three circles meet in one point.
template <typename Discs>
std::pair<Discs, std::vector<std::vector<Arc>>> find_rings(const Path& centres, double radius,
                                                           double tolerance, unsigned threads) {
  for (std::uint32_t attempt = 0; attempt < kMostTries; ++attempt) {
    Discs discs(centres, radius, attempt == 0 ? 0 : kJitter * tolerance, attempt);
    if (auto rings = join_arcs(exposed_arcs(discs, threads), discs.size()))
      return {std::move(discs), std::move(*rings)};
  }
  throw CertificateError(
      "the arcs of the zone do not join up",
      "use --method projected, and please report this line: it should not happen");
}

template <typename Discs>
std::vector<Ring> find_outlines(const Path& centres, double radius, double tolerance,
                                const OutlineOptions& options, const OutputSpace& space,
                                unsigned threads, const Progress& progress) {
  report(progress, 0.1, "finding the outer arcs");
  const auto [discs, rings] = find_rings<Discs>(centres, radius, tolerance, threads);
  report(progress, 0.7, "drawing the boundary");
  std::vector<Ring> outlines;
  outlines.reserve(rings.size());
  for (const std::vector<Arc>& ring : rings)
    outlines.push_back(outline(discs, ring, options, space));
  return outlines;
}

}  // namespace

ThinOptions exact_thinning(double distance, double tolerance) {
  return {longest_chord(distance, tolerance), kHullSlack * tolerance};
}

MultiPolygon exact_zone(const Shape& shape, double distance, double tolerance,
                        Construction construction, const OutputSpace& space, unsigned threads,
                        const Progress& progress) {
  const double radius = distance + kGrowth * tolerance;
  report(progress, 0, "thinning the line");
  const Path centres = thin_to_points(shape, exact_thinning(distance, tolerance), threads);

  const OutlineOptions options{
      .distance = radius,
      .chord = longest_chord(distance, tolerance),
      .bend = kBend * tolerance,
      .sleeve = construction == Construction::plain ? kSleeve * tolerance : 0};
  const bool on_sphere = image_circle_error(radius) <= kSphereError * tolerance;
  const std::vector<Ring> outlines =
      on_sphere ? find_outlines<SphereDiscs>(centres, radius, tolerance, options, space, threads,
                                             progress)
                : find_outlines<GeodesicDiscs>(centres, radius, tolerance, options, space, threads,
                                               progress);
  report(progress, 0.9, "joining the rings");
  return on_grid(assemble(outlines, shape.areas, space), space);
}

}  // namespace cordon
