#include "cordon/cli/shared_options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {

OptionGroup source_group() {
  return {
      "Input",
      {{.name = "layer", .argument = "NAME", .text = "the layer to read, where there are several"},
       {.name = "where",
        .argument = "CONDITION",
        .text = "read only features that meet this condition of OGR SQL, such as "
                "\"name = 'Idlib'\""},
       {.name = "sql",
        .argument = "SELECT",
        .text = "read what this statement selects, instead of a layer: in the database's own SQL, "
                "of other sources in OGR SQL (of GeoPackage and SQLite in SQLite's)"},
       {.name = "input-crs",
        .argument = "CRS",
        .text = "CRS of a source that states none, such as EPSG:4326"}}};
}

SourceOptions source_options(const Arguments& arguments) {
  for (const char* other : {"layer", "where"})
    if (arguments.given("sql") && arguments.given(other))
      throw UsageError(
          fmt::format("--sql and --{} do not go together: a statement says itself what "
                      "it selects",
                      other),
          fmt::format("write it into the statement, or leave out --sql"));
  if (arguments.given("sql") && trimmed(arguments.text("sql")).empty())
    throw UsageError("--sql: there is no statement", "write --sql \"SELECT * FROM lines\"");
  SourceOptions options;
  options.path = arguments.operand();
  options.layer = arguments.text("layer");
  options.where = arguments.text("where");
  options.sql = trimmed(arguments.text("sql"));
  options.input_crs = arguments.text("input-crs");
  return options;
}

Option output_option(const std::string& text) {
  return {.name = "output", .letter = 'o', .argument = "OUT", .repeatable = true, .text = text};
}

Option overwrite_option() {
  return {.name = "overwrite", .text = "replace files and tables that exist"};
}

Option table_option(const std::string& layer, const std::string& others) {
  return {.name = "table",
          .argument = "[SCHEMA.]TABLE",
          .text = fmt::format("of an output in a database: the table for the {} (default: {}){}; "
                              "quotes keep a dot in a name: \"my.schema\".{}",
                              layer, layer, others, layer)};
}

std::vector<OutputTable> output_tables(const Arguments& arguments,
                                       const std::vector<std::string>& layers) {
  std::vector<OutputTable> tables;
  if (!arguments.given("table")) {
    for (const std::string& layer : layers) tables.push_back({layer, "", layer});
    return tables;
  }
  const OutputTable main =
      about_option("table", [&] { return parse_table_name(arguments.text("table")); });
  for (const std::string& layer : layers)
    tables.push_back({layer, main.schema, tables.empty() ? main.table : main.table + "_" + layer});
  return tables;
}

void check_table_option(const Arguments& arguments, const std::vector<OutputOptions>& outputs) {
  const bool any = std::any_of(outputs.begin(), outputs.end(), [](const OutputOptions& output) {
    return is_database(output.path);
  });
  if (arguments.given("table") && !any)
    throw UsageError("--table means nothing for files",
                     "leave it out, or write to a database: -o PG:dbname=NAME");
}

void check_need(const Arguments& arguments, const std::string& option, const std::string& needed) {
  if (arguments.given(option) && !arguments.given(needed))
    throw UsageError(fmt::format("--{} means nothing without --{}", option, needed),
                     fmt::format("add --{}, or leave out --{}", needed, option));
}

Option json_option() {
  return {.name = "json", .text = "print the result as one JSON object, with units in the names"};
}

Option quiet_option() {
  return {.name = "quiet", .letter = 'q', .text = "no warnings, progress bar or summary"};
}

Option help_option() {
  return {.name = "help", .letter = 'h', .text = "print this help"};
}

}  // namespace cordon::cli
