// The whole exact method, its thinning and its certificate, on one thread, inside the process.
#include <benchmark/benchmark.h>

#include "bench_lines.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/exact/exact.hpp"

namespace cordon::bench {
namespace {

void thin(benchmark::State& state, const Case& c) {
  const Shape& shape = shape_of(c.line);
  const ThinOptions options = exact_thinning(kDistance, c.tolerance);
  std::size_t points = 0;
  for (auto _ : state) points = thin_to_points(shape, options).size();
  state.counters["points"] = static_cast<double>(points);
}

MultiPolygon zone_of(const Case& c, const OutputSpace& space) {
  return exact_zone(shape_of(c.line), kDistance, c.tolerance, Construction::plain, space, 1, {});
}

void build(benchmark::State& state, const Case& c) {
  const OutputSpace space = OutputSpace::lonlat(c.tolerance);
  std::size_t vertices = 0;
  for (auto _ : state) vertices = zone_of(c, space).front().shell.size();
  state.counters["vertices"] = static_cast<double>(vertices);
}

void certificate(benchmark::State& state, const Case& c) {
  const OutputSpace space = OutputSpace::lonlat(c.tolerance);
  const MultiPolygon zone = zone_of(c, space);
  for (auto _ : state) {
    const Certificate found =
        certify(shape_of(c.line), zone, kDistance, c.tolerance, Cap::round, space, 1);
    if (!found.holds()) state.SkipWithError("the certificate does not hold");
    benchmark::DoNotOptimize(found);
  }
}

[[maybe_unused]] const bool registered = [] {
  for (const Case& c : cases(kAllLines)) {
    add("thin", thin, c);
    add("build", build, c);
    add("certificate/whole", certificate, c);
  }
  return true;
}();

}  // namespace
}  // namespace cordon::bench

BENCHMARK_MAIN();
