#include "cordon/zone/projected/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/assemble.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/straighten.hpp"

namespace cordon {
namespace {

constexpr int kMaxHalvings = 20;

/// `at` gives the output vertex of a parameter in [0, 1] on an edge, `miss` how far (m) an output
/// vertex is from the edge.
template <typename At, typename Miss>
void append_edge(const XY& end, const At& at, const Miss& miss, const OutputSpace& space,
                 double error, Ring& into) {
  const auto deviation = [&](const CurveVertex& from, const CurveVertex& to) {
    const XY step = space.step(from.xy, to.xy);
    double worst = 0;
    for (const double share : kProbes)
      worst = std::max(
          worst, miss(space.inverse({from.xy.x + share * step.x, from.xy.y + share * step.y})));
    return worst;
  };
  const CurveVertex from{0, into.back()};
  straighten(from, {1, end}, at, deviation, error, kMaxHalvings, into);
}

/// The place of a vertex of the plane. Beyond the border of a plane that ends at the antimeridian
/// it lies on the other side, and nothing between there and here can be measured.
LonLat place_on(const Projection& plane, const XY& xy) {
  constexpr double kNoise = 1;  // m
  const LonLat place = plane.inverse(xy);
  const XY back = plane.forward(place);
  if (plane.metres_per_unit() * std::hypot(back.x - xy.x, back.y - xy.y) > kNoise)
    throw DataError(fmt::format("the zone reaches over the border of the CRS that it is built in, "
                                "near {:.5f}, {:.5f}",
                                place.lon, place.lat),
                    "choose a --crs without a border there, or leave out --method and --crs for "
                    "the exact zone");
  return place;
}

/// Length on the ground of a metre of the plane at a vertex, in units of the plane: Mercator near a
/// pole shows a metre as hundreds.
double metres_on_ground(const Projection& plane, const XY& xy, const LonLat& place) {
  const double step = 1 / plane.metres_per_unit();
  return plane.metres_per_unit() *
         std::max(geodesic_distance(place, plane.inverse({xy.x + step, xy.y})),
                  geodesic_distance(place, plane.inverse({xy.x, xy.y + step})));
}

Ring ring_to_output(const Ring& ring, const Projection& plane, const OutputSpace& space,
                    double error) {
  Ring result{space.forward(place_on(plane, ring.front()))};
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const XY& a = ring[i - 1];
    const XY& b = ring[i];
    const LonLat end = place_on(plane, b);
    const double unit = metres_on_ground(plane, b, end);
    append_edge(
        space.forward(end), [&](double t) { return space.forward(plane.inverse(lerp(a, b, t))); },
        [&](const LonLat& place) { return unit * distance_to_line(plane.forward(place), a, b); },
        space, error, result);
  }
  if (space.wraps()) return unrolled(std::move(result));
  for (std::size_t i = 1; i < result.size(); ++i) space.check_edge(result[i - 1], result[i]);
  return result;
}

bool is_within_seams(const Ring& ring) {
  return ring.front().x == ring.back().x &&
         std::all_of(ring.begin(), ring.end(), [](const XY& xy) { return std::abs(xy.x) <= 180; });
}

/// Rings of a polygon that may go over the seam, with the inside on their left.
MultiPolygon cut(Polygon&& polygon, const std::vector<bool>& reversed, const OutputSpace& space) {
  std::vector<Ring> rings{std::move(polygon.shell)};
  std::move(polygon.holes.begin(), polygon.holes.end(), std::back_inserter(rings));
  for (std::size_t i = 0; i < rings.size(); ++i)
    if (reversed[i]) std::reverse(rings[i].begin(), rings[i].end());
  return assemble(rings, {}, space);
}

}  // namespace

MultiPolygon to_output(const MultiPolygon& polygons, const Projection& plane,
                       const OutputSpace& space, double error) {
  MultiPolygon result;
  result.reserve(polygons.size());
  for (const Polygon& polygon : polygons) {
    Polygon drawn{ring_to_output(polygon.shell, plane, space, error), {}};
    std::vector<bool> reversed{twice_signed_area(polygon.shell) < 0};
    bool within = !space.wraps() || is_within_seams(drawn.shell);
    for (const Ring& hole : polygon.holes) {
      drawn.holes.push_back(ring_to_output(hole, plane, space, error));
      reversed.push_back(twice_signed_area(hole) > 0);
      within = within && (!space.wraps() || is_within_seams(drawn.holes.back()));
    }
    if (within) {
      result.push_back(std::move(drawn));
    } else {
      MultiPolygon parts = cut(std::move(drawn), reversed, space);
      std::move(parts.begin(), parts.end(), std::back_inserter(result));
    }
  }
  return result;
}

}  // namespace cordon
