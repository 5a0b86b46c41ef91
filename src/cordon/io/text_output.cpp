#include "cordon/io/text_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/output_target.hpp"

namespace cordon {

namespace fs = std::filesystem;

std::optional<TextFormat> text_format(const std::string& path) {
  std::string extension = fs::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (extension == ".csv") return TextFormat::csv;
  if (extension == ".md") return TextFormat::markdown;
  if (extension == ".json") return TextFormat::json;
  return std::nullopt;
}

TextOutputs::TextOutputs(std::vector<std::string> paths, bool overwrite) {
  std::set<fs::path> seen;
  for (std::string& path : paths) {
    const std::optional<TextFormat> format = text_format(path);
    if (!format)
      throw UsageError(fmt::format("--output: '{}' names no format", path),
                       "end the name in .csv, .md or .json");
    std::error_code ignored;
    if (fs::is_symlink(path, ignored)) path = fs::weakly_canonical(path).string();
    check_target(path, overwrite);
    if (!seen.insert(fs::weakly_canonical(path, ignored)).second)
      throw UsageError(fmt::format("the output '{}' is named twice", path), "name it once");
    targets_.push_back({std::move(path), *format});
  }
}

void TextOutputs::write(const std::function<std::string(TextFormat)>& text) {
  for (const Target& target : targets_) files_.stage(target.path, text(target.format));
}

std::vector<std::string> TextOutputs::commit() {
  files_.commit();
  std::vector<std::string> paths;
  for (const Target& target : targets_) paths.push_back(target.path);
  return paths;
}

}  // namespace cordon
