// cordon inspect: what is in a file, and what would make a zone of it wrong.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/geodesy/measures.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

Manual inspect_manual() {
  return {
      .name = "inspect",
      .summary = "say what is in a file, and what would make a zone of it wrong",
      .operands = {"FILE"},
      .synopsis = "FILE [options]",
      .description =
          {"Lists the layers of a vector source with their CRS, extent, vertices and lengths, and "
           "everything that keeps a zone from being built, or that may make it another one than "
           "was meant, each with its fix. cordon zone makes the same checks before it builds.",
           "The exit status is 0 if a zone can be built, 1 if not."},
      .options = {source_group(), {"Output", {json_option(), help_option()}}},
      .examples = {{"cordon inspect line.geojson", "check a line before its zone is built"},
                   {"cordon inspect areas.gpkg --layer front --json",
                    "one layer of several, for machines"}}};
}

/// "3 lines of 1,204.5 km, 2 points".
std::string content(const Shape& shape) {
  std::vector<std::string> parts;
  if (!shape.lines.empty())
    parts.push_back(fmt::format("{} of {} km", counted(shape.lines.size(), "line"),
                                grouped(line_length_m(shape) / 1000, 1)));
  if (!shape.points.empty()) parts.push_back(counted(shape.points.size(), "point"));
  if (!shape.areas.empty())
    parts.push_back(fmt::format("{} of {} km²", counted(shape.areas.size(), "area"),
                                grouped(area_m2(shape) / 1e6, 1)));
  return parts.empty() ? "nothing that can be read" : enumerated(parts);
}

std::string findings_text(const Findings& findings, std::string_view indent) {
  std::string out;
  for (const Finding& finding : findings)
    out += fmt::format("{0}{1} ({2}): {3}\n{0}  {4}\n", indent,
                       finding.severity == Severity::error ? "error" : "warning", finding.code,
                       finding.problem, finding.advice);
  return out;
}

std::string layer_text(const LayerInspection& layer) {
  const auto& [min_x, min_y, max_x, max_y] = layer.extent;
  const auto row = [](std::string_view name, const std::string& text) {
    return fmt::format("  {:<10} {}\n", name, text);
  };
  return fmt::format("\nLayer {}\n", layer.name) +
         row("geometry", fmt::format("{}, {}", layer.geometry_type, content(layer.shape))) +
         row("CRS", layer.crs.empty() ? "none" : layer.crs) +
         row("features", fmt::format("{}, {}", counted(layer.features, "feature"),
                                     counted(layer.vertices, "vertex", "vertices"))) +
         row("extent", fmt::format("x {} to {}, y {} to {}", min_x, max_x, min_y, max_y)) +
         findings_text(layer.findings, "  ");
}

std::string inspection_text(const Inspection& inspection) {
  std::string out = fmt::format("{}: {}, {}\n", inspection.path, inspection.driver,
                                counted(inspection.layers.size(), "layer"));
  if (!inspection.sha256.empty()) out += fmt::format("SHA-256 {}\n", inspection.sha256);
  out += findings_text(inspection.findings, "");
  for (const LayerInspection& layer : inspection.layers) out += layer_text(layer);
  return out;
}

Json findings_json(const Findings& findings) {
  Json out = Json::array();
  for (const Finding& finding : findings)
    out.push_back({{"severity", finding.severity == Severity::error ? "error" : "warning"},
                   {"code", finding.code},
                   {"problem", finding.problem},
                   {"advice", finding.advice}});
  return out;
}

Json layer_json(const LayerInspection& layer) {
  return {{"name", layer.name},
          {"geometry_type", layer.geometry_type},
          {"crs", layer.crs},
          {"extent", layer.extent},
          {"features", layer.features},
          {"vertices", layer.vertices},
          {"lines", layer.shape.lines.size()},
          {"length_km", line_length_m(layer.shape) / 1000},
          {"points", layer.shape.points.size()},
          {"areas", layer.shape.areas.size()},
          {"area_km2", area_m2(layer.shape) / 1e6},
          {"findings", findings_json(layer.findings)}};
}

std::string inspection_json(const Inspection& inspection) {
  Json out{{"path", inspection.path},
           {"driver", inspection.driver},
           {"sha256", inspection.sha256},
           {"findings", findings_json(inspection.findings)}};
  out["layers"] = Json::array();
  for (const LayerInspection& layer : inspection.layers) out["layers"].push_back(layer_json(layer));
  return out.dump(2) + '\n';
}

bool has_error(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

Inspection inspect_with_bar(const SourceOptions& source) {
  const Expendable nothing_on_disk;
  ProgressBar bar(false);
  bar.begin("reading");
  return inspect(source);
}

int run(const SourceOptions& source, bool json) {
  const Inspection inspection = inspect_with_bar(source);
  print_result(json ? inspection_json(inspection) : inspection_text(inspection));
  const bool usable = !has_error(inspection.findings) &&
                      std::none_of(inspection.layers.begin(), inspection.layers.end(),
                                   [](const auto& layer) { return has_error(layer.findings); });
  return usable ? kExitDone : kExitFailed;
}

Work setup(const Arguments& arguments) {
  return [source = source_options(arguments), json = arguments.given("json")] {
    return run(source, json);
  };
}

}  // namespace

Command inspect_command() {
  return {inspect_manual(), setup};
}

}  // namespace cordon::cli
