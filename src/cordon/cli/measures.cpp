#include "cordon/cli/measures.hpp"

#include <cmath>

#include "cordon/geodesy/geodesic.hpp"

namespace cordon::cli {
namespace {

/// Longer edges are always halved: a curve may bend both ways and meet the geodesic in its middle.
constexpr double kLongest = 50'000;  // m

struct Vertex {
  XY xy;
  LonLat place;
};

class Follower {
 public:
  Follower(const OutputSpace& space, double bend) : space_(space), bend_(bend) {}

  /// Places along a ring, joined by geodesics that stay within the bend of its straight edges.
  Path follow(const Ring& ring) const {
    Path path{space_.inverse(ring.front())};
    for (std::size_t i = 1; i < ring.size(); ++i)
      append({ring[i - 1], path.back()}, {ring[i], space_.inverse(ring[i])}, path);
    return path;
  }

 private:
  void append(const Vertex& from, const Vertex& to, Path& path) const {
    const XY middle{(from.xy.x + to.xy.x) / 2, (from.xy.y + to.xy.y) / 2};
    const Vertex half{middle, space_.inverse(middle)};
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

double line_length_m(const Shape& shape) {
  double length = 0;
  for (const Path& line : shape.lines) length += path_length(line);
  return length;
}

double area_m2(const Shape& shape) {
  double area = 0;
  for (const Area& part : shape.areas) {
    area += std::abs(ring_area(part.shell));
    for (const Path& hole : part.holes) area -= std::abs(ring_area(hole));
  }
  return area;
}

double area_m2(const MultiPolygon& polygons, const OutputSpace& space, double bend) {
  const Follower follower(space, bend);
  double area = 0;
  for (const Polygon& polygon : polygons) {
    area += std::abs(ring_area(follower.follow(polygon.shell)));
    for (const Ring& hole : polygon.holes) area -= std::abs(ring_area(follower.follow(hole)));
  }
  return area;
}

}  // namespace cordon::cli
