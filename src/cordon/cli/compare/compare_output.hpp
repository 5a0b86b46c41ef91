// What a comparison says: tables, sentences, and the layer of changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/compare/compare_situation.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/text_output.hpp"
#include "cordon/report/comparison.hpp"

namespace cordon::cli {

/// A place that went in or out, or is on another side than before.
struct PlaceChange {
  std::string name;
  LonLat place;
  std::optional<double> population;  ///< nothing: not known
  PlaceState before, after;
};

/// From one drawing to the next.
struct Step {
  const Drawing* before = nullptr;
  const Drawing* after = nullptr;
  Comparison result;
  std::vector<PlaceChange> places;  ///< the most populous first
  std::string places_source;        ///< file; empty: no places were looked at
};

/// For a terminal.
std::string terminal_text(const std::vector<Step>& steps);

/// CSV: a row for each step and area; Markdown: a page; JSON: all of it.
std::string formatted(const std::vector<Step>& steps, TextFormat format);

/// Layer "changes": what each side, or the whole without sides, gained, lost and kept.
Layer change_layer(const Step& step);

}  // namespace cordon::cli
