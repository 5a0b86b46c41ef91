#include "cordon/cli/theme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTheme = "light";

std::vector<std::string> theme_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".css") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string file_text(const fs::path& path, std::string_view what) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  std::error_code none;
  if (!file || fs::is_directory(path, none))
    throw DataError(fmt::format("{}: '{}' cannot be read", what, path.string()),
                    "check the name and its permissions");
  return text.str();
}

Option theme_option(const std::string& text) {
  return {.name = "theme", .argument = "NAME", .fallback = kTheme, .text = text};
}

std::string theme_sheet(const std::string& theme) {
  const auto file = data_file(fs::path("themes") / (std::string(kTheme) + ".css"));
  if (!file)
    throw DataError("Cordon's data lack the folder 'themes'",
                    "install Cordon with its data, or name their folder in CORDON_DATA");
  const fs::path folder = file->parent_path();
  const std::vector<std::string> names = theme_names(folder);
  if (std::find(names.begin(), names.end(), theme) == names.end())
    throw UsageError(fmt::format("--theme: there is no theme '{}'", theme),
                     "choose " + name_list(names));
  return file_text(folder / (theme + ".css"), "--theme");
}

}  // namespace cordon::cli
