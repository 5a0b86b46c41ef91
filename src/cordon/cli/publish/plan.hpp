// What a recipe makes: the editions of a package, and the steps that make them.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/publish/recipe.hpp"
#include "cordon/cli/publish/step.hpp"

namespace cordon::cli {

enum class PackageKind { single, readings, series };

/// One reading, one day, or all there is.
struct Edition {
  std::string name;                ///< of its section; empty: the only one
  std::string folder;              ///< in the package, with a slash at its end; empty: at the top
  std::string title;               ///< of the section; empty: none
  std::string date;                ///< of the line; empty: as the line says
  std::vector<std::string> cites;  ///< where the reading was published
  int line = 0;                    ///< of its section in the recipe
};

struct Plan {
  PackageKind kind = PackageKind::single;
  std::string title;                   ///< of the package; empty: none
  std::vector<std::string> languages;  ///< of maps and pages; the first is the main one
  std::vector<std::string> sizes;      ///< of maps
  std::vector<Edition> editions;       ///< in the order of the recipe
  std::vector<Step> steps;             ///< each after those whose outputs it reads
};

/// For a recipe in which nothing is wrong.
Plan plan_of(const Recipe& recipe);

}  // namespace cordon::cli
