#include "cordon/zone/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/cut.hpp"
#include "cordon/zone/caps/flat_ends.hpp"
#include "cordon/zone/construction.hpp"
#include "cordon/zone/exact/exact.hpp"
#include "cordon/zone/projected/projected.hpp"

namespace cordon {
namespace {

constexpr double kPlanarShare = 0.005;  // of the tolerance, for --edges planar

void check_options(const ZoneOptions& options) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  if (!(d > 0) || d > kMaxDistance.value)
    throw UsageError(
        fmt::format("the distance {} is out of range", format_length({d})),
        fmt::format("give a distance above 0 and up to {}", format_length(kMaxDistance)));
  if (!(t >= kMinTolerance.value) || t > kMaxToleranceShare * d)
    throw UsageError(
        fmt::format("the tolerance {} is out of range", format_length({t})),
        fmt::format("give a tolerance from {} to {} (a tenth of the distance)",
                    format_length(kMinTolerance), format_length({kMaxToleranceShare * d})));
}

void check_place(const LonLat& place) {
  if (!std::isfinite(place.lon) || !std::isfinite(place.lat) || std::abs(place.lat) > 90)
    throw DataError(
        fmt::format("the coordinates {}, {} are no place on the Earth", place.lon, place.lat),
        "longitude comes first, in degrees; latitude lies in [-90, 90]");
}

void check_path(const Path& path, std::size_t least, const char* what) {
  if (path.size() < least)
    throw DataError(fmt::format("a {} has {} vertices", what, path.size()),
                    fmt::format("it needs {} or more", least));
  for (const LonLat& place : path) check_place(place);
}

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

MultiPolygon construct_round(const Shape& shape, const ZoneOptions& options,
                             Construction construction, const OutputSpace& space,
                             const Progress& progress) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  if (options.method == Method::exact)
    return exact_zone(shape, d, t, construction, space, options.threads, progress);
  return projected_zone(shape, d, t, options.crs, construction, space, options.threads, progress);
}

MultiPolygon construct(const Shape& shape, const ZoneOptions& options, Construction construction,
                       const OutputSpace& space, const Progress& progress) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  MultiPolygon zone = construct_round(shape, options, construction, space, progress);
  if (options.cap == Cap::flat)
    zone = cut_flat_caps(zone, find_flat_ends(shape, d), d, t, space, [&](const Shape& part) {
      return construct_round(part, options, construction, space, {});
    });
  return without_false_holes(shape, std::move(zone), d, t, options.cap, space);
}

std::string describe(const Problem& problem) {
  const std::string where =
      fmt::format("near {:.5f}, {:.5f}", problem.place.lon, problem.place.lat);
  return problem.error > 0
             ? fmt::format("{} by {} {}", problem.kind,
                           format_length({std::round(problem.error * 1e4) / 1e4}), where)
             : fmt::format("{} {}", problem.kind, where);
}

/// A tolerance, of two digits, under which a named CRS with this error passes: construction takes a
/// tenth of it.
double enough_for(double error) {
  const double needed = error / 0.88;
  const double digit = std::pow(10.0, std::floor(std::log10(needed)) - 1);
  return std::ceil(needed / digit) * digit;
}

[[noreturn]] void refuse(const ZoneOptions& options, const Certificate& certificate) {
  const Problem& worst =
      *std::max_element(certificate.problems.begin(), certificate.problems.end(),
                        [](const Problem& a, const Problem& b) { return a.error < b.error; });
  const std::string problem = fmt::format("the zone does not hold the tolerance of {}: {}",
                                          format_length(options.tolerance), describe(worst));
  if (options.method == Method::projected && options.crs != "auto") {
    const double enough = enough_for(certificate.max_error());
    const bool too_much = enough > kMaxToleranceShare * options.distance.value;
    const std::string accept =
        too_much ? "here for any tolerance: name one that is true to scale"
                 : fmt::format("here: accept it with --tolerance {}", length_option({enough}));
    throw CertificateError(
        problem, fmt::format("{} distorts too much {}, or leave out --method and --crs for the "
                             "exact zone",
                             options.crs, accept));
  }
  throw CertificateError(problem, options.method == Method::projected
                                      ? "use the exact method (leave out --method)"
                                      : "give a larger --tolerance");
}

/// The shape with geodesic edges, and without what flat caps leave nothing of. `prepared` holds it
/// where it is not the given one.
const Shape& prepare(const Shape& shape, const ZoneOptions& options, Shape& prepared) {
  const double t = options.tolerance.value;
  if (options.edges == Edges::planar) prepared = geodesics_of_planar(shape, kPlanarShare * t);
  const Shape& geodesic = options.edges == Edges::planar ? prepared : shape;
  if (options.cap == Cap::round) return geodesic;
  prepared = without_short_lines(geodesic, t);
  if (is_empty(prepared))
    throw DataError(fmt::format("with flat caps nothing is left of the zone: the line is shorter "
                                "than the tolerance of {}",
                                format_length(options.tolerance)),
                    "use --cap round, or a smaller --tolerance");
  return prepared;
}

/// Progress of a step that takes the whole from `from` to `to`.
Progress part_of(const Progress& progress, double from, double to) {
  if (!progress) return {};
  return [&progress, from, to](double done, std::string_view step) {
    return progress(from + (to - from) * done, step);
  };
}

}  // namespace

Zone build_zone(const Shape& given, const ZoneOptions& options, const Progress& progress) {
  check_options(options);
  check_shape(given);
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  const OutputSpace space = options.output_crs.empty() ? OutputSpace::lonlat(t)
                                                       : OutputSpace::named(options.output_crs, t);
  Shape prepared;
  const Shape& shape = prepare(given, options, prepared);
  Zone zone;
  zone.decimals = space.decimals();
  for (const Construction construction : {Construction::plain, Construction::robust}) {
    zone.rebuilt = construction == Construction::robust;
    zone.polygons = construct(shape, options, construction, space, part_of(progress, 0, 0.7));
    report(progress, 0.7, "checking the boundary");
    zone.certificate = certify(shape, zone.polygons, d, t, options.cap, space, options.threads);
    if (zone.certificate.holds()) {
      report(progress, 1, "done");
      return zone;
    }
  }
  refuse(options, zone.certificate);
}

}  // namespace cordon
