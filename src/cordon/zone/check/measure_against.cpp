#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/check/boundary.hpp"
#include "cordon/zone/check/boundary_ruler.hpp"
#include "cordon/zone/check/differences.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/measure.hpp"
#include "cordon/zone/prepare.hpp"

namespace cordon {
namespace {

constexpr double kError = 0.04;  // of the tolerance: what bounds may exceed distances by

std::size_t edge_count(const MultiPolygon& polygons) {
  std::size_t count = 0;
  for (const std::span<const XY>& ring : rings_of(polygons)) count += ring.size() - 1;
  return count;
}

/// How far places of a region are from the boundary that they should be at.
class Yardstick {
 public:
  Yardstick(const MultiPolygon& reference, const Shape& shape, const ZoneOptions& options)
      : space_(output_space(options)),
        error_(kError * options.tolerance.value),
        ruler_(reference, space_, error_),
        from_shape_(shape, options.distance.value, error_ / 2) {}

  const OutputSpace& space() const { return space_; }

  PlacedError outward(const MultiPolygon& region) const {
    PlacedError worst;
    for (const std::span<const XY>& ring : rings_of(region)) {
      const PlacedError here = ruler_.farthest(ring, worst.error);
      if (here.error > worst.error) worst = here;
    }
    return worst;
  }

  /// Between two arms of a zone that meet at a sharp angle the boundary is far, and yet a place is
  /// hardly nearer to the shape than the distance: edge by edge the lesser counts.
  PlacedError inward(const MultiPolygon& region, double enough) const {
    const PlacedError far = outward(region);
    if (far.error <= enough) return far;
    PlacedError worst{0, far.place};
    for (const std::span<const XY>& ring : rings_of(region))
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const PlacedError here = along(ring.subspan(i - 1, 2), worst.error);
        if (here.error > worst.error) worst = here;
      }
    return worst;
  }

 private:
  PlacedError along(const std::span<const XY>& edge, double known) const {
    const PlacedError farthest = ruler_.farthest(edge, known);
    if (farthest.error <= known) return farthest;
    const Extreme deepest = bound_boundary({edge}, from_shape_, space_, error_ / 2, 1).inmost;
    const double depth = error_ / 2 - deepest.excess;
    return depth < farthest.error ? PlacedError{depth, deepest.place} : farthest;
  }

  OutputSpace space_;
  double error_;  // m
  BoundaryRuler ruler_;
  IdealZone from_shape_;
};

}  // namespace

Measurement measure_against(const MultiPolygon& reference, const Certificate& known,
                            const Shape& shape, const MultiPolygon& drawn,
                            const ZoneOptions& options) {
  check_shape(shape);
  const double t = options.tolerance.value;
  const Allowance allowance = allowance_of(options.fit, t);
  const std::optional<Shape> geodesic = with_geodesic_edges(shape, options.edges, t);
  const Yardstick yardstick(reference, geodesic ? *geodesic : shape, options);
  const OutputSpace& space = yardstick.space();

  Measurement out;
  out.edges = edge_count(drawn);
  out.area = area_m2(drawn, space, t / 10);
  out.outward.error = known.outward_error;
  out.inward.error = known.inward_error;
  const auto add = [&](std::string kind, PlacedError here, double allowed, PlacedError& worst,
                       MultiPolygon region) {
    if (here.error > worst.error) worst = here;
    if (here.error <= allowed) return;
    const double area = area_m2(region, space, t / 10);
    out.differences.push_back({std::move(kind), here, area, std::move(region)});
  };
  const MultiPolygon missing = difference(reference, drawn);
  for (MultiPolygon& region : connected(missing, space)) {
    PlacedError here = yardstick.inward(region, allowance.inward / 2);
    here.error += known.inward_error;
    const bool part = is_whole_polygon(region, reference);
    if (part) here.error = std::max(here.error, options.distance.value);
    add(part ? "part missing" : "too far in", here, allowance.inward, out.inward,
        std::move(region));
  }
  const MultiPolygon excess = difference(drawn, reference);
  for (MultiPolygon& region : connected(excess, space)) {
    PlacedError here = yardstick.outward(region);
    here.error += known.outward_error;
    const bool part = is_whole_polygon(region, drawn);
    add(part ? "stray part" : "too far out", here, allowance.outward, out.outward,
        std::move(region));
  }
  out.balance = {area_m2(reference, space, t / 10),
                 known.max_error() * perimeter_m(reference, space), area_m2(missing, space, t / 10),
                 area_m2(excess, space, t / 10)};
  out.holds = out.outward.error <= allowance.outward && out.inward.error <= allowance.inward;
  sort_by_error(out.differences);
  return out;
}

}  // namespace cordon
