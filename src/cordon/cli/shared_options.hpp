// Options that several commands share: the same name, spelling and meaning everywhere.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"

namespace cordon::cli {

/// --layer, --where, --sql, --input-crs. source_options() throws UsageError for what does not go
/// together.
OptionGroup source_group();
SourceOptions source_options(const Arguments& arguments);

/// -o, several times; `text` says what it takes.
Option output_option(const std::string& text);
Option overwrite_option();

/// --table: where the first of a command's layers goes in a database; `others` says where the rest
/// goes.
Option table_option(const std::string& layer, const std::string& others = {});

/// The tables of all layers that a command may write, the first one's as --table says and the
/// others' by its name and theirs. Throws UsageError.
std::vector<OutputTable> output_tables(const Arguments& arguments,
                                       const std::vector<std::string>& layers);

/// Throws UsageError for --table without a database among the outputs.
void check_table_option(const Arguments& arguments, const std::vector<OutputOptions>& outputs);

/// Throws UsageError for an option that is given without the one that it belongs to.
void check_need(const Arguments& arguments, const std::string& option, const std::string& needed);

Option json_option();
Option quiet_option();
Option help_option();

}  // namespace cordon::cli
