// Themes: the style sheets that Cordon brings for maps and styles.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "cordon/cli/manual.hpp"

namespace cordon::cli {

/// The option --theme; `text` says what it changes.
Option theme_option(const std::string& text);

/// The style sheet of a theme. Throws UsageError for an unknown one, with those there are.
std::string theme_sheet(const std::string& theme);

/// All bytes of a file. Throws DataError that begins with `what`.
std::string file_text(const std::filesystem::path& path, std::string_view what);

}  // namespace cordon::cli
