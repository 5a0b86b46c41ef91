#include "cordon/cli/publish/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/map/map_content.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/publish/comparison_page.hpp"
#include "cordon/cli/publish/report_figures.hpp"
#include "cordon/io/output_files.hpp"
#include "cordon/map/sheet/sheet.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "comparison";
constexpr map::Page kSheetPage{1123, 794, 2};  // A4, landscape

std::string stem(const ComparisonTask& task, std::size_t language) {
  return language == 0 ? kName : fmt::format("{}-{}", kName, task.languages[language]);
}

/// What the words of a map's command line ask for, with paths of the package where it is now.
MapTask map_task_of(const std::vector<Word>& words, const fs::path& package) {
  std::vector<std::string> texts{"-o", "comparison.svg"};
  for (const Word& word : words)
    texts.push_back(word.in_package ? (package / word.text).string() : word.text);
  MapTask task = map_task(Arguments(map_manual(), texts));
  task.style.page = kSheetPage;
  return task;
}

/// A reading in one language, on its way to a small map.
struct Reading {
  MapTask task;
  Material material;
  std::string title;
};

std::vector<Reading> read_readings(const ComparisonTask& task, std::size_t language,
                                   const fs::path& package) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < task.readings.size(); ++i) {
    MapTask map = map_task_of(task.maps[language][i], package);
    Material material = map_material(map, {});
    const ComparedReading& compared = task.readings[i];
    std::string title = map.captions.subtitle;
    if (title.empty()) title = compared.title.empty() ? compared.name : compared.title;
    readings.push_back({std::move(map), std::move(material), std::move(title)});
  }
  return readings;
}

std::vector<std::string> titles_of(const std::vector<Reading>& readings) {
  std::vector<std::string> titles;
  titles.reserve(readings.size());
  for (const Reading& reading : readings) titles.push_back(reading.title);
  return titles;
}

/// Those of the first map; sources and notes of all.
map::Captions shared_captions(const std::vector<Reading>& readings, const std::string& sentence,
                              const map::Language& language) {
  map::Captions captions = readings.front().material.content.captions;
  if (readings.front().task.captions.title.empty()) captions.title = language.phrase("sheet.title");
  captions.subtitle = sentence;
  if (!captions.date.empty())
    captions.subtitle += fmt::format(
        " {}.", language.phrase("subtitle.date", {{"date", language.date(captions.date)}}));
  for (const Reading& reading : readings)
    for (const std::string& source : reading.material.content.captions.sources)
      if (std::find(captions.sources.begin(), captions.sources.end(), source) ==
          captions.sources.end())
        captions.sources.push_back(source);
  return captions;
}

/// Files of one language, by their paths in the package.
using Files = std::vector<std::pair<std::string, std::string>>;

/// What of the Earth the maps show, from the frames of a first draft.
void add_surroundings(std::vector<map::SheetCell>& cells, std::vector<Reading>& readings,
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
  std::vector<Reading> readings = read_readings(task, index, package);
  Drawn drawn;
  drawn.titles = titles_of(readings);
  drawn.sentence = difference_words(compared, drawn.titles, language);
  const map::Captions captions = shared_captions(readings, drawn.sentence, language);
  const map::Style& style = readings.front().task.style;
  std::vector<map::SheetCell> cells;
  for (std::size_t i = 0; i < readings.size(); ++i)
    cells.push_back({readings[i].material.content, drawn.titles[i],
                     figures_words(compared.figures[i], language)});
  const map::SheetLayout draft = map::lay_out_sheet(cells, captions, style, language);
  add_surroundings(cells, readings, draft.frames.front().grown(0.15 * kSheetPage.width).box());
  const map::SheetLayout layout = map::lay_out_sheet(cells, captions, style, language);
  const map::Scene scene = map::compose_sheet(cells, captions, style, layout, language);
  const std::string svg = map::svg_text(scene);
  const std::string name = stem(task, index);
  const ComparisonWords words{captions.title, drawn.titles, cells.front().content.places,
                              name + ".png"};
  drawn.files = {{name + ".svg", svg},
                 {name + ".png", map::png_bytes(svg, scene.page)},
                 {name + ".pdf", map::pdf_bytes(svg, scene.page)},
                 {name + ".md", comparison_page(compared, words, language)}};
  return drawn;
}

void write(const Files& files, const fs::path& package) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const auto& [path, bytes] : files) paths.push_back((package / path).string());
  OutputFiles outputs(std::move(paths), true);
  for (std::size_t i = 0; i < files.size(); ++i) outputs.stage(i, files[i].second);
  outputs.commit();
}

const Step& step_of(const Plan& plan, const std::string& id) {
  return *std::find_if(plan.steps.begin(), plan.steps.end(),
                       [&](const Step& step) { return step.id == id; });
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
  for (const auto& language : task.maps)
    for (const auto& words : language)
      for (const Word& word : words) add(word.shown.empty() ? word.text : word.shown);
  return text;
}

}  // namespace

std::vector<std::string> comparison_outputs(const ComparisonTask& task) {
  std::vector<std::string> outputs;
  for (std::size_t i = 0; i < task.languages.size(); ++i)
    for (const char* extension : {".svg", ".png", ".pdf", ".md"})
      outputs.push_back(stem(task, i) + extension);
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
  write(files, package);
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
  std::set<std::string> inputs;
  for (const std::string& language : plan.languages) {
    std::vector<std::vector<Word>>& maps = task.maps.emplace_back();
    for (const Edition& edition : plan.editions) {
      const Step& map =
          step_of(plan, fmt::format("{}map-{}-{}", edition.folder, plan.sizes.front(), language));
      maps.push_back(map.words);
      inputs.insert(map.inputs.begin(), map.inputs.end());
    }
  }
  step.inputs.assign(inputs.begin(), inputs.end());
  step.outputs = comparison_outputs(task);
  step.recipe_of_make = recipe_of(task);
  step.make = [task = std::move(task)](const fs::path& package) { make_comparison(task, package); };
  return step;
}

}  // namespace cordon::cli
