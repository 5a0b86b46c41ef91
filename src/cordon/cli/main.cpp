// cordon COMMAND [options]: finds the command, runs it, and turns errors into messages and exit
// codes.
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

using Words = std::vector<std::string>;

const std::vector<Command>& commands() {
  static const std::vector<Command> table{zone_command(), verify_command(),  contact_command(),
                                          near_command(), report_command(),  compare_command(),
                                          map_command(),  publish_command(), inspect_command()};
  return table;
}

std::vector<Manual> manuals() {
  std::vector<Manual> out;
  for (const Command& command : commands()) out.push_back(command.manual);
  return out;
}

const Command& find_command(const std::string& name) {
  Words names{"help"};
  for (const Command& command : commands()) {
    if (command.manual.name == name) return command;
    names.push_back(command.manual.name);
  }
  const std::string nearest = closest_name(name, names);
  const std::string all = "'cordon help' lists all commands";
  throw UsageError(fmt::format("there is no command '{}'", name),
                   nearest.empty() ? all : fmt::format("did you mean '{}'? {}", nearest, all));
}

bool asks_for_help(const std::string& word) {
  return word == "--help" || word == "-h";
}

/// cordon help [--man|--json] [COMMAND]; --man is how the build makes the man pages, --json how the
/// plugin for QGIS learns the options.
int help(Words words) {
  const bool man = std::erase(words, "--man") > 0;
  const bool json = std::erase(words, "--json") > 0;
  std::erase_if(words, asks_for_help);
  if (words.size() > 1)
    throw UsageError(fmt::format("'{}' is one argument too many", words[1]),
                     "write cordon help COMMAND");
  if (json)
    print_result(manuals_json(
        words.empty() ? manuals() : std::vector<Manual>{find_command(words.front()).manual},
        cordon_version()));
  else if (words.empty())
    print_result(man ? overview_man_page(manuals(), cordon_version()) : overview_text(manuals()));
  else if (words.front() == "help")
    print_result("Usage: cordon help COMMAND\n");
  else {
    const Manual& manual = find_command(words.front()).manual;
    print_result(man ? man_page(manual, cordon_version()) : help_text(manual));
  }
  return kExitDone;
}

int run(const Words& words) {
  if (words.empty()) {
    fmt::print(stderr, "{}", overview_text(manuals()));
    return kExitUsage;
  }
  const std::string& name = words.front();
  const Words rest(words.begin() + 1, words.end());
  if (name == "help" || asks_for_help(name)) return help(rest);
  if (name == "--version") {
    print_result(versions_text());
    return kExitDone;
  }
  const Command& command = find_command(name);
  if (std::any_of(rest.begin(), rest.end(), asks_for_help)) return help({name});
  return command.setup(Arguments(command.manual, rest))();
}

/// The name to sign messages with: empty if the command is what is wrong.
std::string signature(const Words& words) {
  const auto names_it = [&](const Command& command) {
    return !words.empty() && command.manual.name == words.front();
  };
  return std::any_of(commands().begin(), commands().end(), names_it) ? words.front() : "";
}

/// The exit code of an error, after its message.
int report_error(const Words& words, const std::exception& error) {
  const auto say = [&](std::string_view problem, std::string_view advice, int code) {
    print_message(signature(words), problem, advice);
    return code;
  };
  // Whatever went wrong after a signal went wrong because of it.
  if (const int number = interrupting_signal(); number != 0)
    return say(Cancelled().what(), kNothingWritten, 128 + number);
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
    return say("out of memory",
               "use a larger tolerance, a smaller input, or a machine with more memory",
               kExitFailed);
  const auto* known = dynamic_cast<const Error*>(&error);
  if (known == nullptr)
    return say(fmt::format("unexpected error: {}", error.what()),
               "this is a fault of Cordon; please report it with the command and its input",
               kExitFailed);
  int code = kExitFailed;
  if (dynamic_cast<const UsageError*>(known) != nullptr) code = kExitUsage;
  if (dynamic_cast<const CertificateError*>(known) != nullptr) code = kExitNotCertified;
  return say(known->what(), known->advice(), code);
}

int run_guarded(const Words& words) {
  watch_interrupts(signature(words));
  try {
    return run(words);
  } catch (const std::exception& error) {
    return report_error(words, error);
  }
}

}  // namespace
}  // namespace cordon::cli

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  cordon::cli::keep_passwords(words);
  for (int i = 1; i < argc; ++i)  // other users of the machine can see them
    for (std::size_t at = cordon::password_in(words[static_cast<std::size_t>(i) - 1]);
         at < std::string::npos && argv[i][at] != '\0'; ++at)
      argv[i][at] = '*';
  return cordon::cli::run_guarded(words);
}
