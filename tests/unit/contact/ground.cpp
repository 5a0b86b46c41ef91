#include "ground.hpp"

#include <algorithm>

#include "cordon/geodesy/geodesic.hpp"
#include "reference.hpp"

namespace cordon::test {
namespace {

double farthest(const std::vector<Path>& from, const std::vector<Path>& to, double step) {
  const oracle::ReferenceShape shape({{}, to, {}});
  double most = 0;
  for (const Path& path : from)
    for (std::size_t i = 1; i < path.size(); ++i)
      for (const LonLat& place : cut_geodesic(path[i - 1], path[i], step))
        most = std::max(most, shape.distance(place));
  return most;
}

}  // namespace

const std::vector<LonLat> kCentres{
    {36.5, 35.5}, {180, -16.5}, {-179.99, 71}, {0, 90}, {50, -89.95}};

Path Ground::path(const std::vector<XY>& vertices) const {
  Path path;
  for (const XY& xy : vertices) path.push_back(plane_.inverse(xy));
  return path;
}

Path Ground::ring(std::vector<XY> vertices) const {
  vertices.push_back(XY(vertices.front()));
  return path(vertices);
}

Area Ground::box(double west, double south, double east, double north) const {
  return {ring({{west, south}, {east, south}, {east, north}, {west, north}}), {}};
}

double hausdorff(const std::vector<Path>& a, const std::vector<Path>& b, double step) {
  return std::max(farthest(a, b, step), farthest(b, a, step));
}

}  // namespace cordon::test
