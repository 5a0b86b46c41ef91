// Where a file is to be written: checked before any work is done for it.
#pragma once

#include <filesystem>
#include <string>

namespace cordon {

/// Throws UsageError (not a plain file; there already, without overwrite) or DataError (no such
/// folder, not writable).
void check_target(const std::string& name, bool overwrite);

/// The one name of a file that may not be there yet, however its folder is named.
std::filesystem::path canonical_target(const std::string& name);

}  // namespace cordon
