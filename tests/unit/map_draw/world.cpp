#include "world.hpp"

#include <ogrsf_frmts.h>

#include <memory>
#include <stdexcept>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/svg.hpp"
#include "cordon/zone/zone.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

Path path_of(const OGRSimpleCurve& curve) {
  Path path;
  for (int i = 0; i < curve.getNumPoints(); ++i) path.push_back({curve.getX(i), curve.getY(i)});
  return path;
}

void append(const OGRGeometry& geometry, Shape& shape) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbLineString:
      shape.lines.push_back(path_of(*geometry.toLineString()));
      return;
    case wkbPolygon: {
      Area area;
      for (const OGRLinearRing* ring : *geometry.toPolygon())
        if (area.shell.empty())
          area.shell = path_of(*ring);
        else
          area.holes.push_back(path_of(*ring));
      shape.areas.push_back(std::move(area));
      return;
    }
    case wkbMultiLineString:
    case wkbMultiPolygon:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) append(*part, shape);
      return;
    default:
      throw std::runtime_error("a geometry of another kind");
  }
}

std::unique_ptr<GDALDataset> open(const std::string& path) {
  GDALAllRegister();
  std::unique_ptr<GDALDataset> data(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!data) throw std::runtime_error("cannot open " + path);
  return data;
}

std::vector<BasemapFeature> features(GDALDataset& data, const char* layer_name,
                                     const BoundingBox& box) {
  OGRLayer* layer = data.GetLayerByName(layer_name);
  if (box.west <= box.east) layer->SetSpatialFilterRect(box.west, box.south, box.east, box.north);
  std::vector<BasemapFeature> result;
  for (const auto& feature : layer) {
    if (feature->GetGeometryRef() == nullptr) continue;
    BasemapFeature& into = result.emplace_back();
    append(*feature->GetGeometryRef(), into.shape);
    const int name = feature->GetFieldIndex("name");
    if (name >= 0) into.name = feature->GetFieldAsString(name);
    const int rank = feature->GetFieldIndex("min_zoom");
    if (rank >= 0) into.rank = feature->GetFieldAsDouble(rank);
    const int country = feature->GetFieldIndex("iso_a2");
    if (country >= 0) into.country = feature->GetFieldAsString(country);
  }
  return result;
}

}  // namespace

Basemap natural_earth(const BoundingBox& box) {
  const auto data = open(std::string(CORDON_DATA) + "/natural-earth/natural-earth.gpkg");
  const auto layer = [&](const char* name) { return features(*data, name, box); };
  Basemap map;
  map.land = layer("land");
  map.lakes = layer("lakes");
  map.rivers = layer("rivers");
  map.borders = layer("boundaries");
  map.disputed = layer("disputed");
  map.provinces = layer("provinces");
  map.countries = layer("countries");
  return map;
}

std::vector<Path> idlib_line() {
  const auto data = open(std::string(CORDON_DATA) + "/idlib-2018-09/contact_line_2018-09.geojson");
  Shape shape;
  for (const auto& feature : data->GetLayer(0)) append(*feature->GetGeometryRef(), shape);
  return shape.lines;
}

Content zone_around(const std::vector<Path>& lines, double distance) {
  ZoneOptions options;
  options.distance = {distance};
  options.tolerance = {distance / 1e4};
  Content content;
  content.lines = lines;
  ZonePart& part = content.zone.emplace_back();
  part.area = build_zone({{}, lines, {}}, options).polygons;
  part.to = distance;
  return content;
}

std::vector<MultiPolygon> zones_of(const Content& content) {
  std::vector<MultiPolygon> zones;
  for (const ZonePart& part : content.zone) zones.push_back(part.area);
  return zones;
}

namespace {

Drawn drawn_in(Frame frame, Content content, const std::string& theme_name, const Page& page) {
  if (content.basemap.land.empty()) content.basemap = natural_earth(frame.box());
  Scene scene;
  scene.page = page;
  scene.title = "Map";
  scene.css = theme(theme_name);
  scene.groups = panel_groups(content, frame);
  std::string svg = svg_text(scene);
  std::string png = png_bytes(svg, page);
  return {std::move(frame), std::move(svg), std::move(png)};
}

Frame frame_of(const Content& content, const Page& page, const std::string& crs) {
  return frame_around(zones_of(content), {0, 0, page.width, page.height}, 0.12, crs);
}

}  // namespace

Drawn draw(Content content, const std::string& theme_name, const Page& page,
           const std::string& crs) {
  Frame frame = frame_of(content, page, crs);
  return drawn_in(std::move(frame), std::move(content), theme_name, page);
}

Drawn draw_without_zone(Content content, const std::string& theme_name, const Page& page) {
  Frame frame = frame_of(content, page, {});
  content.zone.clear();
  return drawn_in(std::move(frame), std::move(content), theme_name, page);
}

}  // namespace cordon::map
