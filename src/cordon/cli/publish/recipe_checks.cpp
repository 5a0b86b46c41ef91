// What is wrong with the values of a recipe: files that are missing, and what the commands that
// take them say.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <regex>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/command.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/recipe.hpp"
#include "cordon/cli/publish/recipe_keys.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

/// Advice for a command line as advice for a recipe: "write --distance 20km" as "write distance =
/// 20km".
std::string in_recipe_words(const std::string& text) {
  static const std::regex with_value("(write|add|keep) --([a-z][a-z-]*) (?=[^,;:. ])");
  static const std::regex alone("(write|add) --([a-z][a-z-]*)(?=[,;]|$)");
  static const std::regex mention("--([a-z][a-z-]*)");
  std::string out = std::regex_replace(text, with_value, "$1 $2 = ");
  out = std::regex_replace(out, alone, "$1 $2 = yes");
  return std::regex_replace(out, mention, "$1");
}

const Command& command_named(const std::string& name) {
  static const std::vector<Command> commands{contact_command(), zone_command(), report_command(),
                                             map_command()};
  return *std::find_if(commands.begin(), commands.end(),
                       [&](const Command& command) { return command.manual.name == name; });
}

/// The words of a step as its command would get them.
std::vector<std::string> command_line(const Step& step) {
  std::vector<std::string> words;
  for (const Word& word : step.words) words.push_back(word.text);
  for (const std::string& output : step.outputs) {
    words.emplace_back("-o");
    words.push_back(output);
  }
  return words;
}

/// "distance" of "--distance=20km".
std::string option_of(const std::string& word) {
  if (!word.starts_with("--")) return {};
  return word.substr(2, word.find('=') - 2);
}

/// The first word of a step that a message is about; the end if it names none that the recipe
/// asks for.
std::vector<Word>::iterator culprit(Step& step, const std::string& message) {
  auto found = step.words.end();
  std::size_t first = std::string::npos;
  for (auto word = step.words.begin(); word != step.words.end(); ++word) {
    const std::string option = option_of(word->text);
    if (option.empty() || word->line == 0) continue;
    const std::regex name("--" + option + "(?![a-z-])");
    std::smatch match;
    if (!std::regex_search(message, match, name)) continue;
    const auto at = static_cast<std::size_t>(match.position());
    if (at < first) {
      first = at;
      found = word;
    }
  }
  return found;
}

/// Lets the command read the words of a step; without each that it refuses, for the next mistake.
void check_step(Step step, int section_line, Mistakes& mistakes) {
  const Command& command = command_named(step.command);
  for (;;) {
    try {
      command.setup(Arguments(command.manual, command_line(step)));
      return;
    } catch (const Error& error) {
      const auto word = culprit(step, error.what());
      const bool known = word != step.words.end();
      mistakes.add(known ? word->line : section_line,
                   in_recipe_words(presented(error.what(), step)),
                   in_recipe_words(presented(error.advice(), step)));
      if (!known) return;
      const bool has_value = word->text.find('=') == std::string::npos &&
                             word + 1 < step.words.end() && (word + 1)->line == word->line &&
                             option_of((word + 1)->text).empty();
      step.words.erase(word, word + (has_value ? 2 : 1));
    }
  }
}

bool is_there(const std::string& path, PathForm form) {
  std::error_code none;
  if (fs::exists(path, none)) return true;
  const std::size_t colon = path.rfind(':');
  return form == PathForm::file_with_parts && colon != std::string::npos &&
         is_there(path.substr(0, colon), form);
}

void check_files(const Recipe& recipe, const RecipeSection& section, Mistakes& mistakes) {
  for (const RecipeEntry& entry : section.entries) {
    const PathForm form = find_recipe_key(entry.key)->path;
    const std::string path = resolved(recipe, entry);
    if (form == PathForm::none || !fs::path(path).is_absolute() || path.starts_with("/vsi"))
      continue;
    if (!is_there(path, form))
      mistakes.add(entry.line, fmt::format("{}: there is no '{}'", entry.key, entry.value),
                   fmt::format("paths are relative to the folder of the recipe"));
  }
}

void erase_control(RecipeSection& section) {
  std::erase_if(section.entries, [](const RecipeEntry& entry) { return entry.key == "control"; });
}

/// Whether there is one thing to draw a zone around; of two, the areas are left out.
void check_line(Recipe& recipe, RecipeSection& section, Mistakes& mistakes) {
  const std::vector<RecipeEntry> entries = entries_of(recipe, section);
  const auto at = [&](const char* key) {
    return std::find_if(entries.begin(), entries.end(),
                        [&](const RecipeEntry& entry) { return entry.key == key; });
  };
  const auto line = at("line"), control = at("control");
  if (line != entries.end() && control != entries.end()) {
    mistakes.add(control->line, "line and control do not go together",
                 "give the line itself, or the areas that it parts");
    erase_control(recipe.common);
    erase_control(section);
  }
  if (line == entries.end() && control == entries.end())
    mistakes.add(section.line, "there is no line to draw a zone around",
                 "write line = FILE, or control = FILE for areas of control");
  const auto field = at("control-field");
  if (control == entries.end() && field != entries.end())
    mistakes.add(field->line, "control-field means nothing without control",
                 "write control = FILE, or leave it out");
}

/// What a map would be drawn for twice, which is left out.
void check_lists(Recipe& recipe, Mistakes& mistakes) {
  std::set<std::pair<std::string, std::string>> seen;
  std::erase_if(recipe.common.entries, [&](const RecipeEntry& entry) {
    const bool is_list = entry.key == "lang" || entry.key == "size";
    const bool again = is_list && !seen.insert({entry.key, entry.value}).second;
    if (again)
      mistakes.add(entry.line, fmt::format("{}: '{}' stands twice", entry.key, entry.value),
                   "leave this line out");
    return again;
  });
}

/// Lets the commands of a plan read their words.
void check_steps(const Plan& plan, Mistakes& mistakes) {
  for (const Step& step : plan.steps) {
    if (step.command.empty()) continue;
    const auto edition =
        std::find_if(plan.editions.begin(), plan.editions.end(),
                     [&](const Edition& one) { return step.id.starts_with(one.folder); });
    check_step(step, edition->line, mistakes);
  }
}

/// A common value that every section replaces is used nowhere, but read: as if the first section
/// did not replace it.
void check_replaced(const Recipe& recipe, Mistakes& mistakes) {
  for (const RecipeEntry& common : recipe.common.entries) {
    const auto replaced = [&](const RecipeSection& section) {
      return std::any_of(section.entries.begin(), section.entries.end(),
                         [&](const RecipeEntry& own) { return replaces(own.key, common.key); });
    };
    const bool is_option = find_recipe_key(common.key)->path == PathForm::none;
    if (!is_option || !std::all_of(recipe.sections.begin(), recipe.sections.end(), replaced))
      continue;
    Recipe trial = recipe;
    trial.sections.resize(1);
    std::erase_if(trial.sections.front().entries,
                  [&](const RecipeEntry& own) { return replaces(own.key, common.key); });
    Mistakes found;
    check_steps(plan_of(trial), found);
    mistakes.take(found, common.line);
  }
}

/// Names of sides in one language stand for some that all have.
void check_side_names(const Recipe& recipe, Mistakes& mistakes) {
  for (const RecipeEntry& entry : recipe.common.entries) {
    const KeyName name = parts_of_key(entry.key);
    if (name.language.empty() || !name.key.ends_with("-name")) continue;
    const bool named = std::any_of(recipe.common.entries.begin(), recipe.common.entries.end(),
                                   [&](const RecipeEntry& one) { return one.key == name.key; });
    if (!named)
      mistakes.add(entry.line, fmt::format("{} means nothing without {}", entry.key, name.key),
                   fmt::format("write {} = NAME too, or leave it out", name.key));
  }
}

/// Two readings must not draw the same zone.
void check_differences(const Plan& plan, Mistakes& mistakes) {
  const auto zone_words = [&](const Edition& edition) {
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const Step& one) {
      return one.id == edition.folder + "zone";
    });
    std::vector<std::string> words;
    for (const Word& word : step->words) words.push_back(word.text);
    return words;
  };
  for (auto edition = plan.editions.begin(); edition != plan.editions.end(); ++edition)
    for (auto other = plan.editions.begin(); other != edition; ++other)
      if (zone_words(*edition) == zone_words(*other))
        mistakes.add(edition->line,
                     fmt::format("'{}' draws the same zone as '{}'", edition->name, other->name),
                     "give it a distance, a side or a territory of its own, or leave it out");
}

}  // namespace

void check_recipe(const Recipe& recipe, Mistakes& mistakes) {
  Recipe sound = recipe;
  std::erase_if(sound.sections, [](const RecipeSection& section) {
    return section.kind == SectionKind::common;  // nobody knows what it is
  });
  if (sound.sections.empty() != recipe.sections.empty())
    return check_files(recipe, recipe.common, mistakes);
  if (recipe.common.entries.empty() && recipe.sections.empty()) {
    if (mistakes.empty())
      mistakes.add(0, "the recipe is empty", "write line = FILE and distance = 20km at least");
    return;
  }
  check_files(sound, sound.common, mistakes);
  check_lists(sound, mistakes);
  for (const RecipeSection& section : sound.sections) check_files(sound, section, mistakes);
  if (sound.sections.empty()) check_line(sound, sound.common, mistakes);
  for (RecipeSection& section : sound.sections) check_line(sound, section, mistakes);
  check_side_names(sound, mistakes);
  const Plan plan = plan_of(sound);
  check_steps(plan, mistakes);
  if (!sound.sections.empty()) check_replaced(sound, mistakes);
  if (plan.kind == PackageKind::readings) check_differences(plan, mistakes);
}

}  // namespace cordon::cli
