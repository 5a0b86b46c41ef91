#include "cordon/cli/publish/recipe_keys.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "cordon/cli/contact/contact_options.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {
namespace {

using Names = std::set<std::string, std::less<>>;

constexpr std::string_view kDecided = "publish decides that for the whole package; leave it out";
constexpr std::string_view kOneZone = "a package holds one zone in each reading; leave it out";
constexpr std::string_view kCertified =
    "a package holds certified zones only, no classic buffers; leave it out";
constexpr std::string_view kControl =
    "control areas of a recipe are areas; make a line of places with 'cordon contact' first";

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kNoKeys{{
    {"output", kDecided},
    {"overwrite", kDecided},
    {"format", kDecided},
    {"table", kDecided},
    {"output-crs", kDecided},
    {"threads", "it is an option of the command line: cordon publish --threads N"},
    {"json", "it is an option of the command line: cordon publish --json"},
    {"quiet", "it is an option of the command line: cordon publish --quiet"},
    {"help", "write cordon help publish"},
    {"dissolve", kOneZone},
    {"distance-field", kOneZone},
    {"join", kCertified},
    {"segments", kCertified},
    {"mitre-limit", kCertified},
    {"lat-field", kControl},
    {"lon-field", kControl},
    {"areas-output", kControl},
}};

/// Options of one command that mean something else, or nothing, in a recipe.
Names left_out_of(const std::string& command) {
  // The CRS of a recipe is that of its maps; the areas to cut with are those of its zone.
  if (command == "zone") return {"crs"};
  if (command == "contact") return {"places", "clip", "by"};
  Names names{"line", "split"};  // reports and maps are made from the zone of the package
  for (const OptionGroup& group : {plain_zone_group(), source_group()})
    for (const Option& option : group.options) names.insert(option.name);
  return names;
}

PathForm path_form(const std::string& name) {
  static const Names files{"line",  "places",  "incidents", "population",
                           "roads", "basemap", "style"};
  static const Names parted{"clip", "erase", "by", "areas", "limits"};
  if (files.contains(name)) return PathForm::file;
  return parted.contains(name) ? PathForm::file_with_parts : PathForm::none;
}

/// What one reading of a deal can have of its own: how the zone is drawn, and what is said of it.
bool varies_by_reading(const RecipeKey& key) {
  static const Names others{"layer", "where", "sql", "input-crs", "places", "population-field",
                            "theme"};
  static const Names words{"title", "subtitle", "note", "cite"};
  return words.contains(key.option.name) ||
         (takes(key, "zone") && !others.contains(key.option.name));
}

/// What one day can have of its own: its line and its facts.
bool varies_by_date(const RecipeKey& key) {
  static const Names names{"line",     "control", "control-field", "between", "title",
                           "subtitle", "note",    "cite",          "source",  "uncertainty",
                           "roads",    "layer",   "where",         "sql",     "input-crs",
                           "limits",   "clip",    "erase",         "by"};
  return names.contains(key.option.name) || takes(key, "contact") ||
         (takes(key, "report") && key.option.name != "date" && key.option.name != "areas");
}

std::vector<RecipeKey> own_keys() {
  std::vector<RecipeKey> keys;
  const auto add = [&](Option option, PathForm path = PathForm::none) {
    keys.push_back({std::move(option), {}, path});
  };
  add({.name = "line",
       .argument = "FILE",
       .text = "the line of contact: anything that OGR opens, or PG:dbname=NAME"},
      PathForm::file);
  add({.name = "control",
       .argument = "FILE",
       .repeatable = true,
       .text = "instead of a line: areas of control, whose line of contact is found"},
      PathForm::file);
  add({.name = "control-field",
       .argument = "FIELD",
       .text = "the field that says whose an area of control is (default: each file is one side)"});
  add({.name = "cite",
       .argument = "TEXT",
       .repeatable = true,
       .text = "where a reading, or the deal, was published"});
  return keys;
}

void add_options(std::vector<RecipeKey>& keys, const Manual& manual) {
  const Names left_out = left_out_of(manual.name);
  for (const OptionGroup& group : manual.options)
    for (const Option& option : group.options) {
      if (left_out.contains(option.name) || !why_no_key(option.name).empty()) continue;
      auto known = std::find_if(keys.begin(), keys.end(), [&](const RecipeKey& key) {
        return key.option.name == option.name;
      });
      if (known == keys.end())
        known = keys.insert(keys.end(), {option, {}, path_form(option.name)});
      known->commands.push_back(manual.name);
    }
}

std::vector<RecipeKey> all_keys() {
  static const Names words{"title",  "subtitle",  "note",      "source",
                           "credit", "left-name", "right-name"};
  std::vector<RecipeKey> keys = own_keys();
  for (const Manual& manual : {contact_manual(), zone_manual(), report_manual(), map_manual()})
    add_options(keys, manual);
  for (RecipeKey& key : keys) {
    const std::string& name = key.option.name;
    if (name == "lang" || name == "size") key.option.repeatable = true;
    key.by_language = words.contains(name);
    key.in_readings = varies_by_reading(key);
    key.in_dates = varies_by_date(key);
  }
  return keys;
}

}  // namespace

const std::vector<RecipeKey>& recipe_keys() {
  static const std::vector<RecipeKey> keys = all_keys();
  return keys;
}

KeyName parts_of_key(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {std::string(name), ""};
  return {std::string(name.substr(0, dot)), std::string(name.substr(dot + 1))};
}

const RecipeKey* find_recipe_key(std::string_view name) {
  const KeyName parts = parts_of_key(name);
  const bool by_language = name.find('.') != std::string_view::npos;
  for (const RecipeKey& key : recipe_keys())
    if (key.option.name == parts.key && (!by_language || key.by_language)) return &key;
  return nullptr;
}

bool takes(const RecipeKey& key, std::string_view command) {
  return std::find(key.commands.begin(), key.commands.end(), command) != key.commands.end();
}

std::string why_no_key(std::string_view option) {
  for (const auto& [name, reason] : kNoKeys)
    if (name == option) return std::string(reason);
  return {};
}

}  // namespace cordon::cli
