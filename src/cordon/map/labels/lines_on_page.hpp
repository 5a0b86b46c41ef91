// The lines of a basemap's feature on the page.
#pragma once

#include "cordon/base/basemap.hpp"
#include "cordon/map/panel_geometry.hpp"

namespace cordon::map {

inline Paths lines_on_page(const BasemapFeature& feature, const PanelGeometry& geometry) {
  Paths degrees;
  for (const Path& line : feature.shape.lines) {
    std::vector<XY>& path = degrees.emplace_back();
    for (const LonLat& place : line) path.push_back({place.lon, place.lat});
  }
  return geometry.paths(degrees);
}

}  // namespace cordon::map
