// S2's buffer of every line: on the sphere, with geodetic latitudes taken for those of the sphere.
#include <fmt/format.h>
#include <s2/mutable_s2shape_index.h>
#include <s2/s2buffer_operation.h>
#include <s2/s2builderutil_s2polygon_layer.h>
#include <s2/s2earth.h>
#include <s2/s2latlng.h>
#include <s2/s2polygon.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "files.hpp"

namespace cordon::bench {
namespace {

std::vector<S2Point> points_of(const OGRLineString& line) {
  std::vector<S2Point> points;
  points.reserve(static_cast<std::size_t>(line.getNumPoints()));
  for (int i = 0; i < line.getNumPoints(); ++i) {
    const S2Point point = S2LatLng::FromDegrees(line.getY(i), line.getX(i)).ToPoint();
    if (points.empty() || point != points.back()) points.push_back(point);
  }
  return points;
}

/// Holes follow their shells in a polygon's loops. Shells are to be counter-clockwise here, and
/// holes of S2 are clockwise when read backwards.
std::unique_ptr<OGRLinearRing> ring_of(const S2Loop& loop) {
  auto ring = std::make_unique<OGRLinearRing>();
  for (int i = 0; i <= loop.num_vertices(); ++i) {
    const S2LatLng place(loop.oriented_vertex(i));
    ring->addPoint(place.lng().degrees(), place.lat().degrees());
  }
  return ring;
}

OGRGeometryUniquePtr multipolygon_of(const S2Polygon& zone) {
  auto result = std::make_unique<OGRMultiPolygon>();
  std::unique_ptr<OGRPolygon> polygon;
  for (int i = 0; i < zone.num_loops(); ++i) {
    const S2Loop& loop = *zone.loop(i);
    if (!loop.is_hole()) {
      if (polygon) result->addGeometryDirectly(polygon.release());
      polygon = std::make_unique<OGRPolygon>();
    }
    polygon->addRingDirectly(ring_of(loop).release());
  }
  if (polygon) result->addGeometryDirectly(polygon.release());
  return OGRGeometryUniquePtr(result.release());
}

class Buffer {
 public:
  Buffer(double distance, double circle_segments) {
    options_.set_buffer_radius(S2Earth::MetersToAngle(distance));
    options_.set_circle_segments(circle_segments);
  }

  void add(const OGRGeometry& lines) {
    for (const OGRLineString* line : lines_of(lines)) paths_.push_back(points_of(*line));
  }

  OGRGeometryUniquePtr build() {
    S2Polygon zone;
    S2BufferOperation operation(std::make_unique<s2builderutil::S2PolygonLayer>(&zone), options_);
    for (const auto& path : paths_) operation.AddPolyline(path);
    paths_.clear();
    S2Error error;
    if (!operation.Build(&error)) throw std::runtime_error("S2 failed: " + error.text());
    return multipolygon_of(zone);
  }

 private:
  S2BufferOperation::Options options_;
  std::vector<std::vector<S2Point>> paths_;
};

void buffer(const std::string& in, const std::string& out, Buffer buffer, bool united) {
  Phases phases;
  std::vector<Feature> features = read_features(in);
  phases.end("read");
  for (Feature& feature : features) {
    buffer.add(*feature.geometry);
    if (!united) feature.geometry = buffer.build();
  }
  if (united) {
    features.resize(1);
    features[0].geometry = buffer.build();
  }
  phases.end("buffer");
  write_zones(out, std::move(features));
  phases.end("write");
}

}  // namespace
}  // namespace cordon::bench

int main(int argc, char** argv) {
  if (argc != 6 || (std::string(argv[5]) != "each" && std::string(argv[5]) != "all")) {
    fmt::print(stderr, "usage: s2_buffer LINES OUT.fgb DISTANCE_M CIRCLE_SEGMENTS each|all\n");
    return 2;
  }
  using cordon::bench::Buffer;
  return cordon::bench::run(argv[0], [&] {
    cordon::bench::buffer(argv[1], argv[2], Buffer(std::stod(argv[3]), std::stod(argv[4])),
                          std::string(argv[5]) == "all");
  });
}
