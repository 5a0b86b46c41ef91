#include "cordon/cli/outcome.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cordon/cli/words.hpp"

namespace cordon::cli {

std::vector<WrittenFile> measured(const std::vector<std::string>& paths) {
  std::vector<WrittenFile> files;
  for (const std::string& path : paths) {
    std::error_code none;
    const std::uintmax_t bytes = std::filesystem::file_size(path, none);
    files.push_back({path, none ? std::nullopt : std::optional(bytes)});
  }
  return files;
}

std::string summary_row(std::string_view name, const std::string& text) {
  return fmt::format("  {:<12} {}\n", name, text);
}

std::string files_text(const std::vector<WrittenFile>& files) {
  std::string out;
  for (const WrittenFile& file : files)
    out += summary_row(
        out.empty() ? "Files" : "",
        file.bytes ? fmt::format("{} ({})", file.path, file_size(*file.bytes)) : file.path);
  return out;
}

nlohmann::ordered_json files_json(const std::vector<WrittenFile>& files) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const WrittenFile& file : files) {
    auto& item = out.emplace_back(nlohmann::ordered_json{{"path", file.path}});
    if (file.bytes) item["size_bytes"] = *file.bytes;
  }
  return out;
}

nlohmann::ordered_json warnings_json(const Findings& findings) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const Finding& finding : findings)
    out.push_back(
        {{"code", finding.code}, {"problem", finding.problem}, {"advice", finding.advice}});
  return out;
}

}  // namespace cordon::cli
