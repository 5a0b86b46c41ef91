#include "cordon/cli/arguments.hpp"

#include <algorithm>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <charconv>

#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

namespace po = boost::program_options;
using Words = std::vector<std::string>;

constexpr const char* kOperand = " operand";  // a name that nobody can type after two dashes

po::options_description parser_table(const Manual& manual) {
  po::options_description table;
  for (const OptionGroup& group : manual.options)
    for (const Option& option : group.options) {
      std::string names = option.name;
      if (option.letter != 0) names += fmt::format(",{}", option.letter);
      if (option.argument.empty()) {
        table.add_options()(names.c_str(), po::bool_switch());
      } else if (option.repeatable) {
        table.add_options()(names.c_str(), po::value<Words>());
      } else {
        auto* value = po::value<std::string>();
        if (!option.fallback.empty()) value->default_value(option.fallback);
        table.add_options()(names.c_str(), value);
      }
    }
  table.add_options()(kOperand, po::value<Words>());
  return table;
}

/// The option that a word such as "--distance=20km" or "-o" starts with; null if there is none.
const Option* find_option(const Manual& manual, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  for (const OptionGroup& group : manual.options)
    for (const Option& option : group.options)
      if (name == "--" + option.name ||
          (option.letter != 0 && name == std::string{'-', option.letter}))
        return &option;
  return nullptr;
}

[[noreturn]] void throw_unknown(const Manual& manual, const std::string& word) {
  Words names;
  for (const OptionGroup& group : manual.options)
    for (const Option& option : group.options) names.push_back("--" + option.name);
  const std::string name = word.substr(0, word.find('='));
  const std::string nearest = closest_name(name, names);
  const std::string all = fmt::format("'cordon help {}' lists all options", manual.name);
  throw UsageError(fmt::format("there is no option {}", name),
                   nearest.empty() ? all : fmt::format("did you mean {}? {}", nearest, all));
}

/// Boost's complaint about the form of an option, in our words.
[[noreturn]] void throw_syntax(const Manual& manual,
                               const po::invalid_command_line_syntax& complaint) {
  const Option* option = find_option(manual, complaint.get_option_name());
  const std::string name = option != nullptr ? "--" + option->name : complaint.get_option_name();
  if (option == nullptr) throw_unknown(manual, name);
  if (option->argument.empty())
    throw UsageError(fmt::format("{} takes no value", name), fmt::format("write {} alone", name));
  throw UsageError(fmt::format("{} needs a value", name),
                   fmt::format("write {} {}", name, option->argument));
}

po::variables_map parse(const Manual& manual, const Words& words) {
  // Abbreviated names would change their meaning when an option is added.
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  const po::options_description table = parser_table(manual);
  po::positional_options_description operands;
  operands.add(kOperand, -1);
  po::variables_map values;
  try {
    po::store(po::command_line_parser(words).options(table).positional(operands).style(style).run(),
              values);
  } catch (const po::unknown_option& complaint) {
    throw_unknown(manual, complaint.get_option_name());
  } catch (const po::invalid_command_line_syntax& complaint) {
    throw_syntax(manual, complaint);
  } catch (const po::multiple_occurrences& complaint) {
    throw UsageError(fmt::format("{} is given more than once", complaint.get_option_name()),
                     "give it once");
  } catch (const po::error& complaint) {
    throw UsageError(complaint.what(), fmt::format("see 'cordon help {}'", manual.name));
  }
  return values;
}

void check_operands(const Manual& manual, const Words& given) {
  const Words& named = manual.operands;
  const std::string usage = fmt::format("write cordon {} {}", manual.name, manual.synopsis);
  for (std::size_t i = 0; i < std::max(named.size(), given.size()); ++i)
    if (i >= given.size() || given[i].empty())
      throw UsageError(fmt::format("no {} is given", named[std::min(i, named.size() - 1)]), usage);
  if (given.size() > named.size() && !manual.last_operand_repeats)
    throw UsageError(fmt::format("'{}' is one argument too many", given[named.size()]),
                     fmt::format("{}, with quotes around names that hold spaces", usage));
}

}  // namespace

Arguments::Arguments(const Manual& manual, const Words& words) {
  const po::variables_map parsed = parse(manual, words);
  for (const auto& [name, value] : parsed) {
    const bool given = !value.defaulted();
    if (const auto* text = boost::any_cast<std::string>(&value.value()))
      values_[name] = {{*text}, given};
    else if (const auto* texts = boost::any_cast<Words>(&value.value()))
      values_[name] = {*texts, given};
    else
      values_[name] = {{}, given};
  }
  operands_ = list(kOperand);
  check_operands(manual, operands_);
}

bool Arguments::given(const std::string& option) const {
  const auto found = values_.find(option);
  return found != values_.end() && found->second.given;
}

Words Arguments::list(const std::string& option) const {
  const auto found = values_.find(option);
  return found != values_.end() ? found->second.words : Words{};
}

std::string Arguments::text(const std::string& option) const {
  const Words words = list(option);
  return words.empty() ? std::string() : words.front();
}

Metres Arguments::length(const std::string& option) const {
  return about_option(option, [&] { return parse_length(text(option)); });
}

unsigned Arguments::count(const std::string& option, unsigned lowest, unsigned highest) const {
  const std::string word = text(option);
  unsigned number = 0;
  const char* const last = word.data() + word.size();
  const auto [end, status] = std::from_chars(word.data(), last, number);
  if (status != std::errc() || end != last || number < lowest || number > highest)
    throw UsageError(fmt::format("--{}: '{}' is not a whole number from {} to {}", option, word,
                                 lowest, highest),
                     fmt::format("write --{} {}", option, lowest));
  return number;
}

double Arguments::number(const std::string& option, double lowest, double highest) const {
  const std::string word = text(option);
  double number = 0;
  const char* const last = word.data() + word.size();
  const auto [end, status] = std::from_chars(word.data(), last, number);
  if (status != std::errc() || end != last || !(number >= lowest && number <= highest))
    throw UsageError(
        fmt::format("--{}: '{}' is not a number from {:g} to {:g}", option, word, lowest, highest),
        fmt::format("write --{} {:g}", option, lowest));
  return number;
}

}  // namespace cordon::cli
