// Measures over time as a drawing: one plot below the other, over the same days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/map/chart/axis.hpp"
#include "cordon/map/compose.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// What a value may be.
struct ValueBounds {
  double least = 0, most = 0;
};

struct ChartMeasure {
  std::string title;                                 ///< above its plot, with the unit
  std::vector<std::optional<double>> values;         ///< by day, 0 or more; nothing: not known
  std::vector<std::string> words;                    ///< by day: how its value is written beside it
  std::vector<std::optional<ValueBounds>> bounds{};  ///< by day, around the values; empty: none
  double least_step = 0;  ///< between ticks: 1 for what is counted; 0: any
};

struct Chart {
  std::vector<Day> days;  ///< ascending; one or more
  std::vector<ChartMeasure> measures;
};

/// The whole page. Time is true to scale and runs as the language is read; values begin at zero. A
/// plot is a group "measure-1": "chart-dot" circles at known values (named by day and value),
/// "chart-line" between those of days that follow one another, "chart-bounds" from the least to the
/// most that one may be, "chart-value" words beside the first
/// and the last one, and beside others where they have room. Days that have no room for their names
/// are told by months or years. Throws as surround(); DataError for a chart without days or
/// measures, for days that do not ascend, for values and bounds that are not finite or below 0, and
/// for a page that is too small for so many measures.
Scene compose_chart(const Chart& chart, const Captions& captions, const Style& style,
                    const Language& language);

}  // namespace cordon::map
