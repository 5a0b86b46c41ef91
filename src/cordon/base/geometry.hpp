// Plain value types for places on the Earth and shapes on the map.
#pragma once

#include <string>
#include <vector>

namespace cordon {

/// A place on WGS84. Degrees; longitude east, latitude north. Longitudes outside [-180, 180] are
/// the same place as their remainder modulo 360.
struct LonLat {
  double lon = 0;
  double lat = 0;
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

using Path = std::vector<LonLat>;

/// An area on the Earth. Rings are closed (first vertex repeated); their winding does not matter.
struct Area {
  Path shell;
  std::vector<Path> holes;
};

/// Areas under one name: who holds them.
struct NamedAreas {
  std::string name;
  std::vector<Area> areas;
};

/// What a zone is built around: every point, line and area counts alike. Consecutive vertices are
/// joined by geodesics.
struct Shape {
  Path points;
  std::vector<Path> lines;  ///< two vertices or more each; repeated vertices are allowed
  std::vector<Area> areas;
};

inline bool is_empty(const Shape& shape) {
  return shape.points.empty() && shape.lines.empty() && shape.areas.empty();
}

/// A vertex in the coordinates of the output: degrees (x longitude, y latitude) or units of the
/// output CRS (x easting, y northing).
struct XY {
  double x = 0;
  double y = 0;
  friend bool operator==(const XY&, const XY&) = default;
};

/// Closed: first vertex repeated at the end.
using Ring = std::vector<XY>;

/// Shell counter-clockwise, holes clockwise.
struct Polygon {
  Ring shell;
  std::vector<Ring> holes;
};

using MultiPolygon = std::vector<Polygon>;

/// Degrees; with its border. West beyond east: over the antimeridian. Default: the Earth.
struct BoundingBox {
  double west = -180, south = -90, east = 180, north = 90;

  /// Longitude in [-180, 180].
  bool contains(const LonLat& place) const {
    const bool east_of_west = place.lon >= west;
    const bool west_of_east = place.lon <= east;
    return place.lat >= south && place.lat <= north &&
           (west <= east ? east_of_west && west_of_east : east_of_west || west_of_east);
  }
};

}  // namespace cordon
