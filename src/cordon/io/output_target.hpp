// Where a file is to be written: checked before any work is done for it.
#pragma once

#include <string>

namespace cordon {

/// Throws UsageError (not a plain file; there already, without overwrite) or DataError (no such
/// folder, not writable).
void check_target(const std::string& name, bool overwrite);

}  // namespace cordon
