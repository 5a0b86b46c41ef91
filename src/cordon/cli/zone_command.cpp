// cordon zone: every place within a distance of a line, certified and written.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/zone_build.hpp"
#include "cordon/cli/zone_groups.hpp"
#include "cordon/cli/zone_options.hpp"
#include "cordon/cli/zone_report.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "zone";

OutputSpace output_space(const ZoneOptions& zone) {
  if (zone.output_crs.empty()) return OutputSpace::lonlat(zone.tolerance.value);
  return about_option("output-crs",
                      [&] { return OutputSpace::named(zone.output_crs, zone.tolerance.value); });
}

/// A line that jumps from 180 to -180 is what geodesics take for granted; read as straight in
/// degrees it goes around the whole Earth.
Source read_line(const ZoneTask& task) {
  const auto jumps = [](const Finding& finding) {
    return finding.code == "edge-over-antimeridian";
  };
  Source source = read_source(task.source);
  const auto jump = std::find_if(source.findings.begin(), source.findings.end(), jumps);
  if (jump != source.findings.end() && task.zone.edges == Edges::planar) throw FindingError(*jump);
  std::erase_if(source.findings, jumps);
  return source;
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

void print_summary(const ZoneReport& report) {
  const ZoneTask& task = report.task;
  if (task.json)
    print_result(summary_json(report));
  else if (!task.quiet && prints_zone(task.outputs))
    fmt::print(stderr, "{}", summary_text(report));
  else if (!task.quiet)
    print_result(summary_text(report));
}

int run(const ZoneTask& task) {
  const OutputSpace space = output_space(task.zone);
  std::vector<OutputOptions> targets = task.outputs;
  for (OutputOptions& target : targets) target.decimals = space.decimals();
  OutputSet outputs(std::move(targets));

  Source source = read_line(task);
  std::vector<ZoneGroup> groups = zone_groups(source, task);
  stop_if_interrupted();
  Territory territory = read_territory(task);
  stop_if_interrupted();
  const Findings found = input_findings(source, territory);
  if (!task.quiet) print_warnings(kName, found);

  ProgressBar bar(task.quiet);
  std::vector<BuiltZone> zones = build_zones(groups, territory, task, space, bar.callback());
  ZoneReport report =
      make_report(task, std::move(source), std::move(territory), std::move(groups), zones, space);
  outputs.write(output_layers(report, std::move(zones), space));
  stop_if_interrupted();
  report.files = measured(outputs.commit());
  bar.clear();

  const auto known = static_cast<std::ptrdiff_t>(found.size());
  if (!task.quiet) print_warnings(kName, {report.warnings.begin() + known, report.warnings.end()});
  print_summary(report);
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = zone_task(arguments)] { return run(task); };
}

}  // namespace

Command zone_command() {
  return {zone_manual(), setup};
}

}  // namespace cordon::cli
