#include "cordon/cli/publish/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cordon/base/error.hpp"
#include "cordon/cli/publish/build.hpp"
#include "cordon/cli/publish/provenance.hpp"
#include "cordon/cli/publish/step_key.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;
using Differences = std::vector<PackageDifference>;

void compare_inputs(const Recipe& recipe, const Plan& plan, const Made& made, Digests& digests,
                    Differences& out) {
  const auto now = input_digests(recipe, plan, digests);
  for (const auto& [name, digest] : now) {
    const auto before = made.inputs.find(name);
    if (before == made.inputs.end())
      out.push_back({"input-new", name, fmt::format("the input '{}' is new", name)});
    else if (before->second != digest)
      out.push_back({"input-changed", name, fmt::format("the input '{}' has changed", name)});
  }
  for (const auto& [name, digest] : made.inputs)
    if (!now.contains(name))
      out.push_back({"input-gone", name, fmt::format("'{}' is no input any more", name)});
}

/// By their keys, as far as those can be told before anything is made.
void compare_steps(const Plan& plan, const Made& made, Digests& digests, Differences& out) {
  const Surroundings around = surroundings(digests);
  for (const Step& step : plan.steps) {
    const auto known = made.steps.find(step.id);
    const bool can_tell =
        std::all_of(step.after.begin(), step.after.end(),
                    [&](const std::string& id) { return made.steps.contains(id); });
    if (known == made.steps.end()) {
      out.push_back({"step-new", step.id, step.title + " is not in the package"});
    } else if (reads_database(step)) {
      out.push_back({"step-unknown", step.id,
                     step.title + " reads a database, whose contents cannot be compared"});
    } else if (!can_tell || step_key(step, around, made.steps, digests) != known->second.key) {
      out.push_back({"step-changed", step.id, step.title + " would be made again"});
    }
  }
  for (const auto& [id, step] : made.steps)
    if (std::none_of(plan.steps.begin(), plan.steps.end(),
                     [&, name = id](const Step& other) { return other.id == name; }))
      out.push_back({"step-gone", id, fmt::format("'{}' is no step of the recipe any more", id)});
}

void compare_files(const Made& made, const fs::path& folder, Digests& digests, Differences& out) {
  for (const auto& [id, step] : made.steps)
    for (const PackageFile& file : step.files) {
      if (!fs::exists(folder / file.path))
        out.push_back({"file-missing", file.path, fmt::format("'{}' is missing", file.path)});
      else if (digests.of(folder / file.path) != file.sha256)
        out.push_back(
            {"file-changed", file.path, fmt::format("'{}' is not as it was made", file.path)});
    }
  for (const std::string& name : foreign_files(folder))
    out.push_back({"file-foreign", name, fmt::format("'{}' is not of the package", name)});
}

}  // namespace

Differences package_differences(const Recipe& recipe, const Plan& plan, const fs::path& folder) {
  const std::optional<Made> made = read_provenance(folder);
  if (!made)
    throw DataError(fmt::format("'{}' is no package of Cordon", folder.string()),
                    "make it without --check");
  Digests digests;
  Differences out;
  compare_inputs(recipe, plan, *made, digests, out);
  compare_steps(plan, *made, digests, out);
  compare_files(*made, folder, digests, out);
  // The rest of the note tells only what these are; whether it is whole, it tells itself.
  if (out.empty() && provenance_text(recipe, plan, made->steps, folder, digests) != made->text)
    out.push_back({"provenance-changed", kProvenanceFile,
                   fmt::format("'{}' is not as it was made", kProvenanceFile)});
  return out;
}

}  // namespace cordon::cli
