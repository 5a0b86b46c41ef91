#include "planar_buffer.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <vector>

#include "geodesic_edges.hpp"

namespace cordon::compare {
namespace {

OGRSpatialReference reference(const std::string& name) {
  OGRSpatialReference crs;
  if (crs.SetFromUserInput(name.c_str()) != OGRERR_NONE)
    throw std::runtime_error(name + ": not a CRS");
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

void transform(OGRGeometry& geometry, const OGRSpatialReference& from,
               const OGRSpatialReference& to) {
  const std::unique_ptr<OGRCoordinateTransformation> way(
      OGRCreateCoordinateTransformation(&from, &to));
  if (!way || geometry.transform(way.get()) != OGRERR_NONE)
    throw std::runtime_error("a geometry cannot be transformed");
}

OGRMultiLineString lines_of(const Shape& shape) {
  OGRMultiLineString lines;
  for (const Path& path : shape.lines) {
    OGRLineString line;
    for (const LonLat& place : path) line.addPoint(place.lon, place.lat);
    lines.addGeometry(&line);
  }
  return lines;
}

std::vector<const OGRPolygon*> polygons_of(const OGRGeometry& geometry) {
  if (wkbFlatten(geometry.getGeometryType()) == wkbPolygon) return {geometry.toPolygon()};
  std::vector<const OGRPolygon*> polygons;
  for (const OGRPolygon* polygon : *geometry.toMultiPolygon()) polygons.push_back(polygon);
  return polygons;
}

Ring vertices_of(const OGRLinearRing& ring) {
  Ring vertices;
  for (int i = 0; i < ring.getNumPoints(); ++i) vertices.push_back({ring.getX(i), ring.getY(i)});
  return vertices;
}

std::size_t vertex_count(const OGRGeometry& geometry) {
  std::size_t count = 0;
  for (const OGRPolygon* polygon : polygons_of(geometry))
    for (const OGRLinearRing* ring : *polygon)
      count += static_cast<std::size_t>(ring->getNumPoints()) - 1;
  return count;
}

OGREnvelope box_of(const Shape& shape) {
  OGREnvelope box;
  lines_of(shape).getEnvelope(&box);
  return box;
}

LonLat middle_of(const OGREnvelope& box) {
  return {(box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2};
}

/// 1 to 60; a middle at 180 degrees east belongs to the last.
int utm_number(double lon) {
  return std::min(60, static_cast<int>(std::floor((lon + 180) / 6)) + 1);
}

std::string equal_area(double lat, double lon) {
  return fmt::format("+proj=laea +lat_0={} +lon_0={} +datum=WGS84", lat, lon);
}

}  // namespace

PlanarBuffer planar_buffer(const Shape& shape, double distance, int quadrant_segments,
                           const std::string& crs, ResultEdges edges) {
  const OGRSpatialReference plane = reference(crs);
  const OGRSpatialReference earth = reference("EPSG:4326");
  OGRMultiLineString lines = lines_of(shape);
  transform(lines, earth, plane);
  const std::unique_ptr<OGRGeometry> zone(lines.Buffer(distance, quadrant_segments));
  if (!zone || zone->IsEmpty()) throw std::runtime_error("GEOS gave no buffer in " + crs);
  PlanarBuffer result{{}, vertex_count(*zone)};
  if (edges == ResultEdges::straight_in_crs) zone->segmentize(kGeodesicStep);
  transform(*zone, plane, earth);
  const auto boundary = [&](const OGRLinearRing& ring) {
    const Ring vertices = vertices_of(ring);
    return edges == ResultEdges::geodesic ? cut_by_geodesics(vertices) : vertices;
  };
  for (const OGRPolygon* polygon : polygons_of(*zone)) {
    Polygon& fine = result.boundary.emplace_back();
    fine.shell = boundary(*polygon->getExteriorRing());
    for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
      fine.holes.push_back(boundary(*polygon->getInteriorRing(i)));
  }
  return result;
}

std::string utm_zone(const Shape& shape) {
  const LonLat middle = middle_of(box_of(shape));
  return fmt::format("EPSG:{}", (middle.lat < 0 ? 32700 : 32600) + utm_number(middle.lon));
}

std::string postgis_crs(const Shape& shape) {
  const OGREnvelope box = box_of(shape);
  const LonLat middle = middle_of(box);
  const double width = box.MaxX - box.MinX;
  const double height = box.MaxY - box.MinY;
  if (std::abs(middle.lat) > 70 && height < 45)
    return middle.lat > 0 ? equal_area(90, -40) : equal_area(-90, 0);
  if (width < 6) return utm_zone(shape);
  const auto field = [](double value, double size) {
    return size * (std::floor(value / size) + 0.5);
  };
  const double lat = std::min(75.0, field(middle.lat, 30));
  const double field_width = std::abs(lat) < 30 ? 30 : std::abs(lat) < 60 ? 45 : 90;
  if (height < 25 && width < field_width) return equal_area(lat, field(middle.lon, field_width));
  return "EPSG:3395";
}

}  // namespace cordon::compare
