#include "cordon/io/text_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "cordon/base/error.hpp"

namespace cordon {

std::optional<TextFormat> text_format(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (extension == ".csv") return TextFormat::csv;
  if (extension == ".md") return TextFormat::markdown;
  if (extension == ".json") return TextFormat::json;
  return std::nullopt;
}

namespace {

std::vector<TextFormat> formats_of(const std::vector<std::string>& paths) {
  std::vector<TextFormat> formats;
  for (const std::string& path : paths) {
    const std::optional<TextFormat> format = text_format(path);
    if (!format)
      throw UsageError(fmt::format("--output: '{}' names no format", path),
                       "end the name in .csv, .md or .json");
    formats.push_back(*format);
  }
  return formats;
}

}  // namespace

TextOutputs::TextOutputs(const std::vector<std::string>& paths, bool overwrite)
    : formats_(formats_of(paths)), files_(paths, overwrite) {}

void TextOutputs::write(const std::function<std::string(TextFormat)>& text) {
  for (std::size_t i = 0; i < formats_.size(); ++i) files_.stage(i, text(formats_[i]));
}

const std::vector<std::string>& TextOutputs::commit() {
  files_.commit();
  return files_.paths();
}

}  // namespace cordon
