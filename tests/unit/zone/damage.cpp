#include "damage.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "cases.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "oracle.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Nearest;
using oracle::Random;
using oracle::ReferenceShape;
using oracle::to_lonlat;

constexpr int kTries = 20'000;
const std::vector<std::string> kBoundary{"too far out", "too far in"};

double tolerance_of(const RightZone& right) {
  return right.options.tolerance.value;
}
double distance_of(const RightZone& right) {
  return right.options.distance.value;
}

LonLat towards(const LonLat& from, const LonLat& to, double distance) {
  return oracle::geodesic_direct(from, geodesic_inverse(from, to).azimuth_start, distance);
}

XY xy_of(const LonLat& place) {
  return {place.lon, place.lat};
}

LonLat middle_of(const XY& a, const XY& b) {
  return to_lonlat({(a.x + b.x) / 2, (a.y + b.y) / 2});
}

/// m; from just more than the tolerance to `most` times as much.
double wrong_by(const RightZone& right, Random& random, double most = 100) {
  return tolerance_of(right) * std::exp(random.uniform(std::log(1.03), std::log(most)));
}

/// m; from the nearest free end of a line.
double from_ends(const RightZone& right, const LonLat& place) {
  double least = Damaged::kEverywhere;
  for (const Path& line : right.shape.lines)
    for (const LonLat& end : {line.front(), line.back()})
      least = std::min(least, oracle::geodesic_distance(place, end));
  return least;
}

/// Whether the boundary with this nearest place is that of discs, not of a flat cap.
bool is_round_there(const RightZone& right, const Nearest& nearest) {
  const double t = tolerance_of(right);
  return right.options.cap == Cap::round || (nearest.distance > distance_of(right) - 2 * t &&
                                             from_ends(right, nearest.place) > 200 * t);
}

std::vector<Ring*> rings_of(MultiPolygon& zone) {
  std::vector<Ring*> rings;
  for (Polygon& polygon : zone) {
    rings.push_back(&polygon.shell);
    for (Ring& hole : polygon.holes) rings.push_back(&hole);
  }
  return rings;
}

/// A vertex that is neither the first nor the last of its ring.
struct VertexRef {
  Ring* ring;
  std::size_t i;
  XY& xy() const { return (*ring)[i]; }
};

VertexRef any_vertex(MultiPolygon& zone, Random& random) {
  const std::vector<Ring*> rings = rings_of(zone);
  for (;;) {
    Ring* ring = rings[random.bits() % rings.size()];
    if (ring->size() > 4) return {ring, 1 + random.bits() % (ring->size() - 2)};
  }
}

/// m; the longer one of the edges that meet in a vertex.
double longer_edge(const VertexRef& vertex) {
  const LonLat at = to_lonlat(vertex.xy());
  return std::max(oracle::geodesic_distance(at, to_lonlat((*vertex.ring)[vertex.i - 1])),
                  oracle::geodesic_distance(at, to_lonlat((*vertex.ring)[vertex.i + 1])));
}

Ring disc(const LonLat& centre, double radius, bool clockwise) {
  Ring ring;
  for (int k = 0; k <= 16; ++k)
    ring.push_back(xy_of(
        oracle::geodesic_direct(centre, (clockwise ? 360.0 : -360.0) * (k % 16) / 16, radius)));
  return ring;
}

/// A disc well inside of the zone, even if its caps are flat: beside the line, far from its ends.
LonLat place_within(const RightZone& right, const ReferenceShape& reference, double radius,
                    Random& random) {
  const double d = distance_of(right);
  for (int i = 0; i < kTries; ++i) {
    const auto& piece = reference.pieces()[random.bits() % reference.pieces().size()];
    const LonLat place =
        oracle::geodesic_direct(piece.a, random.uniform(0, 360), random.uniform(0, d / 4));
    if (right.options.cap == Cap::flat && from_ends(right, place) < d / 4 + 2 * radius) continue;
    return place;
  }
  throw std::logic_error("no place within the zone of " + right.name);
}

// --- one vertex or edge -------------------------------------------------------------------------

template <int kSide, int kMost>
Damaged move_vertex(const RightZone& right, Random& random) {
  const ReferenceShape reference(right.shape);
  const double d = distance_of(right);
  for (int i = 0; i < kTries; ++i) {
    MultiPolygon zone = right.polygons;
    const VertexRef vertex = any_vertex(zone, random);
    const Nearest nearest = reference.nearest(to_lonlat(vertex.xy()));
    if (!is_round_there(right, nearest)) continue;
    const double wrong = wrong_by(right, random, kMost);
    const LonLat place = towards(nearest.place, to_lonlat(vertex.xy()), d + kSide * wrong);
    // In a hollow of the boundary the way out leads towards another place of the shape.
    if (kSide * (reference.distance(place) - d) < 1.02 * tolerance_of(right)) continue;
    vertex.xy() = xy_of(place);
    return {zone, {kSide > 0 ? "too far out" : "too far in"}, place, longer_edge(vertex)};
  }
  throw std::logic_error("no vertex to move in " + right.name);
}

/// Between two right vertices.
template <int kSide>
Damaged cut_notch(const RightZone& right, Random& random) {
  const ReferenceShape reference(right.shape);
  const double d = distance_of(right);
  for (int i = 0; i < kTries; ++i) {
    MultiPolygon zone = right.polygons;
    const VertexRef vertex = any_vertex(zone, random);
    const LonLat middle = middle_of(vertex.xy(), (*vertex.ring)[vertex.i + 1]);
    const Nearest nearest = reference.nearest(middle);
    if (!is_round_there(right, nearest)) continue;
    const double wrong = wrong_by(right, random);
    const LonLat place = towards(nearest.place, middle, d + kSide * wrong);
    if (kSide * (reference.distance(place) - d) < 1.02 * tolerance_of(right)) continue;
    const VertexRef notch{vertex.ring, vertex.i + 1};
    notch.ring->insert(notch.ring->begin() + static_cast<std::ptrdiff_t>(notch.i), xy_of(place));
    return {zone, {kSide > 0 ? "too far out" : "too far in"}, place, longer_edge(notch)};
  }
  throw std::logic_error("no edge to notch in " + right.name);
}

/// Leaves out right vertices until the edge errs though its ends do not.
Damaged thin_vertices(const RightZone& right, Random& random) {
  const ReferenceShape reference(right.shape);
  const double t = tolerance_of(right);
  for (int i = 0; i < kTries; ++i) {
    MultiPolygon zone = right.polygons;
    const VertexRef vertex = any_vertex(zone, random);
    const std::size_t left_out = 1 + random.bits() % 8;
    if (vertex.i + left_out + 1 >= vertex.ring->size()) continue;
    const auto first = vertex.ring->begin() + static_cast<std::ptrdiff_t>(vertex.i);
    vertex.ring->erase(first, first + static_cast<std::ptrdiff_t>(left_out));
    const LonLat middle = middle_of((*vertex.ring)[vertex.i - 1], vertex.xy());
    const double off = reference.distance(middle) - distance_of(right);
    if (std::abs(off) < 1.02 * t || !is_round_there(right, reference.nearest(middle))) continue;
    const double edge = oracle::geodesic_distance(to_lonlat((*vertex.ring)[vertex.i - 1]), middle);
    return {zone, kBoundary, middle, edge + 1'000};
  }
  throw std::logic_error("no vertices to leave out in " + right.name);
}

/// Moves the boundary at the free end of a line along the line.
Damaged push_flat_cap(const RightZone& right, Random& random) {
  MultiPolygon zone = right.polygons;
  const Path& line = right.shape.lines[random.bits() % right.shape.lines.size()];
  const bool last = random.bits() % 2 == 0;
  const LonLat end = last ? line.back() : line.front();
  const auto differs = [&](const LonLat& vertex) { return vertex != end; };
  const LonLat next = last ? *std::find_if(line.rbegin(), line.rend(), differs)
                           : *std::find_if(line.begin(), line.end(), differs);
  // The rest of the line, a distance away, reaches the end as well: aslant, if the line bends.
  const double wrong = std::min(1.5 * wrong_by(right, random), geodesic_distance(end, next) / 2);
  if (wrong < 1.02 * tolerance_of(right)) throw std::logic_error("the end of " + right.name);
  const bool out = random.bits() % 2 == 0;
  const LonLat place = towards(end, next, out ? -wrong : wrong);
  Ring* ring = nullptr;
  std::size_t edge = 0;
  double least = Damaged::kEverywhere;
  for (Ring* candidate : rings_of(zone))
    for (std::size_t i = 1; i < candidate->size(); ++i) {
      const ReferenceShape side(
          oracle::line_shape({to_lonlat((*candidate)[i - 1]), to_lonlat((*candidate)[i])}),
          oracle::Joined::straight_in_lonlat);
      if (const double away = side.distance(end); away < least) {
        least = away;
        ring = candidate;
        edge = i;
      }
    }
  ring->insert(ring->begin() + static_cast<std::ptrdiff_t>(edge), xy_of(place));
  return {zone, {out ? "too far out" : "too far in"}, place, distance_of(right) * 1.1};
}

// --- parts and holes ----------------------------------------------------------------------------

/// A hole that is there because the distance has a maximum beyond the tolerance in it.
struct HoleRef {
  std::size_t polygon = 0, hole = 0;
};
HoleRef true_hole(const RightZone& right, Random& random) {
  const ReferenceShape reference(right.shape);
  std::vector<HoleRef> found;
  for (std::size_t k = 0; k < right.polygons.size(); ++k)
    for (std::size_t h = 0; h < right.polygons[k].holes.size(); ++h)
      if (oracle::reaches_beyond(right.polygons[k].holes[h], reference,
                                 distance_of(right) + 1.05 * tolerance_of(right)))
        found.push_back({k, h});
  if (found.empty()) throw std::logic_error("no true hole in " + right.name);
  return found[random.bits() % found.size()];
}

Damaged fill_hole(const RightZone& right, Random& random) {
  const HoleRef ref = true_hole(right, random);
  MultiPolygon zone = right.polygons;
  std::vector<Ring>& holes = zone[ref.polygon].holes;
  const Ring hole = holes[ref.hole];
  holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(ref.hole));
  return {zone, {"filled hole"}, to_lonlat(hole.front()), oracle::perimeter({{hole, {}}})};
}

/// Every edge is where an edge of the boundary should be, and yet the hole is no more.
Damaged plug_hole(const RightZone& right, Random& random) {
  const HoleRef ref = true_hole(right, random);
  MultiPolygon zone = right.polygons;
  Ring plug = zone[ref.polygon].holes[ref.hole];
  std::reverse(plug.begin(), plug.end());
  zone.push_back({plug, {}});
  return {zone,
          {"filled hole", "stray part"},
          to_lonlat(plug.front()),
          oracle::perimeter({{plug, {}}})};
}

template <int kMillimetres>
Damaged add_hole(const RightZone& right, Random& random) {
  const ReferenceShape reference(right.shape);
  const double radius = kMillimetres / 1000.0 * random.uniform(0.5, 1);
  const LonLat centre = place_within(right, reference, radius, random);
  MultiPolygon zone = right.polygons;
  for (Polygon& polygon : zone)
    if (oracle::Raycaster({polygon}).contains(centre))
      polygon.holes.push_back(disc(centre, radius, true));
  return {zone, {"too far in", "false hole"}, centre, 3 * radius + 10};
}

Damaged drop_part(const RightZone& right, Random& random) {
  MultiPolygon zone = right.polygons;
  const std::size_t k = random.bits() % zone.size();
  const Polygon dropped = zone[k];
  zone.erase(zone.begin() + static_cast<std::ptrdiff_t>(k));
  return {zone, {"part missing"}, to_lonlat(dropped.shell.front()), oracle::perimeter({dropped})};
}

Damaged drop_all(const RightZone& right, Random&) {
  return {{}, {"part missing"}, to_lonlat(right.polygons[0].shell[0])};
}

Damaged stray_part(const RightZone& right, Random& random, double away, double radius) {
  const ReferenceShape reference(right.shape);
  const double d = distance_of(right);
  MultiPolygon zone = right.polygons;
  for (int i = 0; i < kTries; ++i) {
    const VertexRef vertex = any_vertex(zone, random);
    const LonLat foot = reference.nearest(to_lonlat(vertex.xy())).place;
    const LonLat centre = towards(foot, to_lonlat(vertex.xy()), d + away);
    if (reference.distance(centre) < d + radius + 1.02 * tolerance_of(right)) continue;
    zone.push_back({disc(centre, radius, false), {}});
    return {zone, {"too far out", "stray part"}, centre, radius + 1};
  }
  throw std::logic_error("no place beside the zone of " + right.name);
}

Damaged stray_near(const RightZone& right, Random& random) {
  const double t = tolerance_of(right);
  return stray_part(right, random, 12 * t, 10 * t);
}

Damaged stray_far(const RightZone& right, Random& random) {
  const double d = distance_of(right);
  return stray_part(right, random, random.uniform(5, 100) * d, random.uniform(0.001, 1) * d);
}

// --- another zone in its place ------------------------------------------------------------------

MultiPolygon built(const Shape& shape, const ZoneOptions& options) {
  return build_zone(shape, options).polygons;
}

template <int kSide>
Damaged wrong_distance(const RightZone& right, Random&) {
  ZoneOptions options = right.options;
  options.distance.value += kSide * 2 * options.tolerance.value;
  return {built(right.shape, options), {kSide > 0 ? "too far out" : "too far in"}, {}};
}

Damaged coarse(const RightZone& right, Random& random) {
  ZoneOptions options = right.options;
  options.tolerance.value *= random.uniform(5, 50);
  return {built(right.shape, options), kBoundary, {}};
}

Damaged moved(const RightZone& right, Random& random) {
  const double way = random.uniform(2.5, 30) * tolerance_of(right);
  const double azimuth = random.uniform(0, 360);
  const auto move = [&](Path& path) {
    for (LonLat& place : path) place = oracle::geodesic_direct(place, azimuth, way);
  };
  Shape shape = right.shape;
  move(shape.points);
  for (Path& line : shape.lines) move(line);
  for (Area& area : shape.areas) {
    move(area.shell);
    for (Path& hole : area.holes) move(hole);
  }
  return {built(shape, right.options), kBoundary, {}};
}

Damaged other_cap(const RightZone& right, Random&) {
  ZoneOptions options = right.options;
  const bool flat = options.cap == Cap::flat;
  options.cap = flat ? Cap::round : Cap::flat;
  return {built(right.shape, options), {flat ? "too far out" : "too far in"}, {}};
}

Damaged rings_only(const RightZone& right, Random&) {
  Shape rings;
  for (const Area& area : right.shape.areas) rings.lines.push_back(area.shell);
  return {built(rings, right.options), {"false hole"}, {}};
}

}  // namespace

const std::vector<Damage>& damages() {
  static const std::vector<Damage> all{
      {"vertex_moved_out", nullptr, move_vertex<+1, 100>},
      {"vertex_moved_in", nullptr, move_vertex<-1, 100>},
      {"vertex_just_out", nullptr, move_vertex<+1, 2>},
      {"vertex_just_in", nullptr, move_vertex<-1, 2>},
      {"spike", nullptr, cut_notch<+1>},
      {"notch", nullptr, cut_notch<-1>},
      {"vertices_thinned", &Traits::turns, thin_vertices},
      {"flat_cap_pushed", &Traits::flat, push_flat_cap},
      {"hole_filled", &Traits::true_holes, fill_hole},
      {"hole_plugged", &Traits::true_holes, plug_hole},
      {"pinhole", nullptr, add_hole<50>},
      {"small_hole", nullptr, add_hole<20'000>},
      {"large_hole", nullptr, add_hole<4'000'000>},
      {"part_dropped", &Traits::parts, drop_part},
      {"all_dropped", nullptr, drop_all},
      {"stray_part_near", nullptr, stray_near},
      {"stray_part_far", nullptr, stray_far},
      {"distance_too_large", nullptr, wrong_distance<+1>},
      {"distance_too_small", nullptr, wrong_distance<-1>},
      {"coarse", nullptr, coarse},
      {"line_moved", nullptr, moved},
      {"other_cap", &Traits::open_ends, other_cap},
      {"rings_only", &Traits::large_area, rings_only},
  };
  return all;
}

}  // namespace cordon
