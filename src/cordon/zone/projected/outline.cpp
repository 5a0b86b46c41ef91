#include "cordon/zone/projected/outline.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/geodesy/geodesic.hpp"
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
    space.check_edge(from.xy, to.xy);
    double worst = 0;
    for (const double share : kProbes)
      worst = std::max(worst, miss(space.inverse(lerp(from.xy, to.xy, share))));
    return worst;
  };
  const CurveVertex from{0, into.back()};
  straighten(from, {1, end}, at, deviation, error, kMaxHalvings, into);
}

Ring ring_to_output(const Ring& ring, const Projection& plane, const OutputSpace& space,
                    double error) {
  const double unit = plane.metres_per_unit();
  Ring result{space.forward(plane.inverse(ring.front()))};
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const XY& a = ring[i - 1];
    const XY& b = ring[i];
    append_edge(
        space.forward(plane.inverse(b)),
        [&](double t) { return space.forward(plane.inverse(lerp(a, b, t))); },
        [&](const LonLat& place) { return unit * distance_to_line(plane.forward(place), a, b); },
        space, error, result);
  }
  return result;
}

Ring ring_to_output(const Path& ring, const OutputSpace& space, double longest) {
  Ring result{space.forward(ring.front())};
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Path cuts = cut_geodesic(ring[i - 1], ring[i], longest);
    for (std::size_t k = 1; k < cuts.size(); ++k) {
      const XY xy = space.forward(cuts[k]);
      space.check_edge(result.back(), xy);
      result.push_back(xy);
    }
  }
  return result;
}

}  // namespace

MultiPolygon to_output(const MultiPolygon& polygons, const Projection& plane,
                       const OutputSpace& space, double error) {
  MultiPolygon result;
  result.reserve(polygons.size());
  for (const Polygon& polygon : polygons) {
    Polygon& drawn =
        result.emplace_back(Polygon{ring_to_output(polygon.shell, plane, space, error), {}});
    for (const Ring& hole : polygon.holes)
      drawn.holes.push_back(ring_to_output(hole, plane, space, error));
  }
  return result;
}

MultiPolygon to_output(const Area& area, const OutputSpace& space, double error) {
  const double longest = std::sqrt(8 * error * kSharpestBend);
  Polygon drawn{ring_to_output(area.shell, space, longest), {}};
  for (const Path& hole : area.holes) drawn.holes.push_back(ring_to_output(hole, space, longest));
  return make_valid({std::move(drawn)});
}

}  // namespace cordon
