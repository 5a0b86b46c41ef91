#include "cordon/cli/near/near_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <thread>

#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/text_output.hpp"

namespace cordon::cli {
namespace {

constexpr unsigned kMostThreads = 1024;
constexpr unsigned kMostPlaces = 1'000'000'000;

/// The options of zones that make sense without one.
OptionGroup zone_group() {
  OptionGroup group = plain_zone_group();
  std::erase_if(group.options, [](const Option& option) {
    return option.name == "rings" || option.name == "tolerance";
  });
  for (Option& option : group.options) {
    if (option.name == "distance")
      option.text = "reach of the zone from the line, on each side: places are inside or outside";
    if (option.name == "uncertainty")
      option.text =
          "how far the drawn line may be off: distances become ranges, and places are "
          "inside, outside, or it depends";
  }
  return group;
}

OptionGroup listed_places_group() {
  return {"Places",
          {{.name = "places-layer",
            .argument = "NAME",
            .text = "the layer of places, where there are several"},
           {.name = "places-where",
            .argument = "CONDITION",
            .text = "only places that meet this condition of OGR SQL"},
           {.name = "places-crs",
            .argument = "CRS",
            .text = "CRS of places that state none (default for tables: longitude and latitude on "
                    "WGS84)"},
           {.name = "name-field",
            .argument = "NAME",
            .text = "the column of names (default: name, place, town and the like)"},
           {.name = "lat-field",
            .argument = "NAME",
            .text = "the column of latitudes (default: lat, latitude or y)"},
           {.name = "lon-field",
            .argument = "NAME",
            .text = "the column of longitudes (default: lon, long, lng, longitude or x)"},
           {.name = "keep",
            .argument = "NAMES",
            .text = "columns of the places to list, too, separated by commas"},
           {.name = "within",
            .argument = "LENGTH",
            .text = "list only places that are no farther from the line"},
           {.name = "nearest", .argument = "N", .text = "list only the N nearest places"}}};
}

OptionGroup output_group() {
  return {"Output",
          {output_option("a file to write the table to, as CSV, Markdown or JSON by its extension "
                         "(.csv, .md, .json)"),
           overwrite_option(), json_option(), quiet_option(), help_option()}};
}

double positive(const Arguments& arguments, const std::string& option) {
  const Metres length = arguments.length(option);
  if (length.value <= 0)
    throw UsageError(fmt::format("--{}: {} is not above 0", option, format_length(length)),
                     fmt::format("give a length such as --{} 20km", option));
  return length.value;
}

double reach_on(const Arguments& arguments, const std::string& side) {
  if (!arguments.given(side)) return 0;
  const Metres length = arguments.length(side);
  if (length.value < 0)
    throw UsageError(fmt::format("--{}: {} is below 0", side, format_length(length)),
                     "give 0 or a length such as 15km");
  return length.value;
}

Reach reach(const Arguments& arguments) {
  check_reach(arguments);
  if (arguments.given("left") || arguments.given("right")) {
    const Reach sides{reach_on(arguments, "left"), reach_on(arguments, "right"), true};
    if (sides.left == 0 && sides.right == 0)
      throw UsageError("--left and --right are both 0: nothing is left of the zone",
                       "give a distance on one side at least, such as --left 15km");
    return sides;
  }
  const double distance =
      arguments.given("width") ? positive(arguments, "width") / 2 : positive(arguments, "distance");
  return {distance, distance, false};
}

PlaceOptions place_options(const Arguments& arguments) {
  PlaceOptions places;
  places.source.path = arguments.operands()[1];
  places.source.layer = arguments.text("places-layer");
  places.source.where = arguments.text("places-where");
  places.source.input_crs = arguments.text("places-crs");
  places.source.layer_option = "--places-layer";
  places.source.where_option = "--places-where";
  places.source.crs_option = "--places-crs";
  places.distinct_names = false;  // only those that are listed matter
  places.name_field = arguments.text("name-field");
  places.lat_field = arguments.text("lat-field");
  places.lon_field = arguments.text("lon-field");
  return places;
}

std::vector<std::string> kept_columns(const Arguments& arguments) {
  std::vector<std::string> names;
  std::istringstream words(arguments.text("keep"));
  for (std::string name; std::getline(words, name, ',');) names.push_back(trimmed(name));
  for (const std::string& name : names)
    if (name.empty())
      throw UsageError("--keep: a name between its commas is empty",
                       "write --keep population,side");
  return names;
}

/// No output may replace what it is made from.
void check_outputs(const NearTask& task) {
  for (const std::string& output : task.outputs)
    for (const std::string& input : {task.line.path, task.places.source.path}) {
      std::error_code none;
      if (std::filesystem::equivalent(output, input, none))
        throw UsageError(fmt::format("--output: '{}' is an input", output),
                         "write the table to another file");
    }
}

}  // namespace

NearTask near_task(const Arguments& arguments) {
  NearTask task;
  task.line = source_options(arguments);
  task.places = place_options(arguments);
  task.reach = reach(arguments);
  if (arguments.given("uncertainty")) task.uncertainty = positive(arguments, "uncertainty");
  if (arguments.given("within")) task.within = positive(arguments, "within");
  if (arguments.given("nearest")) task.most = arguments.count("nearest", 1, kMostPlaces);
  task.keep = kept_columns(arguments);
  task.edges = arguments.choice("edges", edges_names());
  task.threads = arguments.given("threads") ? arguments.count("threads", 1, kMostThreads)
                                            : std::max(1U, std::thread::hardware_concurrency());
  check_side_names(arguments);
  task.left_name = arguments.text("left-name");
  task.right_name = arguments.text("right-name");
  task.outputs = arguments.list("output");
  task.overwrite = arguments.given("overwrite");
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  check_outputs(task);
  return task;
}

Manual near_manual() {
  return {
      .name = "near",
      .summary = "say how far places are from a line, on which side, inside or not",
      .operands = {"LINE", "PLACES"},
      .synopsis = "LINE PLACES [options]",
      .description =
          {"Lists places by their distance from the line (or points, or areas, whose inside is at "
           "distance 0): the length of the shortest path on the Earth, with the place of the line "
           "that is nearest, the direction in which it lies, the side of the line, and inside or "
           "outside of the zone that cordon zone would draw with round ends. Distances are exact "
           "to a millimetre; no polygon is built.",
           "PLACES is a layer of points, or a table (CSV, XLSX, ODS ...) with columns of latitude "
           "and longitude in decimal degrees. Sides are those seen looking along the line; beyond "
           "its ends the line prolonged parts them."},
      .options = {zone_group(), listed_places_group(), source_group(), output_group()},
      .examples = {{"cordon near line.geojson towns.csv --distance 20km",
                    "every town, the nearest first, inside or outside of the zone"},
                   {"cordon near line.geojson towns.csv --uncertainty 2km -o towns.md",
                    "with ranges, for a line that may be 2 km off, as a page of Markdown"},
                   {"cordon near line.geojson events.gpkg --within 50km --keep date,best --json",
                    "only what is near, with columns of its own, for machines"}}};
}

}  // namespace cordon::cli
