// Exact geodesics on WGS84 (Karney 2013, as implemented in PROJ's geodesic.h; about 15 nm).
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// The shortest path between two places. Azimuths in degrees clockwise from north, in [-180, 180],
/// both looking forward along the path.
struct Inverse {
  double distance = 0;       ///< m
  double azimuth_start = 0;  ///< degrees
  double azimuth_end = 0;    ///< degrees
};

Inverse geodesic_inverse(const LonLat& from, const LonLat& to);

/// Length of the shortest path, m.
double geodesic_distance(const LonLat& from, const LonLat& to);

/// A place and the direction of travel there.
struct Station {
  LonLat place;
  double azimuth = 0;  ///< degrees
};

/// Where one arrives after `distance` metres (may be negative) from `from` in direction `azimuth`
/// (degrees). Longitude in [-180, 180].
Station geodesic_direct(const LonLat& from, double azimuth, double distance);

/// Places that cut the geodesic between two places into equal parts no longer than `longest` m,
/// both ends included: at least 2 places.
Path cut_geodesic(const LonLat& from, const LonLat& to, double longest);

/// Length of a path of geodesics, m.
double path_length(const Path& path);

/// Area inside a closed ring of geodesics, m2, positive if counter-clockwise. The ring must be
/// shorter than around the Earth and must not cross itself.
double ring_area(const Path& ring);

}  // namespace cordon
