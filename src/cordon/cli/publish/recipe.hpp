// The recipe of a package: a file of keys and values, with a section for each reading of a deal, or
// for each day of a line that moves.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::cli {

struct RecipeEntry {
  std::string key;    ///< of recipe_keys(), also as KEY.LANGUAGE
  std::string value;  ///< never empty
  int line = 0;       ///< in the file, from 1
};

enum class SectionKind { common, reading, date };

struct RecipeSection {
  SectionKind kind = SectionKind::common;
  std::string name;  ///< fit for a folder; of a date YYYY-MM-DD; empty: common
  int line = 0;
  std::vector<RecipeEntry> entries;  ///< by their lines
};

struct Recipe {
  std::filesystem::path file;           ///< as it was named
  std::filesystem::path folder;         ///< absolute; paths in the recipe are relative to it
  RecipeSection common;                 ///< what stands above all sections
  std::vector<RecipeSection> sections;  ///< readings or dates, in the order of the file
};

/// What is wrong in a recipe, gathered to be told all at once.
class Mistakes {
 public:
  /// One a line is enough: the first.
  void add(int line, const std::string& problem, const std::string& advice = {});
  bool any_at(int line) const;
  /// Adds what others found at a line.
  void take(const Mistakes& others, int line);
  bool empty() const { return list_.empty(); }

  /// Throws UsageError with a line "FILE:LINE: PROBLEM; ADVICE" for each, if there are any.
  void raise(const std::filesystem::path& file) const;

 private:
  struct Mistake {
    int line;
    std::string text;
  };
  std::vector<Mistake> list_;
};

/// Reads a recipe and checks all of it: form, keys, sections, files, and every value as the
/// commands themselves do. Throws UsageError with all mistakes, DataError if there is no such file.
Recipe read_recipe(const std::filesystem::path& file);

/// The form, keys and sections of the text of a recipe; what is wrong is left out, and told.
Recipe parse_recipe(const std::string& text, const std::filesystem::path& file, Mistakes& mistakes);

/// The part of read_recipe() that looks at the values: files that are missing, and what the
/// commands say to their options.
void check_recipe(const Recipe& recipe, Mistakes& mistakes);

/// What holds in a section: its own entries, and the common ones that it does not replace.
std::vector<RecipeEntry> entries_of(const Recipe& recipe, const RecipeSection& section);

/// Whether an entry of a section holds instead of a common one: of the same key, or where both say
/// how far the zone reaches, or what it lies around.
bool replaces(const std::string& own_key, const std::string& common_key);

/// The value where an entry names a file, absolute; else as it is.
std::string resolved(const Recipe& recipe, const RecipeEntry& entry);

/// Whether a switch is on.
bool is_yes(const RecipeEntry& entry);

}  // namespace cordon::cli
