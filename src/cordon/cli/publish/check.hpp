// Whether a package still is what its recipe and inputs would make.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/recipe.hpp"

namespace cordon::cli {

struct PackageDifference {
  std::string kind;  ///< "input-changed", "input-new", "input-gone", "step-changed", "step-new",
                     ///< "step-gone", "step-unknown", "file-changed", "file-missing",
                     ///< "file-foreign", "provenance-changed"
  std::string name;  ///< of the input, step or file
  std::string text;  ///< one sentence without a full stop
};

/// None: it matches. Throws DataError for a folder that is no package.
std::vector<PackageDifference> package_differences(const Recipe& recipe, const Plan& plan,
                                                   const std::filesystem::path& folder);

}  // namespace cordon::cli
