#include "cordon/cli/publish/recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <cctype>
#include <set>
#include <sstream>

#include "cordon/base/error.hpp"
#include "cordon/cli/publish/recipe_keys.hpp"
#include "cordon/cli/theme.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"
#include "cordon/map/language.hpp"
#include "cordon/report/dates.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr std::size_t kLongestName = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kHash = '\x1A';  // stands for a # in a value; no text has this character
constexpr const char* kAllKeys = "'cordon help publish' lists all keys";

/// What stands before a comment. One begins where a line or a word does, so that addresses may have
/// a # in them.
std::string without_comment(const std::string& line) {
  std::size_t hash = line.find('#');
  while (hash != std::string::npos && hash > 0 &&
         std::isspace(static_cast<unsigned char>(line[hash - 1])) == 0)
    hash = line.find('#', hash + 1);
  return trimmed(line.substr(0, hash));
}

/// YYYY-MM-DD, of a day that exists.
bool is_day(const std::string& text) {
  try {
    const Date day = parse_dates({{text, ""}}, DateOrder::by_evidence).front().value();
    return text == fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                               static_cast<unsigned>(day.month()),
                               static_cast<unsigned>(day.day()));
  } catch (const std::exception&) {
    return false;
  }
}

/// Whether a name is good for a folder on every system, and in the address of a page.
bool fits_folder(const std::string& name) {
  static const std::set<std::string> devices{"con", "prn", "aux", "nul"};
  const auto plain = [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; };
  const auto fits = [&](unsigned char c) { return plain(c) || c == '-' || c == '_' || c == '.'; };
  const std::string stem = boost::to_lower_copy(name.substr(0, name.find('.')));
  return name.size() <= kLongestName && plain(static_cast<unsigned char>(name.front())) &&
         std::all_of(name.begin(), name.end(), fits) && name.back() != '.' &&
         !devices.contains(stem);
}

/// Why a section cannot be what its line says, and what to do; empty: it can.
struct Refusal {
  std::string problem, advice;
};

Refusal refused_section(const Recipe& recipe, const std::string& kind, const std::string& name) {
  if (kind != "reading" && kind != "date")
    return {fmt::format("there are no sections '{}'", kind),
            "write [reading NAME] or [date YYYY-MM-DD]"};
  if (name.empty())
    return {fmt::format("the {} has no name", kind),
            kind == "date" ? "write [date 2018-09-17]" : "write [reading 20km-both-sides]"};
  if (kind == "date" && !is_day(name))
    return {fmt::format("'{}' is no date", name), "write year, month and day: [date 2018-09-17]"};
  if (!fits_folder(name))
    return {fmt::format("the name '{}' cannot be a folder", name),
            fmt::format("use up to {} letters from a to z, digits, - and _", kLongestName)};
  for (const RecipeSection& other : recipe.sections)
    if (same_word(other.name, name))
      return {fmt::format("a second section '{}', after that of line {}", name, other.line),
              "give each a name of its own"};
  if (!recipe.sections.empty() &&
      (recipe.sections.front().kind == SectionKind::date) != (kind == "date"))
    return {"readings and dates do not go together", "write a recipe for each"};
  return {};
}

/// "[reading NAME]". What stands in a section that is refused is read on, for its mistakes.
void open_section(const std::string& content, int line, Recipe& recipe, Mistakes& mistakes) {
  if (content.back() != ']') {
    mistakes.add(line, fmt::format("'{}' is no section", content), "end it with ]");
    return;
  }
  const std::string inner = trimmed(content.substr(1, content.size() - 2));
  const std::string kind = inner.substr(0, inner.find_first_of(" \t"));
  const std::string name = trimmed(inner.substr(kind.size()));
  const Refusal refusal = refused_section(recipe, kind, name);
  if (!refusal.problem.empty()) mistakes.add(line, refusal.problem, refusal.advice);
  const SectionKind known = kind == "date"      ? SectionKind::date
                            : kind == "reading" ? SectionKind::reading
                                                : SectionKind::common;
  recipe.sections.push_back({known, name, line, {}});
}

Refusal unknown_key(const std::string& name) {
  const std::string bare = name.starts_with("--") ? name.substr(2) : name;
  if (bare != name && find_recipe_key(bare) != nullptr)
    return {fmt::format("there is no key '{}'", name),
            fmt::format("in a recipe options stand without dashes: {} = ...", bare)};
  if (const std::string reason = why_no_key(name); !reason.empty())
    return {fmt::format("'{}' is no key of recipes", name), reason};
  std::vector<std::string> names;
  for (const RecipeKey& key : recipe_keys()) names.push_back(key.option.name);
  const std::string nearest = closest_name(parts_of_key(name).key, names);
  return {fmt::format("there is no key '{}'", name),
          nearest.empty() ? kAllKeys : fmt::format("did you mean '{}'?", nearest)};
}

Refusal refused_place(const RecipeKey& key, const RecipeSection& section) {
  const bool fits = section.kind == SectionKind::common ||
                    (section.kind == SectionKind::reading ? key.in_readings : key.in_dates);
  if (fits) return {};
  return {fmt::format("'{}' is no key of a {}", key.option.name,
                      section.kind == SectionKind::date ? "date" : "reading"),
          "it holds for the whole package: write it above all sections"};
}

Refusal refused_entry(const RecipeKey& key, const RecipeEntry& entry,
                      const RecipeSection& section) {
  if (Refusal refusal = refused_place(key, section); !refusal.problem.empty()) return refusal;
  const std::string language = parts_of_key(entry.key).language;
  const std::vector<std::string>& codes = map::language_codes();
  if (entry.key != key.option.name &&
      std::find(codes.begin(), codes.end(), language) == codes.end())
    return {fmt::format("'{}' is no language of the maps", language),
            fmt::format("choose {}", name_list(codes))};
  if (entry.value.empty())
    return {fmt::format("{}: there is no value", entry.key),
            fmt::format("write {} = {}, or leave the line out", entry.key,
                        key.option.argument.empty() ? "yes" : key.option.argument)};
  if (key.option.argument.empty() && entry.value != "yes" && entry.value != "no")
    return {fmt::format("{}: '{}' is neither yes nor no", entry.key, entry.value),
            fmt::format("write {} = yes", entry.key)};
  const auto same = std::find_if(section.entries.begin(), section.entries.end(),
                                 [&](const RecipeEntry& other) { return other.key == entry.key; });
  if (same != section.entries.end() && !key.option.repeatable)
    return {fmt::format("'{}' stands a second time, after line {}", entry.key, same->line),
            "give it once in a section"};
  return {};
}

void add_entry(const RecipeEntry& entry, RecipeSection& section, Mistakes& mistakes) {
  const RecipeKey* key = find_recipe_key(entry.key);
  const Refusal refusal =
      key == nullptr ? unknown_key(entry.key) : refused_entry(*key, entry, section);
  if (!refusal.problem.empty())
    mistakes.add(entry.line, refusal.problem, refusal.advice);
  else
    section.entries.push_back(entry);
}

void read_entry(const std::string& content, int line, RecipeSection& section, Mistakes& mistakes) {
  static const po::options_description no_table;
  std::string text = content;
  std::replace(text.begin(), text.end(), '#', kHash);  // to Boost it begins a comment
  std::istringstream stream(text);
  try {
    for (const po::option& option : po::parse_config_file(stream, no_table, true).options) {
      std::string value = option.value.empty() ? "" : option.value.front();
      std::replace(value.begin(), value.end(), kHash, '#');
      add_entry({option.string_key, std::move(value), line}, section, mistakes);
    }
  } catch (const po::error&) {
    mistakes.add(line, fmt::format("'{}' is neither a key with its value nor a section", content),
                 "write KEY = VALUE");
  }
}

void check_text(const std::string& text, const fs::path& file) {
  const bool has_controls = std::any_of(text.begin(), text.end(), [](unsigned char c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  });
  if (has_controls || !is_utf8(text))
    throw UsageError(
        fmt::format("'{}' is no text in UTF-8, as recipes are", file.string()),
        "a recipe is a text file of lines KEY = VALUE; 'cordon help publish' shows one");
}

}  // namespace

bool replaces(const std::string& own_key, const std::string& common_key) {
  static const std::vector<std::set<std::string>> choices{
      {"distance", "width", "left", "right", "rings", "side"},
      {"line", "control", "control-field", "layer", "where", "sql"}};
  if (own_key == common_key) return true;
  return std::any_of(choices.begin(), choices.end(), [&](const std::set<std::string>& choice) {
    return choice.contains(own_key) && choice.contains(common_key);
  });
}

void Mistakes::add(int line, const std::string& problem, const std::string& advice) {
  if (any_at(line)) return;
  list_.push_back({line, advice.empty() ? problem : fmt::format("{}; {}", problem, advice)});
}

void Mistakes::take(const Mistakes& others, int line) {
  if (any_at(line)) return;
  for (const Mistake& mistake : others.list_)
    if (mistake.line == line) list_.push_back(mistake);
}

bool Mistakes::any_at(int line) const {
  return line > 0 && std::any_of(list_.begin(), list_.end(),
                                 [&](const Mistake& mistake) { return mistake.line == line; });
}

void Mistakes::raise(const fs::path& file) const {
  if (empty()) return;
  std::vector<Mistake> sorted = list_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
  std::string text = fmt::format("{} in the recipe", counted(sorted.size(), "mistake"));
  for (const Mistake& mistake : sorted)
    text += mistake.line > 0 ? fmt::format("\n{}:{}: {}", file.string(), mistake.line, mistake.text)
                             : fmt::format("\n{}: {}", file.string(), mistake.text);
  throw UsageError(text, fmt::format("nothing was made; {}", kAllKeys));
}

Recipe parse_recipe(const std::string& text, const fs::path& file, Mistakes& mistakes) {
  check_text(text, file);
  Recipe recipe;
  recipe.file = file;
  recipe.folder = fs::absolute(file).parent_path().lexically_normal();
  std::istringstream lines(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size())
                                                            : text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::string content = without_comment(line);
    if (content.empty()) continue;
    if (content.front() == '[')
      open_section(content, number, recipe, mistakes);
    else
      read_entry(content, number, recipe.sections.empty() ? recipe.common : recipe.sections.back(),
                 mistakes);
  }
  return recipe;
}

Recipe read_recipe(const fs::path& file) {
  Mistakes mistakes;
  Recipe recipe = parse_recipe(file_text(file, "the recipe"), file, mistakes);
  check_recipe(recipe, mistakes);
  mistakes.raise(file);
  return recipe;
}

std::vector<RecipeEntry> entries_of(const Recipe& recipe, const RecipeSection& section) {
  if (section.kind == SectionKind::common) return section.entries;
  std::vector<RecipeEntry> entries;
  for (const RecipeEntry& common : recipe.common.entries)
    if (std::none_of(section.entries.begin(), section.entries.end(),
                     [&](const RecipeEntry& own) { return replaces(own.key, common.key); }))
      entries.push_back(common);
  entries.insert(entries.end(), section.entries.begin(), section.entries.end());
  return entries;
}

std::string resolved(const Recipe& recipe, const RecipeEntry& entry) {
  const RecipeKey* key = find_recipe_key(entry.key);
  const bool is_file = key != nullptr && key->path != PathForm::none && entry.value != "none" &&
                       !is_database(entry.value) && !entry.value.starts_with("/vsi");
  return is_file ? (recipe.folder / entry.value).lexically_normal().string() : entry.value;
}

bool is_yes(const RecipeEntry& entry) {
  return entry.value == "yes";
}

}  // namespace cordon::cli
