#include "cordon/io/area_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <future>
#include <unordered_map>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/area_repair.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/database.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/names.hpp"

namespace cordon {
namespace {

/// Index of the field; nothing without a name.
std::vector<int> name_field(OGRLayer& layer, const std::string& field, const Place& place) {
  if (field.empty()) return {};
  const int index = layer.GetLayerDefn()->GetFieldIndex(field.c_str());  // of any case
  if (index >= 0) return {index};
  const std::vector<std::string> names = field_names(layer);
  const std::string meant = closest_name(field, names);
  if (names.empty())
    throw UsageError(fmt::format("{} has no field '{}', nor any other", place.text(), field),
                     "give areas with a field that names their holders");
  throw UsageError(
      fmt::format("{} has no field '{}'; it has {}", place.text(), field, name_list(names)),
      meant.empty() ? "name one of them" : fmt::format("did you mean '{}'?", meant));
}

/// Lines and points can neither cut nor hold anything.
void check_kinds(const Parts& parts, const Place& place, Findings& findings) {
  std::vector<bool> has_area(parts.features.size(), false);
  std::vector<bool> has_other(parts.features.size(), false);
  for (const std::size_t feature : parts.area_feature) has_area[feature] = true;
  for (const std::size_t feature : parts.line_feature) has_other[feature] = true;
  for (const std::size_t feature : parts.point_feature) has_other[feature] = true;
  Tally without, beside;
  for (std::size_t i = 0; i < parts.features.size(); ++i)
    if (has_other[i]) (has_area[i] ? beside : without).add(parts.features[i].id);
  if (without.count > 0)
    findings.push_back({Severity::error, "not-areas",
                        fmt::format("{}, {}: a line or point where only areas are of use",
                                    place.text(), without.text()),
                        "give polygons; of closed lines QGIS makes them with Lines to polygons"});
  if (beside.count > 0)
    findings.push_back({Severity::warning, "stray-geometry",
                        fmt::format("{}, {}: lines or points beside the area, left out",
                                    place.text(), beside.text()),
                        "nothing to do if they are remnants of an overlay"});
}

void drop_lines_and_points(Parts& parts) {
  parts.shape.points.clear();
  parts.shape.lines.clear();
  parts.point_feature.clear();
  parts.line_feature.clear();
}

/// On WGS84, repaired.
void prepare(const OpenSource& source, OGRLayer& layer, const SourceOptions& options,
             const Place& place, Parts& parts, AreaSource& result) {
  Findings& findings = result.findings;
  check_kinds(parts, place, findings);
  throw_first_error(findings);
  drop_lines_and_points(parts);
  const Crs crs = locate(source, layer, options, place, parts, findings);
  throw_first_error(findings);
  result.crs = crs_text(crs.get());
  check_range(*crs, parts, place, findings);
  throw_first_error(findings);
  repair_areas(whole_turn(*crs), parts, place, findings);
  if (parts.shape.areas.empty())
    throw FindingError({Severity::error, "no-areas",
                        fmt::format("{}: none of its rings encloses anything", place.text()),
                        "draw or export the areas again"});
  Operation operation = Operation::exact;
  transform_to_wgs84(*crs, operation, parts, place, findings);
  throw_first_error(findings);
}

/// The value that names a feature; text that is blank counts as none.
std::string name_of(const FeatureRow& row) {
  if (row.values.empty()) return {};
  const std::string name = trimmed(value_text(row.values.front()));
  return name.empty() ? kNoName : name;
}

std::vector<NamedAreas> group_by_name(Parts& parts) {
  std::vector<NamedAreas> groups;
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i) {
    const std::string name = name_of(parts.features[parts.area_feature[i]]);
    const auto [at, is_new] = index.try_emplace(name, groups.size());
    if (is_new) groups.push_back({name, {}});
    groups[at->second].areas.push_back(std::move(parts.shape.areas[i]));
  }
  return groups;
}

void warn_of_nameless(const Parts& parts, const std::string& field, const Place& place,
                      Findings& findings) {
  Tally nameless;
  for (const FeatureRow& row : parts.features)
    if (trimmed(value_text(row.values.front())).empty()) nameless.add(row.id);
  if (nameless.count > 0)
    findings.push_back({Severity::warning, "no-name",
                        fmt::format("{}, {}: no value in the field '{}'; called '{}'", place.text(),
                                    nameless.text(), field, kNoName),
                        "fill in the field, or leave these features out of the file"});
}

}  // namespace

AreaSource read_areas(const SourceOptions& options, const std::string& field) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  AreaSource result;
  result.path = shown_name(options.path);
  result.driver = open.driver;
  result.findings = check_file(open);
  throw_first_error(result.findings);

  OGRLayer& layer = chosen_layer(open, options);
  result.layer = layer_name(open, layer, options);
  if (!open.database.empty() && options.sql.empty())
    result.table = table_identity(*open.dataset, result.layer);
  const Place place{open.path, result.layer};
  const std::vector<int> name = name_field(layer, field, place);
  Parts parts = read_layer(open, layer, name, options, place, result.findings);
  throw_first_error(result.findings);
  result.features = parts.features.size();
  if (!name.empty()) warn_of_nameless(parts, field, place, result.findings);
  prepare(open, layer, options, place, parts, result);
  result.areas = group_by_name(parts);
  result.sha256 = digest.get();
  return result;
}

}  // namespace cordon
