#include "cordon/cli/publish/comparison.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>
#include <utility>

#include "cordon/cli/publish/comparison_page.hpp"
#include "cordon/cli/publish/edition_figures.hpp"
#include "cordon/cli/publish/edition_maps.hpp"
#include "cordon/map/sheet/sheet.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "comparison";
constexpr map::Page kSheetPage{1123, 794, 2};  // A4, landscape

std::vector<std::string> titles_of(const ComparisonTask& task,
                                   const std::vector<EditionMap>& readings) {
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const ComparedReading& reading = task.readings[i];
    const std::string& subtitle = readings[i].task.captions.subtitle;
    titles.push_back(!subtitle.empty()        ? subtitle
                     : !reading.title.empty() ? reading.title
                                              : reading.name);
  }
  return titles;
}

/// Those of all maps, with the sentence about their differences and the date of the first.
map::Captions captions_of(const std::vector<EditionMap>& readings, const std::string& sentence,
                          bool uncertain, const map::Language& language) {
  map::Captions captions = shared_captions(readings, language.phrase("sheet.title"));
  captions.subtitle = sentence;
  const std::string& date = readings.front().material.content.captions.date;
  if (!date.empty())
    captions.subtitle +=
        fmt::format(" {}.", language.phrase("subtitle.date", {{"date", language.date(date)}}));
  if (uncertain) captions.subtitle += ' ' + language.phrase("sheet.bounds");
  return captions;
}

/// What of the Earth the maps show, from the frames of a first draft.
void add_surroundings(std::vector<map::SheetCell>& cells, std::vector<EditionMap>& readings,
                      const BoundingBox& box) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i].content = with_surroundings(readings[i].material, readings[i].task, box);
}

struct Drawn {
  Files files;
  std::vector<std::string> titles;
  std::string sentence;
};

Drawn draw(const Compared& compared, std::size_t index, const fs::path& package) {
  const ComparisonTask& task = compared.task;
  const map::Language language(task.languages[index]);
  std::vector<EditionMap> readings = edition_maps(task.maps[index], package);
  Drawn drawn;
  drawn.titles = titles_of(task, readings);
  drawn.sentence = difference_words(compared, drawn.titles, language);
  const map::Captions captions =
      captions_of(readings, drawn.sentence, any_is_uncertain(compared.figures), language);
  map::Style style = readings.front().task.style;
  style.page = kSheetPage;
  std::vector<map::SheetCell> cells;
  for (std::size_t i = 0; i < readings.size(); ++i)
    cells.push_back({readings[i].material.content, drawn.titles[i],
                     figures_words(compared.figures[i], language)});
  const map::SheetLayout draft = map::lay_out_sheet(cells, captions, style, language);
  add_surroundings(cells, readings, draft.frames.front().grown(0.15 * kSheetPage.width).box());
  const map::SheetLayout layout = map::lay_out_sheet(cells, captions, style, language);
  const map::Scene scene = map::compose_sheet(cells, captions, style, layout, language);
  const std::string svg = map::svg_text(scene);
  const std::string name = name_in_language(kName, task.languages, index);
  const ComparisonWords words{captions.title, drawn.titles, cells.front().content.places,
                              name + ".png"};
  drawn.files = {{name + ".svg", svg},
                 {name + ".png", map::png_bytes(svg, scene.page)},
                 {name + ".pdf", map::pdf_bytes(svg, scene.page)},
                 {name + ".md", comparison_page(compared, words, language)}};
  return drawn;
}

/// All that a comparison says and shows besides the files that it reads.
std::string recipe_of(const ComparisonTask& task) {
  std::string text;
  const auto add = [&](const std::string& words) { text += words + '\n'; };
  for (const ComparedReading& reading : task.readings) {
    for (const std::string* words : {&reading.name, &reading.title, &reading.report}) add(*words);
    for (const std::string& cite : reading.cites) add(cite);
  }
  for (const std::string& language : task.languages) add(language);
  return text + recipe_of(task.maps);
}

}  // namespace

std::vector<std::string> comparison_outputs(const ComparisonTask& task) {
  std::vector<std::string> outputs;
  for (std::size_t i = 0; i < task.languages.size(); ++i)
    for (const char* extension : {".svg", ".png", ".pdf", ".md"})
      outputs.push_back(name_in_language(kName, task.languages, i) + extension);
  for (const char* extension : {".csv", ".json"}) outputs.push_back(kName + std::string(extension));
  return outputs;
}

void make_comparison(const ComparisonTask& task, const fs::path& package) {
  Compared compared{task, {}};
  for (const ComparedReading& reading : task.readings)
    compared.figures.push_back(report_figures(package / reading.report));
  Files files;
  std::vector<std::string> titles, sentences;
  for (std::size_t i = 0; i < task.languages.size(); ++i) {
    Drawn drawn = draw(compared, i, package);
    if (i == 0) titles = std::move(drawn.titles);
    sentences.push_back(std::move(drawn.sentence));
    std::move(drawn.files.begin(), drawn.files.end(), std::back_inserter(files));
  }
  files.emplace_back(std::string(kName) + ".csv", comparison_csv(compared));
  files.emplace_back(std::string(kName) + ".json", comparison_json(compared, titles, sentences));
  write_files(files, package);
}

Step comparison_step(const Plan& plan) {
  ComparisonTask task;
  task.languages = plan.languages;
  Step step;
  step.id = kName;
  step.title = "comparison of the readings";
  for (const Edition& edition : plan.editions) {
    task.readings.push_back(
        {edition.name, edition.title, edition.cites, edition.folder + "report.json"});
    for (const char* name : {"zone", "report"}) step.after.push_back(edition.folder + name);
  }
  task.maps = map_words(plan);
  step.inputs = map_inputs(plan);
  step.outputs = comparison_outputs(task);
  step.recipe_of_make = recipe_of(task);
  step.make = [task = std::move(task)](const fs::path& package) { make_comparison(task, package); };
  return step;
}

}  // namespace cordon::cli
