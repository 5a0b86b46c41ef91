// What every command tells of a run that succeeded: the files written, and the warnings.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/finding.hpp"

namespace cordon::cli {

/// Or a table in a database.
struct WrittenFile {
  std::string path;
  std::optional<std::uintmax_t> bytes = std::nullopt;  ///< none of a table
};

/// With their sizes.
std::vector<WrittenFile> measured(const std::vector<std::string>& paths);

/// A line of a summary: the name, and the text in a column of its own.
std::string summary_row(std::string_view name, const std::string& text);

/// The lines of a summary that list the files; empty if there are none.
std::string files_text(const std::vector<WrittenFile>& files);

/// Arrays of objects, for machines.
nlohmann::ordered_json files_json(const std::vector<WrittenFile>& files);
nlohmann::ordered_json warnings_json(const Findings& findings);

}  // namespace cordon::cli
