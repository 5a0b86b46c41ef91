// What `cordon zone` prints about a finished zone, for people.
#include <fmt/format.h>

#include <algorithm>

#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_report.hpp"

namespace cordon::cli {
namespace {

std::string square_km(double area) {
  return grouped(area, 1) + " km²";
}

std::string square_km(const Range& area) {
  return area.least == area.most
             ? square_km(area.least)
             : fmt::format("{} to {}", grouped(area.least, 1), square_km(area.most));
}

std::string zone_in_words(const ZoneReport& report) {
  std::vector<std::string> details{counted(report.parts, "part")};
  if (report.holes > 0) details.push_back(counted(report.holes, "hole"));
  details.push_back(counted(report.vertices, "vertex", "vertices"));
  const std::string zones =
      report.zones > 1 ? fmt::format(" in {}, each for itself", counted(report.zones, "zone")) : "";
  return fmt::format("{}{} ({})", square_km(report.area_km2), zones, enumerated(details));
}

std::string percent(const Range& share) {
  return share.least == share.most ? fmt::format("{:.1f} %", share.least)
                                   : fmt::format("{:.1f} to {:.1f} %", share.least, share.most);
}

std::vector<const FeatureReport*> kept_features(const ZoneReport& report) {
  std::vector<const FeatureReport*> out;
  for (const GroupReport& group : report.groups)
    for (const FeatureReport& feature : group.features) out.push_back(&feature);
  return out;
}

/// One row each: what it is, its area, and its share where the zone is divided.
std::string features_in_words(const ZoneReport& report) {
  const std::vector<const FeatureReport*> features = kept_features(report);
  if (report.features < 2 && !report.task.by) return "";
  const bool uncertain = report.task.parts.uncertainty.value > 0;
  const bool divided =
      report.task.parts.split || !report.task.parts.bands.empty() || report.task.by.has_value();
  const std::size_t shown = std::min(features.size(), kListedFeatures);
  std::size_t wide_label = 0;
  std::size_t wide_area = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    wide_label = std::max(wide_label, letters(features[i]->label));
    wide_area = std::max(wide_area, square_km(features[i]->area_km2).size());
  }
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    const FeatureReport& feature = *features[i];
    std::string text = feature.label + std::string(wide_label - letters(feature.label), ' ');
    text += fmt::format("  {:>{}}", square_km(feature.area_km2), wide_area);
    if (divided && !uncertain) text += fmt::format("  {:>7}", percent(feature.share_pct));
    if (divided && uncertain && feature.sureness == Sureness::certain)
      text += fmt::format("  (share {})", percent(feature.share_pct));
    out += summary_row(i == 0 ? "Features" : "", text);
  }
  if (shown < report.features)
    out += summary_row(
        "", fmt::format("and {} more", grouped(static_cast<double>(report.features - shown), 0)));
  return out;
}

std::string removed_in_words(const ZoneReport& report) {
  std::vector<std::string> out;
  if (report.task.clip)
    out.push_back(fmt::format("{} outside of {}", square_km(report.clipped_km2),
                              in_words(*report.task.clip)));
  if (report.task.erase)
    out.push_back(
        fmt::format("{} within {}", square_km(report.erased_km2), in_words(*report.task.erase)));
  return out.empty() ? "" : summary_row("Removed", enumerated(out));
}

std::string certificate_in_words(const ZoneReport& report) {
  const auto metres = [&](double error) { return grouped(error, report.error_decimals) + " m"; };
  const std::string bound =
      report.task.zone.classic
          ? "measured, not limited"
          : fmt::format("tolerance {}", format_length(report.task.zone.tolerance));
  return fmt::format(
      "the boundary is at most {} too far out and {} too far in ({}),\n"
      "{:15}checked over {} against the original {} with exact geodesics{}",
      metres(report.errors.outward), metres(report.errors.inward), bound, "",
      counted(report.edges, "edge"), report.centre.lines > 0 ? "line" : "shape",
      report.rebuilt
          ? "\n               (the first result failed this check; rebuilt the robust way)"
          : "");
}

}  // namespace

std::string summary_text(const ZoneReport& report) {
  std::string out = report.statement + '\n';
  if (report.centre.lines > 0)
    out += summary_row("Line", fmt::format("{} km", grouped(report.line_km, 1)));
  out += summary_row("Zone", zone_in_words(report)) + features_in_words(report) +
         removed_in_words(report) + summary_row("Certificate", certificate_in_words(report));
  return out + files_text(report.files);
}

}  // namespace cordon::cli
