#include "cordon/cli/publish/step_key.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cordon/io/vsi_file.hpp"

namespace cordon::cli {
namespace {

/// With its length before it, so that two texts never read as one.
void add(std::string& text, const std::string& part) {
  text += fmt::format("{}:{}\n", part.size(), part);
}

}  // namespace

std::string step_key(const Step& step, const Surroundings& surroundings,
                     const std::map<std::string, MadeStep>& made, Digests& digests) {
  if (reads_database(step)) return {};
  std::string text;
  add(text, surroundings.program);
  add(text, surroundings.data);
  if (step.command.empty() || step.command == "map") add(text, surroundings.fonts);
  add(text, step.command);
  add(text, step.recipe_of_make);
  for (const Word& word : step.words) add(text, word.shown.empty() ? word.text : word.shown);
  for (const std::string& output : step.outputs) add(text, output);
  for (const std::string& input : step.inputs)
    for (const std::filesystem::path& part : parts_of(input)) {
      add(text, part.filename().string());
      add(text, digests.of(part));
    }
  for (const std::string& id : step.after) {
    for (const PackageFile& file : made.at(id).files) {
      add(text, file.path);
      add(text, file.sha256);
    }
  }
  return sha256_of_text(text);
}

bool is_whole(const MadeStep& step, const std::filesystem::path& package, Digests& digests) {
  return std::all_of(step.files.begin(), step.files.end(), [&](const PackageFile& file) {
    const std::filesystem::path path = package / file.path;
    return !std::filesystem::is_symlink(path) && digests.of(path) == file.sha256;
  });
}

}  // namespace cordon::cli
