#include "cordon/cli/theme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "cordon/base/error.hpp"
#include "cordon/io/names.hpp"
#include "cordon/map/resources.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kThemes{"light", "dark", "print"};

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
  return {.name = "theme",
          .argument = fmt::format("{}", fmt::join(kThemes, "|")),
          .fallback = std::string(kThemes.front()),
          .text = text};
}

std::string theme_sheet(const std::string& theme) {
  if (std::find(kThemes.begin(), kThemes.end(), theme) == kThemes.end())
    throw UsageError(fmt::format("--theme: there is no theme '{}'", theme),
                     "choose " + name_list({"dark", "light", "print"}));
  return std::string(map::resource("themes/" + theme + ".css"));
}

}  // namespace cordon::cli
