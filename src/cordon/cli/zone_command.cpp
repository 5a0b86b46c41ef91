// cordon zone: every place within a distance of a line, certified and written.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>
#include <utility>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone_report.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "zone";
constexpr unsigned kMaxThreads = 1024;

/// A length as people type it: without the space of format_length.
std::string typed(Metres length) {
  std::string text = format_length(length);
  std::erase(text, ' ');
  return text;
}

std::string tolerance_range(Metres distance) {
  return fmt::format("from {} to {} ({:g} % of the distance)", format_length(kMinTolerance),
                     format_length({kMaxToleranceShare * distance.value}),
                     100 * kMaxToleranceShare);
}

OptionGroup zone_group() {
  const ZoneOptions defaults;
  return {
      "Zone",
      {{.name = "distance",
        .argument = "LENGTH",
        .fallback = typed(kDefaultDistance),
        .text = fmt::format("reach of the zone from the line, on each side; above 0, up to {} km",
                            grouped(kMaxDistance.value / 1000, 0))},
       {.name = "tolerance",
        .argument = "LENGTH",
        .fallback = typed(kDefaultTolerance),
        .text = fmt::format("largest distance between the drawn boundary and the true one; from "
                            "{} to {:g} % of the distance",
                            typed(kMinTolerance), 100 * kMaxToleranceShare)},
       {.name = "cap",
        .argument = "round|flat",
        .fallback = name_of(defaults.cap),
        .text = "free ends of lines get a half disc, or are cut at a right angle"},
       {.name = "edges",
        .argument = "geodesic|planar",
        .fallback = name_of(defaults.edges),
        .text = "how the input joins two vertices: by the shortest path on the Earth, or straight "
                "in longitude and latitude"},
       {.name = "method",
        .argument = "exact|projected",
        .fallback = name_of(defaults.method),
        .text = "arcs of exact discs, or GEOS buffers in projected CRSs"},
       {.name = "crs",
        .argument = "CRS",
        .text = fmt::format("with --method projected: the CRS to buffer in, such as EPSG:32637, "
                            "or {} for local ones (default: {})",
                            defaults.crs, defaults.crs)},
       {.name = "threads",
        .argument = "N",
        .text = "threads to use; the result is the same for any number (default: all cores)"}}};
}

OptionGroup output_group() {
  return {"Output",
          {{.name = "output",
            .letter = 'o',
            .argument = "OUT",
            .repeatable = true,
            .text = "file to write; its extension names the format; may be given several "
                    "times; - prints GeoJSON"},
           {.name = "format",
            .letter = 'f',
            .argument = "DRIVER",
            .text = "OGR driver to write with, where the extension does not tell"},
           {.name = "output-crs",
            .argument = "CRS",
            .text = "CRS of the outputs (default: longitude and latitude on WGS84)"},
           {.name = "overwrite", .text = "replace files that exist"},
           json_option(),
           quiet_option(),
           help_option()}};
}

Manual zone_manual() {
  return {
      .name = kName,
      .summary = "draw the zone around a line: every place within a distance of it",
      .operand = "LINE",
      .synopsis = "LINE -o OUT... [options]",
      .description =
          {"Reads all features of one layer (lines, points, areas), builds the zone of every place "
           "within the distance of any of them on the WGS84 ellipsoid, and writes it. LINE is "
           "anything that OGR opens: GeoJSON, Shapefile, GeoPackage, KML, GPX, CSV with WKT, also "
           "zipped.",
           "Before anything is written, the whole boundary is measured against the original line "
           "with exact geodesics. The errors found stand in the output. If one exceeds the "
           "tolerance, nothing is written.",
           "Lengths carry a unit: mm, cm, m, km, ft, mi, nmi."},
      .options = {zone_group(), source_group(), output_group()},
      .examples = {
          {"cordon zone line.geojson -o zone.geojson",
           "the 20 km zone: 20 km on each side, 40 km across"},
          {"cordon zone dmz.shp --distance 2km --cap flat -o zone.shp -o zone.gpkg",
           "a 2 km zone that ends where the line ends, in two formats"},
          {"cordon zone coast.kml --distance 12nmi --tolerance 10cm -o zone.geojson --json",
           "twelve nautical miles to 10 cm, with the figures as JSON"}}};
}

struct ZoneTask {
  SourceOptions source;
  ZoneOptions zone;
  std::vector<OutputOptions> outputs;
  bool json = false;
  bool quiet = false;
};

void check_distance(Metres distance) {
  if (distance.value > 0 && distance.value <= kMaxDistance.value) return;
  throw UsageError(fmt::format("--distance: {} is out of range", format_length(distance)),
                   fmt::format("give a distance above 0 and up to {} km",
                               grouped(kMaxDistance.value / 1000, 0)));
}

void check_tolerance(const ZoneOptions& zone, bool given) {
  const double highest = kMaxToleranceShare * zone.distance.value;
  if (zone.tolerance.value >= kMinTolerance.value && zone.tolerance.value <= highest) return;
  if (highest < kMinTolerance.value)
    throw UsageError(
        fmt::format("--distance: {} is too small for any tolerance", format_length(zone.distance)),
        fmt::format("give a distance of {} or more",
                    format_length({kMinTolerance.value / kMaxToleranceShare})));
  throw UsageError(fmt::format("--tolerance: {}{} is out of range for a distance of {}",
                               given ? "" : "the default of ", format_length(zone.tolerance),
                               format_length(zone.distance)),
                   "give a tolerance " + tolerance_range(zone.distance));
}

ZoneOptions zone_options(const Arguments& arguments) {
  ZoneOptions zone;
  zone.distance = arguments.length("distance");
  zone.tolerance = arguments.length("tolerance");
  zone.cap = arguments.choice("cap", cap_names());
  zone.edges = arguments.choice("edges", edges_names());
  zone.method = arguments.choice("method", method_names());
  if (arguments.given("crs")) zone.crs = arguments.text("crs");
  zone.output_crs = arguments.text("output-crs");
  zone.threads = arguments.given("threads") ? arguments.count("threads", 1, kMaxThreads)
                                            : std::max(1U, std::thread::hardware_concurrency());
  check_distance(zone.distance);
  check_tolerance(zone, arguments.given("tolerance"));
  if (arguments.given("crs") && zone.method != Method::projected)
    throw UsageError("--crs: only the projected method works in a CRS",
                     "add --method projected, or use --output-crs for the CRS of the outputs");
  return zone;
}

std::vector<OutputOptions> output_options(const Arguments& arguments) {
  const std::vector<std::string> paths = arguments.list("output");
  if (paths.empty()) throw UsageError("no output is given", "add -o zone.geojson");
  if (paths.size() > 1 && arguments.given("format"))
    throw UsageError(
        fmt::format("--format names the format of one output, {} are given", paths.size()),
        "leave it out: the extension of each output names its format");
  std::vector<OutputOptions> outputs;
  for (const std::string& path : paths) {
    std::error_code none;
    if (fs::equivalent(path, arguments.operand(), none))
      throw UsageError(fmt::format("--output: '{}' is the line itself", path),
                       "write the zone to another file");
    OutputOptions& output = outputs.emplace_back();
    output.path = path;
    output.format = arguments.text("format");
    output.crs = arguments.text("output-crs");
    output.overwrite = arguments.given("overwrite");
  }
  return outputs;
}

OutputSpace output_space(const ZoneOptions& zone) {
  if (zone.output_crs.empty()) return OutputSpace::lonlat(zone.tolerance.value);
  return about_option("output-crs",
                      [&] { return OutputSpace::named(zone.output_crs, zone.tolerance.value); });
}

/// True if the zone itself goes to standard output, where a summary would spoil it.
bool prints_zone(const std::vector<OutputOptions>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const OutputOptions& output) {
    return output.path == "-" || output.path == "/vsistdout/" || output.path == "/dev/stdout";
  });
}

std::vector<WrittenFile> measured(const std::vector<std::string>& paths) {
  std::vector<WrittenFile> files;
  for (const std::string& path : paths) {
    std::error_code none;
    const std::uintmax_t bytes = fs::file_size(path, none);
    files.push_back({path, none ? 0 : bytes});
  }
  return files;
}

int run(const ZoneTask& task) {
  const OutputSpace space = output_space(task.zone);
  std::vector<OutputOptions> targets = task.outputs;
  for (OutputOptions& target : targets) target.decimals = space.decimals();
  OutputSet outputs(std::move(targets));

  Source source = read_source(task.source);
  stop_if_interrupted();
  if (!task.quiet) print_warnings(kName, source.findings);

  ProgressBar bar(task.quiet);
  const Zone zone = build_zone(source.shape, task.zone, bar.callback());
  ZoneReport report = make_report(std::move(source), task.zone, zone, space);
  outputs.write(output_layers(report, zone, space));
  stop_if_interrupted();
  report.files = measured(outputs.commit());
  bar.clear();

  if (task.json)
    print_result(summary_json(report));
  else if (!task.quiet && prints_zone(task.outputs))
    fmt::print(stderr, "{}", summary_text(report));
  else if (!task.quiet)
    print_result(summary_text(report));
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  ZoneTask task{source_options(arguments), zone_options(arguments), output_options(arguments),
                arguments.given("json"), arguments.given("quiet")};
  if (task.json && prints_zone(task.outputs))
    throw UsageError("--json: the zone and the figures cannot both go to standard output",
                     "leave out --json, or name a file with -o");
  return [task = std::move(task)] { return run(task); };
}

}  // namespace

Command zone_command() {
  return {zone_manual(), setup};
}

}  // namespace cordon::cli
