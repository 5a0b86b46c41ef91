#include "cordon/cli/qgis/project_frame.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "cordon/geodesy/output_space.hpp"
#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/html/name_points.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

constexpr double kPageWidth = 1600;  // px of the map: detail enough for paper
constexpr double kMargin = 0.12;     // around the zone, as on maps
constexpr double kAround = 600;      // px beyond the map, for looking about

map::Rect panel() {
  return {0, 0, kPageWidth, kPageWidth * qgis::kMapHeight / qgis::kMapWidth};
}

double signed_area(const std::vector<XY>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY& a = ring[i];
    const XY& b = ring[(i + 1) % ring.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

/// Rings of the page, of which shells turn one way and holes the other.
MultiPolygon polygons_of(const std::vector<std::vector<XY>>& rings) {
  double whole = 0;
  for (const std::vector<XY>& ring : rings) whole += signed_area(ring);
  MultiPolygon shells, holes;
  for (const std::vector<XY>& ring : rings) {
    Ring closed(ring.begin(), ring.end());
    closed.push_back(XY(closed.front()));
    (signed_area(ring) * whole >= 0 ? shells : holes).push_back({std::move(closed), {}});
  }
  const MultiPolygon land = make_valid(shells);
  return canonical(holes.empty() ? land : difference(land, make_valid(holes)));
}

Ring moved(const Ring& ring, const ProjectFrame& frame) {
  Ring result;
  result.reserve(ring.size());
  for (const XY& xy : ring) result.push_back(frame.plane(xy));
  return result;
}

MultiPolygon moved(const MultiPolygon& polygons, const ProjectFrame& frame) {
  MultiPolygon result;
  for (const Polygon& polygon : polygons) {
    Polygon& out = result.emplace_back(Polygon{moved(polygon.shell, frame), {}});
    for (const Ring& hole : polygon.holes) out.holes.push_back(moved(hole, frame));
  }
  return result;
}

Field name_field(const std::string& name) {
  return {"name", "name", name.empty() ? Value() : Value(name), ValueType::text};
}

LayerSchema schema_of(const std::string& name, GeometryKind kind, const ProjectFrame& frame) {
  LayerSchema schema{"basemap_" + name, kind, {{"name", "name", ValueType::text, "Name"}}, true};
  schema.crs = frame.frame().crs();
  return schema;
}

/// Of a group that a map draws. Casings are the style's.
BasemapLayer drawn_layer(const map::Group& group, const ProjectFrame& frame) {
  BasemapLayer layer;
  for (const map::Item& item : group.items) {
    const auto* outline = std::get_if<map::Outline>(&item.value);
    if (outline == nullptr || outline->css_class == "disputed-casing") continue;
    layer.held.schema =
        schema_of(group.id, outline->closed ? GeometryKind::areas : GeometryKind::lines, frame);
    Feature feature;
    if (outline->closed) {
      feature.geometry = moved(polygons_of(outline->paths), frame);
    } else {
      std::vector<std::vector<XY>> paths;
      for (const std::vector<XY>& path : outline->paths) paths.push_back(moved(path, frame));
      feature.geometry = std::move(paths);
    }
    feature.fields.push_back(name_field(outline->name));
    layer.features.push_back(std::move(feature));
  }
  return layer;
}

/// Names of countries and provinces, where Web Mercator goes.
BasemapLayer name_layer(const map::Content& content, const ProjectFrame& frame,
                        const map::Language& language) {
  constexpr double kFarthest = 84;
  BasemapLayer layer;
  for (const map::ZonePart& part : content.zone)
    for (const Polygon& polygon : part.area)
      for (const XY& xy : polygon.shell)
        if (std::abs(xy.y) > kFarthest) return layer;
  layer.held.schema = schema_of("names", GeometryKind::points, frame);
  layer.held.schema.fields.push_back({"country", "country", ValueType::integer, "1: of a country"});
  const auto points = map::name_points(content, map::web_mercator_around(content.zone), language);
  for (const map::NamePoint& point : points) {
    const bool country = point.css_class.find("label-country") != std::string::npos;
    layer.features.push_back({frame.plane(frame.frame().to_page(point.at)),
                              {name_field(point.name),
                               {"country", "country", std::int64_t{country}, ValueType::integer}}});
  }
  return layer;
}

}  // namespace

ProjectFrame::ProjectFrame(const MultiPolygon& zone)
    : zone_(zone), frame_(map::frame_around({zone}, panel(), kMargin)) {
  const OutputSpace space = OutputSpace::named(frame_.crs(), 1);
  const map::Rect page = frame_.panel();
  const XY middle{page.left + page.width / 2, page.top + page.height / 2};
  const XY corner = space.project(frame_.from_page(middle));
  const XY right = space.project(frame_.from_page({middle.x + 1, middle.y}));
  scale_ = right.x - corner.x;
  origin_ = {corner.x - scale_ * middle.x, corner.y + scale_ * middle.y};
}

BoundingBox ProjectFrame::box() const {
  return frame_.grown(kAround).box();
}

double ProjectFrame::detail() const {
  const map::Rect page = frame_.panel();
  const LonLat middle = frame_.from_page({page.left + page.width / 2, page.top + page.height / 2});
  constexpr double kMetresPerDegree = 111000;
  return frame_.metres_per_pixel(middle) / kMetresPerDegree / 2;
}

XY ProjectFrame::plane(const XY& page) const {
  return {origin_.x + scale_ * page.x, origin_.y - scale_ * page.y};
}

qgis::Extent ProjectFrame::extent() const {
  const map::Rect page = frame_.panel();
  return {plane({page.left, page.bottom()}), plane({page.right(), page.top})};
}

qgis::PrintLayout ProjectFrame::free_corner() const {
  constexpr double kWide = 0.36, kHigh = 0.25;  // of the map
  const map::Rect page = frame_.panel();
  std::array<std::size_t, 4> taken{};
  for (const Polygon& polygon : zone_)
    for (const XY& vertex : polygon.shell) {
      const XY at = frame_.to_page({vertex.x, vertex.y});
      const bool left = at.x < page.left + kWide * page.width;
      const bool right = at.x > page.right() - kWide * page.width;
      const bool top = at.y < page.top + kHigh * page.height;
      const bool bottom = at.y > page.bottom() - kHigh * page.height;
      taken[0] += left && top ? 1 : 0;
      taken[1] += right && top ? 1 : 0;
      taken[2] += right && bottom ? 1 : 0;  // the scale bar has the fourth corner
    }
  const auto best = std::min_element(taken.begin(), taken.begin() + 3) - taken.begin();
  qgis::PrintLayout layout;
  layout.legend_left = best == 0;
  layout.legend_top = best < 2;
  return layout;
}

std::vector<BasemapLayer> basemap_layers(const map::Content& content, const ProjectFrame& frame,
                                         const Theme& theme, const map::Language& language) {
  map::Content ground;
  ground.basemap = content.basemap;
  const std::vector<map::Group> groups = map::panel_groups(ground, frame.frame().grown(kAround));
  std::vector<BasemapLayer> layers;
  for (const BasemapStyle& look : basemap_styles(theme)) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const map::Group& g) { return g.id == look.layer; });
    BasemapLayer layer;
    if (group != groups.end())
      layer = drawn_layer(*group, frame);
    else if (look.layer == "names")
      layer = name_layer(content, frame, language);
    if (layer.features.empty()) continue;
    layer.held.style = look.style;
    layer.held.notes = {look.title, "Of the basemap, cut and thinned for the project's map.",
                        content.basemap.credits};
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace cordon::cli
