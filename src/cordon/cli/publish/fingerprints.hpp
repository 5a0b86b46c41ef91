// What the result of a step depends on besides its words, as digests of contents.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cordon/cli/publish/step.hpp"

namespace cordon::cli {

/// SHA-256 of files, each read once.
class Digests {
 public:
  /// Lower-case hex; empty if the file cannot be read.
  const std::string& of(const std::filesystem::path& file);

 private:
  std::map<std::filesystem::path, std::string> known_;
};

/// The file, and those beside it that belong to it: of a Shapefile its .dbf, .shx ...
std::vector<std::filesystem::path> parts_of(const std::filesystem::path& input);

/// Whether a step reads a database, whose contents have no digest.
bool reads_database(const Step& step);

/// What all steps depend on, as one digest each.
struct Surroundings {
  std::string program;  ///< Cordon, as built, and the libraries that it runs with
  std::string fonts;    ///< names and sizes of the installed ones
  std::string data;     ///< basemap, places and themes that come with Cordon
};

Surroundings surroundings(Digests& digests);

}  // namespace cordon::cli
