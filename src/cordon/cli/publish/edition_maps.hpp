// The maps of a package's editions as material for drawings that show all of them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cordon/cli/map/map_content.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/step.hpp"
#include "cordon/map/content.hpp"

namespace cordon::cli {

/// By language and edition: the words of its map, as for `cordon map`, without -o.
using MapWords = std::vector<std::vector<std::vector<Word>>>;

/// Of a plan's first size, as the steps of its maps have them.
MapWords map_words(const Plan& plan);

/// All that they say, for a step's recipe.
std::string recipe_of(const MapWords& words);

/// The files outside of the package that the same steps read.
std::vector<std::string> map_inputs(const Plan& plan);

/// An edition in one language, on its way into a drawing.
struct EditionMap {
  MapTask task;
  Material material;
};

/// By edition, from the words of one language. Paths in the package are made those of `package`.
/// Throws as `cordon map`.
std::vector<EditionMap> edition_maps(const std::vector<std::vector<Word>>& words,
                                     const std::filesystem::path& package);

/// Captions of the first map, without subtitle and date, and with the sources of all.
map::Captions shared_captions(const std::vector<EditionMap>& maps,
                              const std::string& default_title);

/// Bytes by path in the package.
using Files = std::vector<std::pair<std::string, std::string>>;

/// All or none of them. Throws as OutputFiles.
void write_files(const Files& files, const std::filesystem::path& package);

/// "comparison" in the first language, "comparison-fr" in others.
std::string name_in_language(const std::string& name, const std::vector<std::string>& languages,
                             std::size_t language);

}  // namespace cordon::cli
