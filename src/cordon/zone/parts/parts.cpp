#include "cordon/zone/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/parts/arrangement.hpp"
#include "cordon/zone/parts/bands.hpp"
#include "cordon/zone/parts/cutting.hpp"
#include "cordon/zone/parts/operands.hpp"
#include "cordon/zone/parts/overlay_check.hpp"
#include "cordon/zone/parts/plan.hpp"
#include "cordon/zone/seam.hpp"

namespace cordon {
namespace {

/// What cutting may add to the error of a boundary, of the tolerance: half a grid step of rounding
/// (OutputSpace) and a thin face given to a neighbour, up to four steps wide.
constexpr double kCutShare = 0.07;

constexpr double kZonesDone = 0.9;  // of all progress
constexpr double kCutDone = 0.95;

bool has_territory(const PartsRequest& request) {
  return request.clip || request.erase || !request.holders.empty();
}

/// Whether each part is one whole zone, with nothing to be cut.
bool is_whole(const Plan& plan, const PartsRequest& request, Cap cap) {
  const bool shares_ends = cap == Cap::flat && plan.levels.size() > 1;
  return !has_territory(request) && !plan.sides && !shares_ends && plan.groups.size() == 1 &&
         std::all_of(plan.parts.begin(), plan.parts.end(), [&](const PlannedPart& part) {
           return part.right.size() == 1 && !part.right.front().from &&
                  plan.levels[part.right.front().to].front() > 0;
         });
}

/// m beyond its distance that each zone is drawn, so that cutting undoes nothing of a fit.
double aim_of(const ZoneOptions& options) {
  if (options.fit == Fit::nearest) return 0;
  return (options.fit == Fit::outside ? 1 : -1) * kCutShare * options.tolerance.value;
}

/// Edges of the boundary, not those that only cut it.
std::size_t edges_in(const MultiPolygon& polygons, const OutputSpace& space) {
  std::size_t count = 0;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (!space.wraps() || !is_seam_edge(ring[i - 1], ring[i])) ++count;
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.shell);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return count;
}

ZonePart labelled(const PlannedPart& planned) {
  ZonePart part;
  part.left = planned.left_band;
  part.right = planned.right_band;
  part.sureness = planned.sureness;
  return part;
}

ZoneParts whole_zones(const Cutting& cutting) {
  ZoneParts result;
  for (const PlannedPart& planned : cutting.plan.parts) {
    const std::size_t level = planned.right.front().to;
    const Operand& zone = cutting.operands.all[cutting.own_zone(level)];
    ZonePart part = labelled(planned);
    part.polygons = zone.polygons;
    part.certificate = zone.certificate;
    result.parts.push_back(std::move(part));
  }
  return result;
}

ZoneParts band_parts(const Cutting& cutting, std::vector<MultiPolygon> bands,
                     const OutputSpace& space) {
  ZoneParts result;
  for (std::size_t k = 0; k < bands.size(); ++k) {
    ZonePart part = labelled(cutting.plan.parts[k]);
    part.certificate = worst_of(cutting, cutting.plan.parts[k]);
    part.certificate.outward_error = std::max(0.0, part.certificate.outward_error);
    part.certificate.inward_error = std::max(0.0, part.certificate.inward_error);
    part.certificate.edges = edges_in(bands[k], space);
    part.polygons = std::move(bands[k]);
    result.parts.push_back(std::move(part));
  }
  return result;
}

/// Flat zones of one group share their ends.
std::optional<std::vector<MultiPolygon>> bands_without_cutting(const Cutting& cutting,
                                                               const PartsRequest& request,
                                                               const ZoneOptions& options,
                                                               const OutputSpace& space) {
  if (has_territory(request) || options.cap != Cap::round || options.classic) return std::nullopt;
  return nested_bands(cutting, space);
}

using Pieces = std::map<PieceKey, MultiPolygon>;

Pieces cut(const Cutting& cutting, const std::vector<const MultiPolygon*>& operands, double grid,
           const OutputSpace& space) {
  Pieces pieces;
  for (Face& face : arrange(operands, grid))
    for (const PieceKey& key : pieces_at(cutting, face.in)) pieces[key].push_back(face.polygon);
  for (auto& [key, polygons] : pieces) polygons = on_grid(unite(polygons), space);
  std::erase_if(pieces, [](const auto& piece) { return piece.second.empty(); });
  return pieces;
}

void check_cut(const Cutting& cutting, const std::vector<const MultiPolygon*>& operands,
               const Pieces& pieces, double grid, const OutputSpace& space) {
  std::vector<const MultiPolygon*> polygons;
  std::map<PieceKey, std::size_t> numbers;
  for (const auto& [key, piece] : pieces) {
    numbers.emplace(key, polygons.size());
    polygons.push_back(&piece);
  }
  const auto definition = [&](const std::vector<bool>& in) {
    std::vector<std::size_t> held;
    for (const PieceKey& key : pieces_at(cutting, in)) {
      const auto known = numbers.find(key);
      held.push_back(known == numbers.end() ? polygons.size() : known->second);
    }
    std::sort(held.begin(), held.end());
    return held;
  };
  const auto fault = find_overlay_fault(operands, polygons, definition, grid);
  if (!fault) return;
  const LonLat place = space.inverse(*fault);
  throw CertificateError(fmt::format("the zone was not divided into its parts rightly near "
                                     "{:.5f}, {:.5f}",
                                     place.lon, place.lat),
                         "try another --tolerance");
}

[[noreturn]] void refuse_empty(const PartsRequest& request, const Pieces& pieces,
                               const Cutting& cutting) {
  if (pieces.contains(cutting.clipped()) && !pieces.contains(cutting.erased()))
    throw NothingLeft(
        "no part of the zone lies in the areas that it is clipped to",
        "check that the areas and the line belong together, or give a larger distance");
  if (pieces.contains(cutting.erased()))
    throw NothingLeft("the areas that are erased cover the whole zone",
                      "give smaller areas to erase, or a larger distance");
  double shrink = 0;
  for (const Member& member : request.members) shrink = std::max(shrink, -member.distance.value);
  throw NothingLeft(
      fmt::format("nothing is left: the areas are nowhere deeper than {}", format_length({shrink})),
      "shrink them by less");
}

ZoneParts cut_parts(const PartsRequest& request, const Cutting& cutting, const ZoneOptions& options,
                    const OutputSpace& space, double grid, const Progress& progress) {
  std::vector<const MultiPolygon*> operands;
  for (const Operand& operand : cutting.operands.all) operands.push_back(&operand.polygons);
  report(progress, kZonesDone, "cutting the parts");
  Pieces pieces = cut(cutting, operands, grid, space);
  report(progress, kCutDone, "checking the parts");
  check_cut(cutting, operands, pieces, grid, space);
  if (pieces.empty() || pieces.begin()->first.part >= cutting.plan.parts.size())
    refuse_empty(request, pieces, cutting);
  ZoneParts result;
  const double cut_error = kCutShare * options.tolerance.value;
  for (auto& [key, polygons] : pieces) {
    if (key.part >= cutting.plan.parts.size()) {
      (key.part == cutting.clipped().part ? result.clipped : result.erased) = std::move(polygons);
      continue;
    }
    const PlannedPart& planned = cutting.plan.parts[key.part];
    ZonePart part = labelled(planned);
    part.certificate = worst_of(cutting, planned);
    const auto with_cut = [&](double error) { return std::max(0.0, error + cut_error); };
    part.certificate.outward_error = with_cut(part.certificate.outward_error);
    part.certificate.inward_error = with_cut(part.certificate.inward_error);
    part.certificate.edges = edges_in(polygons, space);
    part.polygons = std::move(polygons);
    for (const std::size_t h : key.holders) part.holders.push_back(request.holders[h].name);
    result.parts.push_back(std::move(part));
  }
  return result;
}

Progress first_share(const Progress& progress, double share) {
  if (!progress) return {};
  return [&progress, share](double done, std::string_view step) {
    return progress(share * done, step);
  };
}

/// Zones are built to the tolerance given; what is said of the parts counts from options.tolerance.
ZoneParts build_once(const PartsRequest& request, const Plan& plan, const ZoneOptions& options,
                     Metres tolerance, const Progress& progress) {
  ZoneOptions of_zones = options;
  of_zones.tolerance = tolerance;
  const OutputSpace space = output_space(of_zones);
  const bool whole = is_whole(plan, request, options.cap);
  Cutting cutting;
  cutting.plan = plan;
  cutting.operands = build_levels(plan, of_zones, whole ? 0 : aim_of(options), space,
                                  first_share(progress, kZonesDone));
  ZoneParts result;
  if (whole) {
    result = whole_zones(cutting);
  } else if (auto bands = bands_without_cutting(cutting, request, options, space)) {
    result = band_parts(cutting, std::move(*bands), space);
  } else {
    const double grid = std::pow(10.0, -space.decimals());
    if (plan.sides) add_sides(cutting, of_zones, space);
    if (has_territory(request)) add_territory(cutting, request, of_zones, space, grid);
    result = cut_parts(request, cutting, options, space, grid, progress);
  }
  for (const ZonePart& part : result.parts) {
    take_worse(result.certificate, part.certificate);
    result.certificate.edges += part.certificate.edges;
  }
  for (const Operand& operand : cutting.operands.all) add_problems(result.certificate, operand);
  result.crs = cutting.operands.crs;
  result.decimals = space.decimals();
  result.rebuilt = cutting.operands.rebuilt;
  return result;
}

}  // namespace

ZoneParts build_parts(const PartsRequest& request, const ZoneOptions& options,
                      const Progress& progress) {
  const double t = options.tolerance.value;
  const Plan plan = plan_parts(request, t);
  // Zones hardly ever need all of the tolerance; where they do, cutting must be paid for.
  double error = 0;
  for (const double share : {1.0, 1 - 2 * kCutShare}) {
    const Metres of_zones{std::max(share * t, std::min(kMinTolerance.value, t))};
    ZoneParts parts = build_once(request, plan, options, of_zones, progress);
    error = parts.certificate.max_error();
    if (error > t && !options.classic) continue;
    report(progress, 1, "done");
    return parts;
  }
  throw CertificateError(
      fmt::format("the parts of the zone do not hold the tolerance of {}: they err by up to {}",
                  format_length(options.tolerance), format_length({std::ceil(error * 1e4) / 1e4})),
      "give a larger --tolerance");
}

}  // namespace cordon
