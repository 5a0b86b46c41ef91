// What `cordon zone` prints about a finished zone, for people and for machines.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone_report.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string row(std::string_view name, const std::string& text) {
  return fmt::format("  {:<12} {}\n", name, text);
}

std::string zone_in_words(const ZoneReport& report) {
  std::vector<std::string> details{counted(report.parts, "part")};
  if (report.holes > 0) details.push_back(counted(report.holes, "hole"));
  details.push_back(counted(report.vertices, "vertex", "vertices"));
  return fmt::format("{} km² ({})", grouped(report.area_km2, 1), enumerated(details));
}

std::string certificate_in_words(const ZoneReport& report) {
  const auto metres = [&](double error) { return grouped(error, report.error_decimals) + " m"; };
  return fmt::format(
      "the boundary is at most {} too far out and {} too far in (tolerance {}),\n"
      "{:15}checked over {} against the original {} with exact geodesics{}",
      metres(report.outward_error_m), metres(report.inward_error_m),
      format_length(report.options.tolerance), "", counted(report.edges, "edge"),
      report.lines > 0 ? "line" : "shape",
      report.rebuilt
          ? "\n               (the first result failed this check; rebuilt the robust way)"
          : "");
}

Json line_json(const ZoneReport& report) {
  const Source& source = report.source;
  return {
      {"source", source.path},       {"layer", source.layer},      {"driver", source.driver},
      {"crs", source.crs},           {"sha256", source.sha256},    {"features", source.features},
      {"vertices", source.vertices}, {"lines", report.lines},      {"points", report.points},
      {"areas", report.areas},       {"length_km", report.line_km}};
}

Json zone_json(const ZoneReport& report) {
  const std::string& crs = report.options.output_crs;
  return {{"area_km2", report.area_km2},
          {"parts", report.parts},
          {"holes", report.holes},
          {"vertices", report.vertices},
          {"crs", crs.empty() ? "OGC:CRS84" : crs}};
}

Json certificate_json(const ZoneReport& report) {
  return {{"tolerance_m", report.options.tolerance.value},
          {"max_error_m", report.max_error_m()},
          {"outward_error_m", report.outward_error_m},
          {"inward_error_m", report.inward_error_m},
          {"edges", report.edges},
          {"rebuilt", report.rebuilt}};
}

}  // namespace

std::string summary_text(const ZoneReport& report) {
  std::string out = report.statement + '\n';
  if (report.lines > 0) out += row("Line", fmt::format("{} km", grouped(report.line_km, 1)));
  out += row("Zone", zone_in_words(report)) + row("Certificate", certificate_in_words(report));
  std::string_view name = "Files";
  for (const WrittenFile& file : report.files) {
    out += row(name, fmt::format("{} ({})", file.path, file_size(file.bytes)));
    name = "";
  }
  return out;
}

std::string summary_json(const ZoneReport& report) {
  const ZoneOptions& options = report.options;
  Json out{{"statement", report.statement},
           {"distance_m", options.distance.value},
           {"width_m", 2 * options.distance.value},
           {"side", "both"},
           {"cap", name_of(options.cap)},
           {"edges", name_of(options.edges)},
           {"method", name_of(options.method)},
           {"method_crs", method_crs(options)},
           {"line", line_json(report)},
           {"zone", zone_json(report)},
           {"certificate", certificate_json(report)}};
  out["warnings"] = Json::array();
  for (const Finding& finding : report.source.findings)
    out["warnings"].push_back(
        {{"code", finding.code}, {"problem", finding.problem}, {"advice", finding.advice}});
  out["files"] = Json::array();
  for (const WrittenFile& file : report.files)
    out["files"].push_back({{"path", file.path}, {"size_bytes", file.bytes}});
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
