#include "cordon/geodesy/drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 360;          // degrees
constexpr double kNearSeam = 179;      // degrees
constexpr double kGrid = 1e11;         // of a degree: 1 micrometre
constexpr double kLongest = 50'000;    // m; a shorter edge bends one way only
constexpr double kNegligible = 0.001;  // m; shorter edges are left alone
constexpr int kMostHalvings = 40;

struct Vertex {
  LonLat place;
  XY xy;
};

class Drawer {
 public:
  Drawer(const BendAt& bend, const OutputSpace& space) : bend_(bend), space_(space) {}

  void add(const Vertex& from, const Vertex& to, std::vector<XY>& into,
           int halvings = kMostHalvings) const {
    const Inverse edge = geodesic_inverse(from.place, to.place);
    const auto at = [&](double share) {
      const LonLat place =
          geodesic_direct(from.place, edge.azimuth_start, share * edge.distance).place;
      return Vertex{place, space_.project(place)};
    };
    if (halvings > 0 && edge.distance > kNegligible &&
        (edge.distance > kLongest || leaves(from, to, at))) {
      const Vertex middle = at(0.5);
      add(from, middle, into, halvings - 1);
      add(middle, to, into, halvings - 1);
    } else {
      space_.check_edge(from.xy, to.xy);
      into.push_back(to.xy);
    }
  }

 private:
  template <typename At>
  bool leaves(const Vertex& from, const Vertex& to, const At& at) const {
    static constexpr std::array kLooks{0.25, 0.5, 0.75};
    // Half of the bend: between two looks there may be a little more.
    const double most = bend_(from.place, to.place) / 2;
    return std::any_of(kLooks.begin(), kLooks.end(), [&](double share) {
      const Vertex on = at(share);
      const LocalScale scale = space_.scale_at(on.xy);
      const XY a = scale.metres(space_.step(on.xy, from.xy));
      const XY b = scale.metres(space_.step(on.xy, to.xy));
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      return length == 0 || std::abs(a.x * b.y - a.y * b.x) > most * length;
    });
  }

  const BendAt& bend_;
  const OutputSpace& space_;
};

/// Places along edges that are straight in a space.
class Follower {
 public:
  Follower(const OutputSpace& space, double bend) : space_(space), bend_(bend) {}

  Path follow(std::span<const XY> edges) const {
    Path path{space_.inverse(edges.front())};
    for (std::size_t i = 1; i < edges.size(); ++i)
      append({path.back(), edges[i - 1]}, {space_.inverse(edges[i]), edges[i]}, path);
    return path;
  }

 private:
  void append(const Vertex& from, const Vertex& to, Path& path) const {
    const XY middle{(from.xy.x + to.xy.x) / 2, (from.xy.y + to.xy.y) / 2};
    const Vertex half{space_.inverse(middle), middle};
    const Inverse edge = geodesic_inverse(from.place, to.place);
    const LonLat straight =
        geodesic_direct(from.place, edge.azimuth_start, edge.distance / 2).place;
    if (edge.distance > kLongest || geodesic_distance(half.place, straight) > bend_) {
      append(from, half, path);
      append(half, to, path);
    } else {
      path.push_back(to.place);
    }
  }

  const OutputSpace& space_;
  double bend_;
};

}  // namespace

std::vector<XY> draw_geodesics(const Path& path, const BendAt& bend, const OutputSpace& space) {
  std::vector<XY> drawn;
  if (space.is_lonlat()) {
    for (const LonLat& place : flatten_geodesics(path, bend))
      drawn.push_back({place.lon, place.lat});
    return unrolled(std::move(drawn));
  }
  const Drawer drawer(bend, space);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Vertex vertex{path[i], space.project(path[i])};
    if (i == 0)
      drawn.push_back(vertex.xy);
    else
      drawer.add({path[i - 1], space.project(path[i - 1])}, vertex, drawn);
  }
  return space.wraps() ? unrolled(std::move(drawn)) : drawn;
}

std::vector<XY> draw_geodesics(const Path& path, double bend, const OutputSpace& space) {
  return draw_geodesics(
      path, [bend](const LonLat&, const LonLat&) { return bend; }, space);
}

std::vector<XY> unrolled(std::vector<XY> path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    double& x = path[i].x;
    // Near the seam on a grid that whole turns do not leave: a place is on one side of it on every
    // turn.
    if (std::abs(x) > kNearSeam) x = std::round(x * kGrid) / kGrid;
    if (i > 0) x += kTurn * std::round((path[i - 1].x - x) / kTurn);
  }
  return path;
}

Path geodesics_of_edges(std::span<const XY> edges, const OutputSpace& space, double bend) {
  return Follower(space, bend).follow(edges);
}

}  // namespace cordon
