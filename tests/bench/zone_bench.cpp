// The parts of the exact method and its certificate, on one thread, inside the process.
#include <benchmark/benchmark.h>

#include <map>
#include <string>

#include "cases.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/exact/exact.hpp"

namespace cordon {
namespace {

constexpr double kDistance = 20'000;

const Shape& shape_of(std::int64_t vertices) {
  static std::map<std::int64_t, Shape> shapes;
  const auto [at, is_new] = shapes.try_emplace(vertices);
  if (is_new)
    at->second =
        vertices == 0
            ? oracle::real_cases().front().shape
            : oracle::line_shape(oracle::fractal_front(static_cast<std::size_t>(vertices)));
  return at->second;
}

double tolerance_of(const benchmark::State& state) {
  return static_cast<double>(state.range(1)) / 1000;
}

void thin(benchmark::State& state) {
  const Shape& shape = shape_of(state.range(0));
  const ThinOptions options = exact_thinning(kDistance, tolerance_of(state));
  std::size_t points = 0;
  for (auto _ : state) points = thin_to_points(shape, options).size();
  state.counters["points"] = static_cast<double>(points);
}

void build(benchmark::State& state) {
  const Shape& shape = shape_of(state.range(0));
  const double tolerance = tolerance_of(state);
  const OutputSpace space = OutputSpace::lonlat(tolerance);
  std::size_t vertices = 0;
  for (auto _ : state)
    vertices = exact_zone(shape, kDistance, tolerance, Construction::plain, space, 1, {})
                   .front()
                   .shell.size();
  state.counters["vertices"] = static_cast<double>(vertices);
}

void certificate(benchmark::State& state) {
  const Shape& shape = shape_of(state.range(0));
  const double tolerance = tolerance_of(state);
  const OutputSpace space = OutputSpace::lonlat(tolerance);
  const MultiPolygon zone =
      exact_zone(shape, kDistance, tolerance, Construction::plain, space, 1, {});
  for (auto _ : state) {
    const Certificate found = certify(shape, zone, kDistance, tolerance, Cap::round, space, 1);
    if (!found.holds()) state.SkipWithError("the certificate does not hold");
    benchmark::DoNotOptimize(found);
  }
}

// Arguments: vertices (0: the Idlib line), tolerance in mm.
void cases(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t vertices : {0, 10'000, 1'000'000})
    for (const std::int64_t tolerance : {1000, 10}) bench->Args({vertices, tolerance});
  bench->Unit(benchmark::kMillisecond)->ArgNames({"vertices", "tolerance_mm"});
}

BENCHMARK(thin)->Apply(cases);
BENCHMARK(build)->Apply(cases);
BENCHMARK(certificate)->Apply(cases);

}  // namespace
}  // namespace cordon

BENCHMARK_MAIN();
