#include "cordon/zone/check/differences.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/check/boundary.hpp"
#include "cordon/zone/check/coverage.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon {
namespace {

constexpr double kSlack = 0.03;         // of the tolerance, of bounds
constexpr double kAllOf = 0.99;         // of a hole: what fills it so far fills it
constexpr double kAllDistance = 0.999;  // of the distance: the boundary is at the shape itself

/// Of a ring, in coordinates of the space: enough to know a ring again.
struct Extent {
  double west, south, east, north, size;

  explicit Extent(const Ring& ring)
      : west(ring.front().x),
        south(ring.front().y),
        east(west),
        north(south),
        size(std::abs(twice_signed_area(ring))) {
    for (const XY& xy : ring) {
      west = std::min(west, xy.x);
      east = std::max(east, xy.x);
      south = std::min(south, xy.y);
      north = std::max(north, xy.y);
    }
  }
  explicit Extent(const Polygon& polygon) : Extent(polygon.shell) {
    for (const Ring& hole : polygon.holes) size -= std::abs(twice_signed_area(hole));
  }
  bool meets(const Extent& other) const {
    return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
  }
  bool has_box_of(const Extent& other) const {
    return west == other.west && south == other.south && east == other.east && north == other.north;
  }
};

std::vector<Extent> holes_of(const MultiPolygon& zone) {
  std::vector<Extent> holes;
  for (const Polygon& polygon : zone)
    for (const Ring& hole : polygon.holes) holes.emplace_back(hole);
  return holes;
}

/// Whether a region takes up a hole as a whole.
bool fills_one(const MultiPolygon& region, const std::vector<Extent>& holes) {
  const Extent own(region.front().shell);
  return std::any_of(holes.begin(), holes.end(), [&](const Extent& hole) {
    return own.meets(hole) && own.size >= kAllOf * hole.size && own.size <= hole.size / kAllOf;
  });
}

class Sorter {
 public:
  Sorter(const Ideal& ideal, const MultiPolygon& drawn, const MultiPolygon& exact,
         const OutputSpace& space)
      : ideal_(ideal),
        drawn_holes_(holes_of(drawn)),
        exact_holes_(holes_of(exact)),
        drawn_(drawn),
        space_(space) {
    for (const LonLat& place : one_place_each(ideal.shape()))
      places_.push_back(space.off_seam(space.project(place)));
  }

  Difference missing(const MultiPolygon& region) const {
    const BoundaryBounds bounds = bounds_of(region);
    Difference out{
        "too far in", {ideal_.error() - bounds.inmost.excess, bounds.inmost.place}, 0, region};
    if (const auto place = part_in(region))
      out = {"part missing", {ideal_.distance(), *place}, 0, region};
    else if (out.worst.error >= kAllDistance * ideal_.distance())
      out.kind = "part missing";
    else if (fills_one(region, drawn_holes_))
      out.kind = "false hole";
    return out;
  }

  Difference excess(const MultiPolygon& region) const {
    const BoundaryBounds bounds = bounds_of(region);
    Difference out{
        "too far out", {ideal_.error() + bounds.outmost.excess, bounds.outmost.place}, 0, region};
    if (fills_one(region, exact_holes_))
      out.kind = "filled hole";
    else if (is_whole_polygon(region, drawn_))
      out.kind = "stray part";
    else
      return out;
    // What is farthest may be amid it.
    const double finest = kSlack * ideal_.allowance().radius();
    const double limit = ideal_.distance() + std::max(0.0, out.worst.error);
    if (const auto inner = farthest_within(ideal_, region, limit, finest, space_))
      out.worst = *inner;
    return out;
  }

 private:
  BoundaryBounds bounds_of(const MultiPolygon& region) const {
    return bound_boundary(rings_of(region), ideal_.zone(), space_,
                          kSlack * ideal_.allowance().radius(), 1);
  }

  std::optional<LonLat> part_in(const MultiPolygon& region) const {
    const PointLocator locator(region);
    for (const XY& place : places_)
      if (locator.contains(place)) return space_.inverse(place);
    return std::nullopt;
  }

  const Ideal& ideal_;
  std::vector<Extent> drawn_holes_, exact_holes_;
  const MultiPolygon& drawn_;
  OutputSpace space_;
  std::vector<XY> places_;
};

}  // namespace

std::vector<MultiPolygon> connected(const MultiPolygon& polygons, const OutputSpace& space) {
  const std::vector<std::size_t> part_of = match_seam_edges(polygons, space).part_of;
  std::vector<MultiPolygon> regions(polygons.size());
  for (std::size_t k = 0; k < polygons.size(); ++k) regions[part_of[k]].push_back(polygons[k]);
  std::erase_if(regions, [](const MultiPolygon& region) { return region.empty(); });
  return regions;
}

std::vector<std::span<const XY>> rings_of(const MultiPolygon& polygons) {
  std::vector<std::span<const XY>> rings;
  for (const Polygon& polygon : polygons) {
    rings.emplace_back(polygon.shell);
    rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
  }
  return rings;
}

bool is_whole_polygon(const MultiPolygon& region, const MultiPolygon& polygons) {
  constexpr double kSame = 1e-9;
  const Extent own(region.front());
  return std::any_of(polygons.begin(), polygons.end(), [&](const Polygon& polygon) {
    const Extent whole(polygon);
    return own.has_box_of(whole) && std::abs(own.size - whole.size) <= kSame * own.size;
  });
}

void sort_by_error(std::vector<Difference>& regions) {
  std::stable_sort(regions.begin(), regions.end(), [](const Difference& a, const Difference& b) {
    return a.worst.error != b.worst.error ? a.worst.error > b.worst.error : a.area > b.area;
  });
}

std::optional<PlacedError> farthest_within(const Ideal& ideal, const MultiPolygon& zone,
                                           double limit, double finest, const OutputSpace& space) {
  std::optional<PlacedError> farthest;
  for (;;) {
    const std::vector<Problem> found = find_filled_holes(ideal.shape(), zone, ideal.zone().field(),
                                                         ideal.areas(), limit, finest, space);
    if (found.empty()) return farthest;
    const Problem& most =
        *std::max_element(found.begin(), found.end(),
                          [](const Problem& a, const Problem& b) { return a.error < b.error; });
    limit += std::max(most.error, finest);
    farthest = {limit - ideal.distance() + finest, most.place};
  }
}

Differences differences(const Ideal& ideal, const MultiPolygon& drawn, const MultiPolygon& exact,
                        const Allowance& least, const OutputSpace& space, unsigned threads) {
  const double bend = ideal.allowance().radius() / 10;
  const MultiPolygon missing = difference(exact, drawn);
  const MultiPolygon excess = difference(drawn, exact);
  Differences out{area_m2(missing, space, bend), area_m2(excess, space, bend), {}};

  std::vector<Difference> all;
  const auto measure = [&](const MultiPolygon& polygons, const auto& kind_of) {
    const std::vector<MultiPolygon> regions = connected(polygons, space);
    const std::size_t first = all.size();
    all.resize(first + regions.size());
    parallel_for(threads, threads, [&](std::size_t thread) {
      const Sorter own(ideal, drawn, exact, space.for_thread());
      for (std::size_t i = thread; i < regions.size(); i += threads)
        all[first + i] = kind_of(own, regions[i]);
    });
  };
  measure(missing, [](const Sorter& sorter, const MultiPolygon& r) { return sorter.missing(r); });
  const std::size_t inward = all.size();
  measure(excess, [](const Sorter& sorter, const MultiPolygon& r) { return sorter.excess(r); });
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].worst.error > (i < inward ? least.inward : least.outward)) {
      all[i].area = area_m2(all[i].region, space, bend);
      out.regions.push_back(std::move(all[i]));
    }
  sort_by_error(out.regions);
  return out;
}

}  // namespace cordon
