// What outputs of `cordon zone` say of themselves for people, where a format has a place for it.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_report.hpp"

namespace cordon::cli {
namespace {

const std::map<std::string_view, std::string_view>& descriptions() {
  static const std::map<std::string_view, std::string_view> texts{
      {"statement", "What the feature covers, in words"},
      {"left_m", "Reach of the zone on the left of the line, m"},
      {"right_m", "Reach of the zone on the right of the line, m"},
      {"width_m", "From edge to edge of the zone, m"},
      {"band", "Number of the band, from the line outwards"},
      {"from_m", "Distance from the line at which the band begins, m"},
      {"distance_m", "Distance from the line up to which the zone reaches, m"},
      {"distance_min_m", "Least distance of the features that the zone is built around, m"},
      {"distance_max_m", "Greatest distance of the features that the zone is built around, m"},
      {"side", "Side of the line, looking along it: both, left or right"},
      {"side_name", "Name of the side"},
      {"outside", "1: without the areas that the zone is built around"},
      {"cap", "Free ends of lines: round, flat or square"},
      {"edges", "How the input joins two vertices: geodesic or planar"},
      {"method", "How the zone was built: exact or projected"},
      {"method_crs", "CRS that the method worked in"},
      {"fit", "On which side the error may lie: nearest, inside or outside"},
      {"join", "Corners of the classic buffer"},
      {"segments", "Chords of a quarter circle of the classic buffer"},
      {"mitre_limit", "Longest mitre of the classic buffer, in distances"},
      {"uncertainty_m", "How far the drawn line may be off, m"},
      {"sureness", "Whether the feature is certain or possible with that uncertainty"},
      {"tolerance_m", "Largest allowed distance between the drawn boundary and the true one, m"},
      {"max_error_m", "Certified: largest distance between the drawn boundary and the true one, m"},
      {"outward_error_m", "Certified: how far the drawn boundary reaches too far out at most, m"},
      {"inward_error_m", "Certified: how far the drawn boundary falls short at most, m"},
      {"clip_source", "Areas outside of which everything was left out"},
      {"erase_source", "Areas inside of which everything was left out"},
      {"holder_source", "Areas that say who holds what"},
      {"holder", "Who holds the feature's land"},
      {"area_km2", "Area on the ellipsoid, km²"},
      {"area_min_km2", "Least area on the ellipsoid with that uncertainty, km²"},
      {"area_max_km2", "Greatest area on the ellipsoid with that uncertainty, km²"},
      {"share_pct", "Share of the whole zone, %"},
      {"share_min_pct", "Least share of the whole zone with that uncertainty, %"},
      {"share_max_pct", "Greatest share of the whole zone with that uncertainty, %"},
      {"line_km", "Length of the lines that the zone is built around, km"},
      {"line_source", "Source of the line"},
      {"line_layer", "Layer, table or SQL statement that the line was read from"},
      {"line_sha256", "SHA-256 of the file that the line was read from; empty for a database"},
      {"date", "The day whose line it is"},
      {"note", "How the line was drawn"},
      {"source", "Whose data the line is"},
      {"licence", "Licence of the line"},
      {"name", "Name"},
      {"population", "Inhabitants; empty: not known"},
      {"capital", "1: capital of a country"},
      {"in_zone", "1: inside of the zone"},
      {"distance_km", "Distance from the line, km"},
      {"kind", "What there is to look at"},
      {"text", "What was found"},
      {"error_m", "Distance between the drawn boundary and the true one, m"},
      {"line_feature", "Number of the line's feature in its source"},
      {"cordon_version", "Version of Cordon that drew it"}};
  return texts;
}

std::string origin(const ZoneReport& report) {
  const Source& source = report.source;
  const std::string hash =
      source.sha256.empty() ? std::string() : fmt::format(", SHA-256 {}", source.sha256);
  const std::string layer = source.table.empty() ? ", " + source.layer : "";
  return fmt::format("Source: {}{}{}. Written by Cordon {}.", source.name, layer, hash,
                     cordon_version());
}

/// Of the line, where its fields tell.
std::vector<std::string> licences(const ZoneReport& report) {
  if (report.facts.licence.empty()) return {};
  return {report.facts.licence};
}

std::vector<std::string> sources(const ZoneReport& report) {
  if (report.facts.credit.empty()) return {report.source.name};
  return {fmt::format("{}: {}", report.source.name, report.facts.credit)};
}

}  // namespace

LayerSchema described(LayerSchema schema) {
  for (FieldSchema& field : schema.fields) {
    if (const auto text = descriptions().find(field.name); text != descriptions().end())
      field.description = text->second;
    if (field.name == "cordon_version") break;  // what follows is carried over from the source
  }
  return schema;
}

LayerNotes zone_notes(const ZoneReport& report) {
  const ZoneOptions& zone = report.task.zone;
  const auto metres = [&](double error) { return grouped(error, report.error_decimals) + " m"; };
  const std::string bound = zone.classic
                                ? "measured, not limited"
                                : fmt::format("tolerance {}", format_length(zone.tolerance));
  const std::string text = fmt::format(
      "Zone: {}. Certificate: the boundary is at most {} from the true one, {} too far out and {} "
      "too far in ({}), checked over {} against the original line with exact geodesics. Method: "
      "{} in {}, edges {}. {}",
      report.statement, metres(report.errors.most()), metres(report.errors.outward),
      metres(report.errors.inward), bound, counted(report.edges, "edge"), name_of(zone.method),
      report.method_crs, name_of(zone.edges), origin(report));
  return {report.statement, text, sources(report), licences(report)};
}

LayerNotes line_notes(const ZoneReport& report) {
  return {"The line of the zone",
          fmt::format("The line of the zone: {}. {}", report.statement, origin(report)),
          sources(report), licences(report)};
}

}  // namespace cordon::cli
