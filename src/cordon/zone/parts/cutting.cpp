#include "cordon/zone/parts/cutting.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/prepare.hpp"
#include "cordon/zone/sides/sides.hpp"

namespace cordon {
namespace {

bool holds(const Region& region, const std::vector<bool>& in) {
  const auto held = [&](std::size_t operand) { return in[operand]; };
  return std::all_of(region.in.begin(), region.in.end(), held) &&
         std::none_of(region.out.begin(), region.out.end(), held);
}

bool holds(const Cutting& cutting, const std::vector<Span>& spans, const std::vector<bool>& in) {
  const auto at_level = [&](std::size_t level) {
    const std::vector<Region>& regions = cutting.operands.levels[level];
    return std::any_of(regions.begin(), regions.end(),
                       [&](const Region& region) { return holds(region, in); });
  };
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
    return at_level(span.to) && !(span.from && at_level(*span.from));
  });
}

/// A rectangle around all that the operands hold; its own edges stay `margin` clear of them.
Polygon window_around(const std::vector<Operand>& operands, double margin) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  XY low{kInf, kInf};
  XY high{-kInf, -kInf};
  for (const Operand& operand : operands)
    for (const Polygon& polygon : operand.polygons)
      for (const XY& xy : polygon.shell) {
        low = {std::min(low.x, xy.x - margin), std::min(low.y, xy.y - margin)};
        high = {std::max(high.x, xy.x + margin), std::max(high.y, xy.y + margin)};
      }
  return {{low, {high.x, low.y}, high, {low.x, high.y}, low}, {}};
}

/// Whole countries may be given: only what lies in the window is kept.
Operand territory(const std::vector<Area>& areas, const Vicinity& vicinity, const Polygon& window,
                  const ZoneOptions& options, const OutputSpace& space) {
  Operand operand = flattened(areas, vicinity, options, space);
  operand.polygons = intersection(operand.polygons, {window});
  return operand;
}

}  // namespace

void add_sides(Cutting& cutting, const ZoneOptions& options, const OutputSpace& space) {
  const Group& group = cutting.plan.groups.front();
  std::size_t farthest = 0;
  for (std::size_t k = 1; k < cutting.plan.levels.size(); ++k)
    if (reach_of(cutting.plan.levels[k]) > reach_of(cutting.plan.levels[farthest])) farthest = k;
  const std::size_t whole = cutting.own_zone(farthest);
  const auto geodesic = with_geodesic_edges(*group.shape, options.edges, options.tolerance.value);
  Sides sides = split_sides(
      geodesic ? geodesic->lines : group.shape->lines, cutting.operands.all[whole].polygons,
      reach_of(cutting.plan.levels[farthest]), options.tolerance.value, space);
  cutting.left =
      cutting.operands.add({std::move(sides.left), error_aside(sides.error, options.fit)});
}

void add_territory(Cutting& cutting, const PartsRequest& request, const ZoneOptions& options,
                   const OutputSpace& space, double grid) {
  const Polygon window = window_around(cutting.operands.all, 16 * grid);
  MultiPolygon zones;
  for (const Operand& operand : cutting.operands.all)
    zones.insert(zones.end(), operand.polygons.begin(), operand.polygons.end());
  const Vicinity vicinity(zones, space);
  const auto add = [&](const std::vector<Area>& areas) {
    return cutting.operands.add(territory(areas, vicinity, window, options, space));
  };
  if (request.clip) cutting.clip = add(*request.clip);
  if (request.erase) cutting.erase = add(*request.erase);
  for (const NamedAreas& holder : request.holders) cutting.holders.push_back(add(holder.areas));
}

std::vector<PieceKey> pieces_at(const Cutting& cutting, const std::vector<bool>& in) {
  std::vector<PieceKey> pieces;
  const bool left = cutting.left && in[*cutting.left];
  for (std::size_t k = 0; k < cutting.plan.parts.size(); ++k) {
    const PlannedPart& part = cutting.plan.parts[k];
    if (holds(cutting, left ? part.left : part.right, in)) pieces.push_back({k, {}});
  }
  if (pieces.empty()) return pieces;
  if (cutting.clip && !in[*cutting.clip]) return {cutting.clipped()};
  if (cutting.erase && in[*cutting.erase]) return {cutting.erased()};
  for (std::size_t h = 0; h < cutting.holders.size(); ++h)
    if (in[cutting.holders[h]])
      for (PieceKey& piece : pieces) piece.holders.push_back(h);
  return pieces;
}

void take_worse(Certificate& worst, const Certificate& other) {
  if (other.outward_error > worst.outward_error) {
    worst.outward_error = other.outward_error;
    worst.outward_place = other.outward_place;
  }
  if (other.inward_error > worst.inward_error) {
    worst.inward_error = other.inward_error;
    worst.inward_place = other.inward_place;
  }
}

void add_problems(Certificate& certificate, const Operand& operand) {
  const std::vector<Problem>& problems = operand.certificate.problems;
  certificate.problems.insert(certificate.problems.end(), problems.begin(), problems.end());
}

Certificate worst_of(const Cutting& cutting, const PlannedPart& part) {
  std::vector<bool> used(cutting.operands.all.size(), false);
  const auto use_level = [&](std::size_t level) {
    for (const Region& region : cutting.operands.levels[level])
      for (const std::vector<std::size_t>* numbers : {&region.in, &region.out})
        for (const std::size_t k : *numbers) used[k] = true;
  };
  for (const std::vector<Span>* spans : {&part.left, &part.right})
    for (const Span& span : *spans) {
      use_level(span.to);
      if (span.from) use_level(*span.from);
    }
  for (const auto& operand : {cutting.left, cutting.clip, cutting.erase})
    if (operand) used[*operand] = true;
  for (const std::size_t k : cutting.holders) used[k] = true;
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  Certificate worst{kNone, kNone, 0, {}};
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (!used[k]) continue;
    take_worse(worst, cutting.operands.all[k].certificate);
    add_problems(worst, cutting.operands.all[k]);
  }
  return worst;
}

}  // namespace cordon
