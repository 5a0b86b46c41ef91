#include "cordon/zone/parts/area_edges.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "cordon/zone/areas.hpp"
#include "cordon/zone/seam.hpp"

namespace cordon {
namespace {

constexpr double kSeam = 180;  // degrees

/// Stretches of a meridian, from south to north.
using Stretches = std::vector<std::pair<double, double>>;

bool holds(const Stretches& stretches, double lat) {
  return std::any_of(stretches.begin(), stretches.end(), [lat](const auto& stretch) {
    return stretch.first < lat && lat < stretch.second;
  });
}

/// What lies on one side of the antimeridian only is a boundary.
void add_edges_on_seam(const Stretches& west, const Stretches& east, std::vector<Path>& lines) {
  std::set<double> ends;
  for (const Stretches* stretches : {&west, &east})
    for (const auto& [south, north] : *stretches) {
      ends.insert(south);
      ends.insert(north);
    }
  if (ends.empty()) return;
  for (auto south = ends.begin(), north = std::next(south); north != ends.end(); ++south, ++north) {
    const double middle = std::midpoint(*south, *north);
    if (holds(west, middle) != holds(east, middle))
      lines.push_back({{kSeam, *south}, {kSeam, *north}});
  }
}

class Edges {
 public:
  void add(const Ring& ring) {
    Path path;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const XY& a = ring[i];
      const XY& b = ring[i + 1];
      if (is_seam_edge(a, b)) {
        if (std::abs(a.x) == kSeam && a.x == b.x)
          (a.x < 0 ? west_ : east_).push_back(std::minmax(a.y, b.y));
        keep(path);
        continue;
      }
      if (path.empty()) path.push_back({a.x, a.y});
      path.push_back({b.x, b.y});
    }
    keep(path);
  }

  std::vector<Path> lines() && {
    add_edges_on_seam(west_, east_, lines_);
    return std::move(lines_);
  }

 private:
  void keep(Path& path) {
    if (!path.empty()) lines_.push_back(std::move(path));
    path.clear();
  }

  std::vector<Path> lines_;
  Stretches west_, east_;
};

}  // namespace

std::vector<Path> area_edges(const std::vector<Area>& areas, double bend) {
  Edges edges;
  for (const Polygon& polygon : flatten(areas, bend)) {
    edges.add(polygon.shell);
    for (const Ring& hole : polygon.holes) edges.add(hole);
  }
  return std::move(edges).lines();
}

}  // namespace cordon
