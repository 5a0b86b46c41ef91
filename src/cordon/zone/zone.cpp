#include "cordon/zone/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <memory>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/cut.hpp"
#include "cordon/zone/caps/flat_ends.hpp"
#include "cordon/zone/check/ideal.hpp"
#include "cordon/zone/construction.hpp"
#include "cordon/zone/exact/exact.hpp"
#include "cordon/zone/prepare.hpp"
#include "cordon/zone/projected/classic.hpp"
#include "cordon/zone/projected/named_plane.hpp"
#include "cordon/zone/projected/projected.hpp"

namespace cordon {
namespace {

constexpr std::string_view kLocalPieces = "auto";
// Of the aim: cells of ends are right to 0.2 of the allowed radius. With this the cut keeps to its
// side, and the corner with an arc at the far end of its own allowance to the tolerance.
constexpr double kCutAim = 0.3;
constexpr int kMostSegments = 1000;
constexpr double kMostMitre = 1000;

[[noreturn]] void refuse_classic_with_exact(Join join) {
  if (join == Join::round)
    throw UsageError("GEOS's own buffer goes with the projected method only",
                     "use --method projected with --crs, such as --crs utm");
  throw UsageError(
      join == Join::mitre
          ? "a zone of all places within a distance has round corners: mitred ones reach too far, "
            "up to the mitre limit times the distance"
          : "a zone of all places within a distance has round corners: bevelled ones fall short",
      "use --join round, or --method projected with --crs for the buffer that other tools draw");
}

void check_classic(const ZoneOptions& options) {
  const ClassicBuffer& classic = *options.classic;
  if (options.method == Method::exact) refuse_classic_with_exact(classic.join);
  if (options.crs == kLocalPieces)
    throw UsageError("GEOS's own buffer is drawn in one CRS",
                     "name it with --crs, such as --crs utm");
  if (options.fit != Fit::nearest)
    throw UsageError(
        "GEOS's own buffer is drawn as it comes, not inside or outside of the distance",
        "leave out --fit, or --join and --segments");
  if (classic.segments < 1 || classic.segments > kMostSegments)
    throw UsageError(
        fmt::format("{} segments of a quarter circle are out of range", classic.segments),
        fmt::format("give 1 to {}", kMostSegments));
  if (!(classic.mitre_limit >= 1) || classic.mitre_limit > kMostMitre)
    throw UsageError(fmt::format("the mitre limit {} is out of range", classic.mitre_limit),
                     fmt::format("give 1 to {} (times the distance)", kMostMitre));
}

void check_tolerance(double tolerance, double distance) {
  const double most = kMaxToleranceShare * distance;
  if (!(tolerance >= kMinTolerance.value) || tolerance > most)
    throw UsageError(fmt::format("the tolerance {} is out of range", format_length({tolerance})),
                     fmt::format("give a tolerance from {} to {} (a tenth of the distance)",
                                 format_length(kMinTolerance), format_length({most})));
}

void check_options(const ZoneOptions& options) {
  const double d = options.distance.value;
  const double t = options.tolerance.value;
  if (!(d > 0) || d > kMaxDistance.value)
    throw UsageError(
        fmt::format("the distance {} is out of range", format_length({d})),
        fmt::format("give a distance above 0 and up to {}", format_length(kMaxDistance)));
  check_tolerance(t, d);
  if (options.classic) check_classic(options);
}

/// What all tries to build one zone have in common.
struct Plan {
  const ZoneOptions& options;
  const Shape& shape;  // prepared
  Allowance allowance;
  Cap cap;          // round or flat: square ones are the flat caps of a longer line
  std::string crs;  // of the projected method
  const OutputSpace& space;
  std::shared_future<std::unique_ptr<const Ideal>> ideal;
};

/// What the zone will be checked against. Large shapes are indexed while the zone is built.
std::shared_future<std::unique_ptr<const Ideal>> ideal_of(const Shape& shape, double distance,
                                                          const Allowance& allowance, Cap cap,
                                                          unsigned threads) {
  const auto make = [&shape, distance, allowance, cap] {
    return std::unique_ptr<const Ideal>(
        std::make_unique<const Ideal>(shape, distance, allowance, cap));
  };
  return std::async(threads > 1 ? std::launch::async : std::launch::deferred, make).share();
}

MultiPolygon construct_round(const Plan& plan, const Shape& shape, Construction construction,
                             const Progress& progress) {
  const ZoneOptions& options = plan.options;
  const double d = options.distance.value + plan.allowance.aim();
  const double t = plan.allowance.radius();
  if (options.method == Method::exact)
    return exact_zone(shape, d, t, construction, plan.space, options.threads, progress);
  return projected_zone(shape, d, t, plan.crs, construction, plan.space, options.threads, progress);
}

MultiPolygon construct(const Plan& plan, Construction construction, const Progress& progress) {
  const double d = plan.options.distance.value;
  const double aim = plan.allowance.aim();
  MultiPolygon zone = construct_round(plan, plan.shape, construction, progress);
  if (plan.cap == Cap::flat)
    zone = cut_flat_caps(
        zone, find_flat_ends(plan.shape, d), d + aim, plan.allowance.radius(), plan.space,
        [&](const Shape& part) { return construct_round(plan, part, construction, {}); },
        -kCutAim * aim);
  if (std::all_of(zone.begin(), zone.end(), [](const Polygon& p) { return p.holes.empty(); }))
    return zone;
  return without_false_holes(*plan.ideal.get(), std::move(zone), plan.space);
}

Certificate certify(const Plan& plan, const MultiPolygon& zone, const Progress& progress) {
  report(progress, 0.7, "checking the boundary");
  return certify(*plan.ideal.get(), zone, plan.space, plan.options.threads);
}

/// Upwards, since it is a bound.
double four_digits(double error) {
  const double digit = std::pow(10.0, std::floor(std::log10(error)) - 3);
  return std::ceil(error / digit) * digit;
}

std::string describe(const Problem& problem) {
  const std::string where =
      fmt::format("near {:.5f}, {:.5f}", problem.place.lon, problem.place.lat);
  return problem.error > 0 ? fmt::format("{} by {} {}", problem.kind,
                                         format_length({four_digits(problem.error)}), where)
                           : fmt::format("{} {}", problem.kind, where);
}

/// A tolerance, of two digits, under which a named CRS with this error passes: construction takes a
/// tenth of it.
double enough_for(double error) {
  const double needed = error / 0.88;
  const double digit = std::pow(10.0, std::floor(std::log10(needed)) - 1);
  return std::ceil(needed / digit) * digit;
}

[[noreturn]] void refuse(const Plan& plan, const Certificate& certificate) {
  const ZoneOptions& options = plan.options;
  const Problem& worst =
      *std::max_element(certificate.problems.begin(), certificate.problems.end(),
                        [](const Problem& a, const Problem& b) { return a.error < b.error; });
  const std::string problem = fmt::format("the zone does not hold the tolerance of {}: {}",
                                          format_length(options.tolerance), describe(worst));
  if (!plan.crs.empty() && plan.crs != kLocalPieces) {
    const double aim = plan.allowance.aim();
    const double missed = std::max(certificate.outward_error - aim, certificate.inward_error + aim);
    const double share = plan.allowance.radius() / options.tolerance.value;
    const double enough = enough_for(missed / share);
    const bool too_much = enough > kMaxToleranceShare * options.distance.value;
    const std::string accept =
        too_much ? "here for any tolerance: name one that is true to scale"
                 : fmt::format("here: accept it with --tolerance {}", length_option({enough}));
    throw CertificateError(
        problem, fmt::format("{} distorts too much {}, or leave out --method and --crs for the "
                             "exact zone",
                             plan.crs, accept));
  }
  throw CertificateError(problem, options.method == Method::projected
                                      ? "use the exact method (leave out --method)"
                                      : "give a larger --tolerance");
}

std::string crs_for(const ZoneOptions& options, const Shape& shape) {
  if (options.method == Method::exact) return {};
  return options.crs == "utm" ? utm_zone(shape) : options.crs;
}

/// The first result that holds the tolerance.
Zone certified_zone(const Plan& plan, const Progress& progress) {
  Zone zone;
  for (const Construction construction : {Construction::plain, Construction::robust}) {
    zone.rebuilt = construction == Construction::robust;
    zone.polygons = construct(plan, construction, part_of(progress, 0, 0.7));
    zone.certificate = certify(plan, zone.polygons, progress);
    if (zone.certificate.holds()) return zone;
  }
  refuse(plan, zone.certificate);
}

Zone measured_zone(const Plan& plan, const Shape& given, const Progress& progress) {
  const ZoneOptions& options = plan.options;
  report(progress, 0, "buffering");
  Zone zone;
  zone.polygons = classic_zone(given, options.distance.value, options.tolerance.value, options.cap,
                               *options.classic, plan.crs, plan.space);
  zone.certificate = certify(plan, zone.polygons, progress);
  return zone;
}

}  // namespace

Allowance allowance_of(Fit fit, double tolerance) {
  if (fit == Fit::inside) return {tolerance, 0};
  if (fit == Fit::outside) return {0, tolerance};
  return {tolerance, tolerance};
}

OutputSpace output_space(const ZoneOptions& options) {
  check_tolerance(options.tolerance.value, kMaxDistance.value);
  const double t = allowance_of(options.fit, options.tolerance.value).radius();
  return options.output_crs.empty() ? OutputSpace::lonlat(t)
                                    : OutputSpace::named(options.output_crs, t);
}

Zone build_zone(const Shape& given, const ZoneOptions& options, const Progress& progress) {
  check_options(options);
  check_shape(given);
  const Allowance allowance = allowance_of(options.fit, options.tolerance.value);
  const OutputSpace space = output_space(options);
  const std::optional<Shape> changed = prepare(given, options, allowance);
  const Shape& shape = changed ? *changed : given;
  const Cap cap = options.cap == Cap::round ? Cap::round : Cap::flat;
  const Plan plan{options,
                  shape,
                  allowance,
                  cap,
                  crs_for(options, shape),
                  space,
                  ideal_of(shape, options.distance.value, allowance, cap, options.threads)};

  Zone zone =
      options.classic ? measured_zone(plan, given, progress) : certified_zone(plan, progress);
  if (plan.crs != kLocalPieces) zone.crs = plan.crs;
  zone.decimals = space.decimals();
  report(progress, 1, "done");
  return zone;
}

}  // namespace cordon
