#include "cordon/io/output_target.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cordon/base/error.hpp"

namespace cordon {

namespace fs = std::filesystem;

void check_target(const std::string& name, bool overwrite) {
  const fs::path path(name);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    throw DataError(
        fmt::format("there is no folder '{}' to write '{}' into", folder.string(), name),
        fmt::format("make it: mkdir -p '{}'", folder.string()));
  if (::access(folder.c_str(), W_OK) != 0)
    throw DataError(fmt::format("the folder '{}' cannot be written to: {}", folder.string(),
                                std::strerror(errno)),
                    "choose another folder");
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw UsageError(fmt::format("the output '{}' is not a plain file", name),
                     "name a file; - writes to standard output");
  if (fs::exists(status) && !overwrite)
    throw UsageError(fmt::format("the output '{}' is there already", name),
                     "choose another name, or replace it with --overwrite");
}

std::filesystem::path canonical_target(const std::string& name) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(name), ignored);
}

}  // namespace cordon
