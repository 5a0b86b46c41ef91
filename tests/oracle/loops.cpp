#include "loops.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "drawing.hpp"

namespace cordon::oracle {
namespace {

constexpr double kSeam = 180;
constexpr double kPole = 90;

struct Edge {
  XY a, b;
  std::size_t ring = 0;
};

struct Interval {
  double low, high;
};

bool lies_on_x(const XY& a, const XY& b, double x) {
  return a.x == x && b.x == x;
}
bool lies_on_y(const XY& a, const XY& b, double y) {
  return a.y == y && b.y == y;
}

/// Latitudes along x = +-180 where the zone is on one side of the antimeridian only.
class Seam {
 public:
  explicit Seam(const std::vector<Ring>& all) {
    std::vector<double> breaks;
    for (const Ring& ring : all)
      for (std::size_t i = 1; i < ring.size(); ++i)
        for (const double x : {-kSeam, kSeam})
          if (lies_on_x(ring[i - 1], ring[i], x) && ring[i - 1].y != ring[i].y) {
            const auto [low, high] = std::minmax(ring[i - 1].y, ring[i].y);
            (x < 0 ? west_ : east_).push_back({low, high});
            breaks.insert(breaks.end(), {low, high});
          }
    std::sort(breaks.begin(), breaks.end());
    breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
    for (std::size_t i = 1; i < breaks.size(); ++i)
      if (const double y = (breaks[i - 1] + breaks[i]) / 2; covers(east_, y) != covers(west_, y))
        one_sided_.push_back({breaks[i - 1], breaks[i]});
  }

  /// The parts of an edge along the seam that are boundary, in its own direction.
  void add_boundary(const XY& a, const XY& b, std::size_t ring, std::vector<Edge>& edges) const {
    const auto [low, high] = std::minmax(a.y, b.y);
    std::vector<Edge> parts;
    for (const Interval& open : one_sided_) {
      const double from = std::max(low, open.low);
      const double to = std::min(high, open.high);
      if (from < to) parts.push_back({{a.x, from}, {a.x, to}, ring});
    }
    if (a.y > b.y) {
      std::reverse(parts.begin(), parts.end());
      for (Edge& part : parts) std::swap(part.a, part.b);
    }
    edges.insert(edges.end(), parts.begin(), parts.end());
  }

 private:
  /// Even-odd, as everywhere.
  static bool covers(const std::vector<Interval>& side, double y) {
    return std::count_if(side.begin(), side.end(),
                         [y](const Interval& i) { return i.low < y && y < i.high; }) %
               2 !=
           0;
  }
  std::vector<Interval> east_, west_, one_sided_;
};

std::vector<Edge> boundary_edges(const MultiPolygon& zone) {
  const std::vector<Ring> all = oriented_rings(zone);
  const Seam seam(all);
  const bool south = goes_around(zone, -kPole);
  const bool north = goes_around(zone, kPole);
  std::vector<Edge> edges;
  for (std::size_t k = 0; k < all.size(); ++k)
    for (std::size_t i = 1; i < all[k].size(); ++i) {
      const XY& a = all[k][i - 1];
      const XY& b = all[k][i];
      if (a == b || (south && lies_on_y(a, b, -kPole)) || (north && lies_on_y(a, b, kPole)))
        continue;
      if (lies_on_x(a, b, kSeam) || lies_on_x(a, b, -kSeam))
        seam.add_boundary(a, b, k, edges);
      else
        edges.push_back({a, b, k});
    }
  return edges;
}

/// The same for all vertices of the rectangle that are one place.
std::pair<double, double> place_key(const XY& xy) {
  if (std::abs(xy.y) == kPole) return {0, xy.y};
  return {xy.x == -kSeam ? kSeam : xy.x, xy.y};
}

/// Follows edges from end to start: along their ring where it goes on, else to the other end of the
/// rectangle.
class Chain {
 public:
  explicit Chain(std::vector<Edge> edges) : edges_(std::move(edges)), used_(edges_.size(), false) {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      starts_[place_key(edges_[i].a)].push_back(i);
      if (i == 0 || edges_[i].ring != edges_[i - 1].ring) first_of_ring_[edges_[i].ring] = i;
    }
  }

  std::vector<Ring> loops() {
    std::vector<Ring> all;
    for (std::size_t i = 0; i < edges_.size(); ++i)
      if (!used_[i]) all.push_back(follow(i));
    return all;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Ring follow(std::size_t at) {
    Ring loop{edges_[at].a};
    while (at != kNone) {
      used_[at] = true;
      const Edge& edge = edges_[at];
      const double turns = std::round((loop.back().x - edge.a.x) / (2 * kSeam)) * 2 * kSeam;
      // At a pole the next edge may begin at another longitude.
      if (std::abs(edge.a.x + turns - loop.back().x) > 1e-9)
        loop.push_back({edge.a.x + turns, edge.a.y});
      loop.push_back({edge.b.x + turns, edge.b.y});
      at = next(at);
    }
    return loop;
  }

  std::size_t next(std::size_t at) const {
    const Edge& edge = edges_[at];
    const bool last = at + 1 == edges_.size() || edges_[at + 1].ring != edge.ring;
    const std::size_t same_ring = last ? first_of_ring_.at(edge.ring) : at + 1;
    if (edges_[same_ring].a == edge.b) return used_[same_ring] ? kNone : same_ring;
    const auto found = starts_.find(place_key(edge.b));
    if (found == starts_.end()) return kNone;
    for (const std::size_t i : found->second)
      if (!used_[i]) return i;
    return kNone;
  }

  std::vector<Edge> edges_;
  std::vector<bool> used_;
  std::map<std::pair<double, double>, std::vector<std::size_t>> starts_;
  std::map<std::size_t, std::size_t> first_of_ring_;
};

Ring oriented(Ring ring, bool counter_clockwise) {
  if ((plane_area(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
  return ring;
}

}  // namespace

double plane_area(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
           (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
  return sum;
}

std::vector<Ring> oriented_rings(const MultiPolygon& zone) {
  std::vector<Ring> all;
  for (const Polygon& polygon : zone) {
    all.push_back(oriented(polygon.shell, true));
    for (const Ring& hole : polygon.holes) all.push_back(oriented(hole, false));
  }
  return all;
}

bool goes_around(const MultiPolygon& zone, double pole) {
  double covered = 0;
  for (const Ring& ring : rings(zone))
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (lies_on_y(ring[i - 1], ring[i], pole)) covered += ring[i].x - ring[i - 1].x;
  return std::abs(covered) >= 2 * kSeam - 1e-9;
}

std::vector<Ring> boundary_loops(const MultiPolygon& zone) {
  return Chain(boundary_edges(zone)).loops();
}

}  // namespace cordon::oracle
