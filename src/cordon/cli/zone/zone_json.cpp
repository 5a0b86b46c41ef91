// What `cordon zone --json` prints about a finished zone, for machines.
#include <nlohmann/json.hpp>

#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_report.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

/// How far and on which side: only what the options tell.
void add_reach(Json& out, const ZoneReport& report) {
  const ZoneTask& task = report.task;
  const PartsRequest& parts = task.parts;
  const double distance = task.zone.distance.value;
  if (parts.left) {
    out["left_m"] = parts.left->value;
    out["right_m"] = parts.right->value;
    out["width_m"] = parts.left->value + parts.right->value;
  } else if (!parts.bands.empty()) {
    for (const Metres band : parts.bands) out["rings_m"].push_back(band.value);
    out["nested"] = parts.nested;
  } else if (task.column) {
    out["distance_field"] = task.column->name;
  } else {
    out["distance_m"] = distance;
    if (distance > 0) out["width_m"] = (parts.side == Side::both ? 2 : 1) * distance;
  }
  Side side = parts.side;
  if (parts.left && parts.right->value == 0) side = Side::left;
  if (parts.left && parts.left->value == 0) side = Side::right;
  out["side"] = name_of(side);
}

void add_options(Json& out, const ZoneReport& report) {
  const ZoneTask& task = report.task;
  if (task.parts.split) out["split"] = {{"left", task.left_name}, {"right", task.right_name}};
  if (task.parts.outside) out["outside"] = true;
  if (task.grouping != Grouping::all)
    out["dissolve"] = task.grouping == Grouping::none ? "none" : task.group_field;
  out["cap"] = name_of(task.zone.cap);
  out["edges"] = name_of(task.zone.edges);
  out["method"] = name_of(task.zone.method);
  out["method_crs"] = report.method_crs;
  if (task.zone.fit != Fit::nearest) out["fit"] = name_of(task.zone.fit);
  if (task.parts.uncertainty.value > 0) out["uncertainty_m"] = task.parts.uncertainty.value;
  if (const auto& classic = task.zone.classic) {
    out["classic_buffer"] = {{"join", name_of(classic->join)}, {"segments", classic->segments}};
    if (classic->join == Join::mitre) out["classic_buffer"]["mitre_limit"] = classic->mitre_limit;
  }
}

Json line_json(const ZoneReport& report) {
  const Source& source = report.source;
  return {{"source", source.path},          {"layer", source.layer},
          {"driver", source.driver},        {"crs", source.crs},
          {"sha256", source.sha256},        {"features", source.features},
          {"vertices", source.vertices},    {"lines", report.centre.lines},
          {"points", report.centre.points}, {"areas", report.centre.areas},
          {"length_km", report.line_km}};
}

Json zone_json(const ZoneReport& report) {
  const std::string& crs = report.task.zone.output_crs;
  Json out;
  if (report.task.parts.uncertainty.value > 0) {
    out["area_min_km2"] = report.area_km2.least;
    out["area_max_km2"] = report.area_km2.most;
  } else {
    out["area_km2"] = report.area_km2.least;
  }
  out["parts"] = report.parts;
  out["holes"] = report.holes;
  out["vertices"] = report.vertices;
  out["crs"] = crs.empty() ? "OGC:CRS84" : crs;
  if (report.task.clip) out["clipped_km2"] = report.clipped_km2;
  if (report.task.erase) out["erased_km2"] = report.erased_km2;
  return out;
}

/// Each with the very fields that it has in the outputs.
Json features_json(const ZoneReport& report) {
  Json out = Json::array();
  for (const GroupReport& group : report.groups)
    for (const FeatureReport& feature : group.features) {
      Json& item = out.emplace_back(Json::object());
      for (const Field& field : zone_fields(report, group, feature))
        item[field.name] = to_json(field.value);
    }
  return out;
}

void add_territory(Json& out, const ZoneReport& report) {
  const auto add = [&](const char* option, const std::optional<AreaSource>& areas) {
    if (areas)
      out["territory"][option] = {{"source", areas->path},   {"layer", areas->layer},
                                  {"driver", areas->driver}, {"crs", areas->crs},
                                  {"sha256", areas->sha256}, {"features", areas->features}};
  };
  add("clip", report.territory.clip);
  add("erase", report.territory.erase);
  add("by", report.territory.by);
}

Json certificate_json(const ZoneReport& report) {
  return {{"tolerance_m", report.task.zone.tolerance.value},
          {"max_error_m", report.errors.most()},
          {"outward_error_m", report.errors.outward},
          {"inward_error_m", report.errors.inward},
          {"edges", report.edges},
          {"rebuilt", report.rebuilt}};
}

}  // namespace

std::string summary_json(const ZoneReport& report) {
  Json out{{"statement", report.statement}};
  add_reach(out, report);
  add_options(out, report);
  out["line"] = line_json(report);
  out["zone"] = zone_json(report);
  out["features"] = features_json(report);
  add_territory(out, report);
  out["certificate"] = certificate_json(report);
  out["warnings"] = warnings_json(report.warnings);
  out["files"] = files_json(report.files);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
