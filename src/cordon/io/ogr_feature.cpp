#include "cordon/io/ogr_feature.hpp"

#include <utility>
#include <variant>
#include <vector>

namespace cordon {
namespace {

void set_points(OGRSimpleCurve& curve, const std::vector<XY>& path) {
  std::vector<OGRRawPoint> points;
  points.reserve(path.size());
  for (const XY& vertex : path) points.emplace_back(vertex.x, vertex.y);
  curve.setPoints(static_cast<int>(points.size()), points.data());
}

std::unique_ptr<OGRGeometry> shape_of(const MultiPolygon& polygons) {
  auto result = std::make_unique<OGRMultiPolygon>();
  const auto add_ring = [](OGRPolygon& polygon, const Ring& ring) {
    auto curve = std::make_unique<OGRLinearRing>();
    set_points(*curve, ring);
    polygon.addRingDirectly(curve.release());
  };
  for (const Polygon& polygon : polygons) {
    auto part = std::make_unique<OGRPolygon>();
    add_ring(*part, polygon.shell);
    for (const Ring& hole : polygon.holes) add_ring(*part, hole);
    result->addGeometryDirectly(part.release());
  }
  return result;
}

std::unique_ptr<OGRGeometry> shape_of(const std::vector<std::vector<XY>>& lines) {
  auto result = std::make_unique<OGRMultiLineString>();
  for (const std::vector<XY>& line : lines) {
    auto part = std::make_unique<OGRLineString>();
    set_points(*part, line);
    result->addGeometryDirectly(part.release());
  }
  return result;
}

std::unique_ptr<OGRGeometry> shape_of(const XY& point) {
  return std::make_unique<OGRPoint>(point.x, point.y);
}

}  // namespace

OGRwkbGeometryType ogr_type(GeometryKind kind) {
  if (kind == GeometryKind::points) return wkbPoint;
  return kind == GeometryKind::lines ? wkbMultiLineString : wkbMultiPolygon;
}

OGRFieldType ogr_type(ValueType type) {
  if (type == ValueType::integer) return OFTInteger64;
  return type == ValueType::real ? OFTReal : OFTString;
}

std::string cut_text(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

void set_field(OGRFeature& feature, int index, const Value& value, std::size_t bytes) {
  if (const auto* text = std::get_if<std::string>(&value))
    feature.SetField(index, cut_text(*text, bytes).c_str());
  else if (const auto* real = std::get_if<double>(&value))
    feature.SetField(index, *real);
  else if (const auto* integer = std::get_if<std::int64_t>(&value))
    feature.SetField(index, static_cast<GIntBig>(*integer));
  else
    feature.SetFieldNull(index);
}

std::unique_ptr<OGRGeometry> to_ogr(const decltype(Feature::geometry)& geometry) {
  return std::visit([](const auto& shape) { return shape_of(shape); }, geometry);
}

}  // namespace cordon
