#include "cordon/zone/prepare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/caps/flat_ends.hpp"

namespace cordon {
namespace {

constexpr double kPlanarShare = 0.005;  // of the tolerance, for --edges planar

void check_place(const LonLat& place) {
  constexpr double kMostTurns = 10;  // beyond, longitudes begin to lose their decimals
  if (!(std::abs(place.lon) <= 360 * kMostTurns) || !(std::abs(place.lat) <= 90))
    throw DataError(
        fmt::format("the coordinates {}, {} are no place on the Earth", place.lon, place.lat),
        "longitude comes first, in degrees, ten turns at most; latitude lies in [-90, 90]");
}

void check_path(const Path& path, std::size_t least, const char* what) {
  if (path.size() < least)
    throw DataError(fmt::format("a {} has {} vertices", what, path.size()),
                    fmt::format("it needs {} or more", least));
  for (const LonLat& place : path) check_place(place);
}

/// Whether it is anybody's guess which way an edge of an area was meant to go: a short way over the
/// antimeridian is what data that breaks off there ask for, but not one of a quarter turn or more,
/// unless it is short on the ground because it is near a pole.
bool is_ambiguous(const LonLat& a, const LonLat& b) {
  constexpr double kHalfTurn = 180;
  constexpr double kShortWay = 90;
  constexpr double kLong = 2'000'000;   // m
  constexpr double kOpposite = 50'000;  // m
  const double span = std::abs(b.lon - a.lon);
  const Vec3 from = wgs84::to_ecef(a);
  const Vec3 to = wgs84::to_ecef(b);
  if (span >= kHalfTurn && std::abs(std::remainder(span, 360.0)) >= kShortWay &&
      length(to - from) > kLong)
    return true;
  return length(from + to) < kOpposite;
}

void check_ring_edges(const Path& ring) {
  for (std::size_t i = 1; i < ring.size(); ++i)
    if (is_ambiguous(ring[i - 1], ring[i]))
      throw DataError(
          fmt::format("an edge of an area, from {:.5f}, {:.5f} to {:.5f}, {:.5f}, does not say "
                      "which way round the Earth it goes",
                      ring[i - 1].lon, ring[i - 1].lat, ring[i].lon, ring[i].lat),
          "give it vertices in between, or read edges as straight in longitude and latitude "
          "(--edges planar)");
}

/// The one way to write a place: the antimeridian is 180, the longitude of a pole 0.
LonLat canonical(const LonLat& place) {
  if (std::abs(place.lat) == 90) return {0, place.lat};
  const double lon = wgs84::wrap_longitude(place.lon);
  return {lon == -180 ? 180 : lon, place.lat};
}

/// Rings that were cut at the antimeridian stay on their side of it.
LonLat wrapped(const LonLat& place) {
  return {wgs84::wrap_longitude(place.lon), place.lat};
}

template <typename Rewrite>
bool changes(const Path& path, const Rewrite& rewrite) {
  return std::any_of(path.begin(), path.end(),
                     [&](const LonLat& place) { return rewrite(place) != place; });
}

bool has_other_spellings(const Shape& shape) {
  const auto in_area = [](const Area& area) {
    return changes(area.shell, wrapped) ||
           std::any_of(area.holes.begin(), area.holes.end(),
                       [](const Path& hole) { return changes(hole, wrapped); });
  };
  return changes(shape.points, canonical) ||
         std::any_of(shape.lines.begin(), shape.lines.end(),
                     [](const Path& line) { return changes(line, canonical); }) ||
         std::any_of(shape.areas.begin(), shape.areas.end(), in_area);
}

template <typename Rewrite>
void rewrite_all(Path& path, const Rewrite& rewrite) {
  std::transform(path.begin(), path.end(), path.begin(), rewrite);
}

void spell_places_alike(Shape& shape) {
  rewrite_all(shape.points, canonical);
  for (Path& line : shape.lines) rewrite_all(line, canonical);
  for (Area& area : shape.areas) {
    rewrite_all(area.shell, wrapped);
    for (Path& hole : area.holes) rewrite_all(hole, wrapped);
  }
}

Shape without_lines_without_zone(const Shape& shape, double tolerance, double longest) {
  Shape kept = without_short_lines(shape, longest);
  if (is_empty(kept))
    throw DataError(fmt::format("with flat caps nothing is left of the zone: the line is shorter "
                                "than the tolerance of {}",
                                format_length({tolerance})),
                    "use --cap round, or a smaller --tolerance");
  return kept;
}

}  // namespace

void check_shape(const Shape& shape) {
  if (is_empty(shape))
    throw DataError("there is nothing to build a zone around", "give at least one point or line");
  for (const LonLat& point : shape.points) check_place(point);
  for (const Path& line : shape.lines) check_path(line, 2, "line");
  for (const Area& area : shape.areas) {
    check_path(area.shell, 4, "ring");
    for (const Path& hole : area.holes) check_path(hole, 4, "ring");
  }
}

void check_area_edges(const std::vector<Area>& areas) {
  for (const Area& area : areas) {
    check_ring_edges(area.shell);
    for (const Path& hole : area.holes) check_ring_edges(hole);
  }
}

std::optional<Shape> with_geodesic_edges(const Shape& shape, Edges edges, double tolerance) {
  std::optional<Shape> changed;
  if (edges == Edges::geodesic) check_area_edges(shape.areas);
  if (edges == Edges::planar) changed = geodesics_of_planar(shape, kPlanarShare * tolerance);
  if (has_other_spellings(changed ? *changed : shape)) {
    if (!changed) changed = shape;
    spell_places_alike(*changed);
  }
  return changed;
}

std::optional<Shape> prepare(const Shape& shape, const ZoneOptions& options,
                             const Allowance& allowance) {
  std::optional<Shape> changed = with_geodesic_edges(shape, options.edges, allowance.radius());
  const Shape& geodesic = changed ? *changed : shape;
  if (options.cap == Cap::square) return with_prolonged_ends(geodesic, options.distance.value);
  if (options.cap == Cap::flat) {
    // What a line of this length would leave of its zone is narrower than the errors of both ends.
    const double longest = options.tolerance.value - 2 * allowance.aim();
    return without_lines_without_zone(geodesic, options.tolerance.value, longest);
  }
  return changed;
}

}  // namespace cordon
