#include "geodesic_edges.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>
#include <cstddef>

namespace cordon::compare {

Ring cut_by_geodesics(const Ring& ring) {
  const GeographicLib::Geodesic& earth = GeographicLib::Geodesic::WGS84();
  Ring fine;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const auto edge = earth.InverseLine(ring[i].y, ring[i].x, ring[i + 1].y, ring[i + 1].x);
    const int parts = std::max(1, static_cast<int>(std::ceil(edge.Distance() / kGeodesicStep)));
    for (int part = 0; part < parts; ++part) {
      XY place;
      edge.Position(edge.Distance() * part / parts, place.y, place.x);
      fine.push_back(place);
    }
  }
  fine.push_back(fine.front());
  return fine;
}

}  // namespace cordon::compare
