// Options that several commands share: the same name, spelling and meaning everywhere.
#pragma once

#include <string>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {

/// --layer, --where, --input-crs.
OptionGroup source_group();
SourceOptions source_options(const Arguments& arguments);

/// -o, several times; `text` says what it takes.
Option output_option(const std::string& text);
Option overwrite_option();
Option json_option();
Option quiet_option();
Option help_option();

}  // namespace cordon::cli
