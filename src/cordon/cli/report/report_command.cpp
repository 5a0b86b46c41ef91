// cordon report: what a zone holds, in sentences.
#include <optional>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/report/report_data.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/cli/report/report_output.hpp"
#include "cordon/cli/report/report_text.hpp"
#include "cordon/io/text_output.hpp"

namespace cordon::cli {
namespace {

ReportData gather(const ReportTask& task) {
  const Expendable nothing_on_disk;
  ProgressBar bar(task.quiet);
  ReportData data = report_data(task, bar.callback());
  bar.clear();
  return data;
}

int run(const ReportTask& task) {
  TextOutputs outputs(task.outputs, task.overwrite);
  const ReportData data = gather(task);
  stop_if_interrupted();
  if (!task.quiet) print_warnings("report", data.warnings);
  const ReportText text = report_text(data.task, data);
  outputs.write([&](TextFormat format) { return formatted(text, data, format); });
  stop_if_interrupted();
  outputs.commit();
  if (task.json)
    print_result(formatted(text, data, TextFormat::json));
  else if (!task.quiet)
    print_result(terminal_text(text));
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = report_task(arguments)] { return run(task); };
}

}  // namespace

Command report_command() {
  return {report_manual(), setup};
}

}  // namespace cordon::cli
