// Reading and writing a line of a million vertices. The disk is the machine's; the cache is warm.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "bench_lines.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"

namespace cordon::bench {
namespace {

namespace fs = std::filesystem;

/// A folder that goes with the process.
class Folder {
 public:
  Folder() { fs::create_directory(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_ = fs::temp_directory_path() / fmt::format("cordon-io-bench-{}", ::getpid());
};

const Folder& folder() {
  static const Folder made;
  return made;
}

std::vector<Layer> layers() {
  std::vector<XY> path;
  for (const LonLat& place : shape_of(Line::fractal_1m).lines.front())
    path.push_back({place.lon, place.lat});
  Feature feature;
  feature.geometry = std::vector<std::vector<XY>>{std::move(path)};
  return {{"line", {std::move(feature)}}};
}

OutputSet outputs(const std::string& path) {
  OutputOptions options;
  options.path = path;
  options.overwrite = true;
  return OutputSet({options});
}

void write(benchmark::State& state, const std::string& extension) {
  const std::vector<Layer> line = layers();
  for (auto _ : state) outputs(folder().file("written." + extension)).write(line);
  state.SetItemsProcessed(state.iterations() * 1'000'000);
}

void read(benchmark::State& state, const std::string& extension) {
  SourceOptions options;
  options.path = folder().file("line." + extension);
  OutputSet set = outputs(options.path);
  set.write(layers());
  set.commit();
  std::size_t vertices = 0;
  for (auto _ : state) vertices = read_source(options).vertices;
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(vertices));
}

[[maybe_unused]] const bool registered = [] {
  const auto add_io = [](const std::string& name, const auto& run) {
    benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
  };
  for (const std::string extension : {"geojson", "fgb", "gpkg", "shp"}) {
    add_io("io/read/fractal_1m/" + extension, [=](benchmark::State& s) { read(s, extension); });
    add_io("io/write/fractal_1m/" + extension, [=](benchmark::State& s) { write(s, extension); });
  }
  return true;
}();

}  // namespace
}  // namespace cordon::bench
