#include "oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ostream>

#include "flat.hpp"
#include "random.hpp"

namespace cordon::oracle {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kLargestRadius = 6399594.0;
constexpr double kOwnSlack = 0.02;  // of the tolerance

struct Box {
  double west = 1e9, south = 1e9, east = -1e9, north = -1e9;
  LonLat middle() const { return {(west + east) / 2, (south + north) / 2}; }
  /// No place of the box is farther than this from its middle, m.
  double reach() const {
    const double flattest = south * north <= 0 ? 0 : std::min(std::abs(south), std::abs(north));
    return kLargestRadius * kDegree / 2 *
           std::hypot(north - south, (east - west) * std::cos(flattest * kDegree));
  }
};

void include(Box& box, const LonLat& p) {
  box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
         std::max(box.north, p.lat)};
}

/// The zone and all that it should hold, with a margin.
Box box_around(const MultiPolygon& zone, const ReferenceShape& shape, double distance) {
  Box box;
  for (const Ring& ring : rings(zone))
    for (const XY& xy : ring) include(box, to_lonlat(xy));
  for (const Piece& piece : shape.pieces())
    for (const LonLat& end : {piece.a, piece.b}) include(box, end);
  const double margin = 1.3 * distance / (kLargestRadius * kDegree);
  const double steepest =
      std::min(89.0, std::max(std::abs(box.south), std::abs(box.north)) + margin);
  const double wide = margin / std::cos(steepest * kDegree);
  return {box.west - wide, std::max(-90.0, box.south - margin), box.east + wide,
          std::min(90.0, box.north + margin)};
}

/// Places to be classified: some in the box, some around the shape, most close to the drawn
/// boundary.
Path sample_places(const MultiPolygon& zone, const ReferenceShape& shape,
                   const ZoneOptions& options, const Effort& effort) {
  Random random(effort.seed);
  Path places;
  const double distance = options.distance.value;
  const Box box = box_around(zone, shape, distance);
  for (int i = 0; i < effort.far_samples; ++i)
    places.push_back({random.uniform(box.west, box.east), random.uniform(box.south, box.north)});
  for (int i = 0; i < effort.far_samples; ++i) {
    const Piece& piece = shape.pieces()[random.bits() % shape.pieces().size()];
    places.push_back(
        geodesic_direct(piece.a, random.uniform(0, 360), random.uniform(0, 1.5) * distance));
  }
  std::vector<std::pair<XY, XY>> edges;
  for (const Ring& ring : rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i) edges.emplace_back(ring[i - 1], ring[i]);
  for (int i = 0; i < effort.near_samples; ++i) {
    const auto& [a, b] = edges[random.bits() % edges.size()];
    const double t = random.uniform();
    const LonLat on_edge{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    places.push_back(geodesic_direct(on_edge, random.uniform(0, 360),
                                     random.uniform(0, 4) * options.tolerance.value));
  }
  return places;
}

void check_round(const ReferenceShape& reference, const ZoneOptions& options,
                 const MultiPolygon& zone, const Effort& effort, Report& report) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  report.boundary = measure_boundary(zone, reference, d, kOwnSlack * t);
  const Raycaster drawn(zone);
  for (const LonLat& place : sample_places(zone, reference, options, effort)) {
    const double off = reference.distance(place) - d;
    if (std::abs(off) <= t) continue;
    ++report.places;
    if (drawn.contains(place) != (off < 0)) report.wrong.push_back(place);
  }
  const double cell = effort.cell > 0 ? effort.cell : std::max(d / 10, perimeter(zone) / 1000);
  const Path cells = misplaced_cells(zone, reference, d, t, cell, report.places);
  report.wrong.insert(report.wrong.end(), cells.begin(), cells.end());
  for (const Polygon& polygon : zone)
    for (const Ring& hole : polygon.holes)
      if (!reaches_beyond(hole, reference, d - t / 2)) ++report.stray_holes;
}

/// Whether all places on a small circle are on the given side, as is its middle.
bool is_settled(const FlatZone& truth, const LonLat& place, double radius, bool inside) {
  constexpr int kDirections = 24;
  for (int k = 0; k < kDirections; ++k)
    if (truth.contains(geodesic_direct(place, 360.0 * k / kDirections, radius)) != inside)
      return false;
  return true;
}

void check_flat(const FlatZone& truth, const ReferenceShape& reference, const ZoneOptions& options,
                const MultiPolygon& zone, const Effort& effort, Report& report) {
  const double t = options.tolerance.value * (1 + kOwnSlack);
  const Raycaster drawn(zone);
  for (const LonLat& place : sample_places(zone, reference, options, effort)) {
    const bool inside = truth.contains(place);
    if (drawn.contains(place) == inside) {
      ++report.places;
    } else if (is_settled(truth, place, t, inside)) {
      ++report.places;
      report.wrong.push_back(place);
    }
  }
  for (const Ring& ring : rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i)
      for (const LonLat& place : {to_lonlat(ring[i]), LonLat{(ring[i].x + ring[i - 1].x) / 2,
                                                             (ring[i].y + ring[i - 1].y) / 2}})
        if (is_settled(truth, place, t, truth.contains(place))) {
          ++report.loose;
          report.loose_at = place;
        }
}

}  // namespace

bool Report::holds() const {
  return boundary.max() <= tolerance && wrong.empty() && loose == 0 && stray_holes == 0;
}

std::string to_line(const Report& report) {
  std::string line = fmt::format(
      "{}: outward {:.6f} m at {:.7f} {:.7f}, inward {:.6f} m at {:.7f} {:.7f}, tolerance {} m, "
      "{} edges, {} of {} places wrong, {} holes",
      report.holds() ? "holds" : "FAILS", report.boundary.outward, report.boundary.outward_at.lon,
      report.boundary.outward_at.lat, report.boundary.inward, report.boundary.inward_at.lon,
      report.boundary.inward_at.lat, report.tolerance, report.edges, report.wrong.size(),
      report.places, report.holes);
  if (report.stray_holes > 0) line += fmt::format(", {} of them stray", report.stray_holes);
  if (!report.wrong.empty())
    line += fmt::format(", first wrong {:.7f} {:.7f}", report.wrong[0].lon, report.wrong[0].lat);
  if (report.loose > 0)
    line += fmt::format(", {} boundary places off, one at {:.7f} {:.7f}", report.loose,
                        report.loose_at.lon, report.loose_at.lat);
  return line;
}

std::ostream& operator<<(std::ostream& out, const Report& report) {
  return out << to_line(report);
}

Report check_zone(const Shape& shape, const ZoneOptions& options, const MultiPolygon& zone,
                  const Effort& effort) {
  Report report;
  report.tolerance = options.tolerance.value;
  report.edges = vertex_count(zone);
  report.holes = hole_count(zone);
  const Joined joined =
      options.edges == Edges::planar ? Joined::straight_in_lonlat : Joined::by_geodesics;
  const ReferenceShape reference(shape, joined);
  if (options.cap == Cap::flat) {
    const FlatZone truth(shape, options.distance.value, joined);
    if (truth.free_ends() > 0) {
      check_flat(truth, reference, options, zone, effort, report);
      return report;
    }
  }
  check_round(reference, options, zone, effort, report);
  return report;
}

std::vector<LonLat> misplaced_cells(const MultiPolygon& zone, const ReferenceShape& shape,
                                    double distance, double tolerance, double cell,
                                    std::size_t& places) {
  const Raycaster drawn(zone);
  std::vector<LonLat> wrong;
  std::vector<Box> open{box_around(zone, shape, distance)};
  while (!open.empty()) {
    const Box box = open.back();
    open.pop_back();
    const LonLat middle = box.middle();
    const double off = shape.distance(middle) - distance;
    const double reach = box.reach();
    if (std::abs(off) > reach + tolerance || reach <= cell) {
      if (std::abs(off) <= tolerance) continue;
      ++places;
      if (drawn.contains(middle) != (off < 0)) wrong.push_back(middle);
      continue;
    }
    open.push_back({box.west, box.south, middle.lon, middle.lat});
    open.push_back({middle.lon, box.south, box.east, middle.lat});
    open.push_back({box.west, middle.lat, middle.lon, box.north});
    open.push_back({middle.lon, middle.lat, box.east, box.north});
  }
  return wrong;
}

}  // namespace cordon::oracle
