#include "cordon/cli/zone/zone_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/output_target.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

std::vector<OutputOptions> output_options(const Arguments& arguments,
                                          const std::vector<std::string>& paths) {
  if (paths.size() > 1 && arguments.given("format"))
    throw UsageError(
        fmt::format("--format names the format of one output, {} are given", paths.size()),
        "leave it out: the extension of each output names its format");
  std::vector<OutputOptions> outputs;
  for (const std::string& path : paths) {
    OutputOptions& output = outputs.emplace_back();
    output.path = path;
    output.format = arguments.text("format");
    output.crs = arguments.text("output-crs");
    output.overwrite = arguments.given("overwrite");
    output.tables = output_tables(arguments, {"zone", "line"});
  }
  check_table_option(arguments, outputs);
  return outputs;
}

bool is_project(const std::string& path) {
  return has_extension(path, ".qgz") || has_extension(path, ".qgs");
}

/// The one of the same name, else the only one; without any, one is added.
std::string shown_geopackage(const std::string& project, std::vector<std::string>& paths) {
  const std::string own = fs::path(project).replace_extension(".gpkg").string();
  std::vector<std::string> geopackages;
  std::copy_if(paths.begin(), paths.end(), std::back_inserter(geopackages),
               [](const std::string& path) { return has_extension(path, ".gpkg"); });
  for (const std::string& path : geopackages)
    if (canonical_target(path) == canonical_target(own)) return path;
  if (geopackages.size() > 1)
    throw UsageError(
        fmt::format("the project '{}' shows one GeoPackage, and there are {}", project,
                    geopackages.size()),
        fmt::format("name the one that it shows '{}'", fs::path(own).filename().string()));
  if (geopackages.empty()) paths.insert(paths.begin(), own);
  return geopackages.empty() ? own : geopackages.front();
}

/// Takes the project from the outputs.
void read_project(const Arguments& arguments, std::vector<std::string>& paths, ZoneTask& task) {
  const auto first = std::stable_partition(
      paths.begin(), paths.end(), [](const std::string& path) { return !is_project(path); });
  if (first == paths.end()) return;
  if (paths.end() - first > 1)
    throw UsageError(fmt::format("'{}' and '{}' are both projects", *first, *(first + 1)),
                     "write one of them, and save it in QGIS under the other name");
  task.project = *first;
  paths.erase(first);
  if (arguments.given("format"))
    throw UsageError("--format: a project shows a GeoPackage, whatever the format",
                     "leave it out: the extension of each output names its format");
  if (task.grouping != Grouping::all)
    throw UsageError(
        fmt::format("the project '{}' shows one zone around all features", task.project),
        "leave out --dissolve, or write -o zone.gpkg alone: it brings its looks");
  task.geopackage = shown_geopackage(task.project, paths);
}

/// Places and looks, for outputs that have room for them.
void read_company(const Arguments& arguments, ZoneTask& task) {
  task.theme = arguments.text("theme");
  const bool one_zone = task.grouping == Grouping::all;
  const bool room = std::any_of(task.outputs.begin(), task.outputs.end(), holds_company);
  if (arguments.given("places") && !one_zone)
    throw UsageError("--places: places belong to one zone around all features",
                     "leave it out, or leave out --dissolve");
  if (arguments.given("places") && !room)
    throw UsageError("--places: no output holds places", "add -o zone.gpkg, or leave it out");
  if (!one_zone || !room) return;
  task.places = places_task(arguments);
  task.source.by_feature = true;  // what the line says of itself goes along
}

/// No output may replace what it is made from.
void check_outputs(const ZoneTask& task) {
  const auto check = [&](const std::string& input, std::string_view what) {
    std::error_code none;
    for (const OutputOptions& output : task.outputs)
      if (fs::equivalent(output.path, input, none))
        throw UsageError(fmt::format("--output: '{}' is {}", output.path, what),
                         "write the zone to another file");
  };
  check(task.source.path, "the line itself");
  if (task.clip) check(task.clip->path, "the areas of --clip");
  if (task.erase) check(task.erase->path, "the areas of --erase");
  if (task.by) check(task.by->path, "the areas of --by");
}

}  // namespace

void read_outputs(const Arguments& arguments, ZoneTask& task) {
  std::vector<std::string> paths = arguments.list("output");
  if (paths.empty()) throw UsageError("no output is given", "add -o zone.geojson");
  read_project(arguments, paths, task);
  task.outputs = output_options(arguments, paths);
  read_company(arguments, task);
  check_outputs(task);
}

}  // namespace cordon::cli
