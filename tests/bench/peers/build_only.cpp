// Reads lines and builds the certified zone of each feature on N threads, and writes nothing: what
// `cordon zone --dissolve none` does before it writes.
#include <fmt/format.h>

#include <atomic>
#include <string>

#include "cordon/base/parallel.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/zone.hpp"
#include "files.hpp"

namespace cordon::bench {
namespace {

void build(const std::string& path, double distance, unsigned threads) {
  Phases phases;
  SourceOptions source;
  source.path = path;
  source.by_feature = true;
  const Source lines = read_source(source);
  phases.end("read");

  ZoneOptions options;
  options.distance = Metres{distance};
  std::atomic<std::size_t> polygons{0};
  parallel_for(lines.by_feature.size(), threads, [&](std::size_t i) {
    polygons += build_zone(lines.by_feature[i].shape, options).polygons.size();
  });
  phases.end("build");
  fmt::print("{} polygons\n", polygons.load());
}

}  // namespace
}  // namespace cordon::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: build_only LINES DISTANCE_M THREADS\n");
    return 2;
  }
  return cordon::bench::run(argv[0], [&] {
    cordon::bench::build(argv[1], std::stod(argv[2]), static_cast<unsigned>(std::stoul(argv[3])));
  });
}
