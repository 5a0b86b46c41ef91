#include "cordon/zone/seam_edges.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace cordon {
namespace {

constexpr double kEast = 180;  // degrees
constexpr double kPole = 90;

bool on_meridian(const XY& a, const XY& b) {
  return a.x == b.x && std::abs(a.x) == kEast;
}

bool on_pole(const XY& a, const XY& b) {
  return a.y == b.y && std::abs(a.y) == kPole;
}

/// A stretch of one side of the border, and whose it is.
struct Reach {
  double from, to;  // degrees of latitude, or of longitude at a pole
  std::size_t polygon;
};

/// What the zone reaches on the four sides.
struct Border {
  std::vector<Reach> west, east, south, north;

  void add(const XY& a, const XY& b, std::size_t polygon) {
    if (on_meridian(a, b))
      (a.x < 0 ? west : east).push_back({std::min(a.y, b.y), std::max(a.y, b.y), polygon});
    else if (on_pole(a, b))
      (a.y < 0 ? south : north).push_back({std::min(a.x, b.x), std::max(a.x, b.x), polygon});
  }
};

void sort_by_start(std::vector<Reach>& reaches) {
  std::sort(reaches.begin(), reaches.end(), [](const Reach& a, const Reach& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
}

/// Sorted reaches as disjoint intervals.
std::vector<std::pair<double, double>> merged(const std::vector<Reach>& reaches) {
  std::vector<std::pair<double, double>> intervals;
  for (const Reach& reach : reaches) {
    if (!intervals.empty() && reach.from <= intervals.back().second)
      intervals.back().second = std::max(intervals.back().second, reach.to);
    else
      intervals.emplace_back(reach.from, reach.to);
  }
  return intervals;
}

/// Calls use(from, to) for what is in one list of disjoint intervals and not in the other.
template <typename Use>
void for_each_left(const std::vector<std::pair<double, double>>& intervals,
                   const std::vector<std::pair<double, double>>& without, const Use& use) {
  for (auto [from, to] : intervals) {
    for (const auto& [a, b] : without) {
      if (b <= from || a >= to) continue;
      if (a > from) use(from, a);
      from = std::max(from, b);
    }
    if (from < to) use(from, to);
  }
}

class Parts {
 public:
  explicit Parts(std::size_t count) : first_(count) { std::iota(first_.begin(), first_.end(), 0U); }

  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    first_[std::max(a, b)] = std::min(a, b);
  }

  std::vector<std::size_t> take() {
    for (std::size_t& part : first_) part = find(part);
    return std::move(first_);
  }

 private:
  std::size_t find(std::size_t k) const {
    while (first_[k] != k) k = first_[k];
    return k;
  }
  std::vector<std::size_t> first_;
};

void match_meridian(const Border& border, SeamEdges& seam, Parts& parts) {
  const auto west = merged(border.west);
  const auto east = merged(border.east);
  const auto add = [&](double x) {
    return [&seam, x](double from, double to) { seam.unmatched.push_back({{{x, from}, {x, to}}}); };
  };
  for_each_left(west, east, add(-kEast));
  for_each_left(east, west, add(kEast));
  for (const Reach& a : border.west)
    for (const Reach& b : border.east)
      if (a.from < b.to && b.from < a.to) parts.join(a.polygon, b.polygon);
}

void match_pole(const std::vector<Reach>& reaches, double y, SeamEdges& seam, Parts& parts) {
  if (reaches.empty()) return;
  const auto intervals = merged(reaches);
  if (intervals.size() == 1 && intervals[0] == std::pair{-kEast, kEast}) {
    for (const Reach& reach : reaches) parts.join(reach.polygon, reaches.front().polygon);
  } else {
    const XY pole{intervals[0].first, y};
    seam.unmatched.push_back({pole, pole});
  }
}

}  // namespace

SeamEdges match_seam_edges(const MultiPolygon& zone, const OutputSpace& space) {
  SeamEdges seam;
  Parts parts(zone.size());
  seam.wraps = space.wraps();
  if (!seam.wraps) {
    seam.part_of = parts.take();
    return seam;
  }
  Border border;
  const auto add_ring = [&](const Ring& ring, std::size_t polygon) {
    for (std::size_t i = 1; i < ring.size(); ++i) border.add(ring[i - 1], ring[i], polygon);
  };
  for (std::size_t k = 0; k < zone.size(); ++k) {
    add_ring(zone[k].shell, k);
    for (const Ring& hole : zone[k].holes) add_ring(hole, k);
  }
  for (std::vector<Reach>* side : {&border.west, &border.east, &border.south, &border.north})
    sort_by_start(*side);
  match_meridian(border, seam, parts);
  match_pole(border.south, -kPole, seam, parts);
  match_pole(border.north, kPole, seam, parts);
  seam.part_of = parts.take();
  return seam;
}

std::vector<std::span<const XY>> boundary_of(const MultiPolygon& zone, const SeamEdges& seam) {
  std::vector<std::span<const XY>> stretches;
  const auto add_ring = [&](const Ring& ring) {
    std::size_t first = 0;
    const auto close = [&](std::size_t last) {
      if (last > first) stretches.push_back(std::span(ring).subspan(first, last - first + 1));
    };
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (seam.wraps && (on_meridian(ring[i - 1], ring[i]) || on_pole(ring[i - 1], ring[i]))) {
        close(i - 1);
        first = i;
      }
    close(ring.size() - 1);
  };
  for (const Polygon& polygon : zone) {
    add_ring(polygon.shell);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  for (const std::array<XY, 2>& edge : seam.unmatched) stretches.emplace_back(edge);
  return stretches;
}

}  // namespace cordon
