#include "cordon/zone/parts/bands.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "cordon/zone/assemble.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kEast = 180;  // degrees
constexpr double kPole = 90;

bool touches_seam(const MultiPolygon& polygons) {
  const auto on_seam = [](const XY& xy) {
    return std::abs(xy.x) >= kEast || std::abs(xy.y) >= kPole;
  };
  return std::any_of(polygons.begin(), polygons.end(), [&](const Polygon& polygon) {
    return std::any_of(polygon.shell.begin(), polygon.shell.end(), on_seam);
  });
}

void add_rings(const MultiPolygon& polygons, bool reversed, std::vector<Ring>& rings) {
  const auto add = [&](const Ring& ring) {
    if (reversed)
      rings.emplace_back(ring.rbegin(), ring.rend());
    else
      rings.push_back(ring);
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.shell);
    std::for_each(polygon.holes.begin(), polygon.holes.end(), add);
  }
}

class BandBuilder {
 public:
  BandBuilder(const Cutting& cutting, const OutputSpace& space)
      : cutting_(cutting), space_(space) {}

  bool is_possible() const {
    if (cutting_.plan.sides || cutting_.plan.groups.size() != 1) return false;
    for (std::size_t level = 0; level < cutting_.plan.levels.size(); ++level)
      if (distance(level) <= 0 || (space_.wraps() && touches_seam(zone(level).polygons)))
        return false;
    return std::all_of(cutting_.plan.parts.begin(), cutting_.plan.parts.end(),
                       [&](const PlannedPart& part) { return is_nested(part.right); });
  }

  MultiPolygon part(const std::vector<Span>& spans) const {
    if (spans.size() == 1 && !spans.front().from) return zone(spans.front().to).polygons;
    std::vector<Ring> rings;
    for (const Span& span : spans) {
      add_rings(zone(span.to).polygons, false, rings);
      if (span.from) add_rings(zone(*span.from).polygons, true, rings);
    }
    return on_grid(assemble(rings, {}, space_), space_);
  }

 private:
  double distance(std::size_t level) const { return cutting_.plan.levels[level].front(); }
  const Operand& zone(std::size_t level) const {
    return cutting_.operands.all[cutting_.own_zone(level)];
  }

  /// Whether the boundary of one level lies well inside of the other's zone.
  bool is_inside(std::size_t inner, std::size_t outer) const {
    return distance(inner) + zone(inner).certificate.outward_error <
           distance(outer) - zone(outer).certificate.inward_error;
  }

  /// Spans come in the order of their distances.
  bool is_nested(const std::vector<Span>& spans) const {
    for (std::size_t k = 0; k < spans.size(); ++k) {
      if (spans[k].from && !is_inside(*spans[k].from, spans[k].to)) return false;
      if (k > 0 && !(spans[k].from && is_inside(spans[k - 1].to, *spans[k].from))) return false;
    }
    return true;
  }

  const Cutting& cutting_;
  const OutputSpace& space_;
};

}  // namespace

std::optional<std::vector<MultiPolygon>> nested_bands(const Cutting& cutting,
                                                      const OutputSpace& space) {
  const BandBuilder builder(cutting, space);
  if (!builder.is_possible()) return std::nullopt;
  std::vector<MultiPolygon> parts;
  for (const PlannedPart& part : cutting.plan.parts) parts.push_back(builder.part(part.right));
  return parts;
}

}  // namespace cordon
