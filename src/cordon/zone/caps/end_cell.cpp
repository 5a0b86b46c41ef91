#include "cordon/zone/caps/end_cell.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/assemble.hpp"

namespace cordon {
namespace {

constexpr double kReach = 1.2;      // of the distance
constexpr double kSampling = 0.05;  // of the tolerance: places of the stretch taken as points
constexpr double kBend = 0.05;      // of the tolerance: edges straight in the output
constexpr double kOverlap = 0.15;   // of the tolerance: of the cells of two ends, so as to unite

/// What a side of the cell is.
struct Side {
  enum class Kind { frame, right_angle, bisector };
  Kind kind = Kind::frame;
  LonLat rival{};     // of a bisector: the place that is as near as the end
  double beyond = 0;  // m that the cell goes farther than that
};

/// A corner of the convex cell and the side that begins there, in the gnomonic plane about the end
/// (great circles, and so bisectors, are straight there; on the ellipsoid nearly so).
struct Corner {
  XY at;
  Side side;
};

double dot(const XY& a, const XY& b) {
  return a.x * b.x + a.y * b.y;
}

XY direction(double azimuth) {
  return {std::sin(azimuth * wgs84::kDegree), std::cos(azimuth * wgs84::kDegree)};
}

/// Keeps what satisfies dot(normal, X) <= limit, cut off by a new side.
void clip(std::vector<Corner>& cell, const XY& normal, double limit, const Side& side) {
  const auto over = [&](const Corner& corner) { return dot(normal, corner.at) - limit; };
  if (std::all_of(cell.begin(), cell.end(), [&](const Corner& c) { return over(c) <= 0; })) return;
  std::vector<Corner> kept;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const Corner& a = cell[i];
    const Corner& b = cell[(i + 1) % cell.size()];
    const double da = over(a);
    const double db = over(b);
    if (da <= 0) kept.push_back(a);
    if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
      const double t = da / (da - db);
      const XY at{a.at.x + t * (b.at.x - a.at.x), a.at.y + t * (b.at.y - a.at.y)};
      kept.push_back({at, da < 0 ? side : a.side});
    } else if (da == 0 && db > 0) {
      kept.back().side = side;
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

std::vector<Corner> gnomonic_cell(const EndStretch& stretch, const FlatEnd& end, double distance,
                                  double tolerance, double growth) {
  const double reach = std::tan(kReach * distance / wgs84::kMeanRadius);
  std::vector<Corner> cell;
  for (const XY& corner : {XY{-reach, -reach}, {reach, -reach}, {reach, reach}, {-reach, reach}})
    cell.push_back({corner, {}});
  clip(cell, direction(end.outward + 180), std::tan(growth / wgs84::kMeanRadius),
       {Side::Kind::right_angle, {}, growth});
  for_each_rival(stretch.stretch, end, tolerance, [&](const LonLat& rival) {
    const Inverse way = geodesic_inverse(end.place, rival);
    if (way.distance == 0) return;
    const double beyond =
        stretch.is_end(rival) ? kOverlap * tolerance + std::max(0.0, growth) : growth;
    const double half = std::tan((way.distance / 2 + beyond) / wgs84::kMeanRadius);
    clip(cell, direction(way.azimuth_start), half, {Side::Kind::bisector, rival, beyond});
  });
  return cell;
}

LonLat on_earth(const FlatEnd& end, const XY& gnomonic) {
  const double angle = std::atan(std::hypot(gnomonic.x, gnomonic.y));
  return geodesic_direct(end.place, std::atan2(gnomonic.x, gnomonic.y) / wgs84::kDegree,
                         angle * wgs84::kMeanRadius)
      .place;
}

XY in_plane(const FlatEnd& end, const LonLat& place) {
  const Inverse way = geodesic_inverse(end.place, place);
  const double r = std::tan(way.distance / wgs84::kMeanRadius);
  const XY towards = direction(way.azimuth_start);
  return {r * towards.x, r * towards.y};
}

/// How far beyond a side a place is, m, with the gradient (east, north): positive in the cell.
struct Slope {
  double value = 0;
  XY gradient{};
};

Slope slope_at(const FlatEnd& end, const Side& side, const LonLat& place) {
  const Inverse from_end = geodesic_inverse(end.place, place);
  if (side.kind == Side::Kind::right_angle) {
    const double turn = from_end.azimuth_start - end.outward;
    const double s = from_end.distance / wgs84::kMeanRadius;
    const double sine = std::sin(s) * std::cos(turn * wgs84::kDegree);
    return {wgs84::kMeanRadius * std::asin(sine) + side.beyond,
            direction(from_end.azimuth_end - turn)};
  }
  const Inverse from_rival = geodesic_inverse(side.rival, place);
  const XY a = direction(from_rival.azimuth_end);
  const XY b = direction(from_end.azimuth_end);
  const XY gradient{a.x - b.x, a.y - b.y};
  const double excess = from_rival.distance - from_end.distance;
  return {excess + side.beyond * std::sqrt(dot(gradient, gradient)), gradient};
}

LonLat moved(const LonLat& place, const XY& step) {
  return geodesic_direct(place, std::atan2(step.x, step.y) / wgs84::kDegree,
                         std::hypot(step.x, step.y))
      .place;
}

constexpr int kNewtonSteps = 8;
constexpr double kEnough = 1e-6;  // m

/// Moves a place of a bisector onto it: Newton's method on exact geodesics.
LonLat onto(const FlatEnd& end, const Side& side, LonLat place) {
  if (side.kind != Side::Kind::bisector) return place;
  for (int step = 0; step < kNewtonSteps; ++step) {
    const auto [value, gradient] = slope_at(end, side, place);
    const double g2 = dot(gradient, gradient);
    if (g2 == 0 || std::abs(value) < kEnough * std::sqrt(g2)) break;
    place = moved(place, {-value * gradient.x / g2, -value * gradient.y / g2});
  }
  return place;
}

/// Where two sides meet, near a place: Newton's method for both at once.
LonLat meeting(const FlatEnd& end, const Side& a, const Side& b, LonLat place) {
  if (a.kind == Side::Kind::frame) return onto(end, b, place);
  if (b.kind == Side::Kind::frame) return onto(end, a, place);
  for (int step = 0; step < kNewtonSteps; ++step) {
    const Slope f = slope_at(end, a, place);
    const Slope g = slope_at(end, b, place);
    const double turn = f.gradient.x * g.gradient.y - f.gradient.y * g.gradient.x;
    if (std::abs(turn) < 1e-9) break;  // one goes on as the other
    const XY by{(g.value * f.gradient.y - f.value * g.gradient.y) / turn,
                (f.value * g.gradient.x - g.value * f.gradient.x) / turn};
    if (std::hypot(by.x, by.y) < kEnough) break;
    place = moved(place, by);
  }
  return place;
}

/// Adds the vertices of a side but its last, halving what straight edges of the output would bend.
template <typename At>
void add_side(const At& at, double tolerance, Path& ring) {
  const auto add = [&](const auto& self, double from, const LonLat& a, double to,
                       const LonLat& b) -> void {
    const double s = geodesic_distance(a, b);
    // Other spaces bend less than degrees do.
    if (s > tolerance && lonlat_bend(a, b, s) > kBend * tolerance) {
      const double half = (from + to) / 2;
      const LonLat middle = at(half);
      self(self, from, a, half, middle);
      self(self, half, middle, to, b);
    } else {
      ring.push_back(a);
    }
  };
  // In pieces from the start: no side is straight by luck of its ends.
  constexpr int kPieces = 8;
  for (int k = 0; k < kPieces; ++k) {
    const double from = static_cast<double>(k) / kPieces;
    const double to = static_cast<double>(k + 1) / kPieces;
    add(add, from, at(from), to, at(to));
  }
}

}  // namespace

MultiPolygon end_cell(const EndStretch& stretch, std::size_t number, double distance,
                      double tolerance, const OutputSpace& space, double growth) {
  const FlatEnd& end = stretch.ends[number];
  const std::vector<Corner> cell = gnomonic_cell(stretch, end, distance, tolerance, growth);
  if (cell.size() < 3) return {};
  Path corners;
  for (std::size_t i = 0; i < cell.size(); ++i)
    corners.push_back(meeting(end, cell[(i + cell.size() - 1) % cell.size()].side, cell[i].side,
                              on_earth(end, cell[i].at)));
  Path places;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const XY a = in_plane(end, corners[i]);
    const XY b = in_plane(end, corners[(i + 1) % cell.size()]);
    add_side(
        [&](double t) {
          return onto(end, cell[i].side,
                      on_earth(end, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}));
        },
        tolerance, places);
  }
  Ring ring;
  for (const LonLat& place : places) ring.push_back(space.project(place));
  ring.push_back(XY(ring.front()));
  return assemble({space.wraps() ? unrolled(std::move(ring)) : ring}, {}, space);
}

}  // namespace cordon
