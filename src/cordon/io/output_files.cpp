#include "cordon/io/output_files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/output_target.hpp"

namespace cordon {

namespace fs = std::filesystem;

OutputFiles::OutputFiles(std::vector<std::string> paths, bool overwrite)
    : paths_(std::move(paths)) {
  std::set<fs::path> seen;
  for (std::string& path : paths_) {
    std::error_code ignored;
    if (fs::is_symlink(path, ignored)) path = fs::weakly_canonical(path).string();
    check_target(path, overwrite);
    if (!seen.insert(canonical_target(path)).second)
      throw UsageError(fmt::format("the output '{}' is named twice", path), "name it once");
  }
}

void OutputFiles::stage(std::size_t index, std::string_view bytes) {
  files_.stage(paths_.at(index), bytes);
}

void OutputFiles::commit() {
  files_.commit();
}

}  // namespace cordon
