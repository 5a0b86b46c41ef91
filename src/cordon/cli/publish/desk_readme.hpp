#pragma once

#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/recipe.hpp"

namespace cordon::cli {

/// The step that writes README.txt, for the desk: what each file is for, the main figures, whose
/// data they are. The plan holds all other steps.
Step desk_readme_step(const Recipe& recipe, const Plan& plan);

}  // namespace cordon::cli
