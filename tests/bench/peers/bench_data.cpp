// Writes the lines that the benchmarks are about; the same on every machine.
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "cases.hpp"
#include "files.hpp"
#include "random.hpp"

namespace cordon::bench {
namespace {

constexpr int kDecimals = 9;  // of a degree: 0.1 mm; a million vertices are 0.35 m apart

/// So that the files of all formats hold the same line.
double rounded(double degrees) {
  const double unit = std::pow(10.0, kDecimals);
  return std::round(degrees * unit) / unit;
}

OGRGeometryUniquePtr line_string(const Path& path) {
  auto line = std::make_unique<OGRLineString>();
  line->setNumPoints(static_cast<int>(path.size()));
  for (std::size_t i = 0; i < path.size(); ++i)
    line->setPoint(static_cast<int>(i), rounded(path[i].lon), rounded(path[i].lat));
  return OGRGeometryUniquePtr(line.release());
}

/// One fractal line between two places, 350 km apart.
void write_front(std::size_t vertices, Writer& writer) {
  writer.write({1, line_string(oracle::fractal_front(vertices))});
}

/// Lines of 20 vertices, about 500 m apart, that start anywhere in 34-40 E, 33-38 N and turn by up
/// to 50 degrees at each, as drawn fronts do.
void write_short_lines(std::size_t count, Writer& writer) {
  oracle::Random random(1);
  for (std::size_t k = 1; k <= count; ++k) {
    const double lon = random.uniform(34, 40);
    const double lat = random.uniform(33, 38);
    const Path path = oracle::random_walk({lon, lat}, 20, 500, 50, random.bits());
    writer.write({static_cast<std::int64_t>(k), line_string(path)});
  }
}

void write(const std::string& kind, std::size_t size, const std::string& path) {
  const bool json = path.ends_with(".geojson");
  Writer writer(path, json ? "GeoJSON" : "FlatGeobuf", wkbLineString, kDecimals);
  if (kind == "front")
    write_front(size, writer);
  else if (kind == "lines")
    write_short_lines(size, writer);
  else
    throw std::runtime_error(kind + ": front or lines are made");
  writer.close();
}

}  // namespace
}  // namespace cordon::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_data front|lines COUNT OUT.fgb|OUT.geojson\n");
    return 2;
  }
  return cordon::bench::run(argv[0],
                            [&] { cordon::bench::write(argv[1], std::stoul(argv[2]), argv[3]); });
}
