#include "cordon/cli/place_box.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon::cli {
namespace {

constexpr double kSharpest = 6'335'000;  // m; no geodesic of WGS84 is more curved
constexpr double kStep = 20'000;         // m between places that are looked at

/// Which degrees of longitude are met, and between which latitudes.
class Extent {
 public:
  /// All places within `reach` m.
  void add(const LonLat& place, double reach) {
    const double angle = reach / kSharpest / wgs84::kDegree;
    south_ = std::min(south_, place.lat - angle);
    north_ = std::max(north_, place.lat + angle);
    const double steepest = std::abs(place.lat) + angle;
    if (steepest >= 90) return add_longitudes(0, 180);
    const double wide = std::sin(angle * wgs84::kDegree) / std::cos(place.lat * wgs84::kDegree);
    add_longitudes(place.lon, std::asin(std::min(1.0, wide)) / wgs84::kDegree + kMargin);
  }

  BoundingBox box() const {
    BoundingBox box{-180, std::max(-90.0, south_), 180, std::min(90.0, north_)};
    int widest = 0;
    for (int first = 0; first < kDegrees; ++first) {
      int gap = 0;
      while (gap < kDegrees && !met_[static_cast<std::size_t>((first + gap) % kDegrees)]) ++gap;
      if (gap <= widest) continue;
      widest = gap;
      box.east = wgs84::wrap_longitude(first - 180);
      box.west = wgs84::wrap_longitude(first + gap - 180);
    }
    return box;
  }

 private:
  static constexpr int kDegrees = 360;
  static constexpr double kMargin = 0.01;  // degrees; the sphere is not quite the Earth

  void add_longitudes(double lon, double half) {
    if (half >= 179) return met_.fill(true);
    const int first = static_cast<int>(std::floor(lon - half));
    const int last = static_cast<int>(std::floor(lon + half));
    for (int degree = first; degree <= last; ++degree)
      met_[static_cast<std::size_t>(((degree + 180) % kDegrees + kDegrees) % kDegrees)] = true;
  }

  double south_ = 90, north_ = -90;
  std::array<bool, kDegrees> met_{};
};

void add_path(const Path& path, double distance, Extent& extent) {
  for (std::size_t i = 1; i < path.size(); ++i)
    for (const LonLat& place : cut_geodesic(path[i - 1], path[i], kStep))
      extent.add(place, distance + kStep);
}

}  // namespace

BoundingBox box_around(const Shape& shape, double distance) {
  if (distance > kSharpest) return {};
  Extent extent;
  for (const LonLat& point : shape.points) extent.add(point, distance + kStep);
  for (const Path& line : shape.lines) add_path(line, distance, extent);
  for (const Area& area : shape.areas) add_path(area.shell, distance, extent);
  return extent.box();
}

}  // namespace cordon::cli
