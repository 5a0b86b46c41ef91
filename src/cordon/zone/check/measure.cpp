#include "cordon/zone/measure.hpp"

#include <algorithm>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/check/differences.hpp"
#include "cordon/zone/check/ideal.hpp"
#include "cordon/zone/prepare.hpp"

namespace cordon {
namespace {

constexpr double kExactShare = 0.1;  // of the tolerance, for the zone that it is compared with
constexpr double kFinest = 0.05;     // of the tolerance: the search within the zone
constexpr double kBendShare = 0.1;   // of the tolerance, for areas

bool is_about_edges(const Problem& problem) {
  return problem.kind == "too far out" || problem.kind == "too far in";
}

/// Distances are known to ideal.error() near the boundary, and to as much of themselves farther
/// away.
double scaled(double error, const Ideal& ideal) {
  return error <= 0 ? 0 : error + ideal.error() * error / ideal.distance();
}

/// The certificate's bounds are those of the boundary: what is farthest within the zone, and
/// whether a part of the shape is left out, complete them.
void bound_all(const Ideal& ideal, const Certificate& certificate, const MultiPolygon& drawn,
               const OutputSpace& space, Measurement& out) {
  out.outward = {scaled(certificate.outward_error, ideal), certificate.outward_place};
  out.inward = {scaled(certificate.inward_error, ideal), certificate.inward_place};
  const double finest = kFinest * ideal.allowance().radius();
  const double limit = ideal.distance() + out.outward.error;
  if (const auto inner = farthest_within(ideal, drawn, limit, finest, space)) out.outward = *inner;
  for (const Problem& problem : certificate.problems)
    if (problem.kind == "part missing" || (problem.kind == "false hole" && problem.error > 0))
      out.inward = {ideal.distance(), problem.place};
  out.edges = certificate.edges;
}

void compare(const Ideal& ideal, const Shape& shape, const MultiPolygon& drawn,
             const ZoneOptions& options, const OutputSpace& space, Measurement& out,
             const Progress& progress) {
  ZoneOptions exact = options;
  exact.tolerance.value = std::max(kMinTolerance.value, kExactShare * options.tolerance.value);
  exact.method = Method::exact;
  exact.fit = Fit::nearest;
  exact.classic.reset();
  try {
    const Zone zone = build_zone(shape, exact, progress);
    const double bend = kBendShare * exact.tolerance.value;
    Differences found =
        differences(ideal, drawn, zone.polygons, ideal.allowance(), space, options.threads);
    AreaBalance& balance = out.balance.emplace();
    balance.truth = area_m2(zone.polygons, space, bend);
    balance.missing = found.missing;
    balance.excess = found.excess;
    balance.error = zone.certificate.max_error() * perimeter_m(zone.polygons, space);
    if (!out.holds) out.differences = std::move(found.regions);
  } catch (const UsageError&) {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    out.no_balance = error.what();
  }
}

/// What the certificate found and no region shows: with the boundary within the tolerance, parts
/// and holes too small for the zone that it is compared with. With a boundary that is not, the
/// regions tell.
void add_unseen(const Certificate& certificate, const Ideal& ideal, Measurement& out) {
  const bool known = !out.differences.empty();
  for (const Problem& problem : certificate.problems)
    if (!known || (!is_about_edges(problem) && certificate.max_error() <= ideal.error())) {
      const bool missing = problem.kind == "part missing";
      out.differences.push_back(
          {problem.kind, {missing ? ideal.distance() : problem.error, problem.place}, 0, {}});
    }
}

}  // namespace

Measurement measure_zone(const Shape& shape, const MultiPolygon& drawn, const ZoneOptions& options,
                         const Progress& progress) {
  check_shape(shape);
  const OutputSpace space = output_space(options);
  const Allowance allowance = allowance_of(options.fit, options.tolerance.value);
  const std::optional<Shape> changed = prepare(shape, options, allowance);
  const Cap cap = options.cap == Cap::round ? Cap::round : Cap::flat;
  const Ideal ideal(changed ? *changed : shape, options.distance.value, allowance, cap);

  report(progress, 0.1, "measuring the boundary");
  Measurement out;
  const Certificate certificate = certify(ideal, drawn, space, options.threads);
  out.area = area_m2(drawn, space, kBendShare * options.tolerance.value);
  bound_all(ideal, certificate, drawn, space, out);
  out.holds = certificate.holds() && out.outward.error <= allowance.outward &&
              out.inward.error <= allowance.inward;
  compare(ideal, shape, drawn, options, space, out, part_of(progress, 0.4, 0.9));
  if (!out.holds) add_unseen(certificate, ideal, out);
  report(progress, 1, "done");
  return out;
}

}  // namespace cordon
