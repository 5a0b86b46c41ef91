// What a command of the program is. One file per command; main.cpp holds the table of them.
#pragma once

#include <functional>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"

namespace cordon::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitNotCertified = 3;

/// What a command line asks for, ready to run. Returns the exit code; throws cordon::Error.
using Work = std::function<int()>;

struct Command {
  Manual manual;
  Work (*setup)(const Arguments&);  ///< reads and checks all options; throws UsageError
};

Command zone_command();
Command verify_command();
Command contact_command();
Command near_command();
Command report_command();
Command compare_command();
Command map_command();
Command publish_command();
Command inspect_command();

}  // namespace cordon::cli
