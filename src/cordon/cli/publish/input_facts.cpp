#include "cordon/cli/publish/input_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/replace.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cordon/base/error.hpp"
#include "cordon/cli/source_text.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  boost::split(cells, row, [](char c) { return c == '|'; });
  for (std::string& cell : cells) boost::trim(cell);
  return cells;
}

/// Whether "korea-dmz/dmz.shp, .shx, other.csv" holds the file: an extension alone is one more of
/// the file before it, a name alone is in the folder of the first.
bool lists(const std::string& cell, const fs::path& file) {
  std::vector<std::string> names;
  boost::split(names, cell, [](char c) { return c == ','; });
  fs::path last;
  for (std::string& name : names) {
    boost::trim(name);
    if (name.starts_with('.'))
      last.replace_extension(name);
    else
      last = name.find('/') != std::string::npos ? fs::path(name) : last.parent_path() / name;
    if (last == file) return true;
  }
  return false;
}

InputFacts shipped_facts(const fs::path& name, const fs::path& data) {
  std::ifstream sources(data / "SOURCES.md");
  for (std::string row; std::getline(sources, row);) {
    if (!row.starts_with('|')) continue;
    std::vector<std::string> cells = cells_of(row);
    if (cells.size() < 6 || !lists(cells[1], name)) continue;
    for (std::string& cell : cells) boost::replace_all(cell, "**", "");
    return {cells[2], "", cells[3], cells[4]};
  }
  return {};
}

/// Whether a step draws its line from the file.
bool is_line(const fs::path& input, const Plan& plan) {
  return std::any_of(plan.steps.begin(), plan.steps.end(), [&](const Step& step) {
    return (step.command == "zone" || step.command == "contact") && !step.words.empty() &&
           step.words.front().text == input;
  });
}

InputFacts own_facts(const fs::path& input) {
  try {
    SourceOptions options;
    options.path = input.string();
    options.by_feature = true;
    const SourceFacts facts = facts_of(read_source(options));
    return {facts.title, facts.date, facts.credit, facts.licence};
  } catch (const Error&) {  // such as several layers: then it tells nothing for all of it
    return {};
  }
}

}  // namespace

InputFacts facts_of_input(const fs::path& input, const Plan& plan) {
  InputFacts facts;
  if (is_line(input, plan)) facts = own_facts(input);
  const auto data = data_folder();
  if (!data) return facts;
  const fs::path relative =
      fs::weakly_canonical(input).lexically_relative(fs::weakly_canonical(*data));
  const InputFacts shipped = shipped_facts(relative, *data);
  for (const auto field : {&InputFacts::what, &InputFacts::source, &InputFacts::licence})
    if (!(shipped.*field).empty()) facts.*field = shipped.*field;
  return facts;
}

std::vector<std::pair<std::string, fs::path>> background_files() {
  std::vector<std::pair<std::string, fs::path>> files;
  const auto data = data_folder();
  if (!data) return files;
  for (const char* part : {"natural-earth", "places", "themes"}) {
    std::error_code none;
    for (fs::recursive_directory_iterator item(*data / part, none), end; !none && item != end;
         item.increment(none))
      if (item->is_regular_file(none))
        files.emplace_back(item->path().lexically_relative(*data).generic_string(), item->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<ZoneFigures> zone_figures(const fs::path& file) {
  std::vector<ZoneFigures> out;
  try {
    std::ifstream text(file);
    const auto zone = nlohmann::json::parse(text);
    for (const auto& feature : zone.at("features")) {
      const auto& fields = feature.at("properties");
      const auto word = [&](const char* name) { return fields.value(name, std::string()); };
      out.push_back({word("statement"), word("side"), word("method"), fields.at("area_km2"),
                     fields.at("tolerance_m"), fields.at("max_error_m"),
                     fields.at("outward_error_m"), fields.at("inward_error_m")});
    }
  } catch (const nlohmann::json::exception&) {
    throw DataError(
        fmt::format("'{}' does not tell how exact its zone is", file.filename().string()),
        "this is a fault of Cordon; please report it with the recipe");
  }
  return out;
}

}  // namespace cordon::cli
