#include "bench_lines.hpp"

#include <fmt/format.h>

#include <map>

#include "cases.hpp"
#include "random.hpp"

namespace cordon::bench {
namespace {

std::string_view name_of(Line line) {
  switch (line) {
    case Line::idlib:
      return "idlib";
    case Line::fractal_10k:
      return "fractal_10k";
    case Line::fractal_1m:
      return "fractal_1m";
    case Line::short_lines_20k:
      return "short_lines_20k";
  }
  return {};
}

/// Of 20 vertices and some 10 km each, over a few hundred kilometres.
Shape short_lines(std::size_t count) {
  constexpr int kVertices = 20;
  oracle::Random random(4);
  Shape shape;
  for (std::size_t i = 0; i < count; ++i) {
    Path& line = shape.lines.emplace_back();
    LonLat at{random.uniform(33, 39), random.uniform(33, 38)};
    for (int k = 0; k < kVertices; ++k) {
      line.push_back(at);
      at = {at.lon + random.uniform(-0.002, 0.01), at.lat + random.uniform(-0.005, 0.005)};
    }
  }
  return shape;
}

Shape make(Line line) {
  if (line == Line::idlib) return oracle::real_cases().front().shape;
  if (line == Line::short_lines_20k) return short_lines(20'000);
  return oracle::line_shape(oracle::fractal_front(line == Line::fractal_10k ? 10'000 : 1'000'000));
}

}  // namespace

const Shape& shape_of(Line line) {
  static std::map<Line, Shape> made;
  const auto [at, is_new] = made.try_emplace(line);
  if (is_new) at->second = make(line);
  return at->second;
}

std::vector<Case> cases(std::span<const Line> lines) {
  std::vector<Case> all;
  for (const Line line : lines)
    for (const double tolerance : {1.0, 0.01}) all.push_back({line, tolerance});
  return all;
}

void add(std::string_view part, void (*run)(benchmark::State&, const Case&), const Case& c) {
  const std::string name =
      fmt::format("{}/{}/{}", part, name_of(c.line), c.tolerance == 1 ? "1m" : "1cm");
  benchmark::RegisterBenchmark(name.c_str(), [run, c](benchmark::State& state) {
    run(state, c);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace cordon::bench
