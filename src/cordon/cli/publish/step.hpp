// The steps that a package is made in: each a command of Cordon with its words, or a page that is
// written from what other steps made.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cordon::cli {

/// A word of a command line. Paths in the package are relative to its folder, which only the
/// builder knows.
struct Word {
  std::string text;
  bool in_package = false;
  std::string shown = {};  ///< what stands for a path of this machine; empty: the text itself
  int line = 0;            ///< of the recipe, that asks for it; 0: none does
};

struct Step {
  std::string id;                    ///< unique: "15km-opposition/zone"
  std::string title;                 ///< for people: "reading '15km-opposition', zone"
  std::string command;               ///< "zone"; empty: `make` does it
  std::vector<Word> words;           ///< the operands and options of the command, without -o
  std::vector<std::string> outputs;  ///< -o, each; paths in the package
  std::vector<std::string> inputs;   ///< files outside of the package that it reads: absolute
  std::vector<std::string> after;    ///< ids of the steps whose outputs it reads
  /// Writes the outputs below the package's folder. Throws as commands do.
  std::function<void(const std::filesystem::path& package)> make;
  std::string recipe_of_make;  ///< with `make`: all that its result depends on besides its inputs
};

/// A message about a step with the paths of this machine as the recipe calls them.
std::string presented(std::string text, const Step& step);

}  // namespace cordon::cli
