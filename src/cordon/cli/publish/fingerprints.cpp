#include "cordon/cli/publish/fingerprints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string_view>

#include "cordon/cli/publish/input_facts.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

/// All files below a folder, in the order of their names; none if there is no such folder.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (fs::recursive_directory_iterator item(folder, none), end; !none && item != end;
       item.increment(none))
    if (item->is_regular_file(none)) files.push_back(item->path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The shared libraries that the program has loaded, by the names that hold their versions.
std::set<std::string> loaded_libraries() {
  std::set<std::string> names;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    const std::size_t path = line.find('/');
    if (path != std::string::npos && line.find(".so", path) != std::string::npos)
      names.insert(fs::path(line.substr(path)).filename().string());
  }
  return names;
}

std::string program_digest(Digests& digests) {
  std::string text = versions_text() + digests.of("/proc/self/exe") + '\n';
  for (const std::string& name : loaded_libraries()) text += name + '\n';
  return sha256_of_text(text);
}

/// Where fontconfig looks as it comes.
std::string fonts_digest() {
  std::vector<fs::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* home = std::getenv("HOME"))
    for (const char* name : {".fonts", ".local/share/fonts"})
      folders.push_back(fs::path(home) / name);
  std::string text;
  for (const fs::path& folder : folders)
    for (const fs::path& file : files_below(folder)) {
      std::error_code none;
      text += fmt::format("{} {}\n", file.filename().string(), fs::file_size(file, none));
    }
  return sha256_of_text(text);
}

std::string data_digest(Digests& digests) {
  std::string text;
  for (const auto& [name, path] : background_files())
    text += fmt::format("{} {}\n", name, digests.of(path));
  return sha256_of_text(text);
}

}  // namespace

const std::string& Digests::of(const fs::path& file) {
  const auto [known, is_new] = known_.try_emplace(file);
  if (is_new) known->second = sha256_of_file(file.string());
  return known->second;
}

std::vector<fs::path> parts_of(const fs::path& input) {
  std::vector<fs::path> parts{input};
  std::string extension = input.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (extension != ".shp") return parts;
  for (const char* other : {".dbf", ".shx", ".prj", ".cpg"})
    if (const auto part = side_file(input.string(), other)) parts.emplace_back(*part);
  return parts;
}

bool reads_database(const Step& step) {
  return std::any_of(step.words.begin(), step.words.end(),
                     [](const Word& word) { return is_database(word.text); });
}

Surroundings surroundings(Digests& digests) {
  // Once: what is loaded later, as it is needed, tells nothing new.
  static const std::string program = program_digest(digests);
  return {program, fonts_digest(), data_digest(digests)};
}

}  // namespace cordon::cli
