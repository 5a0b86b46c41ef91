#include "lonlat_areas.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <cmath>

namespace cordon::test {

double ring_by_geographiclib(const Ring& ring) {
  GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const XY& a = ring[i - 1];
    const XY& b = ring[i];
    const int steps = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) * 111'320 / 10);
    for (int k = 0; k < steps; ++k) {
      const double part = static_cast<double>(k) / steps;
      polygon.AddPoint(a.y + part * (b.y - a.y), a.x + part * (b.x - a.x));
    }
  }
  double perimeter = 0, area = 0;
  polygon.Compute(false, true, perimeter, area);
  return std::abs(area);
}

double by_geographiclib(const MultiPolygon& polygons) {
  double area = 0;
  for (const Polygon& polygon : polygons) {
    area += ring_by_geographiclib(polygon.shell);
    for (const Ring& hole : polygon.holes) area -= ring_by_geographiclib(hole);
  }
  return area;
}

}  // namespace cordon::test
