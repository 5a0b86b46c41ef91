#pragma once

#include <map>
#include <string>

#include "cordon/cli/publish/fingerprints.hpp"
#include "cordon/cli/publish/provenance.hpp"
#include "cordon/cli/publish/step.hpp"

namespace cordon::cli {

/// A digest of all that the result of a step depends on: the same key, the same files. `made` holds
/// the steps that it comes after. Empty: that cannot be known, as for a database.
std::string step_key(const Step& step, const Surroundings& surroundings,
                     const std::map<std::string, MadeStep>& made, Digests& digests);

/// Whether the package holds the files of a step as they were made.
bool is_whole(const MadeStep& step, const std::filesystem::path& package, Digests& digests);

}  // namespace cordon::cli
