// Building a package: all of it beside its place, and then in its place whole.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/recipe.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::cli {

struct BuildResult {
  std::vector<std::string> made;     ///< ids of the steps that were run
  std::size_t kept = 0;              ///< number of those that were not
  std::vector<std::string> files;    ///< paths in the package, by name
  std::vector<std::string> damaged;  ///< files of the old package that were not as they were made
  bool changed = false;              ///< false: the package was left as it was
  Findings warnings;                 ///< of all steps, each once
};

/// Throws DataError for a folder that is no package and not empty, that holds files of others, or
/// inputs of the recipe.
void check_package_folder(const std::filesystem::path& folder, const Recipe& recipe,
                          const Plan& plan);

/// Throws as check_package_folder() and run_steps(); the old package, if there is one, is left as
/// it was then.
BuildResult build_package(const Recipe& recipe, const Plan& plan,
                          const std::filesystem::path& folder, unsigned threads,
                          const Progress& progress);

/// What is in the folder and not of the package; paths in it, by name.
std::vector<std::string> foreign_files(const std::filesystem::path& folder);

}  // namespace cordon::cli
