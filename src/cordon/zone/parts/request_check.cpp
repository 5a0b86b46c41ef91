#include "cordon/zone/parts/request_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

void check_tolerance(double distance, double tolerance) {
  const double most = kMaxToleranceShare * std::abs(distance);
  if (tolerance > most && distance != 0)
    throw UsageError(fmt::format("the tolerance {} is out of range", format_length({tolerance})),
                     fmt::format("give a tolerance from {} to {} (a tenth of the distance)",
                                 format_length(kMinTolerance), format_length({most})));
}

void check_member(const Member& member, double tolerance) {
  const double d = member.distance.value;
  if (d == 0 || !(std::abs(d) <= kMaxDistance.value))
    throw UsageError(fmt::format("the distance {} is out of range", format_length(member.distance)),
                     fmt::format("give a distance above 0 and up to {}; below 0 areas shrink by it",
                                 format_length(kMaxDistance)));
  if (d < 0 && !(member.shape.points.empty() && member.shape.lines.empty()))
    throw UsageError(
        fmt::format("a distance of {} shrinks areas, and the input has points or lines too",
                    format_length(member.distance)),
        "give a distance above 0, or areas only");
  check_tolerance(d, tolerance);
}

void check_bands(const PartsRequest& request, double tolerance) {
  const std::vector<Metres>& bands = request.bands;
  for (const Metres& band : bands) {
    if (!(band.value > 0) || band.value > kMaxDistance.value)
      throw UsageError(
          fmt::format("the ring distance {} is out of range", format_length(band)),
          fmt::format("give distances above 0 and up to {}", format_length(kMaxDistance)));
    check_tolerance(band.value, tolerance);
  }
  for (std::size_t i = 1; i < bands.size(); ++i) {
    if (bands[i].value <= bands[i - 1].value)
      throw UsageError(fmt::format("the ring distance {} comes after {}", format_length(bands[i]),
                                   format_length(bands[i - 1])),
                       "give the distances from the smallest to the largest, each once");
    if (bands[i].value - bands[i - 1].value < kLeastGap * tolerance)
      throw UsageError(
          fmt::format("the rings at {} and {} are too near each other for a tolerance of {}",
                      format_length(bands[i - 1]), format_length(bands[i]),
                      format_length({tolerance})),
          fmt::format("give a tolerance of {} or less, or rings that are farther apart",
                      at_most((bands[i].value - bands[i - 1].value) / kLeastGap)));
  }
  if (request.nested && bands.empty())
    throw UsageError("nothing can be nested: no rings are asked for", "give the rings' distances");
  if (!bands.empty() && request.members.size() > 1)
    throw UsageError("rings and distances of several members do not go together",
                     "give one member, or no rings");
}

void check_reach(const PartsRequest& request, double tolerance) {
  if (!request.left && !request.right) return;
  if (!request.left || !request.right)
    throw UsageError("only one of the distances to the left and to the right is given",
                     "give both; 0 for a side that is not wanted");
  for (const Metres& reach : {*request.left, *request.right}) {
    if (!(reach.value >= 0) || reach.value > kMaxDistance.value)
      throw UsageError(
          fmt::format("the distance {} is out of range", format_length(reach)),
          fmt::format("give distances from 0 to {} for each side", format_length(kMaxDistance)));
    check_tolerance(reach.value, tolerance);
  }
  if (request.left->value == 0 && request.right->value == 0)
    throw UsageError("the distances to the left and to the right are both 0",
                     "give at least one of them a distance above 0");
  if (!request.bands.empty())
    throw UsageError("rings and distances for each side do not go together",
                     "give one or the other");
  if (request.members.size() > 1)
    throw UsageError("distances for each side and of several members do not go together",
                     "give one member");
  const bool needs_left = request.split || request.side == Side::left;
  const bool needs_right = request.split || request.side == Side::right;
  if ((needs_left && request.left->value == 0) || (needs_right && request.right->value == 0))
    throw UsageError(fmt::format("the {} side is asked for, and the distance on it is 0",
                                 needs_left && request.left->value == 0 ? "left" : "right"),
                     "give that side a distance above 0, or do not ask for it");
}

bool names_a_side(const PartsRequest& request) {
  return request.side != Side::both || request.split || request.left.has_value();
}

void check_sides(const PartsRequest& request) {
  if (!names_a_side(request)) return;
  if (request.split && request.side != Side::both)
    throw UsageError("one side cannot be split into two",
                     "ask for both sides as parts of their own, or for one of them");
  if (request.members.size() > 1)
    throw UsageError("sides and distances of several members do not go together",
                     "give one member");
  const Shape& shape = request.members.front().shape;
  if (!shape.points.empty() || !shape.areas.empty())
    throw UsageError(fmt::format("the input has {}, which have no left and right side",
                                 shape.points.empty() ? "areas" : "points"),
                     "give lines only, or ask for both sides together");
}

void check_outside(const PartsRequest& request) {
  if (!request.outside) return;
  if (!has_areas(request))
    throw UsageError("the zone outside of the areas is asked for, and the input has no areas",
                     "give areas, or ask for the whole zone");
  for (const Member& member : request.members)
    if (request.bands.empty() && member.distance.value < 0)
      throw UsageError(fmt::format("areas that shrink by {} leave no zone outside of them",
                                   format_length({-member.distance.value})),
                       "give a distance above 0, or ask for the whole zone");
}

void check_uncertainty(const PartsRequest& request, double tolerance) {
  const double u = request.uncertainty.value;
  if (!(u >= 0) || u > kMaxDistance.value)
    throw UsageError(
        fmt::format("the uncertainty {} is out of range", format_length(request.uncertainty)),
        fmt::format("give an uncertainty from 0 to {}", format_length(kMaxDistance)));
  if (u > 0 && 2 * u < kLeastGap * tolerance)
    throw UsageError(fmt::format("the uncertainty {} is lost in the tolerance of {}",
                                 format_length(request.uncertainty), format_length({tolerance})),
                     fmt::format("give a tolerance of {} or less, or leave the uncertainty out",
                                 at_most(2 * u / kLeastGap)));
}

}  // namespace

std::string at_most(double length) {
  const double step = std::pow(10.0, std::floor(std::log10(length)) - 1);
  // Decimal fractions come out exact by division, not by multiplication.
  return format_length({step < 1 ? std::floor(length / step) / std::round(1 / step)
                                 : std::floor(length / step) * step});
}

bool has_areas(const PartsRequest& request) {
  return std::any_of(request.members.begin(), request.members.end(),
                     [](const Member& member) { return !member.shape.areas.empty(); });
}

bool asks_for_sides(const PartsRequest& request) {
  return request.side != Side::both || request.split ||
         (request.left && *request.left != *request.right);
}

void check_request(const PartsRequest& request, double tolerance) {
  if (request.members.empty())
    throw UsageError("there is nothing to build a zone around", "give at least one member");
  check_bands(request, tolerance);
  check_reach(request, tolerance);
  check_sides(request);
  if (request.bands.empty() && !request.left)
    for (const Member& member : request.members) check_member(member, tolerance);
  check_outside(request);
  check_uncertainty(request, tolerance);
}

}  // namespace cordon
