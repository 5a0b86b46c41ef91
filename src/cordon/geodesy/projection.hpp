// Projected coordinates: the plane that GEOS works in and the coordinates that a zone is written
// in.
#pragma once

#include <memory>
#include <string>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// A map projection of WGS84 longitude/latitude by PROJ. Axis order is always x east, y north.
/// Copies are independent; one object must not be used by two threads at once.
class Projection {
 public:
  /// Azimuthal equidistant on the ellipsoid about `centre`; metres.
  static Projection azimuthal_equidistant(const LonLat& centre);

  /// Any CRS that PROJ knows by name ("EPSG:32637", WKT, PROJ string).
  /// Throws UsageError if PROJ does not know it, or cannot transform to it and back.
  static Projection named(const std::string& crs);

  Projection(const Projection& other);
  Projection& operator=(const Projection& other);
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  ~Projection();

  /// Throws DataError for a place that the projection cannot show.
  XY forward(const LonLat& place) const;
  /// Longitude in [-180, 180]. Throws DataError for coordinates outside the projection.
  LonLat inverse(const XY& xy) const;

  /// True if the axes are degrees rather than lengths.
  bool is_geographic() const;
  /// Metres in one unit of the axes; for degrees, those of a degree of latitude (111 km).
  double metres_per_unit() const;

 private:
  struct State;
  explicit Projection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cordon
