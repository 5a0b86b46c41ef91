#include "cordon/io/data_folder.hpp"

#include <cstdlib>

namespace cordon {

namespace fs = std::filesystem;

std::optional<fs::path> data_folder(const std::string& chosen) {
  std::error_code ignored;
  const auto if_folder = [&](const fs::path& path) -> std::optional<fs::path> {
    if (fs::is_directory(path, ignored)) return path;
    return std::nullopt;
  };
  if (!chosen.empty()) return if_folder(chosen);
  if (const char* variable = std::getenv("CORDON_DATA")) return if_folder(variable);
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path above = program.parent_path().parent_path();
  if (auto installed = if_folder(above / "share" / "cordon")) return installed;
  return if_folder(above / "data");
}

std::optional<fs::path> data_file(const fs::path& name, const std::string& chosen_folder) {
  const auto folder = data_folder(chosen_folder);
  std::error_code ignored;
  if (folder && fs::is_regular_file(*folder / name, ignored)) return *folder / name;
  return std::nullopt;
}

}  // namespace cordon
