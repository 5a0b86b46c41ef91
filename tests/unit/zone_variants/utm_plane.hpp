// UTM by GeographicLib, and what other tools draw there: projected vertices, buffered by GEOS.
#pragma once

#include "cordon/base/geometry.hpp"
#include "cordon/zone/caps/cap.hpp"
#include "cordon/zone/projected/classic_buffer.hpp"

namespace cordon {

/// One zone of UTM; north of the equator.
class UtmPlane {
 public:
  explicit UtmPlane(int zone) : zone_(zone) {}
  XY forward(const LonLat& place) const;
  LonLat inverse(const XY& xy) const;

 private:
  int zone_;
};

/// GEOS's buffer of lines, areas and points, by the call that QGIS makes.
class GeosBuffer {
 public:
  GeosBuffer(const Shape& shape, const UtmPlane& plane, double distance, Cap cap,
             const ClassicBuffer& style);

  double area() const { return area_; }  ///< m2, in the plane
  const MultiPolygon& polygons() const { return polygons_; }

  /// m; largest distance of a vertex of the zone (in the plane) from the buffer's boundary.
  double farthest_vertex(const MultiPolygon& zone) const;

 private:
  MultiPolygon polygons_;
  double area_ = 0;
};

double plane_area(const MultiPolygon& polygons);

}  // namespace cordon
