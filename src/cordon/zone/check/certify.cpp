#include <algorithm>
#include <optional>

#include "cordon/zone/certificate.hpp"
#include "cordon/zone/check/boundary.hpp"
#include "cordon/zone/check/coverage.hpp"
#include "cordon/zone/check/ideal.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon {
namespace {

// In shares of the tolerance (of half the allowed range); together they are less than a twentieth.
constexpr double kFieldError = 0.015;  // of distances themselves
constexpr double kBoundSlack = 0.03;   // of bounds beyond what was sampled
constexpr double kFinestCell = 0.05;   // of the search for filled holes

/// A boundary within the areas is far from their rings, or it would have been found too near.
void check_boundary_outside(const AreaLocator& areas,
                            const std::vector<std::span<const XY>>& boundary, double distance,
                            const OutputSpace& space, std::vector<Problem>& problems) {
  for (const std::span<const XY>& stretch : boundary) {
    const LonLat place = space.inverse(stretch.front());
    if (areas.contains(place)) problems.push_back({"false hole", place, distance});
  }
}

}  // namespace

Ideal::Ideal(const Shape& shape, double distance, const Allowance& allowance, Cap cap)
    : shape_(shape),
      distance_(distance),
      allowance_(allowance),
      error_(kFieldError * allowance.radius()) {
  if (cap == Cap::flat) {
    ends_ = find_flat_ends(shape, distance);
    zone_.emplace(shape, *ends_, distance, error_);
  } else {
    zone_.emplace(shape, distance, error_);
  }
  if (!shape.areas.empty()) areas_.emplace(shape.areas, error_);
}

Certificate certify(const Ideal& ideal, const MultiPolygon& zone, const OutputSpace& space,
                    unsigned threads) {
  const Allowance& allowance = ideal.allowance();
  const double distance = ideal.distance();
  const AreaLocator* const areas = ideal.areas();
  const SeamEdges seam = match_seam_edges(zone, space);
  const std::vector<std::span<const XY>> boundary = boundary_of(zone, seam);

  Certificate certificate;
  const BoundaryBounds bounds =
      bound_boundary(boundary, ideal.zone(), space, kBoundSlack * allowance.radius(), threads);
  certificate.outward_error = std::max(0.0, bounds.outmost.excess + ideal.error());
  certificate.inward_error = std::max(0.0, -bounds.inmost.excess + ideal.error());
  certificate.edges = bounds.edges;
  certificate.outward_place = bounds.outmost.place;
  certificate.inward_place = bounds.inmost.place;

  std::vector<Problem>& problems = certificate.problems;
  if (certificate.outward_error > allowance.outward)
    problems.push_back({"too far out", bounds.outmost.place, certificate.outward_error});
  if (certificate.inward_error > allowance.inward)
    problems.push_back({"too far in", bounds.inmost.place, certificate.inward_error});
  if (areas) {
    const std::size_t before = problems.size();
    check_boundary_outside(*areas, boundary, distance, space, problems);
    if (problems.size() > before) certificate.inward_error = distance;
  }
  const auto append = [&](const std::vector<Problem>& more) {
    problems.insert(problems.end(), more.begin(), more.end());
  };
  append(check_parts(ideal.shape(), zone, seam.part_of, ideal.zone().field(), space));
  for (const HoleIndex& index : shallow_holes(zone, ideal.zone(), allowance.aim(), space))
    problems.push_back(
        {"false hole", space.inverse(zone[index.polygon].holes[index.hole].front()), 0});
  // A boundary that is itself too far out says so; in there, only what is farther is a hole.
  const double finest = kFinestCell * allowance.radius();
  const double beyond = certificate.outward_error > allowance.outward ? certificate.outward_error
                                                                      : allowance.outward - finest;
  append(find_filled_holes(ideal.shape(), zone, ideal.zone().field(), areas, distance + beyond,
                           finest, space));
  return certificate;
}

MultiPolygon without_false_holes(const Ideal& ideal, MultiPolygon zone, const OutputSpace& space) {
  std::vector<HoleIndex> shallow =
      shallow_holes(zone, ideal.zone(), ideal.allowance().aim(), space);
  for (; !shallow.empty(); shallow.pop_back()) {
    std::vector<Ring>& holes = zone[shallow.back().polygon].holes;
    holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(shallow.back().hole));
  }
  return zone;
}

Certificate certify(const Shape& shape, const MultiPolygon& zone, double distance,
                    const Allowance& allowance, Cap cap, const OutputSpace& space,
                    unsigned threads) {
  return certify(Ideal(shape, distance, allowance, cap), zone, space, threads);
}

MultiPolygon without_false_holes(const Shape& shape, MultiPolygon zone, double distance,
                                 const Allowance& allowance, Cap cap, const OutputSpace& space) {
  return without_false_holes(Ideal(shape, distance, allowance, cap), std::move(zone), space);
}

}  // namespace cordon
