// cordon zone: every place within a distance of a line, certified and written.
#include <fmt/format.h>

#include <functional>
#include <future>
#include <optional>
#include <utility>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/cli/zone/zone_groups.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/cli/zone/zone_writer.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kName = "zone";

OutputSpace space_of(const ZoneOptions& zone) {
  if (zone.output_crs.empty()) return output_space(zone);
  return about_option("output-crs", [&] { return output_space(zone); });
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

/// Builds all zones and writes them; on several threads, those of one batch while the next are
/// built. Nothing is on the disk before `before_writing` is called.
ZoneReport build_and_write(GroupStream& groups, Territory territory, const ZoneTask& task,
                           OutputSet& outputs, ProgressBar& bar,
                           const std::function<void()>& before_writing) {
  const OutputSpace space = space_of(task.zone);
  const PartsRequest common = common_request(task, territory);
  ZoneWriter writer(task, groups, std::move(territory), outputs, space);
  const Progress progress = bar.callback();
  std::size_t done = 0;
  const auto part_at = [&](std::size_t zones) {
    return static_cast<double>(zones) / static_cast<double>(groups.size());
  };
  std::future<void> writing;
  for (std::vector<ZoneGroup> batch = groups.next(); !batch.empty(); batch = groups.next()) {
    const std::size_t count = batch.size();
    const Progress part = part_of(progress, part_at(done), part_at(done + count));
    std::vector<BuiltZone> zones = build_zones(batch, groups.size(), common, task, space, part);
    done += count;
    if (writing.valid()) writing.get();
    if (done == count) before_writing();
    if (done == groups.size()) bar.begin("writing");
    writing = std::async(task.zone.threads > 1 ? std::launch::async : std::launch::deferred,
                         [&writer, batch = std::move(batch), zones = std::move(zones)]() mutable {
                           writer.add(std::move(batch), std::move(zones));
                         });
    if (task.zone.threads == 1) writing.get();
    stop_if_interrupted();
  }
  if (writing.valid()) writing.get();
  return writer.finish();
}

int run(const ZoneTask& task) {
  const int decimals = space_of(task.zone).decimals();
  std::vector<OutputOptions> targets = task.outputs;
  for (OutputOptions& target : targets) target.decimals = decimals;
  OutputSet outputs(std::move(targets), [] { return interrupting_signal() != 0; });
  if (!task.project.empty()) outputs.reserve_file(task.project, task.outputs.front().overwrite);

  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  bar.begin("reading");
  GroupStream groups(task);
  if (outputs.replaces(groups.source().table))
    throw UsageError(fmt::format("--output: '{}' is the line itself", groups.source().name),
                     "write the zone to another table with --table");
  stop_if_interrupted();
  Territory territory = read_territory(task);
  for (const auto* areas : {&territory.clip, &territory.erase, &territory.by})
    if (*areas && outputs.replaces((*areas)->table))
      throw UsageError(fmt::format("--output: '{}' holds areas to cut with", (*areas)->layer),
                       "write the zone to another table with --table");
  stop_if_interrupted();
  const Findings found = input_findings(groups.source(), territory);
  if (!task.quiet) print_warnings(kName, found);

  if (groups.size() > 1) bar.count(groups.size(), "zones");
  ZoneReport report = build_and_write(groups, std::move(territory), task, outputs, bar,
                                      [&] { nothing_on_disk.reset(); });
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
