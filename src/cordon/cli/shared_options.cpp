#include "cordon/cli/shared_options.hpp"

namespace cordon::cli {

OptionGroup source_group() {
  return {
      "Input",
      {{.name = "layer", .argument = "NAME", .text = "the layer to read, where there are several"},
       {.name = "where",
        .argument = "CONDITION",
        .text = "read only features that meet this condition of OGR SQL, such as "
                "\"name = 'Idlib'\""},
       {.name = "input-crs",
        .argument = "CRS",
        .text = "CRS of a source that states none, such as EPSG:4326"}}};
}

SourceOptions source_options(const Arguments& arguments) {
  SourceOptions options;
  options.path = arguments.operand();
  options.layer = arguments.text("layer");
  options.where = arguments.text("where");
  options.input_crs = arguments.text("input-crs");
  return options;
}

Option output_option(const std::string& text) {
  return {.name = "output", .letter = 'o', .argument = "OUT", .repeatable = true, .text = text};
}

Option overwrite_option() {
  return {.name = "overwrite", .text = "replace files that exist"};
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
