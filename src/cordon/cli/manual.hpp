// The manual of a command as a table: its parser, its --help and its man page are made from it.
#pragma once

#include <string>
#include <vector>

namespace cordon::cli {

struct Option {
  std::string name;           ///< without dashes
  char letter = 0;            ///< short form; 0: none
  std::string argument = {};  ///< what it takes, in capitals; empty: a switch
  std::string fallback = {};  ///< value if not given; empty: none
  bool repeatable = false;
  std::string text = {};  ///< what it does: lower case, no full stop
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

struct Example {
  std::string command;
  std::string text;
};

struct Manual {
  std::string name;                      ///< of the command: "zone"
  std::string summary;                   ///< one line, lower case, no full stop
  std::vector<std::string> operands;     ///< arguments that are no options, all needed: "LINE"
  std::string synopsis;                  ///< what follows "cordon NAME"
  std::vector<std::string> description;  ///< paragraphs
  std::vector<OptionGroup> options;
  std::vector<Example> examples;
  bool last_operand_repeats = false;  ///< "AREAS": one or more of them
};

/// For a terminal of 80 columns.
std::string help_text(const Manual& manual);

/// In the man macros of roff.
std::string man_page(const Manual& manual, const std::string& version);

/// Of the program as a whole: its commands and what holds for all of them.
std::string overview_text(const std::vector<Manual>& commands);
std::string overview_man_page(const std::vector<Manual>& commands, const std::string& version);

/// All that the commands take, for programs that offer them in windows of their own: an object with
/// `cordon_version` and, for each command, what its Manual says.
std::string manuals_json(const std::vector<Manual>& commands, const std::string& version);

}  // namespace cordon::cli
