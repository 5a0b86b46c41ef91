#include "cordon/cli/publish/edition_maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cordon/io/output_files.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

const Step& map_step(const Plan& plan, const Edition& edition, const std::string& language) {
  const std::string id = fmt::format("{}map-{}-{}", edition.folder, plan.sizes.front(), language);
  return *std::find_if(plan.steps.begin(), plan.steps.end(),
                       [&](const Step& step) { return step.id == id; });
}

MapTask map_task_of(const std::vector<Word>& words, const fs::path& package) {
  std::vector<std::string> texts{"-o", "map.svg"};
  for (const Word& word : words)
    texts.push_back(word.in_package ? (package / word.text).string() : word.text);
  return map_task(Arguments(map_manual(), texts));
}

}  // namespace

MapWords map_words(const Plan& plan) {
  MapWords words;
  for (const std::string& language : plan.languages) {
    std::vector<std::vector<Word>>& maps = words.emplace_back();
    for (const Edition& edition : plan.editions)
      maps.push_back(map_step(plan, edition, language).words);
  }
  return words;
}

std::string recipe_of(const MapWords& words) {
  std::string text;
  for (const auto& language : words)
    for (const auto& map : language)
      for (const Word& word : map) text += (word.shown.empty() ? word.text : word.shown) + '\n';
  return text;
}

std::vector<std::string> map_inputs(const Plan& plan) {
  std::set<std::string> inputs;
  for (const std::string& language : plan.languages)
    for (const Edition& edition : plan.editions) {
      const Step& map = map_step(plan, edition, language);
      inputs.insert(map.inputs.begin(), map.inputs.end());
    }
  return {inputs.begin(), inputs.end()};
}

std::vector<EditionMap> edition_maps(const std::vector<std::vector<Word>>& words,
                                     const fs::path& package) {
  std::vector<EditionMap> maps;
  for (const std::vector<Word>& map : words) {
    MapTask task = map_task_of(map, package);
    Material material = map_material(task, {});
    maps.push_back({std::move(task), std::move(material)});
  }
  return maps;
}

map::Captions shared_captions(const std::vector<EditionMap>& maps,
                              const std::string& default_title) {
  map::Captions captions = maps.front().material.content.captions;
  captions.subtitle.clear();
  captions.date.clear();
  if (maps.front().task.captions.title.empty()) captions.title = default_title;
  for (const EditionMap& map : maps)
    for (const std::string& source : map.material.content.captions.sources)
      if (std::find(captions.sources.begin(), captions.sources.end(), source) ==
          captions.sources.end())
        captions.sources.push_back(source);
  return captions;
}

void write_files(const Files& files, const fs::path& package) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const auto& [path, bytes] : files) paths.push_back((package / path).string());
  OutputFiles outputs(std::move(paths), true);
  for (std::size_t i = 0; i < files.size(); ++i) outputs.stage(i, files[i].second);
  outputs.commit();
}

std::string name_in_language(const std::string& name, const std::vector<std::string>& languages,
                             std::size_t language) {
  return language == 0 ? name : fmt::format("{}-{}", name, languages[language]);
}

}  // namespace cordon::cli
