#include "cordon/map/labels/ground.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/labels/lines_on_page.hpp"
#include "cordon/map/panel_geometry.hpp"

namespace cordon::map {
namespace {

constexpr double kMargin = 3;     // px, inside the panel
constexpr double kCells = 1.2e6;  // at most, or a little more

/// A cell of a pixel, or larger ones on a large panel.
Raster empty_raster(const Rect& panel) {
  return {panel, std::max(1.0, std::sqrt(panel.width * panel.height / kCells))};
}

Paths edges_of(const std::vector<Area>& areas, const PanelGeometry& geometry) {
  std::vector<Path> rings;
  for (const Area& area : areas) {
    rings.push_back(area.shell);
    rings.insert(rings.end(), area.holes.begin(), area.holes.end());
  }
  return geometry.geodesics(rings);
}

CellSums edges(const Content& content, const Frame& frame) {
  const PanelGeometry geometry(frame);
  Raster raster = empty_raster(frame.panel());
  mark_paths(raster, zone_outlines(content, frame), true, 1);
  mark_paths(raster, geometry.geodesics(content.lines), false, 1);
  mark_paths(raster, edges_of(content.areas, geometry), false, 1);
  for (const LonLat& point : content.points) {
    const XY at = frame.to_page(point);
    fill_rect(raster, {at.x - 3, at.y - 3, 6, 6}, 1);
  }
  return CellSums(raster);
}

/// Thin lines count less than coasts and borders.
CellSums outlines(const Content& content, const Frame& frame) {
  constexpr std::uint8_t kThin = 1;
  constexpr std::uint8_t kStrong = 3;
  const PanelGeometry geometry(frame);
  const double zoom = zoom_level(frame);
  const Basemap& map = content.basemap;
  Raster raster = empty_raster(frame.panel());
  const auto mark_lines = [&](const std::vector<BasemapFeature>& features, std::uint8_t value) {
    for (const BasemapFeature& feature : features)
      if (feature.rank <= zoom) mark_paths(raster, lines_on_page(feature, geometry), false, value);
  };
  const auto mark_areas = [&](const std::vector<BasemapFeature>& features, std::uint8_t value) {
    for (const BasemapFeature& feature : features)
      if (feature.rank <= zoom)
        mark_paths(raster, geometry.areas(rings_of(feature.shape.areas), 0), true, value);
  };
  mark_lines(map.rivers, kThin);
  for (const Route& route : content.routes)
    mark_paths(raster, geometry.geodesics(route.paths), false, kThin);
  mark_areas(map.lakes, kStrong);
  mark_areas(map.land, kStrong);
  mark_lines(map.borders, kStrong);
  mark_lines(map.disputed, kStrong);
  return CellSums(raster);
}

}  // namespace

Ground::Ground(const Content& content, const Frame& frame, std::vector<Rect> taken)
    : room_{frame.panel().left + kMargin, frame.panel().top + kMargin,
            frame.panel().width - 2 * kMargin, frame.panel().height - 2 * kMargin},
      taken_(std::move(taken)),
      edges_(edges(content, frame)),
      outlines_(outlines(content, frame)) {}

bool Ground::is_free(const Rect& rect) const {
  return room_.contains(rect) && std::none_of(taken_.begin(), taken_.end(), [&](const Rect& other) {
           return other.overlaps(rect);
         });
}

double Ground::cost(const Rect& rect) const {
  constexpr double kLonger = 1.2;  // at most, for an edge that runs along the name
  constexpr double kLong = 80;     // cells
  constexpr double kStroke = 1.5;  // px to each side of an edge
  constexpr double kFull = 60;     // of the ground's outlines: a coast through it, lengthwise
  const auto crossed =
      static_cast<double>(edges_.sum({rect.left - kStroke, rect.top - kStroke,
                                      rect.width + 2 * kStroke, rect.height + 2 * kStroke}));
  const auto hidden = static_cast<double>(outlines_.sum(rect));
  return (crossed > 0 ? kCrossing + kLonger * std::min(1.0, crossed / kLong) : 0) +
         kGround * std::min(1.0, hidden / kFull);
}

}  // namespace cordon::map
