#include "cordon/zone/check/boundary_ruler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/check/nearest_edge.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon {
namespace {

constexpr double kBend = 0.1;   // of the error: edges of the zone against geodesics
constexpr double kSag = 0.1;    // of the error: chords against the ellipsoid
constexpr double kSlack = 0.6;  // of the error: bounds beyond what was sampled
constexpr int kMostHalvings = 40;

/// Of a geodesic over a chord, at most.
double longest_arc(double chord) {
  constexpr double kSmallestRadius = 6'335'439;  // m, of the meridian at the equator
  const double half = std::min(1.0, chord / (2 * kSmallestRadius));
  return 2 * kSmallestRadius * std::asin(half);
}

}  // namespace

struct BoundaryRuler::Station {
  XY xy;
  LonLat place;
  Vec3 ecef{};
  std::size_t nearest = 0;
  double distance = 0;  // m, of the chord
};

BoundaryRuler::BoundaryRuler(const MultiPolygon& zone, const OutputSpace& space, double error)
    : space_(space), error_(error), longest_(std::sqrt(8 * wgs84::kMeanRadius * kSag * error)) {
  std::vector<Box3> boxes;
  const SeamEdges seam = match_seam_edges(zone, space);
  for (const std::span<const XY>& stretch : boundary_of(zone, seam)) {
    const Path path = geodesics_of_edges(stretch, space, kBend * error);
    for (std::size_t i = 1; i < path.size(); ++i) {
      const Path places = cut_geodesic(path[i - 1], path[i], longest_);
      for (std::size_t k = 1; k < places.size(); ++k) {
        edges_.push_back({wgs84::to_ecef(places[k - 1]), wgs84::to_ecef(places[k])});
        Box3& box = boxes.emplace_back();
        box.add(edges_.back().a);
        box.add(edges_.back().b);
      }
    }
  }
  tree_ = BoxTree(std::move(boxes));
}

double BoundaryRuler::distance_from(std::size_t edge, const Vec3& place) const {
  Nearest nearest;
  try_edge(place, edges_[edge].a, edges_[edge].b, nearest);
  return std::sqrt(nearest.squared);
}

BoundaryRuler::Station BoundaryRuler::station_at(const XY& xy) const {
  Station station{xy, space_.inverse(xy), {}, 0, 0};
  station.ecef = wgs84::to_ecef(station.place);
  Nearest best;
  tree_.visit_near(station.ecef, std::numeric_limits<double>::infinity(), [&](std::size_t edge) {
    const double before = best.squared;
    try_edge(station.ecef, edges_[edge].a, edges_[edge].b, best);
    if (best.squared < before) station.nearest = edge;
    return best.squared;
  });
  station.distance = std::sqrt(best.squared);
  return station;
}

void BoundaryRuler::add(const Station& a, const Station& b, int halvings,
                        PlacedError& worst) const {
  const Vec3 along = b.ecef - a.ecef;
  const XY xy{a.xy.x + (b.xy.x - a.xy.x) / 2, a.xy.y + (b.xy.y - a.xy.y) / 2};
  const auto over = [&](std::size_t edge) {
    return std::max(distance_from(edge, a.ecef), distance_from(edge, b.ecef));
  };
  const Station& farther = a.distance > b.distance ? a : b;
  if (length(along) <= longest_ || halvings == 0) {
    // Straight in the space or in three dimensions: not the same, but nearly.
    const Vec3 off = wgs84::to_ecef(space_.inverse(xy)) - 0.5 * (a.ecef + b.ecef);
    const double most = std::min(over(a.nearest), over(b.nearest)) + 1.1 * length(off);
    const double bound = longest_arc(most) + 2 * kSag * error_;
    const double enough = std::max(longest_arc(farther.distance) + kSlack * error_, worst.error);
    if (bound <= enough || halvings == 0) {
      if (bound > worst.error) worst = {bound, farther.place};
      return;
    }
  }
  const Station middle = station_at(xy);
  add(a, middle, halvings - 1, worst);
  add(middle, b, halvings - 1, worst);
}

PlacedError BoundaryRuler::farthest(std::span<const XY> path, double known) const {
  PlacedError worst{known, space_.inverse(path.front())};
  Station last = station_at(path.front());
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Station next = station_at(path[i]);
    add(last, next, kMostHalvings, worst);
    last = next;
  }
  return worst;
}

}  // namespace cordon
