#include "cordon/cli/manual.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <iterator>
#include <sstream>
#include <string_view>

namespace cordon::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::string_view kSummary = "draws certified zones around lines of contact";

struct ExitStatus {
  int code;
  std::string_view text;
};

constexpr std::array<ExitStatus, 5> kExitStatus{{
    {0, "done"},
    {1, "could not be done: the input or an output cannot be used"},
    {2, "the command line is wrong"},
    {3, "the certificate failed: no zone within the tolerance was found, nothing was written"},
    {130, "interrupted (143: terminated), nothing was written"},
}};

/// Breaks text at spaces so that it stands between the columns `indent` and kWidth. The first line
/// starts where the caller's text ended, at column `start`.
std::string wrap(const std::string& text, std::size_t indent, std::size_t start) {
  std::istringstream words(text);
  std::string out;
  std::size_t column = start;
  bool line_start = true;
  for (std::string word; words >> word;) {
    if (!line_start && column + 1 + word.size() > kWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
      line_start = true;
    }
    if (!line_start) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    line_start = false;
  }
  return out;
}

/// A term in the left column and its explanation in the right one; the explanation starts on a
/// line of its own beside a long term.
std::string entry(const std::string& term, const std::string& text) {
  constexpr std::size_t kColumn = 26;
  std::string out = "  " + term;
  if (out.size() + 2 > kColumn)
    out += '\n' + std::string(kColumn, ' ');
  else
    out.resize(kColumn, ' ');
  return out + wrap(text, kColumn, kColumn) + '\n';
}

std::string with_fallback(const Option& option) {
  return option.fallback.empty() ? option.text
                                 : fmt::format("{} (default: {})", option.text, option.fallback);
}

std::string option_term(const Option& option) {
  std::string term = option.letter != 0 ? fmt::format("-{}, ", option.letter) : "    ";
  term += "--" + option.name;
  if (!option.argument.empty()) term += ' ' + option.argument;
  return term;
}

/// roff reads a leading dot or quote as a request, a backslash as an escape and a dash as a hyphen.
std::string roff(std::string text) {
  boost::replace_all(text, "\\", "\\e");
  boost::replace_all(text, "-", "\\-");
  if (!text.empty() && (text.front() == '.' || text.front() == '\'')) text.insert(0, "\\&");
  return text;
}

std::string roff_head(const std::string& page, const std::string& version,
                      std::string_view summary) {
  // No date: the same source makes the same page.
  return fmt::format(".TH {} 1 \"\" \"Cordon {}\" \"Cordon manual\"\n.SH NAME\n{} \\- {}\n",
                     boost::to_upper_copy(roff(page)), roff(version), roff(page),
                     roff(std::string(summary)));
}

std::string roff_entry(const std::string& term, const std::string& text) {
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(term), roff(text));
}

std::string roff_option(const Option& option) {
  std::string term = option.letter != 0 ? fmt::format("\\fB\\-{}\\fR, ", option.letter) : "";
  term += "\\fB\\-\\-" + roff(option.name) + "\\fR";
  if (!option.argument.empty()) term += " \\fI" + roff(option.argument) + "\\fR";
  return fmt::format(".TP\n{}\n{}\n", term, roff(with_fallback(option)));
}

std::string roff_exit_status() {
  std::string out = ".SH EXIT STATUS\n";
  for (const ExitStatus& status : kExitStatus)
    out += roff_entry(std::to_string(status.code), std::string(status.text));
  return out;
}

}  // namespace

std::string help_text(const Manual& manual) {
  std::string out = fmt::format("cordon {}: {}\n\nUsage: cordon {} {}\n", manual.name,
                                manual.summary, manual.name, manual.synopsis);
  for (const std::string& paragraph : manual.description)
    out += '\n' + wrap(paragraph, 0, 0) + '\n';
  for (const OptionGroup& group : manual.options) {
    out += fmt::format("\n{}:\n", group.title);
    for (const Option& option : group.options)
      out += entry(option_term(option), with_fallback(option));
  }
  out += "\nExamples:\n";
  for (const Example& example : manual.examples)
    out += fmt::format("  {}\n      {}\n", example.command, wrap(example.text, 6, 6));
  return out;
}

std::string man_page(const Manual& manual, const std::string& version) {
  std::string out = roff_head("cordon-" + manual.name, version, manual.summary);
  out += fmt::format(".SH SYNOPSIS\n\\fBcordon {}\\fR {}\n.SH DESCRIPTION\n", manual.name,
                     roff(manual.synopsis));
  std::string_view separator;
  for (const std::string& paragraph : manual.description) {
    out += fmt::format("{}{}\n", separator, roff(paragraph));
    separator = ".PP\n";
  }
  out += ".SH OPTIONS\n";
  for (const OptionGroup& group : manual.options) {
    out += fmt::format(".SS {}\n", roff(group.title));
    for (const Option& option : group.options) out += roff_option(option);
  }
  out += ".SH EXAMPLES\n";
  for (const Example& example : manual.examples) out += roff_entry(example.command, example.text);
  return out + roff_exit_status() + ".SH SEE ALSO\n.BR cordon (1)\n";
}

std::string overview_text(const std::vector<Manual>& commands) {
  std::string out =
      fmt::format("cordon {}\n\nUsage: cordon COMMAND [options]\n\nCommands:\n", kSummary);
  for (const Manual& manual : commands) out += entry(manual.name, manual.summary);
  out += entry("help COMMAND", "explain a command and its options");
  out += "\nOptions:\n" + entry("--version", "print the versions of Cordon and its libraries");
  out += "\nExit status:\n";
  for (const ExitStatus& status : kExitStatus)
    out += entry(std::to_string(status.code), std::string(status.text));
  return out;
}

std::string overview_man_page(const std::vector<Manual>& commands, const std::string& version) {
  std::string out = roff_head("cordon", version, kSummary);
  out += ".SH SYNOPSIS\n\\fBcordon\\fR \\fICOMMAND\\fR [\\fIoptions\\fR]\n.SH COMMANDS\n";
  for (const Manual& manual : commands) out += roff_entry(manual.name, manual.summary);
  out += roff_entry("help COMMAND", "explain a command and its options");
  out += ".SH OPTIONS\n";
  out += roff_entry("--version", "print the versions of Cordon and its libraries");
  out += roff_exit_status() + ".SH SEE ALSO\n";
  for (std::size_t i = 0; i < commands.size(); ++i)
    out += fmt::format(".BR cordon\\-{} (1){}\n", commands[i].name,
                       i + 1 < commands.size() ? "," : "");
  return out;
}

}  // namespace cordon::cli
