// cordon verify: how far a zone that is there already is from the true one.
#include <optional>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/verify/verify_figures.hpp"
#include "cordon/cli/verify/verify_options.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {
namespace {

void write_problems(OutputSet& outputs, VerifyFigures& figures) {
  if (figures.task.outputs.empty()) return;
  outputs.begin(problem_schema());
  if (const std::vector<Feature> features = problem_features(figures); !features.empty())
    outputs.add(features);
  outputs.finish();
  stop_if_interrupted();
  figures.files = measured(outputs.commit());
}

int run(const VerifyTask& task) {
  OutputSet outputs(task.outputs, [] { return interrupting_signal() != 0; });
  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  VerifyFigures figures = verify(task, bar.callback());
  nothing_on_disk.reset();
  write_problems(outputs, figures);
  bar.clear();
  if (!task.quiet) print_warnings("verify", figures.warnings);
  if (task.json)
    print_result(verify_json(figures));
  else if (!task.quiet && !prints_zone(task.outputs))
    print_result(verify_text(figures));
  return figures.holds() ? kExitDone : kExitNotCertified;
}

Work setup(const Arguments& arguments) {
  return [task = verify_task(arguments)] { return run(task); };
}

}  // namespace

Command verify_command() {
  return {verify_manual(), setup};
}

}  // namespace cordon::cli
