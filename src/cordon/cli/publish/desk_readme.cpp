#include "cordon/cli/publish/desk_readme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "cordon/cli/publish/input_facts.hpp"
#include "cordon/cli/publish/provenance.hpp"
#include "cordon/cli/publish/report_figures.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/file_transaction.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "README.txt";
constexpr std::size_t kWidth = 78;

struct Purpose {
  std::string_view file, text;
};

/// What each kind of file is for; `file` is the beginning and the end of its name.
constexpr Purpose kPurposes[] = {
    {"report.md", "the figures in sentences, to read and to quote from"},
    {"report.csv", "the same figures for a spreadsheet"},
    {"report.json", "the same figures for programs"},
    {"map-*.png", "the map as a picture; its words for those who cannot see it are in the .txt"},
    {"map-*.svg", "the map to work on, in Illustrator or Inkscape"},
    {"map-*.pdf", "the map to print"},
    {"map-*.txt", "the map in words: the alternative text for its web page"},
    {"map*.html", "the interactive map, one file that works offline"},
    {"zone.gpkg", "the zone with its line for QGIS and other GIS, with its looks"},
    {"zone.qgz", "the QGIS project of that file; keep both in one folder"},
    {"zone.geojson", "the zone for web maps and programs"},
    {"zone.qml", "the look of zone.geojson and of the Shapefile in QGIS"},
    {"zone-shapefile.zip", "the zone as a Shapefile, for older software"},
    {"line.geojson", "the line of contact that was found between the areas of control"},
    {"comparison*", "the readings side by side: a sheet of maps, and a table of figures"},
    {"series*.html", "the interactive map of all days, with a slider"},
    {"series*", "the zone over time: a chart, a table, and their data"},
};

bool fits(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  return name.starts_with(pattern.substr(0, star)) && name.ends_with(pattern.substr(star + 1));
}

std::string wrapped(const std::string& text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (column + letters(word) + 1 > kWidth && column > indent) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!out.empty()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += letters(word);
    at = end + 1;
  }
  return out;
}

std::string item(const std::string& text) {
  return "- " + wrapped(text, 2) + '\n';
}

std::string heading(const std::string& text) {
  return fmt::format("\n{}\n{}\n", text, std::string(letters(text), '-'));
}

/// The files, each kind once.
std::string contents_text(const Plan& plan, const fs::path& package) {
  std::set<std::string> names;
  for (const auto& file : fs::recursive_directory_iterator(package))
    names.insert(file.path().filename().string());
  std::string out = heading("What is in here");
  if (plan.kind != PackageKind::single)
    out += wrapped(fmt::format("Each {} has a folder of its own, with:",
                               plan.kind == PackageKind::series ? "day" : "reading"),
                   0) +
           '\n';
  for (const Purpose& purpose : kPurposes)
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return fits(name, purpose.file); }))
      out += fmt::format("  {:<20}{}\n", purpose.file, wrapped(std::string(purpose.text), 22));
  return out +
         fmt::format("  {:<20}{}\n", kProvenanceFile,
                     wrapped("what all this was made from, with every option; for checking", 22));
}

std::string figure_words(const Figure& figure, int decimals, const std::string& unit = {}) {
  std::string value = grouped(figure.value, decimals) + unit;
  if (!figure.bounds) return value;
  return fmt::format("{} ({} to {}, as the line is uncertain)", value,
                     grouped(figure.bounds->least, decimals),
                     grouped(figure.bounds->most, decimals));
}

std::string figures_text(const Edition& edition, const fs::path& package) {
  const auto zones = zone_figures(package / edition.folder / "zone.geojson");
  const ReportFigures report = report_figures(package / edition.folder / "report.json");
  double error = 0, tolerance = 0;
  for (const ZoneFigures& zone : zones) {
    error = std::max(error, zone.max_error_m);
    tolerance = std::max(tolerance, zone.tolerance_m);
  }
  std::string out;
  if (!edition.name.empty())
    out += fmt::format("\n{} (folder {})\n", edition.title.empty() ? edition.name : edition.title,
                       edition.name);
  std::set<std::string> statements;
  for (const ZoneFigures& zone : zones)
    if (statements.insert(zone.statement).second) out += item("The zone: " + zone.statement + ".");
  out += item(fmt::format("Area: {}.", figure_words(report.area, 1, " km²")));
  if (report.places)
    out += item(fmt::format("Towns and villages in it: {}{}.", figure_words(*report.places, 0),
                            report.known_population && report.known_population->value > 0
                                ? fmt::format("; those whose population is known have {} people",
                                              figure_words(*report.known_population, 0))
                                : ""));
  if (report.people)
    out += item(
        fmt::format("People in it, by a population grid: {}.", figure_words(*report.people, 0)));
  out +=
      item(fmt::format("Checked: nowhere is the drawn edge farther than {} m from the true one "
                       "({} m was allowed). That is the drawing; how well the line itself is "
                       "known is another matter.",
                       grouped(error, 2), grouped(tolerance, 2)));
  for (const std::string& cite : edition.cites) out += item("Published: " + cite);
  return out;
}

/// Where the recipe names no basemap and no places of its own, those of Cordon are used.
std::string background_text(const Recipe& recipe) {
  const auto names = [&](const char* key) {
    const auto has = [&](const RecipeSection& section) {
      return std::any_of(section.entries.begin(), section.entries.end(),
                         [&](const RecipeEntry& entry) { return entry.key == key; });
    };
    return has(recipe.common) || std::any_of(recipe.sections.begin(), recipe.sections.end(), has);
  };
  std::string out;
  if (!names("basemap")) out += item("Background of the maps: Natural Earth; public domain");
  if (!names("places")) out += item("Places: GeoNames; CC BY 4.0");
  return out;
}

/// What the editions are to each other, as their comparison or overview says it in English or in
/// its first language.
std::string overview_text(const Plan& plan, const fs::path& package) {
  std::ifstream file(package /
                     (plan.kind == PackageKind::series ? "series.json" : "comparison.json"));
  const auto overview = nlohmann::json::parse(file, nullptr, false);
  if (overview.is_discarded()) return {};
  const auto& sentences = overview.at("sentence");
  return sentences.value(sentences.contains("en") ? "en" : plan.languages.front(), "");
}

std::string sources_text(const Recipe& recipe, const Plan& plan) {
  std::set<std::string> inputs;
  for (const Step& step : plan.steps) inputs.insert(step.inputs.begin(), step.inputs.end());
  std::string out = heading("Whose data these are");
  for (const std::string& input : inputs) {
    const InputFacts facts = facts_of_input(input, plan);
    std::string text = fs::path(input).filename().string();
    for (const std::string& fact : {facts.what, facts.source, facts.licence})
      if (!fact.empty()) text += "; " + fact;
    out += item(text);
  }
  for (const RecipeEntry& entry : recipe.common.entries)
    if (entry.key == "source" || entry.key == "credit") out += item(entry.value);
  return out + background_text(recipe);
}

std::string again_text(const Recipe& recipe) {
  const std::string name = recipe.file.filename().string();
  return heading("To make it again") + fmt::format("  cordon publish {} -o FOLDER\n", name) +
         wrapped(fmt::format("Add --check to ask whether the package still matches its inputs. "
                             "Made with Cordon {}; do not edit files in here, the next run "
                             "replaces them.",
                             cordon_version()),
                 0) +
         '\n';
}

std::string readme_text(const Recipe& recipe, const Plan& plan, const fs::path& package) {
  const std::string title = plan.title.empty() ? "A zone and all that belongs to it" : plan.title;
  std::string out = fmt::format("{}\n{}\n", title, std::string(letters(title), '='));
  out += heading("The main figures");
  if (plan.editions.size() > 1) out += wrapped(overview_text(plan, package), 0) + '\n';
  for (const Edition& edition : plan.editions) out += figures_text(edition, package);
  return out + contents_text(plan, package) + sources_text(recipe, plan) + again_text(recipe);
}

/// All that the text tells of the recipe.
std::string recipe_of(const Recipe& recipe, const Plan& plan) {
  nlohmann::json out{recipe.file.filename().string(), plan.title};
  for (const RecipeEntry& entry : recipe.common.entries)
    out.push_back({entry.key, entry.value.starts_with('/') ? "" : entry.value});
  for (const RecipeSection& section : recipe.sections)
    for (const RecipeEntry& entry : section.entries)
      out.push_back({section.name, entry.key, entry.value.starts_with('/') ? "" : entry.value});
  return out.dump();
}

}  // namespace

Step desk_readme_step(const Recipe& recipe, const Plan& plan) {
  Step step;
  step.id = "readme";
  step.title = "the desk's README.txt";
  step.outputs = {kName};
  std::set<std::string> inputs;
  for (const Step& other : plan.steps) {
    step.after.push_back(other.id);
    inputs.insert(other.inputs.begin(), other.inputs.end());
  }
  step.inputs.assign(inputs.begin(), inputs.end());
  step.recipe_of_make = recipe_of(recipe, plan);
  step.make = [recipe, plan](const fs::path& package) {
    FileTransaction file;
    file.stage((package / kName).string(), readme_text(recipe, plan, package));
    file.commit();
  };
  return step;
}

}  // namespace cordon::cli
