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
constexpr double kSmallestRadius = 6335439.0;
constexpr double kFitSlack = 1e-6;  // m; what counts as nothing

struct Box {
  double west = 1e9, south = 1e9, east = -1e9, north = -1e9;
  LonLat middle() const { return {(west + east) / 2, (south + north) / 2}; }
  double height() const { return kLargestRadius * kDegree * (north - south); }
  double width() const {
    const double flattest = south * north <= 0 ? 0 : std::min(std::abs(south), std::abs(north));
    return kLargestRadius * kDegree * (east - west) * std::cos(flattest * kDegree);
  }
  /// No place of the box is farther than this from its middle, m.
  double reach() const { return std::hypot(height(), width()) / 2; }
};

void include(Box& box, const LonLat& p) {
  box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
         std::max(box.north, p.lat)};
}

/// The zone and all that it should hold, with a margin; all longitudes if that is near a pole or
/// crosses the antimeridian.
Box box_around(const Drawing& zone, const ReferenceShape& shape, double distance) {
  Box box;
  for (const Ring& loop : zone.loops)
    for (const XY& xy : loop) include(box, to_lonlat(xy));
  for (const Piece& piece : shape.pieces())
    for (const LonLat& end : {piece.a, piece.b}) include(box, end);
  const double margin = 1.3 * distance / (kSmallestRadius * kDegree);
  const double south = std::max(-90.0, box.south - margin);
  const double north = std::min(90.0, box.north + margin);
  const double wide = margin / std::cos(std::max(std::abs(south), std::abs(north)) * kDegree);
  const double west = box.west - wide;
  const double east = box.east + wide;
  if (west < -180 || east > 180) return {-180, south, 180, north};
  return {west, south, east, north};
}

/// Places to be classified: some in the box, some around the shape, most close to the drawn
/// boundary; and the poles and places on the antimeridian, where zones are cut.
Path sample_places(const Drawing& zone, const ReferenceShape& shape, const ZoneOptions& options,
                   const Effort& effort) {
  constexpr int kPerSeam = 10;  // one place in so many
  Random random(effort.seed);
  Path places{{0, -90}, {random.uniform(-180, 180), 90}};
  const double distance = options.distance.value;
  const Box box = box_around(zone, shape, distance);
  for (int i = 0; i < effort.far_samples; ++i)
    places.push_back({random.uniform(box.west, box.east), random.uniform(box.south, box.north)});
  for (int i = 0; i < effort.far_samples; ++i) {
    const Piece& piece = shape.pieces()[random.bits() % shape.pieces().size()];
    places.push_back(
        geodesic_direct(piece.a, random.uniform(0, 360), random.uniform(0, 1.5) * distance));
    if (i % kPerSeam == 0) places.push_back({180, places.back().lat});
  }
  std::vector<std::pair<XY, XY>> edges;
  for (const Ring& loop : zone.loops)
    for (std::size_t i = 1; i < loop.size(); ++i) edges.emplace_back(loop[i - 1], loop[i]);
  for (int i = 0; i < effort.near_samples && !edges.empty(); ++i) {
    const auto& [a, b] = edges[random.bits() % edges.size()];
    const double t = random.uniform();
    const LonLat on_edge{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    places.push_back(geodesic_direct(on_edge, random.uniform(0, 360),
                                     random.uniform(0, 4) * options.tolerance.value));
    if (i % kPerSeam == 0) places.push_back({-180, places.back().lat});
  }
  return places;
}

void check_round(const ReferenceShape& reference, const ZoneOptions& options, const Drawing& zone,
                 const Effort& effort, Report& report) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  Slack slack{effort.slack * t, effort.slack * t};
  if (options.fit == Fit::inside) slack.outward = kFitSlack;
  if (options.fit == Fit::outside) slack.inward = kFitSlack;
  report.boundary = measure_boundary(zone, reference, d, slack);
  for (const LonLat& place : sample_places(zone, reference, options, effort)) {
    const double off = reference.distance(place) - d;
    if (std::abs(off) <= t) continue;
    ++report.places;
    if (zone.contains(place) != (off < 0)) report.wrong.push_back(place);
  }
  const double cell = effort.cell > 0 ? effort.cell : std::max(d / 10, perimeter(zone) / 1000);
  const Path cells = misplaced_cells(zone, reference, d, t, cell, report.places);
  report.wrong.insert(report.wrong.end(), cells.begin(), cells.end());
  for (const Ring& loop : zone.loops) {
    const Ring hole = hole_of(loop);
    if (hole.empty()) continue;
    if (!reaches_beyond(hole, reference, d - t / 2)) ++report.stray_holes;
  }
}

/// Whether the fit forbids that a place is drawn as inside, or as outside.
bool is_forbidden(Fit fit, bool drawn_inside) {
  return fit == (drawn_inside ? Fit::inside : Fit::outside);
}

void check_flat(const PlaceSet& truth, const ReferenceShape& reference, const ZoneOptions& options,
                const Drawing& zone, const Effort& effort, Report& report) {
  const double t = options.tolerance.value * (1 + effort.slack);
  for (const LonLat& place : sample_places(zone, reference, options, effort)) {
    const bool inside = truth.contains(place);
    if (zone.contains(place) == inside) {
      ++report.places;
    } else if (truth.is_clear(place, is_forbidden(options.fit, !inside) ? kFitSlack : t)) {
      ++report.places;
      report.wrong.push_back(place);
    }
  }
  for (const Ring& loop : zone.loops)
    for (std::size_t i = 1; i < loop.size(); ++i)
      for (const LonLat& place : {to_lonlat(loop[i]), LonLat{(loop[i].x + loop[i - 1].x) / 2,
                                                             (loop[i].y + loop[i - 1].y) / 2}}) {
        const bool forbidden = is_forbidden(options.fit, !truth.contains(place));
        if (truth.is_clear(place, forbidden ? kFitSlack : t)) {
          ++report.loose;
          report.loose_at = place;
        }
      }
}

}  // namespace

bool Report::holds() const {
  return boundary.outward <= (fit == Fit::inside ? kFitSlack : tolerance) &&
         boundary.inward <= (fit == Fit::outside ? kFitSlack : tolerance) && wrong.empty() &&
         loose == 0 && stray_holes == 0;
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

Report check_zone(const Shape& shape, const ZoneOptions& options, const Drawing& zone,
                  const Effort& effort) {
  Report report;
  report.tolerance = options.tolerance.value;
  report.fit = options.fit;
  for (const Ring& loop : zone.loops) {
    report.edges += loop.size() - 1;
    report.holes += hole_of(loop).empty() ? 0 : 1;
  }
  const Joined joined =
      options.edges == Edges::planar ? Joined::straight_in_lonlat : Joined::by_geodesics;
  const ReferenceShape reference(shape, joined);
  if (options.cap != Cap::round) {
    const FlatZone truth = options.cap == Cap::square
                               ? square_zone(shape, options.distance.value, joined)
                               : FlatZone(shape, options.distance.value, joined);
    if (truth.free_ends() > 0) {
      check_flat(truth, reference, options, zone, effort, report);
      return report;
    }
  }
  check_round(reference, options, zone, effort, report);
  return report;
}

Report check_zone(const Shape& shape, const ZoneOptions& options, const MultiPolygon& zone,
                  const Effort& effort) {
  return check_zone(shape, options, drawn_in_lonlat(zone), effort);
}

std::vector<LonLat> misplaced_cells(const Drawing& zone, const ReferenceShape& shape,
                                    double distance, double tolerance, double cell,
                                    std::size_t& places) {
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
      if (zone.contains(middle) != (off < 0)) wrong.push_back(middle);
    } else if (box.width() > box.height()) {
      open.push_back({box.west, box.south, middle.lon, box.north});
      open.push_back({middle.lon, box.south, box.east, box.north});
    } else {
      open.push_back({box.west, box.south, box.east, middle.lat});
      open.push_back({box.west, middle.lat, box.east, box.north});
    }
  }
  return wrong;
}

}  // namespace cordon::oracle
