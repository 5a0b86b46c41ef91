#include "cordon/cli/verify/verify_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

constexpr unsigned kMostThreads = 1024;
constexpr int kDecimals = 9;  // of a degree, of problems
constexpr const char* kSynopsis = "ZONE [LINE] [options]";

double positive(const Arguments& arguments, const std::string& option, Metres most) {
  const Metres length = arguments.length(option);
  if (length.value <= 0 || length.value > most.value)
    throw UsageError(fmt::format("--{}: {} is out of range", option, format_length(length)),
                     fmt::format("give a length above 0 and up to {}", format_length(most)));
  return length.value;
}

double reach_on(const Arguments& arguments, const std::string& side) {
  if (!arguments.given(side) || arguments.text(side) == "0") return 0;
  return positive(arguments, side, kMaxDistance);
}

void read_reach(const Arguments& arguments, VerifyTask& task) {
  check_reach(arguments);
  if (arguments.given("distance")) task.distance = positive(arguments, "distance", kMaxDistance);
  if (arguments.given("width"))
    task.distance = positive(arguments, "width", {2 * kMaxDistance.value}) / 2;
  if (!arguments.given("left") && !arguments.given("right")) return;
  task.sides = {reach_on(arguments, "left"), reach_on(arguments, "right")};
  if (*task.sides == Sides{})
    throw UsageError("--left and --right are both 0: there is nothing to verify",
                     "give a distance on one side at least, such as --left 15km");
}

double tolerance(const Arguments& arguments) {
  const Metres length = arguments.length("tolerance");
  const Metres most{kMaxToleranceShare * kMaxDistance.value};
  if (length.value < kMinTolerance.value || length.value > most.value)
    throw UsageError(fmt::format("--tolerance: {} is out of range", format_length(length)),
                     fmt::format("give a tolerance from {} to {:g} % of the distance",
                                 format_length(kMinTolerance), 100 * kMaxToleranceShare));
  return length.value;
}

void read_sources(const Arguments& arguments, VerifyTask& task) {
  task.zone = source_options(arguments);
  task.line_layer = arguments.text("line-layer");
  const std::vector<std::string>& operands = arguments.operands();
  if (operands.size() > 2)
    throw UsageError(
        fmt::format("'{}' is one argument too many", operands[2]),
        fmt::format("write cordon verify {}, with quotes around names that hold spaces",
                    kSynopsis));
  if (operands.size() < 2) return;
  for (const std::string other : {"line-layer", "line-where"})
    if (arguments.given("line-sql") && arguments.given(other))
      throw UsageError(
          fmt::format("--line-sql and --{} do not go together: a statement says itself "
                      "what it selects",
                      other),
          "write it into the statement, or leave out --line-sql");
  SourceOptions& line = task.line.emplace();
  line.path = operands[1];
  line.layer = task.line_layer;
  line.where = arguments.text("line-where");
  line.sql = trimmed(arguments.text("line-sql"));
  line.input_crs = arguments.text("line-crs");
  line.layer_option = "--line-layer";
  line.where_option = "--line-where";
  line.sql_option = "--line-sql";
  line.crs_option = "--line-crs";
}

/// No output may replace what is verified.
void read_outputs(const Arguments& arguments, VerifyTask& task) {
  for (const std::string& path : arguments.list("output")) {
    for (const std::string& input : {task.zone.path, task.line ? task.line->path : ""}) {
      std::error_code none;
      if (std::filesystem::equivalent(path, input, none))
        throw UsageError(fmt::format("--output: '{}' is an input", path),
                         "write the problems to another file");
    }
    task.outputs.push_back({path, "", "", kDecimals, arguments.given("overwrite")});
  }
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  if (task.json && prints_zone(task.outputs))
    throw UsageError("--json: the problems and the figures cannot both go to standard output",
                     "leave out --json, or name a file with -o");
}

OptionGroup claim_group() {
  return {
      "What the zone should be (default: as its own fields say)",
      {{.name = "distance",
        .argument = "LENGTH",
        .text = "reach of the zone from the line, on each side"},
       {.name = "width",
        .argument = "LENGTH",
        .text = "from edge to edge of the zone: half of it on each side"},
       {.name = "left",
        .argument = "LENGTH",
        .text = "reach on the left, looking along the line; --left alone: nothing on the right"},
       {.name = "right",
        .argument = "LENGTH",
        .text = "reach on the right; --right alone: nothing on the left"},
       {.name = "cap",
        .argument = "round|flat|square",
        .text = "free ends of lines get a half disc, are cut at a right angle, or go on straight "
                "for the distance (round, where neither says)"},
       {.name = "edges",
        .argument = "geodesic|planar",
        .text = "how the line joins two vertices: by the shortest path on the Earth, or straight "
                "in longitude and latitude (geodesic, where neither says)"},
       {.name = "tolerance",
        .argument = "LENGTH",
        .text = fmt::format("largest error that is accepted (default: the file's own, else {}); "
                            "from {} to {:g} % of the distance",
                            length_option(kDefaultTolerance), length_option(kMinTolerance),
                            100 * kMaxToleranceShare)},
       {.name = "threads", .argument = "N", .text = "threads to use (default: all cores)"}}};
}

OptionGroup input_group() {
  OptionGroup group = source_group();
  group.title = "Input";
  for (Option& option : group.options) {
    if (option.name == "layer")
      option.text = "the layer of the zone, where there are several (default: zone)";
    if (option.name == "where")
      option.text = "verify only features of the zone that meet this condition of OGR SQL";
    if (option.name == "input-crs") option.text = "CRS of a zone that states none";
  }
  group.options.push_back({.name = "line-layer",
                           .argument = "NAME",
                           .text = "the layer of the line, where there are several (in the zone's "
                                   "own file: line)"});
  group.options.push_back({.name = "line-where",
                           .argument = "CONDITION",
                           .text = "only features of the line that meet this condition"});
  group.options.push_back({.name = "line-sql",
                           .argument = "SELECT",
                           .text = "read the line that this statement selects, as with --sql"});
  group.options.push_back(
      {.name = "line-crs", .argument = "CRS", .text = "CRS of a line that states none"});
  return group;
}

OptionGroup output_group() {
  return {"Output",
          {output_option("file to write the places to where the zone is wrong, as areas with kind, "
                         "error and size, in any format of cordon zone; without any if it holds"),
           overwrite_option(), json_option(), quiet_option(), help_option()}};
}

}  // namespace

VerifyTask verify_task(const Arguments& arguments) {
  VerifyTask task;
  read_sources(arguments, task);
  read_reach(arguments, task);
  if (arguments.given("tolerance")) task.tolerance = tolerance(arguments);
  if (arguments.given("cap")) task.cap = arguments.choice("cap", cap_names());
  if (arguments.given("edges")) task.edges = arguments.choice("edges", edges_names());
  task.threads = arguments.given("threads") ? arguments.count("threads", 1, kMostThreads)
                                            : std::max(1U, std::thread::hardware_concurrency());
  for (const std::string option : {"line-where", "line-sql", "line-crs"})
    if (!task.line && arguments.given(option))
      throw UsageError(fmt::format("--{} is about a line that is not given", option),
                       fmt::format("write cordon verify {}", kSynopsis));
  read_outputs(arguments, task);
  return task;
}

Manual verify_manual() {
  return {
      .name = "verify",
      .summary = "measure the error of a zone that any program drew",
      .operands = {"ZONE"},
      .synopsis = kSynopsis,
      .description =
          {"Measures how far the boundary of a zone is from the true one, every place within the "
           "distance of the line on the ellipsoid WGS84: largest errors outwards and inwards, with "
           "the places where they are, as bounds over every edge and not at samples; parts that "
           "are "
           "missing or too many, holes that are false or filled; and the area against the true "
           "one. "
           "The edges of the zone are straight in the coordinates of its own file, as programs "
           "draw "
           "them.",
           "ZONE is polygons by QGIS, PostGIS, GEOS or any other program, or a zone of cordon, "
           "whose fields say what it should be. Several features are one zone together. Of bands, "
           "all features out to each distance are verified together; of two sides, the whole and "
           "each side; sides are measured against the parts that cordon zone cuts. LINE may be "
           "left "
           "out if the file of the zone has a layer 'line', as GeoPackages of cordon have.",
           "Ends with exit code 0 if the zone holds the tolerance, and 3 if it does not."},
      .options = {claim_group(), input_group(), output_group()},
      .examples = {{"cordon verify buffer.gpkg line.geojson --distance 20km",
                    "how far off is that buffer?"},
                   {"cordon verify zone.gpkg", "does a zone of cordon with its line still hold?"},
                   {"cordon verify zone.shp line.shp --tolerance 10m -o problems.gpkg",
                    "where is it off by more than 10 m?"}},
      .last_operand_repeats = true};
}

}  // namespace cordon::cli
