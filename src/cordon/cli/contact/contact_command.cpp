// cordon contact: the line between areas of control.
#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/contact/contact_report.hpp"
#include "cordon/cli/interrupts.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kName = "contact";

void print_summary(const ContactReport& report) {
  if (report.task.json)
    print_result(contact_json(report));
  else if (!report.task.quiet && prints_zone(report.task.outputs))
    fmt::print(stderr, "{}", contact_summary(report));
  else if (!report.task.quiet)
    print_result(contact_summary(report));
}

int run(const ContactTask& task) {
  const auto stop = [] { return interrupting_signal() != 0; };
  OutputSet lines(task.outputs, stop);
  std::optional<OutputSet> areas;
  if (!task.area_outputs.empty()) areas.emplace(task.area_outputs, stop);

  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  bar.begin("reading");
  ContactReport report{task, read_sides(task), {}, {}};
  for (const SideFile& file : report.sides.sources)
    if (lines.replaces(file.table) || (areas && areas->replaces(file.table)))
      throw UsageError(fmt::format("--output: '{}' is an input", file.layer),
                       "write to another table with --table");
  stop_if_interrupted();
  report.contact = find_contact(report.sides.areas, task.options, bar.callback());
  stop_if_interrupted();

  nothing_on_disk.reset();
  bar.begin("writing");
  lines.write({contact_layer(report)});
  if (areas) areas->write({control_layer(report)});
  stop_if_interrupted();
  std::vector<std::string> written = areas ? areas->commit() : std::vector<std::string>{};
  const std::vector<std::string> line_files = lines.commit();
  written.insert(written.end(), line_files.begin(), line_files.end());
  report.files = measured(written);
  bar.clear();
  if (!task.quiet) print_warnings(kName, report.sides.findings);
  print_summary(report);
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = contact_task(arguments)] { return run(task); };
}

}  // namespace

Command contact_command() {
  return {contact_manual(), setup};
}

}  // namespace cordon::cli
