// cordon publish: the whole package of a story from one recipe.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/cli/publish/build.hpp"
#include "cordon/cli/publish/check.hpp"
#include "cordon/cli/publish/desk_readme.hpp"
#include "cordon/cli/publish/fingerprints.hpp"
#include "cordon/cli/publish/publish_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/file_watch.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

constexpr milliseconds kGlance{200};
constexpr milliseconds kSettled{300};  // editors write a file in several steps

Plan whole_plan(const Recipe& recipe) {
  Plan plan = plan_of(recipe);
  plan.steps.push_back(desk_readme_step(recipe, plan));
  return plan;
}

std::string result_json(const PublishTask& task, const BuildResult& result) {
  Json out{{"package", task.folder.string()},
           {"changed", result.changed},
           {"made", result.made},
           {"kept", result.kept},
           {"damaged", result.damaged}};
  std::vector<std::string> paths;
  for (const std::string& file : result.files) paths.push_back((task.folder / file).string());
  out["files"] = files_json(measured(paths));
  out["warnings"] = warnings_json(result.warnings);
  return out.dump(2) + '\n';
}

std::string result_text(const PublishTask& task, const Plan& plan, const BuildResult& result) {
  std::string out = fmt::format("{}: {}\n", task.folder.string(),
                                plan.title.empty() ? "the package" : plan.title);
  if (!result.damaged.empty())
    out += summary_row("Repaired", fmt::format("{}: {}", counted(result.damaged.size(), "file"),
                                               enumerated(result.damaged)));
  out += summary_row("Made", result.changed
                                 ? fmt::format("{}; {} as before",
                                               counted(result.made.size(), "step"), result.kept)
                                 : "nothing: it is up to date");
  std::uintmax_t bytes = 0;
  for (const std::string& file : result.files) bytes += fs::file_size(task.folder / file);
  out += summary_row("Files", fmt::format("{}, {} in all", counted(result.files.size(), "file"),
                                          file_size(bytes)));
  return out + summary_row("Look at", (task.folder / "README.txt").string());
}

BuildResult make(const PublishTask& task, const Recipe& recipe, const Plan& plan) {
  ProgressBar bar(task.quiet);
  return build_package(recipe, plan, task.folder, task.threads, bar.callback());
}

int make_and_tell(const PublishTask& task, const Recipe& recipe, const Plan& plan) {
  const BuildResult result = make(task, recipe, plan);
  if (!task.quiet) print_warnings("publish", result.warnings);
  if (task.json)
    print_result(result_json(task, result));
  else if (!task.quiet)
    print_result(result_text(task, plan, result));
  return kExitDone;
}

int check(const PublishTask& task, const Recipe& recipe, const Plan& plan) {
  const auto differences = package_differences(recipe, plan, task.folder);
  if (task.json) {
    Json list = Json::array();
    for (const PackageDifference& difference : differences)
      list.push_back(
          {{"kind", difference.kind}, {"name", difference.name}, {"text", difference.text}});
    print_result(Json{{"package", task.folder.string()},
                      {"matches", differences.empty()},
                      {"differences", list}}
                     .dump(2) +
                 '\n');
  } else if (!task.quiet) {
    std::string text = fmt::format(
        "{}: {}\n", task.folder.string(),
        differences.empty() ? "matches its recipe and inputs, and its files are whole"
                            : fmt::format("differs in {}", counted(differences.size(), "point")));
    for (const PackageDifference& difference : differences)
      text += fmt::format("  {}\n", difference.text);
    print_result(text);
  }
  return differences.empty() ? kExitDone : kExitFailed;
}

/// All that the package is made from, also when the recipe is not to be read just now.
std::set<fs::path> watched_files(const fs::path& recipe, const std::optional<Plan>& plan) {
  std::set<fs::path> files{fs::absolute(recipe).lexically_normal()};
  if (!plan) return files;
  for (const Step& step : plan->steps)
    for (const std::string& input : step.inputs)
      for (const fs::path& part : parts_of(input)) files.insert(part);
  return files;
}

/// What the recipe asks for, if it is fit to be read just now.
std::optional<Plan> readable_plan(const fs::path& recipe) {
  try {
    return plan_of(read_recipe(recipe));
  } catch (const Error&) {  // told when the package is made
    return std::nullopt;
  }
}

/// What is wrong is told, and waits for its correction.
void make_or_complain(const PublishTask& task) {
  try {
    const Recipe recipe = read_recipe(task.recipe);
    make_and_tell(task, recipe, whole_plan(recipe));
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    stop_if_interrupted();
    print_message("publish", error.what(), error.advice());
  }
}

/// Until a signal ends it.
int watch(const PublishTask& task) {
  std::optional<Plan> plan;
  while (interrupting_signal() == 0) {
    if (auto readable = readable_plan(task.recipe)) plan = std::move(readable);
    // Before the package is made, so that no change is missed.
    FileWatch changes(watched_files(task.recipe, plan));
    make_or_complain(task);
    if (!task.quiet)
      print_message("publish", "watching the recipe and its inputs", "Ctrl-C ends it");
    while (interrupting_signal() == 0 && !changes.changed(kGlance)) continue;
    while (interrupting_signal() == 0 && changes.changed(kSettled)) continue;
  }
  return kExitDone;
}

int run(const PublishTask& task) {
  if (task.watch) return watch(task);
  const Recipe recipe = read_recipe(task.recipe);
  const Plan plan = whole_plan(recipe);
  return task.check ? check(task, recipe, plan) : make_and_tell(task, recipe, plan);
}

Work setup(const Arguments& arguments) {
  return [task = publish_task(arguments)] { return run(task); };
}

}  // namespace

Command publish_command() {
  return {publish_manual(), setup};
}

}  // namespace cordon::cli
