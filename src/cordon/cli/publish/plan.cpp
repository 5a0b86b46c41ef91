#include "cordon/cli/publish/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "cordon/cli/publish/comparison.hpp"
#include "cordon/cli/publish/recipe_keys.hpp"
#include "cordon/cli/publish/series.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {
namespace {

using Entries = std::vector<RecipeEntry>;

constexpr const char* kMainLanguage = "en";
constexpr const char* kMainSize = "web";

const RecipeEntry* find(const Entries& entries, std::string_view key) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const RecipeEntry& entry) { return entry.key == key; });
  return found != entries.end() ? &*found : nullptr;
}

std::string text_of(const Entries& entries, std::string_view key) {
  const RecipeEntry* entry = find(entries, key);
  return entry != nullptr ? entry->value : "";
}

std::vector<std::string> list_of(const Entries& entries, std::string_view key,
                                 const std::vector<std::string>& fallback = {}) {
  std::vector<std::string> values;
  for (const RecipeEntry& entry : entries)
    if (entry.key == key) values.push_back(entry.value);
  return values.empty() ? fallback : values;
}

/// Replaces all entries of a key by one; an empty value takes them away.
void set(Entries& entries, const std::string& key, const std::string& value, int line) {
  std::erase_if(entries, [&](const RecipeEntry& entry) { return entry.key == key; });
  if (!value.empty()) entries.push_back({key, value, line});
}

/// The words on maps in a language: of a key that has some for it, those.
Entries in_language(const Entries& entries, const std::string& language) {
  Entries out;
  for (const RecipeEntry& entry : entries) {
    const KeyName name = parts_of_key(entry.key);
    const bool has_own = find(entries, name.key + "." + language) != nullptr;
    if (name.language == language || (name.language.empty() && !has_own))
      out.push_back({name.key, entry.value, entry.line});
  }
  return out;
}

/// An edition's own title is the second heading below that of the package.
Entries with_headings(const Recipe& recipe, const RecipeSection& section, Entries entries) {
  if (section.kind == SectionKind::common) return entries;
  for (const RecipeEntry& own : section.entries) {
    const KeyName name = parts_of_key(own.key);
    if (name.key != "title") continue;
    const std::string dotted = own.key.substr(name.key.size());
    const RecipeEntry* common = find(recipe.common.entries, own.key);
    if (common == nullptr) common = find(recipe.common.entries, "title");
    if (common == nullptr) continue;
    set(entries, own.key, common->value, common->line);
    if (find(section.entries, "subtitle" + dotted) == nullptr)
      set(entries, "subtitle" + dotted, own.value, own.line);
  }
  return entries;
}

/// Makes the steps of one edition.
class EditionPlan {
 public:
  EditionPlan(const Recipe& recipe, const RecipeSection& section, const Plan& plan,
              const Edition& edition)
      : recipe_(recipe),
        plan_(plan),
        edition_(edition),
        entries_(with_headings(recipe, section, entries_of(recipe, section))) {
    if (section.kind == SectionKind::date) set(entries_, "date", section.name, section.line);
  }

  std::vector<Step> steps() {
    if (find(entries_, "control") != nullptr) add_contact();
    add_zone();
    add_report();
    add_maps();
    return std::move(steps_);
  }

 private:
  Step& add_step(const std::string& name, const std::string& what, const std::string& command) {
    Step& step = steps_.emplace_back();
    step.id = edition_.folder + name;
    step.title =
        edition_.name.empty()
            ? what
            : fmt::format("{} '{}', {}", plan_.kind == PackageKind::series ? "date" : "reading",
                          edition_.name, what);
    step.command = command;
    return step;
  }

  std::string in_folder(const std::string& name) const { return edition_.folder + name; }

  void add_output(Step& step, const std::string& name) { step.outputs.push_back(in_folder(name)); }

  /// A file that the recipe names, as an operand or as the value of the option before it.
  void add_file(Step& step, const RecipeEntry& entry) {
    const std::string value = resolved(recipe_, entry);
    step.words.push_back(
        {value, false, value != entry.value ? entry.value : std::string(), entry.line});
    const std::string path = area_file_of(value);
    if (!path.empty()) step.inputs.push_back(path);
  }

  /// FILE of FILE:LAYER:FIELD; empty for what is no file.
  static std::string area_file_of(std::string value) {
    std::error_code none;
    while (!std::filesystem::exists(value, none)) {
      const std::size_t colon = value.rfind(':');
      if (colon == std::string::npos) return {};
      value.resize(colon);
    }
    return value;
  }

  void add_word(Step& step, const RecipeEntry& entry) {
    const RecipeKey& key = *find_recipe_key(entry.key);
    const std::string name = "--" + entry.key;
    if (key.option.argument.empty()) {
      if (is_yes(entry)) step.words.push_back({name, false, "", entry.line});
    } else if (key.path == PathForm::none) {
      step.words.push_back({name + "=" + entry.value, false, "", entry.line});
    } else {
      step.words.push_back({name, false, "", entry.line});
      add_file(step, entry);
    }
  }

  /// The entries whose keys are options of the step's command.
  void add_words(Step& step, const Entries& entries) {
    for (const RecipeKey& key : recipe_keys())
      for (const RecipeEntry& entry : entries)
        if (entry.key == key.option.name && takes(key, step.command)) add_word(step, entry);
  }

  void add_contact() {
    Step& step = add_step("contact", "line of contact", "contact");
    for (const RecipeEntry& entry : entries_)
      if (entry.key == "control") add_file(step, entry);
    if (const RecipeEntry* field = find(entries_, "control-field"))
      step.words.push_back({"--by=" + field->value, false, "", field->line});
    add_words(step, entries_);
    add_output(step, "line.geojson");
  }

  void add_zone() {
    Step& step = add_step("zone", "zone", "zone");
    Entries entries = entries_;
    if (const RecipeEntry* line = find(entries_, "line")) {
      add_file(step, *line);
    } else {
      step.words.push_back({in_folder("line.geojson"), true});
      step.after.push_back(in_folder("contact"));
      for (const char* key : {"layer", "where", "sql", "input-crs"}) set(entries, key, "", 0);
    }
    name_sides(entries);
    add_words(step, entries);
    for (const char* name : {"zone.geojson", "zone.shp", "zone.gpkg", "zone.qgz"})
      add_output(step, name);
  }

  /// Sides that have names become features of their own, where two are drawn.
  static void name_sides(Entries& entries) {
    const RecipeEntry* left = find(entries, "left-name");
    const RecipeEntry* name = left != nullptr ? left : find(entries, "right-name");
    if (name == nullptr) return;
    const auto reaches = [&](const char* side) {
      const RecipeEntry* reach = find(entries, side);
      return reach != nullptr && reach->value.find_first_of("123456789") != std::string::npos;
    };
    const std::string side = text_of(entries, "side");
    const bool one_side = (!side.empty() && side != "both") || reaches("left") != reaches("right");
    set(entries, "split", one_side ? "" : "yes", name->line);
  }

  void read_zone(Step& step) {
    step.words.push_back({in_folder("zone.gpkg"), true});
    step.after.push_back(in_folder("zone"));
  }

  void add_report() {
    Step& step = add_step("report", "report", "report");
    read_zone(step);
    Entries entries = in_language(entries_, kMainLanguage);
    const RecipeEntry* title = find(entries, "title");
    const RecipeEntry* second = find(entries, "subtitle");
    if (title != nullptr && second != nullptr)
      set(entries, "title", fmt::format("{}: {}", title->value, second->value), second->line);
    add_words(step, entries);
    for (const char* name : {"report.md", "report.json", "report.csv"}) add_output(step, name);
  }

  /// The interactive map is written along with the first picture: it shows the same.
  void add_maps() {
    for (const std::string& language : plan_.languages)
      for (const std::string& size : plan_.sizes) {
        const std::string name = fmt::format("map-{}-{}", size, language);
        Step& step = add_step(name, fmt::format("map {} in '{}'", size, language), "map");
        read_zone(step);
        Entries entries = in_language(entries_, language);
        keep_one(entries, "lang", language);
        keep_one(entries, "size", size);
        add_words(step, entries);
        name_sides_in(step, language);
        for (const char* extension : {".png", ".svg", ".pdf"}) add_output(step, name + extension);
        if (size == plan_.sizes.front()) add_output(step, page_name(language));
      }
  }

  static void keep_one(Entries& entries, const std::string& key, const std::string& value) {
    std::erase_if(entries, [&](const RecipeEntry& entry) {
      return entry.key == key && entry.value != value;
    });
    if (find(entries, key) == nullptr) entries.push_back({key, value, 0});
  }

  /// The zone has its sides' names in the main language.
  void name_sides_in(Step& step, const std::string& language) {
    for (const char* key : {"left-name", "right-name"})
      if (const RecipeEntry* name = find(entries_, fmt::format("{}.{}", key, language)))
        step.words.push_back({fmt::format("--{}={}", key, name->value), false, "", name->line});
  }

  std::string page_name(const std::string& language) const {
    return language == plan_.languages.front() ? "map.html" : fmt::format("map-{}.html", language);
  }

  const Recipe& recipe_;
  const Plan& plan_;
  const Edition& edition_;
  Entries entries_;
  std::vector<Step> steps_;
};

Edition edition_of(const RecipeSection& section, const Entries& entries) {
  Edition edition;
  edition.name = section.name;
  if (section.kind != SectionKind::common) {
    edition.folder = section.name + "/";
    edition.title = text_of(section.entries, "title");
  }
  edition.date = section.kind == SectionKind::date ? section.name : text_of(entries, "date");
  edition.cites = list_of(entries, "cite");
  edition.line = section.line;
  return edition;
}

std::vector<RecipeSection> editions_of(const Recipe& recipe) {
  return recipe.sections.empty() ? std::vector{recipe.common} : recipe.sections;
}

PackageKind kind_of(const Recipe& recipe) {
  if (recipe.sections.empty()) return PackageKind::single;
  return recipe.sections.front().kind == SectionKind::date ? PackageKind::series
                                                           : PackageKind::readings;
}

}  // namespace

Plan plan_of(const Recipe& recipe) {
  Plan plan;
  plan.kind = kind_of(recipe);
  plan.title = text_of(recipe.common.entries, "title");
  plan.languages = list_of(recipe.common.entries, "lang", {kMainLanguage});
  plan.sizes = list_of(recipe.common.entries, "size", {kMainSize});
  for (const RecipeSection& section : editions_of(recipe)) {
    const Edition edition = edition_of(section, entries_of(recipe, section));
    std::vector<Step> steps = EditionPlan(recipe, section, plan, edition).steps();
    plan.editions.push_back(edition);
    std::move(steps.begin(), steps.end(), std::back_inserter(plan.steps));
  }
  if (plan.editions.size() > 1)
    plan.steps.push_back(plan.kind == PackageKind::series ? series_step(plan)
                                                          : comparison_step(plan));
  return plan;
}

}  // namespace cordon::cli
