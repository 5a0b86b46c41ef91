#include "cordon/cli/publish/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cordon/base/error.hpp"
#include "cordon/cli/contact/contact_options.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/cli/publish/input_facts.hpp"
#include "cordon/cli/publish/recipe_keys.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/data_folder.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kForm = 1;  // of the file; another one is of another Cordon

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool lies_below(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

Json versions_json() {
  Json out;
  std::istringstream text(versions_text());
  for (std::string name, version; text >> name >> version;) {
    if (version.ends_with(',')) version.pop_back();
    out[name] = version;
  }
  return out;
}

/// The inputs that the steps name, each with those that read it.
std::map<fs::path, std::vector<std::string>> readers(const Plan& plan) {
  std::map<fs::path, std::vector<std::string>> out;
  for (const Step& step : plan.steps)
    for (const std::string& input : step.inputs) {
      std::vector<std::string>& ids = out[input];
      if (ids.empty() || ids.back() != step.id) ids.push_back(step.id);
    }
  return out;
}

void add_facts(Json& item, const InputFacts& facts) {
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) item[name] = text;
  };
  add("what", facts.what);
  add("date", facts.date);
  add("source", facts.source);
  add("licence", facts.licence);
}

Json inputs_json(const Recipe& recipe, const Plan& plan, Digests& digests) {
  Json out = Json::array();
  for (const auto& [input, ids] : readers(plan)) {
    const InputFacts facts = facts_of_input(input, plan);
    for (const fs::path& part : parts_of(input)) {
      std::error_code none;
      Json& item = out.emplace_back(Json{{"name", input_name(part, recipe)},
                                         {"sha256", digests.of(part)},
                                         {"size_bytes", fs::file_size(part, none)}});
      add_facts(item, facts);
      item["steps"] = ids;
    }
  }
  return out;
}

/// What comes with Cordon and may be looked up by any step.
Json background_json(const Plan& plan, Digests& digests) {
  Json out = Json::array();
  for (const auto& [name, path] : background_files()) {
    const InputFacts facts = facts_of_input(path, plan);
    std::error_code none;
    add_facts(out.emplace_back(Json{{"name", name},
                                    {"sha256", digests.of(path)},
                                    {"size_bytes", fs::file_size(path, none)}}),
              facts);
  }
  return out;
}

/// An absolute path tells of this machine only.
std::string shown_value(const std::string& value) {
  return without_passwords(value.starts_with('/') ? fs::path(value).filename().string() : value);
}

void add_options(Json& out, const Recipe& recipe, const RecipeSection& section) {
  for (const RecipeEntry& entry : section.entries) {
    Json& item = out.emplace_back(Json{{"option", entry.key}, {"value", shown_value(entry.value)}});
    item["from"] = fmt::format("{}:{}", recipe.file.filename().string(), entry.line);
    if (section.kind == SectionKind::reading) item["reading"] = section.name;
    if (section.kind == SectionKind::date) item["date"] = section.name;
  }
}

/// What the commands take where the recipe says nothing, anywhere.
void add_defaults(Json& out, const Recipe& recipe, const Plan& plan) {
  std::set<std::string> said, commands, told;
  for (const RecipeEntry& entry : recipe.common.entries) said.insert(parts_of_key(entry.key).key);
  for (const RecipeSection& section : recipe.sections)
    for (const RecipeEntry& entry : section.entries) said.insert(parts_of_key(entry.key).key);
  for (const Step& step : plan.steps) commands.insert(step.command);
  for (const Manual& manual : {contact_manual(), zone_manual(), report_manual(), map_manual()}) {
    if (!commands.contains(manual.name)) continue;
    for (const OptionGroup& group : manual.options)
      for (const Option& option : group.options)
        if (!option.fallback.empty() && !said.contains(option.name) &&
            find_recipe_key(option.name) != nullptr && told.insert(option.name).second)
          out.push_back({{"option", option.name}, {"value", option.fallback}, {"from", "default"}});
  }
}

Json options_json(const Recipe& recipe, const Plan& plan) {
  Json out = Json::array();
  add_options(out, recipe, recipe.common);
  for (const RecipeSection& section : recipe.sections) add_options(out, recipe, section);
  add_defaults(out, recipe, plan);
  return out;
}

Json editions_json(const Plan& plan, const fs::path& package) {
  Json out = Json::array();
  for (const Edition& edition : plan.editions) {
    Json& item = out.emplace_back(Json::object());
    if (!edition.name.empty()) item["name"] = edition.name;
    if (!edition.title.empty()) item["title"] = edition.title;
    if (!edition.date.empty()) item["date"] = edition.date;
    if (!edition.cites.empty()) item["cites"] = edition.cites;
    item["certificate"] = Json::array();
    for (const ZoneFigures& figures : zone_figures(package / edition.folder / "zone.geojson"))
      item["certificate"].push_back({{"statement", figures.statement},
                                     {"side", figures.side},
                                     {"area_km2", figures.area_km2},
                                     {"tolerance_m", figures.tolerance_m},
                                     {"max_error_m", figures.max_error_m},
                                     {"outward_error_m", figures.outward_error_m},
                                     {"inward_error_m", figures.inward_error_m},
                                     {"method", figures.method}});
  }
  return out;
}

Json words_json(const Step& step) {
  Json out = Json::array({"cordon", step.command});
  for (const Word& word : step.words)
    out.push_back(shown_value(word.shown.empty() ? word.text : word.shown));
  return out;
}

Json step_json(const Step& step, const MadeStep& made) {
  Json item{{"id", step.id}, {"title", step.title}, {"key", made.key}};
  if (!step.command.empty()) item["command"] = words_json(step);
  item["files"] = Json::array();
  for (const PackageFile& file : made.files)
    item["files"].push_back(
        {{"path", file.path}, {"sha256", file.sha256}, {"size_bytes", file.bytes}});
  if (!made.warnings.empty()) item["warnings"] = warnings_json(made.warnings);
  return item;
}

MadeStep step_of(const Json& item) {
  MadeStep made;
  made.key = item.at("key");
  for (const Json& file : item.at("files"))
    made.files.push_back({file.at("path"), file.at("sha256"), file.at("size_bytes")});
  for (const Json& warning : item.value("warnings", Json::array()))
    made.warnings.push_back(
        {Severity::warning, warning.at("code"), warning.at("problem"), warning.at("advice")});
  return made;
}

}  // namespace

std::optional<Made> read_provenance(const fs::path& package) {
  const fs::path file = package / kProvenanceFile;
  std::error_code none;
  if (!fs::is_regular_file(file, none)) return std::nullopt;
  Made made;
  made.text = file_text(file);
  try {
    const Json json = Json::parse(made.text);
    if (json.at("package_form") != kForm) return made;  // of another Cordon: all is made again
    for (const Json& input : json.at("inputs"))
      made.inputs[input.at("name")] = input.at("sha256").get<std::string>();
    made.inputs[json.at("recipe").at("name")] = json.at("recipe").at("sha256").get<std::string>();
    for (const Json& item : json.at("steps")) made.steps[item.at("id")] = step_of(item);
  } catch (const Json::exception&) {
    throw DataError(fmt::format("'{}' is not what Cordon writes there", file.string()),
                    "choose another folder, or remove this one if it is a damaged package");
  }
  return made;
}

std::string input_name(const fs::path& input, const Recipe& recipe) {
  if (lies_below(input, recipe.folder))
    return input.lexically_relative(recipe.folder).generic_string();
  if (const auto data = data_folder())
    if (lies_below(input, fs::weakly_canonical(*data)))
      return input.lexically_relative(fs::weakly_canonical(*data)).generic_string();
  return input.filename().string();
}

std::map<std::string, std::string> input_digests(const Recipe& recipe, const Plan& plan,
                                                 Digests& digests) {
  std::map<std::string, std::string> out{
      {recipe.file.filename().string(), digests.of(recipe.file)}};
  for (const auto& [input, ids] : readers(plan))
    for (const fs::path& part : parts_of(input)) out[input_name(part, recipe)] = digests.of(part);
  return out;
}

std::string provenance_text(const Recipe& recipe, const Plan& plan,
                            const std::map<std::string, MadeStep>& steps, const fs::path& package,
                            Digests& digests) {
  Json out{{"package_form", kForm}};
  if (!plan.title.empty()) out["title"] = plan.title;
  out["versions"] = versions_json();
  out["recipe"] = {{"name", recipe.file.filename().string()}, {"sha256", digests.of(recipe.file)}};
  out["inputs"] = inputs_json(recipe, plan, digests);
  out["background"] = background_json(plan, digests);
  out["options"] = options_json(recipe, plan);
  out["editions"] = editions_json(plan, package);
  out["steps"] = Json::array();
  for (const Step& step : plan.steps) out["steps"].push_back(step_json(step, steps.at(step.id)));
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
