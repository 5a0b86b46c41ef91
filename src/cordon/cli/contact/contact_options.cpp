#include "cordon/cli/contact/contact_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string.hpp>
#include <filesystem>
#include <set>

#include "cordon/cli/shared_options.hpp"
#include "cordon/contact/control_areas.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kDecimals = 9;  // 0.1 mm: vertices that were given stay as they are

OptionGroup sides_group() {
  return {"Sides",
          {{.name = "by",
            .argument = "FIELD",
            .text = "the field that says whose an area or a place is (default: each file is one "
                    "side, named as the file)"},
           {.name = "between",
            .argument = "NAMES",
            .text = "the sides, separated by commas, the first one on the left; land of others "
                    "counts as nobody's (default: all, in the order of the file)"}}};
}

OptionGroup line_group() {
  return {"Line",
          {{.name = "gap",
            .argument = "LENGTH",
            .fallback = length_option(kDefaultGap),
            .text = fmt::format("the widest gap between two sides through which the line runs, in "
                                "its middle; up to {}",
                                format_length(kMaxGap))},
           {.name = "min-length",
            .argument = "LENGTH",
            .text = fmt::format("leave out loops, loose pieces and dead ends that are shorter "
                                "(default: {}, or --gap if that is longer)",
                                format_length(kDefaultMinLength))}}};
}

OptionGroup held_places_group() {
  return {"Places",
          {{.name = "places",
            .text = "AREAS are places; each holds the land that is nearer to it than to any other"},
           {.name = "lat-field",
            .argument = "NAME",
            .text = "the column of latitudes (default: lat, latitude or y)"},
           {.name = "lon-field",
            .argument = "NAME",
            .text = "the column of longitudes (default: lon, long, lng, longitude or x)"},
           {.name = "clip",
            .argument = "FILE[:LAYER]",
            .text = fmt::format("cut the land of the places to these areas "
                                "(default: a box {} around the outermost places)",
                                format_length(kPlacesMargin))},
           {.name = "areas-output",
            .argument = "FILE",
            .repeatable = true,
            .text = "a file to write the land of the places to"}}};
}

OptionGroup output_group() {
  return {
      "Output",
      {output_option("file to write the line to; its extension names the format; may be given "
                     "several times; - prints GeoJSON; PG:dbname=NAME writes a table of a PostGIS "
                     "database"),
       table_option("contact", "; the land of places goes to TABLE_control (default: control)"),
       overwrite_option(), json_option(), quiet_option(), help_option()}};
}

std::vector<std::string> side_names(const Arguments& arguments) {
  if (!arguments.given("between")) return {};
  std::vector<std::string> names;
  const std::string text = arguments.text("between");
  boost::split(names, text, boost::is_any_of(","));
  for (std::string& name : names) {
    boost::trim(name);
    if (name.empty())
      throw UsageError(fmt::format("--between: '{}' names an empty side", text),
                       "write --between government,opposition");
  }
  if (names.size() < 2)
    throw UsageError(fmt::format("--between: '{}' is one side only", text),
                     "name two or more, separated by commas");
  if (std::set<std::string>(names.begin(), names.end()).size() < names.size())
    throw UsageError(fmt::format("--between: '{}' names a side twice", text),
                     "name each side once");
  return names;
}

std::vector<OutputOptions> outputs(const Arguments& arguments, const std::string& option) {
  std::vector<OutputOptions> out;
  for (const std::string& path : arguments.list(option)) {
    OutputOptions& output = out.emplace_back();
    output.path = path;
    output.decimals = kDecimals;
    output.overwrite = arguments.given("overwrite");
    const std::vector<OutputTable> tables = output_tables(arguments, {"contact", "control"});
    output.tables = {tables[option == "output" ? 0 : 1]};
  }
  return out;
}

ContactOptions contact_options(const Arguments& arguments) {
  ContactOptions options;
  options.gap = arguments.length("gap");
  if (options.gap.value < 0 || options.gap.value > kMaxGap.value)
    throw UsageError(fmt::format("--gap: {} is not from 0 to {}", format_length(options.gap),
                                 format_length(kMaxGap)),
                     "give the widest gap that still is one front, such as --gap 3km");
  options.min_length = arguments.given("min-length")
                           ? arguments.length("min-length")
                           : Metres{std::max(kDefaultMinLength.value, options.gap.value)};
  if (options.min_length.value < 0)
    throw UsageError(fmt::format("--min-length: {} is below 0", format_length(options.min_length)),
                     "give 0m to leave nothing out");
  return options;
}

void check_places(const ContactTask& task, const Arguments& arguments) {
  if (task.places) {
    if (task.by.empty())
      throw UsageError("--places needs the column that says who holds each place",
                       "name it, such as --by side");
    return;
  }
  for (const char* option : {"lat-field", "lon-field", "clip", "areas-output"})
    if (arguments.given(option))
      throw UsageError(fmt::format("--{} means nothing for areas", option),
                       "add --places if the input is places, or leave it out");
}

void check_sides(const ContactTask& task) {
  if (!task.by.empty()) return;
  if (task.sources.size() == 1)
    throw UsageError(fmt::format("'{}' alone does not say which areas belong to which side",
                                 task.sources.front().path),
                     "name the field that does with --by, or give a file for each side");
  if (!task.between.empty() && task.between.size() != task.sources.size())
    throw UsageError(fmt::format("--between names {} sides for {} files", task.between.size(),
                                 task.sources.size()),
                     "without --by each file is one side: name as many");
}

/// No output may replace an input, and no two may be the same.
void check_outputs(const ContactTask& task) {
  if (task.outputs.empty()) throw UsageError("no output is given", "add -o line.geojson");
  std::vector<std::string> inputs;
  for (const SourceOptions& source : task.sources) inputs.push_back(source.path);
  if (task.clip) inputs.push_back(task.clip->path);
  for (const auto* set : {&task.outputs, &task.area_outputs})
    for (const OutputOptions& output : *set) {
      std::error_code none;
      for (const std::string& input : inputs)
        if (fs::equivalent(output.path, input, none))
          throw UsageError(fmt::format("--output: '{}' is an input", output.path),
                           "write to another file");
    }
  for (const OutputOptions& areas : task.area_outputs)
    for (const OutputOptions& line : task.outputs)
      if (!is_database(line.path) &&
          fs::path(areas.path).lexically_normal() == fs::path(line.path).lexically_normal())
        throw UsageError(fmt::format("'{}' is to hold the line and the areas", line.path),
                         "write the areas to another file");
  if (task.json && prints_zone(task.outputs))
    throw UsageError("--json and -o - both print to standard output",
                     "write the line to a file, or leave --json out");
  if (prints_zone(task.area_outputs))
    throw UsageError("--areas-output: areas are not printed", "write them to a file");
}

}  // namespace

ContactTask contact_task(const Arguments& arguments) {
  ContactTask task;
  for (const std::string& path : arguments.operands()) {
    task.sources.push_back(source_options(arguments));
    task.sources.back().path = path;
  }
  task.by = arguments.text("by");
  task.between = side_names(arguments);
  task.places = arguments.given("places");
  task.lat_field = arguments.text("lat-field");
  task.lon_field = arguments.text("lon-field");
  if (arguments.given("clip")) task.clip = area_file(arguments.text("clip"));
  task.options = contact_options(arguments);
  task.outputs = outputs(arguments, "output");
  task.area_outputs = outputs(arguments, "areas-output");
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  check_places(task, arguments);
  check_sides(task);
  check_outputs(task);
  std::vector<OutputOptions> all = task.outputs;
  all.insert(all.end(), task.area_outputs.begin(), task.area_outputs.end());
  check_table_option(arguments, all);
  return task;
}

Manual contact_manual() {
  return {
      .name = "contact",
      .summary = "find the line of contact between areas of control",
      .operands = {"AREAS"},
      .synopsis = "AREAS... -o LINE [options]",
      .description =
          {"Finds where the areas of two or more sides meet and writes that as lines with the "
           "first "
           "side on the left. An edge that two sides share becomes contact as it was drawn. "
           "Through "
           "a gap no wider than --gap, and through land that several sides claim, the line runs in "
           "the middle: equally far from the land that each side holds alone. An enclave's ring is "
           "contact, too; border and coast, where no other side lies, are not. Middle lines are "
           "within 0.1 m of the true ones on the WGS84 ellipsoid.",
           "Each line says which sides are on its left and right, its length, and the widest gap "
           "and "
           "overlap that it crosses.",
           "With --places the input is places, with who holds each (a layer of points, or a table "
           "with columns of latitude and longitude), and the areas are the land nearest to each."},
      .options = {source_group(), sides_group(), line_group(), held_places_group(), output_group()},
      .examples = {{"cordon contact government.shp opposition.shp -o line.geojson",
                    "the line between two files, government on the left"},
                   {"cordon contact control.gpkg --by party --between A,B --gap 3km -o line.gpkg",
                    "the middle of a no man's land of up to 3 km"},
                   {"cordon contact towns.csv --places --by side --clip syria.shp -o line.geojson",
                    "from a list of towns and who holds each"}},
      .last_operand_repeats = true};
}

}  // namespace cordon::cli
