#include "cordon/zone/sides/stretch.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

constexpr double kLongest = 1100;  // m; the sagitta is 0.0239 m where the Earth is most curved

}  // namespace

Station place_on(const Network& network, std::size_t edge, double along) {
  const NetworkEdge& e = network.edges[edge];
  if (along <= 0) return {network.nodes[e.from].place, e.azimuth};
  if (along >= e.length) return {network.nodes[e.to].place, e.azimuth_end};
  return geodesic_direct(network.nodes[e.from].place, e.azimuth, along);
}

std::vector<EdgeStretch> stretches_of(const Network& network) {
  std::vector<EdgeStretch> stretches;
  stretches.reserve(network.edges.size());
  for (std::size_t k = 0; k < network.edges.size(); ++k) {
    const double length = network.edges[k].length;
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(length / kLongest)));
    Vec3 a = wgs84::to_ecef(network.nodes[network.edges[k].from].place);
    for (std::size_t i = 0; i < parts; ++i) {
      const double from = length * static_cast<double>(i) / static_cast<double>(parts);
      const double to = length * static_cast<double>(i + 1) / static_cast<double>(parts);
      const Vec3 b = wgs84::to_ecef(place_on(network, k, i + 1 == parts ? length : to).place);
      stretches.push_back({k, from, to, a, b});
      a = b;
    }
  }
  return stretches;
}

double nearest_between(const Vec3& p, const Vec3& a, const Vec3& b) {
  const Vec3 way = b - a;
  const double squared = squared_length(way);
  return squared == 0 ? 0 : std::clamp(dot(p - a, way) / squared, 0.0, 1.0);
}

BoxTree tree_of(const std::vector<EdgeStretch>& stretches, double margin) {
  std::vector<Box3> boxes(stretches.size());
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    boxes[i].add(stretches[i].a);
    boxes[i].add(stretches[i].b);
    boxes[i].grow(kStretchSagitta + margin);
  }
  return BoxTree(std::move(boxes));
}

}  // namespace cordon
