// cordon compare: what changed between drawings of a line, a zone or control.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "cordon/base/error.hpp"
#include "cordon/cli/command.hpp"
#include "cordon/cli/compare/compare_options.hpp"
#include "cordon/cli/compare/compare_output.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/place_box.hpp"
#include "cordon/cli/report/report_places.hpp"
#include "cordon/io/connection.hpp"

namespace cordon::cli {
namespace {

constexpr std::string_view kName = "compare";

/// Of all that may be in either drawing: closed along the antimeridian and at the poles.
BoundingBox box_of(const Step& step) {
  Shape land;
  for (const Drawing* drawing : {step.before, step.after})
    for (const Polygon& polygon : drawing->situation.whole.most) {
      Area& area = land.areas.emplace_back();
      for (const XY& xy : polygon.shell) area.shell.push_back({xy.x, xy.y});
    }
  return box_around(land, 0);
}

void compare_places(const CompareTask& task, Step& step) {
  const NamedPlaces read = read_named_places(*task.places, box_of(step));
  const std::vector<NamedPlace>& places = read.places;
  step.places_source = read.source;
  if (!task.quiet) print_warnings(kName, read.findings);
  Path where;
  for (const NamedPlace& place : places) where.push_back(place.place);
  const unsigned threads = task.zone.zone.threads;
  const std::vector<PlaceState> before = states_of(where, step.before->situation, threads);
  const std::vector<PlaceState> after = states_of(where, step.after->situation, threads);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool in_or_out = before[i].inside != after[i].inside;
    const bool hands = before[i].inside && before[i].holders != after[i].holders;
    if (in_or_out || hands)
      step.places.push_back(
          {places[i].name, places[i].place, places[i].population, before[i], after[i]});
  }
  std::stable_sort(step.places.begin(), step.places.end(),
                   [](const PlaceChange& a, const PlaceChange& b) {
                     return a.population.value_or(-1) > b.population.value_or(-1);
                   });
}

int run(const CompareTask& task) {
  TextOutputs texts(task.texts, task.overwrite);
  std::optional<OutputSet> layers;
  if (!task.layers.empty()) layers.emplace(task.layers, [] { return interrupting_signal() != 0; });
  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  std::deque<Drawing> drawings;
  for (const std::string& path : task.paths) {
    bar.begin(fmt::format("reading {}", shown_name(path)));
    drawings.push_back(read_drawing(path, task, bar.callback()));
    stop_if_interrupted();
    if (!task.quiet) print_warnings(kName, drawings.back().warnings);
  }
  std::vector<Step> steps;
  for (std::size_t i = 1; i < drawings.size(); ++i) {
    bar.begin("comparing");
    check_comparable(drawings[i - 1], drawings[i]);
    Step& step = steps.emplace_back();
    step.before = &drawings[i - 1];
    step.after = &drawings[i];
    step.result = compare(step.before->situation, step.after->situation);
    if (task.places) compare_places(task, step);
    stop_if_interrupted();
  }
  nothing_on_disk.reset();
  texts.write([&](TextFormat format) { return formatted(steps, format); });
  if (layers) layers->write({change_layer(steps.front())});
  stop_if_interrupted();
  texts.commit();
  if (layers) layers->commit();
  bar.clear();
  if (task.json)
    print_result(formatted(steps, TextFormat::json));
  else if (!task.quiet && !prints_zone(task.layers))
    print_result(terminal_text(steps));
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = compare_task(arguments)] { return run(task); };
}

}  // namespace

Command compare_command() {
  return {compare_manual(), setup};
}

}  // namespace cordon::cli
