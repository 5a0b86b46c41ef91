#include "cordon/map/drawing_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <set>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/map/panel_geometry.hpp"
#include "cordon/map/province_lines.hpp"

namespace cordon::map {
namespace {

// Areas below which nothing is drawn, px2. Islands stay longest: in some seas they are all the land
// there is.
constexpr double kLeastIsland = 0.1;
constexpr double kLeastLake = 2;
constexpr double kLeastZone = 0.02;

XY middle_of(const Rect& rect) {
  return {rect.left + rect.width / 2, rect.top + rect.height / 2};
}

/// What all layers are drawn with.
struct Panel {
  const Frame& frame;
  PanelGeometry geometry;
  double zoom;

  explicit Panel(const Frame& shown) : frame(shown), geometry(shown), zoom(zoom_level(shown)) {}

  bool draws(const BasemapFeature& feature) const { return feature.rank <= zoom; }
  Group group(const std::string& id) const {
    Group group;
    group.id = id;
    group.clip = frame.panel();
    return group;
  }
};

void add_outline(Group& group, const std::string& css_class, Paths paths, bool closed,
                 const std::string& name = {}) {
  if (!paths.empty()) group.items.push_back({Outline{css_class, std::move(paths), closed, name}});
}

void append(Paths& to, const Paths& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Group sea_group(const Panel& panel) {
  Group group = panel.group("sea");
  group.items.push_back({Box{"sea", panel.frame.panel()}});
  return group;
}

/// Each feature is an outline of its own, for features may overlap; but what the antimeridian
/// divides is one.
Group area_group(const Panel& panel, const std::string& id, const std::string& css_class,
                 const std::vector<BasemapFeature>& features, double least) {
  Group group = panel.group(id);
  Paths divided;
  for (const BasemapFeature& feature : features) {
    if (!panel.draws(feature)) continue;
    const Paths rings = rings_of(feature.shape.areas);
    if (panel.geometry.joins(rings))
      append(divided, rings);
    else
      add_outline(group, css_class, panel.geometry.areas(rings, least), true, feature.name);
  }
  add_outline(group, css_class, panel.geometry.areas(divided, least), true);
  return group;
}

Paths degrees(const std::vector<Path>& lines) {
  Paths result;
  for (const Path& line : lines) {
    std::vector<XY>& path = result.emplace_back();
    for (const LonLat& place : line) path.push_back({place.lon, place.lat});
  }
  return result;
}

Group line_group(const Panel& panel, const std::string& id, const std::string& css_class,
                 const std::vector<BasemapFeature>& features) {
  Group group = panel.group(id);
  for (const BasemapFeature& feature : features)
    if (panel.draws(feature))
      add_outline(group, css_class, panel.geometry.paths(degrees(feature.shape.lines)), false,
                  feature.name);
  return group;
}

Group province_group(const Panel& panel, const std::vector<BasemapFeature>& provinces) {
  constexpr double kFirstZoom = 5;  // on maps of continents they would be a web
  Group group = panel.group("provinces");
  if (panel.zoom < kFirstZoom) return group;
  std::vector<BasemapFeature> drawn;
  std::copy_if(provinces.begin(), provinces.end(), std::back_inserter(drawn),
               [&](const BasemapFeature& province) { return panel.draws(province); });
  add_outline(group, "province", panel.geometry.paths(lines_between(drawn)), false);
  return group;
}

/// Dashes over a casing, which hides an agreed border below them.
Group disputed_group(const Panel& panel, const std::vector<BasemapFeature>& disputed) {
  Group casings = line_group(panel, "disputed", "disputed-casing", disputed);
  Group lines = line_group(panel, "disputed", "disputed", disputed);
  for (Item& item : lines.items) casings.items.push_back(std::move(item));
  return casings;
}

Group zone_group(const Panel& panel, const std::vector<ZonePart>& zone) {
  Group group = panel.group("zone");
  for (std::size_t i = 0; i < zone.size(); ++i) {
    Group part;
    part.id = fmt::format("zone-{}", i + 1);
    add_outline(part, zone_class(zone[i], zone),
                panel.geometry.areas(rings_of(zone[i].area), kLeastZone), true);
    group.items.push_back({std::move(part)});
  }
  return group;
}

Group route_group(const Panel& panel, const std::vector<Route>& routes) {
  Group group = panel.group("routes");
  for (const Route& route : routes)
    add_outline(group, "route", panel.geometry.geodesics(route.paths), false, route.name);
  return group;
}

Path closed(Path ring) {
  if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(LonLat(ring.front()));
  return ring;
}

Group contact_group(const Panel& panel, const Content& content) {
  constexpr double kRadius = 3;
  Group group = panel.group("line");
  std::vector<Path> edges = content.lines;
  for (const Area& area : content.areas) {
    edges.push_back(closed(area.shell));
    for (const Path& hole : area.holes) edges.push_back(closed(hole));
  }
  const Paths paths = panel.geometry.geodesics(edges);
  add_outline(group, "line-casing", paths, false);
  add_outline(group, "line", paths, false);
  for (const LonLat& point : content.points)
    group.items.push_back({Circle{"line-point", panel.frame.to_page(point), kRadius}});
  return group;
}

Group place_group(const Panel& panel, const std::vector<Place>& places) {
  Group group = panel.group("places");
  for (const Place& place : places) {
    const XY at = panel.frame.to_page(place.at);
    group.items.push_back({Circle{place.capital ? "place place-capital" : "place", at,
                                  dot_radius(place), place.name}});
  }
  return group;
}

}  // namespace

std::string zone_class(const ZonePart& part, const std::vector<ZonePart>& zone) {
  std::set<double> inner_edges;
  for (const ZonePart& other : zone) inner_edges.insert(other.from);
  std::string result = "zone ";
  if (part.side == Side::both) result += "zone-both";
  if (part.side == Side::left) result += "zone-left";
  if (part.side == Side::right) result += "zone-right";
  if (inner_edges.size() > 1)
    result += fmt::format(" band-{}",
                          std::distance(inner_edges.begin(), inner_edges.upper_bound(part.from)));
  if (part.sureness == Sureness::certain) result += " certain";
  if (part.sureness == Sureness::possible) result += " possible";
  return result;
}

double dot_radius(const Place& place) {
  return place.capital ? 3.5 : 2.5;
}

double zoom_level(const Frame& frame) {
  constexpr double kTile = 256;  // px
  const LonLat middle = frame.from_page(middle_of(frame.panel()));
  const double parallel =
      2 * std::numbers::pi * wgs84::normal_radius(0) * std::cos(middle.lat * wgs84::kDegree);
  const double pixel = frame.metres_per_pixel(middle);
  return std::log2(std::max(parallel, pixel * kTile) / (kTile * pixel));
}

std::vector<Group> panel_groups(const Content& content, const Frame& frame) {
  const Panel panel(frame);
  const Basemap& map = content.basemap;
  return {sea_group(panel),
          area_group(panel, "land", "land", map.land, kLeastIsland),
          area_group(panel, "lakes", "lake", map.lakes, kLeastLake),
          line_group(panel, "rivers", "river", map.rivers),
          province_group(panel, map.provinces),
          line_group(panel, "borders", "border", map.borders),
          disputed_group(panel, map.disputed),
          zone_group(panel, content.zone),
          route_group(panel, content.routes),
          contact_group(panel, content),
          place_group(panel, content.places)};
}

std::vector<std::vector<XY>> zone_outlines(const Content& content, const Frame& frame) {
  const PanelGeometry geometry(frame);
  Paths outlines;
  for (const ZonePart& part : content.zone)
    append(outlines, geometry.areas(rings_of(part.area), kLeastZone));
  return outlines;
}

}  // namespace cordon::map
