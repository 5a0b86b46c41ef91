// provenance.json: what a package was made from, with which options, by which steps.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/publish/fingerprints.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/recipe.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::cli {

inline constexpr const char* kProvenanceFile = "provenance.json";

struct PackageFile {
  std::string path;  ///< in the package
  std::string sha256;
  std::uintmax_t bytes = 0;
};

struct MadeStep {
  std::string key;                 ///< of all that its result depends on; empty: that is not known
  std::vector<PackageFile> files;  ///< by their paths
  Findings warnings;
};

/// What a package says of how it was made.
struct Made {
  std::map<std::string, MadeStep> steps;      ///< by id
  std::map<std::string, std::string> inputs;  ///< name -> SHA-256
  std::string text;                           ///< the file itself
};

/// Of a folder that is a package; else nothing. Throws DataError for a file of that name that is
/// none of Cordon's.
std::optional<Made> read_provenance(const std::filesystem::path& package);

/// How an input is called wherever it is read about: by its path from the recipe or from the data
/// of Cordon where it lies below, else by its name.
std::string input_name(const std::filesystem::path& input, const Recipe& recipe);

/// The names and SHA-256 of all inputs of a plan, with the recipe.
std::map<std::string, std::string> input_digests(const Recipe& recipe, const Plan& plan,
                                                 Digests& digests);

/// The text of the file; `package` holds all other files.
std::string provenance_text(const Recipe& recipe, const Plan& plan,
                            const std::map<std::string, MadeStep>& steps,
                            const std::filesystem::path& package, Digests& digests);

}  // namespace cordon::cli
