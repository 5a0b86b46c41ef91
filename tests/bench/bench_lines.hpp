// The lines that the benchmarks run on, and how their cases are named: PART/LINE/TOLERANCE.
#pragma once

#include <benchmark/benchmark.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::bench {

inline constexpr double kDistance = 20'000;  // m

enum class Line { idlib, fractal_10k, fractal_1m, short_lines_20k };

inline constexpr Line kOneLine[]{Line::idlib, Line::fractal_10k, Line::fractal_1m};
inline constexpr Line kAllLines[]{Line::idlib, Line::fractal_10k, Line::fractal_1m,
                                  Line::short_lines_20k};

struct Case {
  Line line;
  double tolerance;  // m
};

/// Made once, and kept.
const Shape& shape_of(Line line);

/// Each line at 1 m and at 1 cm.
std::vector<Case> cases(std::span<const Line> lines);

/// Registers `run` as "part/fractal_1m/1cm".
void add(std::string_view part, void (*run)(benchmark::State&, const Case&), const Case& c);

}  // namespace cordon::bench
