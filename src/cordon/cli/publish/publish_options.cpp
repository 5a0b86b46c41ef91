#include "cordon/cli/publish/publish_options.hpp"

#include <algorithm>
#include <thread>

#include "cordon/base/error.hpp"

namespace cordon::cli {
namespace {

constexpr unsigned kMaxThreads = 1024;

}  // namespace

PublishTask publish_task(const Arguments& arguments) {
  PublishTask task;
  task.recipe = arguments.operand();
  task.folder = arguments.text("output");
  if (task.folder.empty()) throw UsageError("no folder is given for the package", "add -o DIR");
  task.check = arguments.given("check");
  task.watch = arguments.given("watch");
  if (task.check && task.watch)
    throw UsageError("--check and --watch do not go together: the one only looks, the other makes",
                     "leave out one of them");
  task.threads = arguments.given("threads") ? arguments.count("threads", 1, kMaxThreads)
                                            : std::max(1U, std::thread::hardware_concurrency());
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  if (task.json && task.watch)
    throw UsageError("--json and --watch do not go together: a watch has no end to tell of",
                     "leave out one of them");
  return task;
}

}  // namespace cordon::cli
