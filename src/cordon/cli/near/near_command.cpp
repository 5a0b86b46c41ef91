// cordon near: how far places are from a line.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/near/near_figures.hpp"
#include "cordon/cli/near/near_options.hpp"
#include "cordon/cli/place_box.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/io/text_output.hpp"
#include "cordon/report/near.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kName = "near";
constexpr double kBend = 1e-4;  // m; a tenth of what distances promise

/// Points and areas have no sides.
void check_sides(const NearTask& task, const Shape& shape) {
  if (!task.reach.by_side || (shape.points.empty() && shape.areas.empty())) return;
  throw UsageError(fmt::format("--left and --right: '{}' holds {}, which have no sides",
                               task.line.path, shape.areas.empty() ? "points" : "areas"),
                   "use --distance, or choose the lines with --where");
}

std::vector<const PlaceRow*> listed_rows(const NearFigures& figures) {
  std::vector<const PlaceRow*> rows;
  for (const NearPlace& place : figures.listed) rows.push_back(place.row);
  return rows;
}

void read_and_measure(NearFigures& figures, ProgressBar& bar) {
  const NearTask& task = figures.task;
  bar.begin("reading");
  figures.line = read_source(task.line);
  stop_if_interrupted();
  Shape shape = std::exchange(figures.line.shape, {});
  check_sides(task, shape);
  figures.has_sides = shape.points.empty() && shape.areas.empty();
  if (task.edges == Edges::planar) shape = geodesics_of_planar(shape, kBend);
  PlaceOptions options = task.places;
  if (task.within && shape.areas.empty()) options.box = box_around(shape, *task.within);
  figures.places = read_places(options);
  stop_if_interrupted();

  const NearSearch search(shape);
  Path places;
  for (const PlaceRow& row : figures.places.rows) places.push_back(row.place);
  bar.count(places.size(), "places");
  list_places(search.look_from(places, task.threads, bar.callback()), figures);
  for (const Findings* found : {&figures.line.findings, &figures.places.findings})
    figures.warnings.insert(figures.warnings.end(), found->begin(), found->end());
  if (auto finding = duplicate_names(figures.places, listed_rows(figures)))
    figures.warnings.push_back(std::move(*finding));
  check_mirrored(search, figures, figures.warnings);
}

std::string text_for(TextFormat format, const NearFigures& figures) {
  if (format == TextFormat::csv) return csv_text(near_table(figures, Reader::machine));
  return format == TextFormat::markdown ? near_markdown(figures) : near_json(figures);
}

int run(const NearTask& task) {
  TextOutputs outputs(task.outputs, task.overwrite);
  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  NearFigures figures;
  figures.task = task;
  read_and_measure(figures, bar);
  const std::string result = task.json ? near_json(figures) : near_text(figures);
  stop_if_interrupted();
  nothing_on_disk.reset();
  outputs.write([&](TextFormat format) { return text_for(format, figures); });
  stop_if_interrupted();
  outputs.commit();
  bar.clear();
  if (!task.quiet) print_warnings(kName, figures.warnings);
  if (task.json || outputs.empty())
    print_result(result);
  else if (!task.quiet)
    print_result(near_sentence(figures) + '\n');
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = near_task(arguments)] { return run(task); };
}

}  // namespace

Command near_command() {
  return {near_manual(), setup};
}

}  // namespace cordon::cli
