// Sizes, themes and style sheets of maps.
#pragma once

#include <string>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/page.hpp"

namespace cordon::cli {

/// --size, --scale, --theme, --style, --crs, --lang.
OptionGroup looks_group();

/// The page of --size and --scale. Throws UsageError for an unknown size, with those there are.
map::Page page_of(const Arguments& arguments);

/// The style sheet of --theme, followed by that of --style. Throws UsageError for an unknown theme,
/// with those there are; DataError for a file that cannot be read.
std::string style_sheet(const Arguments& arguments);

/// The style sheets of an interactive map, each followed by that of --style. Throws as
/// style_sheet().
map::PageThemes page_themes(const Arguments& arguments);

}  // namespace cordon::cli
