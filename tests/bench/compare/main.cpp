// Prints, as Markdown, how far the boundaries of 20 km zones are from where they should be: those
// of other tools' methods and Cordon's, all measured by the oracle.
#include <GeographicLib/Config.h>
#include <fmt/format.h>
#include <gdal.h>
#include <geos_c.h>
#include <proj.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "boundary.hpp"
#include "cases.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/zone.hpp"
#include "planar_buffer.hpp"
#include "reference.hpp"

namespace cordon::compare {
namespace {

constexpr Metres kDistance{20'000};

struct Row {
  std::string tool;
  oracle::BoundaryError error;
  std::size_t vertices = 0;
  std::string certificate;
};

/// Three digits, whether millimetres or hundreds of metres.
std::string metres(double value) {
  return value < 100 ? fmt::format("{:#.3g}", value) : fmt::format("{:.0f}", value);
}

Row planar_row(const std::string& tool, const Shape& shape, const oracle::ReferenceShape& truth,
               int segments, const std::string& crs, ResultEdges edges) {
  constexpr double kSlack = 0.01;  // m; edges cut to 100 m are straight to 1 mm
  const PlanarBuffer buffer = planar_buffer(shape, kDistance.value, segments, crs, edges);
  return {fmt::format("{}, {} segments", tool, segments),
          oracle::measure_boundary(buffer.boundary, truth, kDistance.value, kSlack),
          buffer.vertices, ""};
}

Row cordon_row(const Shape& shape, const oracle::ReferenceShape& truth, Method method,
               Metres tolerance) {
  ZoneOptions options;
  options.distance = kDistance;
  options.tolerance = tolerance;
  options.method = method;
  const Zone zone = build_zone(shape, options);
  return {fmt::format("Cordon, {} method, tolerance {}",
                      method == Method::exact ? "exact" : "projected", format_length(tolerance)),
          oracle::measure_boundary(zone.polygons, truth, kDistance.value, tolerance.value / 100),
          oracle::vertex_count(zone.polygons),
          fmt::format("{} / {}", metres(zone.certificate.outward_error),
                      metres(zone.certificate.inward_error))};
}

std::vector<Row> measure(const Shape& shape) {
  const oracle::ReferenceShape truth(shape);
  const std::string utm = utm_zone(shape);
  const std::string best = postgis_crs(shape);
  std::vector<Row> rows;
  for (const int segments : {5, 8, 100})
    rows.push_back(planar_row("GEOS in UTM (" + utm + ")", shape, truth, segments, utm,
                              ResultEdges::straight_in_crs));
  for (const int segments : {8, 100})
    rows.push_back(planar_row("PostGIS geography (" + best + ")", shape, truth, segments, best,
                              ResultEdges::geodesic));
  for (const Metres tolerance : {Metres{1}, Metres{0.01}})
    for (const Method method : {Method::exact, Method::projected})
      rows.push_back(cordon_row(shape, truth, method, tolerance));
  return rows;
}

std::string length_and_size(const Shape& shape) {
  double length = 0;
  std::size_t vertices = 0;
  for (const Path& line : shape.lines) {
    for (std::size_t i = 1; i < line.size(); ++i)
      length += oracle::geodesic_distance(line[i - 1], line[i]);
    vertices += line.size();
  }
  return fmt::format("{:.0f} km, {} vertices", length / 1000, vertices);
}

void print_table(const std::string& title, const Shape& shape) {
  fmt::print("\n### {} ({})\n\n", title, length_and_size(shape));
  fmt::print("| zone of {} | too far out, m | too far in, m | vertices | certificate, m |\n",
             format_length(kDistance));
  fmt::print("|---|---:|---:|---:|---:|\n");
  for (const Row& row : measure(shape))
    fmt::print("| {} | {} | {} | {} | {} |\n", row.tool, metres(row.error.outward),
               metres(row.error.inward), row.vertices, row.certificate);
}

Shape read_lines(const std::string& path) {
  SourceOptions options;
  options.path = path;
  Shape shape = read_source(options).shape;
  if (!shape.points.empty() || !shape.areas.empty())
    throw std::runtime_error(path + " has points or areas; only lines are compared");
  return shape;
}

Shape large_case(const std::string& name) {
  const std::vector<oracle::Case> cases = oracle::large_cases();
  return std::find_if(cases.begin(), cases.end(), [&](const auto& c) { return c.name == name; })
      ->shape;
}

void print_versions() {
  const PJ_INFO proj = proj_info();
  fmt::print("GEOS {}, PROJ {}, GDAL {}, GeographicLib {}, g++ {}\n", GEOSversion(), proj.version,
             GDALVersionInfo("RELEASE_NAME"), GEOGRAPHICLIB_VERSION_STRING, __VERSION__);
}

}  // namespace
}  // namespace cordon::compare

int main(int argc, char** argv) {
  using namespace cordon;
  if (argc != 2) {
    fmt::print(stderr, "usage: compare_tools LINE\n");
    return 2;
  }
  try {
    const Shape shape = compare::read_lines(argv[1]);
    compare::print_versions();
    compare::print_table(argv[1], shape);
    compare::print_table("Fractal line", compare::large_case("fractal_10000"));
    compare::print_table("Fractal line over five UTM zones",
                         compare::large_case("across_utm_zones"));
  } catch (const std::exception& error) {
    fmt::print(stderr, "compare_tools: {}\n", error.what());
    return 1;
  }
  return 0;
}
