// The judge of the benchmarks: how far the zones in a file are from the lines that they were drawn
// around. Prints one JSON object.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "boundary.hpp"
#include "drawing.hpp"
#include "files.hpp"
#include "geodesic_edges.hpp"
#include "reference.hpp"

namespace cordon::bench {
namespace {

constexpr const char* kUsage =
    "usage: measure_error LINES ZONES DISTANCE_M [option]...\n"
    "  --each N     every zone has a line of its own, with its id; measures every Nth line\n"
    "  --bands      zones are bands out to distance_m: what lies within each is measured\n"
    "  --geodesic   edges of the zones are geodesics, not straight in longitude and latitude\n"
    "  --slack M    by how much the largest error may be missed (default: 0.1)\n";

struct Options {
  std::string lines, zones;
  double distance = 0;  // m
  std::int64_t each = 0;
  bool bands = false;
  bool geodesic = false;
  double slack = 0.1;  // m
};

struct Result {
  oracle::BoundaryError error;
  std::size_t zones = 0;     ///< in the file
  std::size_t vertices = 0;  ///< of all of them
  std::size_t measured = 0;  ///< zones that were
  std::size_t outside = 0;   ///< vertices of lines that are not in their zone
  std::size_t missing = 0;   ///< lines without a zone
};

Path path_of(const OGRLineString& line) {
  Path path;
  path.reserve(static_cast<std::size_t>(line.getNumPoints()));
  for (int i = 0; i < line.getNumPoints(); ++i) path.push_back({line.getX(i), line.getY(i)});
  return path;
}

void add_lines(const OGRGeometry& geometry, Shape& shape) {
  for (const OGRLineString* line : lines_of(geometry)) shape.lines.push_back(path_of(*line));
}

Ring ring_of(const OGRLinearRing& ring, bool geodesic) {
  Ring vertices;
  for (int i = 0; i < ring.getNumPoints(); ++i) vertices.push_back({ring.getX(i), ring.getY(i)});
  return geodesic ? compare::cut_by_geodesics(vertices) : vertices;
}

void add_polygons(const OGRGeometry& geometry, bool geodesic, MultiPolygon& zone) {
  for (const OGRPolygon* polygon : polygons_of(geometry)) {
    Polygon& part = zone.emplace_back();
    part.shell = ring_of(*polygon->getExteriorRing(), geodesic);
    for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
      part.holes.push_back(ring_of(*polygon->getInteriorRing(i), geodesic));
  }
}

std::size_t vertices_in(const OGRGeometry& geometry) {
  std::size_t count = 0;
  for (const OGRPolygon* polygon : polygons_of(geometry))
    for (const OGRLinearRing* ring : *polygon)
      count += static_cast<std::size_t>(ring->getNumPoints());
  return count;
}

/// A boundary within the error everywhere, with all lines inside, also proves that nothing is
/// missing.
void judge(const Shape& shape, const oracle::ReferenceShape& truth, const MultiPolygon& zone,
           double distance, double slack, Result& result) {
  ++result.measured;
  const oracle::BoundaryError error = oracle::measure_boundary(zone, truth, distance, slack);
  result.error.outward = std::max(result.error.outward, error.outward);
  result.error.inward = std::max(result.error.inward, error.inward);
  const oracle::Raycaster inside(zone);
  for (const Path& line : shape.lines)
    result.outside += static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [&](const LonLat& p) { return !inside.contains(p); }));
}

void judge(const Shape& shape, const MultiPolygon& zone, const Options& options, Result& result) {
  judge(shape, oracle::ReferenceShape(shape), zone, options.distance, options.slack, result);
}

Shape all_lines(const std::string& path) {
  Shape shape;
  read_features(path, [&](const Feature& f, const OGRFeature&) { add_lines(*f.geometry, shape); });
  return shape;
}

/// All zones of the file are one.
Result measure_one(const Options& options) {
  Result result;
  MultiPolygon zone;
  read_features(options.zones, [&](const Feature& feature, const OGRFeature&) {
    ++result.zones;
    result.vertices += vertices_in(*feature.geometry);
    add_polygons(*feature.geometry, options.geodesic, zone);
  });
  judge(all_lines(options.lines), zone, options, result);
  return result;
}

Result measure_each(const Options& options) {
  std::map<std::int64_t, Shape> shapes;
  read_features(options.lines, [&](const Feature& feature, const OGRFeature&) {
    if (feature.id % options.each == 0) add_lines(*feature.geometry, shapes[feature.id]);
  });
  Result result;
  std::set<std::int64_t> found;
  read_features(options.zones, [&](const Feature& feature, const OGRFeature&) {
    ++result.zones;
    result.vertices += vertices_in(*feature.geometry);
    const auto shape = shapes.find(feature.id);
    if (shape == shapes.end() || !found.insert(feature.id).second) return;
    MultiPolygon zone;
    add_polygons(*feature.geometry, options.geodesic, zone);
    judge(shape->second, zone, options, result);
  });
  result.missing = shapes.size() - found.size();
  return result;
}

/// What lies within each band and the bands inside of it is a whole zone.
Result measure_bands(const Options& options) {
  Result result;
  std::map<double, OGRGeometryUniquePtr> bands;
  read_features(options.zones, [&](Feature feature, const OGRFeature& row) {
    ++result.zones;
    result.vertices += vertices_in(*feature.geometry);
    bands[row.GetFieldAsDouble("distance_m")] = std::move(feature.geometry);
  });
  if (bands.empty() || bands.rbegin()->first != options.distance)
    throw std::runtime_error(options.zones + ": the outermost band is not at the distance");
  const Shape shape = all_lines(options.lines);
  const oracle::ReferenceShape truth(shape);
  OGRGeometryUniquePtr within(OGRGeometryFactory::createGeometry(wkbMultiPolygon));
  for (const auto& [distance, band] : bands) {
    within.reset(within->Union(band.get()));
    if (!within) throw std::runtime_error(options.zones + ": the bands cannot be united");
    MultiPolygon zone;
    add_polygons(*within, options.geodesic, zone);
    judge(shape, truth, zone, distance, options.slack, result);
  }
  return result;
}

Options parse(const std::vector<std::string>& arguments) {
  Options options{arguments.at(0), arguments.at(1), std::stod(arguments.at(2))};
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name == "--bands")
      options.bands = true;
    else if (name == "--geodesic")
      options.geodesic = true;
    else if (name == "--each")
      options.each = std::stoll(arguments.at(++i));
    else if (name == "--slack")
      options.slack = std::stod(arguments.at(++i));
    else
      throw std::runtime_error(name + ": not an option");
  }
  if (options.each < 0 || !(options.slack > 0)) throw std::runtime_error("out of range");
  return options;
}

void print(const Result& result) {
  fmt::print(
      "{{\"outward_m\": {:.6f}, \"inward_m\": {:.6f}, \"zones\": {}, \"vertices\": {}, "
      "\"measured\": {}, \"outside\": {}, \"missing\": {}}}\n",
      result.error.outward, result.error.inward, result.zones, result.vertices, result.measured,
      result.outside, result.missing);
}

}  // namespace
}  // namespace cordon::bench

int main(int argc, char** argv) {
  using namespace cordon::bench;
  Options options;
  try {
    options = parse({argv + 1, argv + argc});
  } catch (const std::exception&) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  return run(argv[0], [&] {
    print(options.each > 0 ? measure_each(options)
          : options.bands  ? measure_bands(options)
                           : measure_one(options));
  });
}
