#include "cordon/zone/caps/end_cell.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kReach = 1.2;      // of the distance
constexpr double kSampling = 0.05;  // of the tolerance: places of the stretch taken as points
constexpr double kBend = 0.05;      // of the tolerance: edges straight in the output
constexpr double kOverlap = 0.15;   // of the tolerance: of the cells of two ends, so as to unite

/// A side of the convex cell that begins at `from`, in the gnomonic plane about the end (great
/// circles, and so bisectors, are straight there; on the ellipsoid nearly so).
struct Side {
  XY from;
  std::optional<LonLat> rival;  // the place that is as near as the end; none: not a bisector
  double overlap = 0;           // m that the cell goes beyond the bisector
};

double dot(const XY& a, const XY& b) {
  return a.x * b.x + a.y * b.y;
}

XY direction(double azimuth) {
  return {std::sin(azimuth * wgs84::kDegree), std::cos(azimuth * wgs84::kDegree)};
}

/// Keeps what satisfies dot(normal, X) <= limit; the new side gets `rival`.
void clip(std::vector<Side>& cell, const XY& normal, double limit,
          const std::optional<LonLat>& rival, double overlap) {
  const auto over = [&](const Side& side) { return dot(normal, side.from) - limit; };
  if (std::all_of(cell.begin(), cell.end(), [&](const Side& s) { return over(s) <= 0; })) return;
  std::vector<Side> kept;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const Side& a = cell[i];
    const Side& b = cell[(i + 1) % cell.size()];
    const double da = over(a);
    const double db = over(b);
    if (da <= 0) kept.push_back(a);
    if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
      const double t = da / (da - db);
      const XY at{a.from.x + t * (b.from.x - a.from.x), a.from.y + t * (b.from.y - a.from.y)};
      kept.push_back(da < 0 ? Side{at, rival, overlap} : Side{at, a.rival, a.overlap});
    } else if (da == 0 && db > 0) {
      kept.back() = {a.from, rival, overlap};
    }
  }
  cell.swap(kept);
}

/// Places of the stretch, so dense that the nearest of them is as near as the stretch itself within
/// the sampling share: spacing grows with the root of the distance from the end.
template <typename Visit>
void for_each_rival(const Shape& stretch, const FlatEnd& end, double tolerance,
                    const Visit& visit) {
  for (const Path& line : stretch.lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      visit(line[i]);
      visit(line[i + 1]);
      const bool at_end = line[i] == end.place || line[i + 1] == end.place;
      if (at_end) continue;  // the right angle in the end stands for the whole edge
      const Inverse edge = geodesic_inverse(line[i], line[i + 1]);
      LonLat place = line[i];
      for (double along = 0;;) {
        const double r = geodesic_distance(end.place, place);
        along += std::sqrt(8 * kSampling * tolerance * std::max(r, tolerance));
        if (along >= edge.distance) break;
        place = geodesic_direct(line[i], edge.azimuth_start, along).place;
        visit(place);
      }
    }
}

std::vector<Side> gnomonic_cell(const EndStretch& stretch, const FlatEnd& end, double distance,
                                double tolerance) {
  const double reach = std::tan(kReach * distance / wgs84::kMeanRadius);
  std::vector<Side> cell;
  for (const XY& corner : {XY{-reach, -reach}, {reach, -reach}, {reach, reach}, {-reach, reach}})
    cell.push_back({corner, std::nullopt, 0});
  clip(cell, direction(end.outward + 180), 0, std::nullopt, 0);
  for_each_rival(stretch.stretch, end, tolerance, [&](const LonLat& rival) {
    const Inverse way = geodesic_inverse(end.place, rival);
    if (way.distance == 0) return;
    const double overlap = stretch.is_end(rival) ? kOverlap * tolerance : 0;
    const double half = std::tan((way.distance / 2 + overlap) / wgs84::kMeanRadius);
    clip(cell, direction(way.azimuth_start), half, rival, overlap);
  });
  return cell;
}

LonLat on_earth(const FlatEnd& end, const XY& gnomonic) {
  const double angle = std::atan(std::hypot(gnomonic.x, gnomonic.y));
  return geodesic_direct(end.place, std::atan2(gnomonic.x, gnomonic.y) / wgs84::kDegree,
                         angle * wgs84::kMeanRadius)
      .place;
}

/// Moves a place to where end and rival are equally far, and `beyond` m past it: Newton along the
/// gradient of the difference, on exact geodesics.
LonLat equidistant(const LonLat& end, const LonLat& rival, double beyond, LonLat place) {
  for (int step = 0; step < 4; ++step) {
    const Inverse from_end = geodesic_inverse(end, place);
    const Inverse from_rival = geodesic_inverse(rival, place);
    const XY a = direction(from_rival.azimuth_end);
    const XY b = direction(from_end.azimuth_end);
    const XY gradient{a.x - b.x, a.y - b.y};
    const double g2 = dot(gradient, gradient);
    const double excess = from_rival.distance - from_end.distance + beyond * std::sqrt(g2);
    if (g2 == 0 || std::abs(excess) < 1e-9 * from_end.distance) break;
    place = geodesic_direct(place, std::atan2(-gradient.x, -gradient.y) / wgs84::kDegree,
                            excess / std::sqrt(g2))
                .place;
  }
  return place;
}

}  // namespace

Ring end_cell(const EndStretch& stretch, std::size_t number, double distance, double tolerance,
              const OutputSpace& space) {
  const FlatEnd& end = stretch.ends[number];
  const std::vector<Side> cell = gnomonic_cell(stretch, end, distance, tolerance);
  // Other spaces bend less than degrees do.
  const double steepest = std::clamp(std::abs(end.place.lat) + distance / 111'000, 5.0, 89.0);
  const double step = std::sqrt(kBend * tolerance / lonlat_bend(1, steepest)) / wgs84::kMeanRadius;
  Ring ring;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const XY& a = cell[i].from;
    const XY& b = cell[(i + 1) % cell.size()].from;
    const double run = std::hypot(b.x - a.x, b.y - a.y);
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(run / step)));
    for (std::size_t k = 0; k < parts; ++k) {
      const double t = static_cast<double>(k) / static_cast<double>(parts);
      LonLat place = on_earth(end, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
      if (cell[i].rival) place = equidistant(end.place, *cell[i].rival, cell[i].overlap, place);
      ring.push_back(space.project(place));
    }
  }
  ring.push_back(ring.front());
  return ring;
}

}  // namespace cordon
