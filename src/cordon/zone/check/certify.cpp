#include <algorithm>
#include <optional>

#include "cordon/zone/certificate.hpp"
#include "cordon/zone/check/boundary.hpp"
#include "cordon/zone/check/coverage.hpp"
#include "cordon/zone/check/ideal_zone.hpp"

namespace cordon {
namespace {

// In shares of the tolerance; together they are less than a twentieth.
constexpr double kFieldError = 0.015;  // of distances themselves
constexpr double kBoundSlack = 0.03;   // of bounds beyond what was sampled
constexpr double kFinestCell = 0.05;   // of the search for filled holes

std::vector<const Ring*> all_rings(const MultiPolygon& zone) {
  std::vector<const Ring*> rings;
  for (const Polygon& polygon : zone) {
    rings.push_back(&polygon.shell);
    for (const Ring& hole : polygon.holes) rings.push_back(&hole);
  }
  return rings;
}

/// A boundary within the areas is far from their rings, or it would have been found too near.
void check_rings_outside(const AreaLocator& areas, const std::vector<const Ring*>& rings,
                         double distance, const OutputSpace& space,
                         std::vector<Problem>& problems) {
  for (const Ring* ring : rings) {
    const LonLat place = space.inverse(ring->front());
    if (areas.contains(place)) problems.push_back({"false hole", place, distance});
  }
}

/// The ideal zone, and the free ends that it refers to.
struct Ideal {
  std::optional<FlatEnds> ends;
  std::optional<IdealZone> zone;

  Ideal(const Shape& shape, double distance, double tolerance, Cap cap) {
    if (cap == Cap::flat) {
      ends = find_flat_ends(shape, distance);
      zone.emplace(shape, *ends, distance, kFieldError * tolerance);
    } else {
      zone.emplace(shape, distance, kFieldError * tolerance);
    }
  }
  Ideal(const Ideal&) = delete;  // the zone refers to the ends
  Ideal& operator=(const Ideal&) = delete;
};

}  // namespace

Certificate certify(const Shape& shape, const MultiPolygon& zone, double distance, double tolerance,
                    Cap cap, const OutputSpace& space, unsigned threads) {
  const Ideal ideal(shape, distance, tolerance, cap);
  std::optional<AreaLocator> areas;
  if (!shape.areas.empty()) areas.emplace(shape.areas, kFieldError * tolerance);
  const std::vector<const Ring*> rings = all_rings(zone);

  Certificate certificate;
  const BoundaryBounds bounds =
      bound_boundary(rings, *ideal.zone, space, kBoundSlack * tolerance, threads);
  const double field_error = kFieldError * tolerance;
  certificate.outward_error = std::max(0.0, bounds.outmost.excess + field_error);
  certificate.inward_error = std::max(0.0, -bounds.inmost.excess + field_error);
  certificate.edges = bounds.edges;

  std::vector<Problem>& problems = certificate.problems;
  if (certificate.outward_error > tolerance)
    problems.push_back({"too far out", bounds.outmost.place, certificate.outward_error});
  if (certificate.inward_error > tolerance)
    problems.push_back({"too far in", bounds.inmost.place, certificate.inward_error});
  if (areas) {
    const std::size_t before = problems.size();
    check_rings_outside(*areas, rings, distance, space, problems);
    if (problems.size() > before) certificate.inward_error = distance;
  }
  const auto append = [&](const std::vector<Problem>& more) {
    problems.insert(problems.end(), more.begin(), more.end());
  };
  append(check_parts(shape, zone, ideal.zone->field(), space));
  for (const HoleIndex& index : shallow_holes(zone, *ideal.zone, space))
    problems.push_back(
        {"false hole", space.inverse(zone[index.polygon].holes[index.hole].front()), 0});
  append(find_filled_holes(zone, ideal.zone->field(), areas ? &*areas : nullptr,
                           distance + (1 - kFinestCell) * tolerance, kFinestCell * tolerance,
                           space));
  return certificate;
}

MultiPolygon without_false_holes(const Shape& shape, MultiPolygon zone, double distance,
                                 double tolerance, Cap cap, const OutputSpace& space) {
  if (std::all_of(zone.begin(), zone.end(), [](const Polygon& p) { return p.holes.empty(); }))
    return zone;
  const Ideal ideal(shape, distance, tolerance, cap);
  std::vector<HoleIndex> shallow = shallow_holes(zone, *ideal.zone, space);
  for (; !shallow.empty(); shallow.pop_back()) {
    std::vector<Ring>& holes = zone[shallow.back().polygon].holes;
    holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(shallow.back().hole));
  }
  return zone;
}

}  // namespace cordon
