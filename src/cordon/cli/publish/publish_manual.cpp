// The manual of `cordon publish`, with the keys of recipes.
#include <fmt/format.h>

#include "cordon/cli/publish/publish_options.hpp"
#include "cordon/cli/publish/recipe_keys.hpp"
#include "cordon/cli/shared_options.hpp"

namespace cordon::cli {
namespace {

/// The names of the keys that `wanted` picks, for a sentence.
template <typename F>
std::string keys_text(const F& wanted) {
  std::string text;
  for (const RecipeKey& key : recipe_keys())
    if (wanted(key)) text += (text.empty() ? "" : ", ") + key.option.name;
  return text;
}

std::vector<std::string> description() {
  std::vector<std::string> text{
      "Makes all that a story needs of a zone from one recipe: the zone as GeoJSON, Shapefile and "
      "GeoPackage, the report, maps in every size and language with their descriptions, "
      "interactive maps, and a note of what each was made from. The package is put in its place "
      "whole, or not at all. Only what changed is made again.",
      "RECIPE is a text file of lines KEY = VALUE; what follows a # is a comment. Keys are the "
      "options of cordon contact, zone, report and map without their dashes, and those below; "
      "switches are written yes or no. Paths are relative to the folder of the recipe. lang and "
      "size may stand several times. KEY.LANGUAGE, such as title.ar, is for the maps in that "
      "language: title, subtitle, note, source, credit, left-name, right-name. Where sides have "
      "names, the zone is split "
      "into them.",
      "What stands below [reading NAME] holds for one reading of a deal, and below [date "
      "YYYY-MM-DD] for the line of one day; each gets a folder of its own. What stands above holds "
      "for all, but where a section says otherwise: its distance, width, left, right, rings or "
      "side replaces all of those, and so does its line or control. Two readings or more get a "
      "comparison: a sheet of maps with tables. Two dates or more get an overview of the series: a "
      "chart over time with its data, tables, and an interactive map with a slider.",
      "Every mistake in a recipe is told with its line, all at once."};
  for (const RecipeKey& key : recipe_keys())
    if (key.commands.empty())
      text.push_back(
          fmt::format("{} = {}: {}.", key.option.name, key.option.argument, key.option.text));
  text.push_back("Keys of a reading: " +
                 keys_text([](const RecipeKey& key) { return key.in_readings; }) + ".");
  text.push_back("Keys of a date: " + keys_text([](const RecipeKey& key) { return key.in_dates; }) +
                 ".");
  text.push_back("Keys of the whole package only: " +
                 keys_text([](const RecipeKey& key) { return !key.in_readings && !key.in_dates; }) +
                 ".");
  return text;
}

OptionGroup output_group() {
  return {
      "Output",
      {{.name = "output",
        .letter = 'o',
        .argument = "DIR",
        .text = "the folder of the package: new, empty, or an older package, which is "
                "replaced"},
       {.name = "check",
        .text = "make nothing; say whether the package still matches its recipe and inputs, and "
                "whether its files are whole: exit code 1 if not"},
       {.name = "watch", .text = "go on, and make it again whenever an input changes"},
       {.name = "threads",
        .argument = "N",
        .text = "threads to use; the package is the same for any number (default: all cores)"},
       json_option(),
       quiet_option(),
       help_option()}};
}

}  // namespace

Manual publish_manual() {
  return {.name = "publish",
          .summary = "make the whole package of a story from one recipe",
          .operands = {"RECIPE"},
          .synopsis = "RECIPE -o DIR [options]",
          .description = description(),
          .options = {output_group()},
          .examples = {{"cordon publish idlib.ini -o idlib", "everything, in the folder idlib"},
                       {"cordon publish idlib.ini -o idlib --check",
                        "whether the package is still that of its inputs"},
                       {"cordon publish idlib.ini -o idlib --watch",
                        "again, whenever the line or the recipe is saved"}}};
}

}  // namespace cordon::cli
