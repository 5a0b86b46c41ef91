// The words of a command line, read by the table of a manual.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/base/units.hpp"
#include "cordon/cli/manual.hpp"

namespace cordon::cli {

class Arguments {
 public:
  /// Throws UsageError: unknown option (with the nearest one), a value missing or too many, an
  /// option given twice, too few
  /// operands or too many.
  Arguments(const Manual& manual, const std::vector<std::string>& words);

  /// The first operand, and all of them; at least as many as the manual names, none empty.
  const std::string& operand() const { return operands_.front(); }
  const std::vector<std::string>& operands() const { return operands_; }

  /// True if the command line gives the option (a default does not count).
  bool given(const std::string& option) const;

  /// The value given, or the default, or nothing.
  std::string text(const std::string& option) const;
  std::vector<std::string> list(const std::string& option) const;

  /// Throws UsageError that names the option.
  Metres length(const std::string& option) const;
  unsigned count(const std::string& option, unsigned lowest, unsigned highest) const;
  double number(const std::string& option, double lowest, double highest) const;

  /// The value that the text stands for. Throws UsageError that lists the choices.
  template <typename T>
  T choice(const std::string& option,
           const std::vector<std::pair<std::string_view, T>>& choices) const;

 private:
  struct Value {
    std::vector<std::string> words;
    bool given = false;
  };
  std::map<std::string, Value> values_;  ///< of options that are given or have a default
  std::vector<std::string> operands_;
};

template <typename T>
T Arguments::choice(const std::string& option,
                    const std::vector<std::pair<std::string_view, T>>& choices) const {
  const std::string word = text(option);
  std::string names;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    names += fmt::format("{}{}", names.empty() ? "" : " or ", name);
  }
  throw UsageError(fmt::format("--{}: '{}' is not a choice", option, word),
                   fmt::format("write --{} {}", option, names));
}

/// Runs work; a UsageError in it says which option it is about.
template <typename F>
auto about_option(std::string_view option, const F& work) {
  try {
    return work();
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("--{}: {}", option, error.what()), error.advice());
  }
}

}  // namespace cordon::cli
