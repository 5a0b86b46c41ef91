#include "cordon/zone/projected/named_plane.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/projected/pieces.hpp"

namespace cordon {
namespace {

/// The middle of the narrowest range that holds all longitudes: opposite of the widest gap. Sorts
/// them; there is at least one.
double middle_longitude(std::vector<double>& longitudes) {
  std::sort(longitudes.begin(), longitudes.end());
  double west = longitudes.front();
  double east = longitudes.back();
  double widest = west + 360 - east;
  for (std::size_t i = 1; i < longitudes.size(); ++i) {
    const double gap = longitudes[i] - longitudes[i - 1];
    if (gap <= widest) continue;
    widest = gap;
    west = longitudes[i];
    east = longitudes[i - 1] + 360;
  }
  return wgs84::wrap_longitude((west + east) / 2);
}

LonLat middle_of(const Shape& shape) {
  std::vector<double> longitudes;
  double south = 90;
  double north = -90;
  for (const Path& path : outlines(shape))
    for (const LonLat& place : path) {
      south = std::min(south, place.lat);
      north = std::max(north, place.lat);
      if (std::abs(place.lat) < 90) longitudes.push_back(wgs84::wrap_longitude(place.lon));
    }
  return {longitudes.empty() ? 0 : middle_longitude(longitudes), (south + north) / 2};
}

}  // namespace

Projection named_plane(const std::string& crs) {
  Projection plane = Projection::named(crs);
  if (plane.is_geographic())
    throw DataError(
        fmt::format("a zone cannot be buffered in {}: its units are degrees, not lengths", crs),
        "name a projected CRS, or use --crs utm for the UTM zone of the line");
  return plane;
}

std::string utm_zone(const Shape& shape) {
  const LonLat middle = middle_of(shape);
  if (middle.lat > 84) return "EPSG:32661";
  if (middle.lat < -80) return "EPSG:32761";
  const int zone = std::min(60, static_cast<int>(std::floor((middle.lon + 180) / 6)) + 1);
  return fmt::format("EPSG:{}", (middle.lat < 0 ? 32700 : 32600) + zone);
}

}  // namespace cordon
