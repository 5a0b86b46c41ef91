// The keys of a recipe: the options of the commands that make a package, and those of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cordon/cli/manual.hpp"

namespace cordon::cli {

/// What a value names on disk, besides `none` and databases.
enum class PathForm { none, file, file_with_parts };  // FILE, FILE[:LAYER][:FIELD]

struct RecipeKey {
  Option option;                      ///< a switch is written yes or no
  std::vector<std::string> commands;  ///< that take it as an option; none: a key of publish
  PathForm path = PathForm::none;
  bool in_readings = false;
  bool in_dates = false;
  bool by_language = false;  ///< also as KEY.LANGUAGE: the words on the maps in that language
};

/// In the order of the commands, those of publish first.
const std::vector<RecipeKey>& recipe_keys();

/// By its name, also as KEY.LANGUAGE; null if there is none.
const RecipeKey* find_recipe_key(std::string_view name);

/// "title" of "title.ar", and "ar"; the language is empty for the key itself.
struct KeyName {
  std::string key, language;
};
KeyName parts_of_key(std::string_view name);

bool takes(const RecipeKey& key, std::string_view command);

/// Why an option of the commands is none of recipes; empty for what is no such option.
std::string why_no_key(std::string_view option);

}  // namespace cordon::cli
