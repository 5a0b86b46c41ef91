#include "cordon/cli/compare/compare_options.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cordon/base/error.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/contact/contact.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/text_output.hpp"

namespace cordon::cli {
namespace {

constexpr int kDecimals = 9;  // of a degree: what zones of 1 cm have

void check_outputs(const CompareTask& task, const std::vector<std::string>& outputs) {
  for (const std::string& output : outputs)
    for (const std::string& input : task.paths) {
      std::error_code none;
      if (std::filesystem::equivalent(output, input, none))
        throw UsageError(fmt::format("--output: '{}' is one of the files to compare", output),
                         "write to another file");
    }
}

OptionGroup control_group() {
  return {"Areas of control",
          {{.name = "by",
            .argument = "FIELD",
            .text = "the field that says who holds an area (default: side, where there is one)"},
           {.name = "gap",
            .argument = "LENGTH",
            .fallback = length_option(kDefaultGap),
            .text = "widest gap between two sides across which their line of contact is drawn"}}};
}

/// All places in the zones are looked at, and none beyond.
OptionGroup inner_places_group() {
  OptionGroup group = places_group();
  std::erase_if(group.options, [](const Option& o) { return o.name == "places-within"; });
  return group;
}

OptionGroup output_group() {
  return {"Output",
          {output_option("file to write: .csv with a row for each step and area, .md for a page, "
                         ".json; or the areas gained, lost and kept as a layer, in any format of "
                         "cordon zone"),
           overwrite_option(), json_option(), quiet_option(), help_option()}};
}

}  // namespace

CompareTask compare_task(const Arguments& arguments) {
  CompareTask task;
  task.paths = arguments.operands();
  task.zone = plain_zone_task(arguments);
  task.zone.source.by_feature = true;
  task.holder_field = arguments.text("by");
  task.gap = arguments.length("gap");
  if (task.gap.value < 0 || task.gap.value > kMaxGap.value)
    throw UsageError(fmt::format("--gap: {} is out of range", format_length(task.gap)),
                     fmt::format("give a length from 0m to {}", length_option(kMaxGap)));
  task.places = places_task(arguments);
  task.overwrite = arguments.given("overwrite");
  for (const std::string& path : arguments.list("output"))
    if (text_format(path))
      task.texts.push_back(path);
    else
      task.layers.push_back({path, "", "", kDecimals, task.overwrite});
  check_outputs(task, arguments.list("output"));
  if (!task.layers.empty() && task.paths.size() > 2)
    throw UsageError(
        fmt::format("--output: '{}' holds the changes of one step, and {} files make {}",
                    shown_name(task.layers.front().path), task.paths.size(), task.paths.size() - 1),
        "give two files, or write the series to a .csv, .md or .json");
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  if (task.json && prints_zone(task.layers))
    throw UsageError("--json: the changes and the figures cannot both go to standard output",
                     "leave out --json, or name a file with -o");
  return task;
}

Manual compare_manual() {
  return {
      .name = "compare",
      .summary = "say what changed between two lines, zones or areas of control",
      .operands = {"OLD", "NEW"},
      .synopsis = "OLD NEW... [options]",
      .description =
          {"Measures the land gained, lost and kept, on the whole and on each side, what passed "
           "from one side to the other, how far the line moved, and which towns changed. Around "
           "lines a zone is built, as cordon zone does it, and its sides are compared. Polygons "
           "are zones, or areas of control with the field that says who holds them; their line of "
           "contact is found as cordon contact does it.",
           "More than two files make a series: each is compared with the one before it. A date is "
           "taken from a field named date, or from the file's name."},
      .options = {plain_zone_group(false), control_group(), inner_places_group(), source_group(),
                  output_group()},
      .examples = {{"cordon compare 2018-09.geojson 2019-08.geojson --left-name government",
                    "what the 20 km zone lost and gained, and how far the line moved"},
                   {"cordon compare control_2018.gpkg control_2019.gpkg --by side -o changes.gpkg",
                    "land that changed hands, as a layer"},
                   {"cordon compare front_*.geojson -o series.csv",
                    "a series, one row for each step"}},
      .last_operand_repeats = true};
}

}  // namespace cordon::cli
