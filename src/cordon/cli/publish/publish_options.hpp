// What a command line of `cordon publish` asks for.
#pragma once

#include <filesystem>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"

namespace cordon::cli {

struct PublishTask {
  std::filesystem::path recipe;
  std::filesystem::path folder;  ///< of the package
  bool check = false;            ///< only say whether the package matches
  bool watch = false;            ///< make it again when an input changes
  unsigned threads = 1;          ///< at least 1
  bool json = false;
  bool quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
PublishTask publish_task(const Arguments& arguments);

Manual publish_manual();

}  // namespace cordon::cli
