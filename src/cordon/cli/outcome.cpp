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
    files.push_back({path, none ? 0 : bytes});
  }
  return files;
}

std::string summary_row(std::string_view name, const std::string& text) {
  return fmt::format("  {:<12} {}\n", name, text);
}

std::string files_text(const std::vector<WrittenFile>& files) {
  std::string out;
  for (const WrittenFile& file : files)
    out += summary_row(out.empty() ? "Files" : "",
                       fmt::format("{} ({})", file.path, file_size(file.bytes)));
  return out;
}

nlohmann::ordered_json files_json(const std::vector<WrittenFile>& files) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const WrittenFile& file : files)
    out.push_back({{"path", file.path}, {"size_bytes", file.bytes}});
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
