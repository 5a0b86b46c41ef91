#include "cordon/io/place_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <unordered_map>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_checks.hpp"
#include "cordon/io/table_checks.hpp"
#include "cordon/io/table_places.hpp"

namespace cordon {
namespace {

std::string name_in(const std::vector<Value>& values, std::size_t column) {
  return column < values.size() ? trimmed(value_text(values[column])) : std::string();
}

LonLat wrapped(const LonLat& place) {
  return {wgs84::wrap_longitude(place.lon), place.lat};
}

/// The CRS of columns of coordinates.
Crs table_crs(const SourceOptions& options) {
  return named_crs(options.input_crs.empty() ? "EPSG:4326" : options.input_crs, "--input-crs");
}

void check_table_range(const OGRSpatialReference& crs, const TableRows& rows, const Place& place,
                       Findings& findings) {
  if (crs.IsGeographic() != 0)
    check_degrees(rows.parts, place, rows.counted, findings);
  else
    check_range(crs, rows.parts, place, findings);
  throw_first_error(findings);
}

void check_table_place(const Parts& parts, const SourceOptions& options, const Place& place,
                       Findings& findings) {
  Sample sample;
  sample.add(parts);
  std::future<Land> land = load_land(
      data_file("natural-earth/natural-earth.gpkg", options.data_folder), /*likely=*/false);
  check_swapped(sample, land, place, findings);
}

PlaceTable from_table(OpenTable table, const PlaceOptions& options) {
  std::future<std::string> digest = start_digest(table.open);
  PlaceTable result;
  result.findings = check_file(table.open);
  throw_first_error(result.findings);
  result.driver = table.open.driver;
  result.layer = layer_name(table.open, *table.layer, options.source);
  const Place place{table.open.path, result.layer};
  const Crs crs = table_crs(options.source);
  result.crs = crs_text(crs.get());
  TableRows rows = read_table(table, options, is_wgs84(*crs), result.findings);
  check_table_range(*crs, rows, place, result.findings);
  Operation operation = Operation::exact;
  transform_to_wgs84(*crs, operation, rows.parts, place, result.findings);
  throw_first_error(result.findings);
  check_table_place(rows.parts, options.source, place, result.findings);

  result.columns = std::move(rows.columns);
  result.counted = std::move(rows.counted);
  result.read = rows.parts.features.size();
  if (rows.name < result.columns.size()) result.name_column = result.columns[rows.name].name;
  for (std::size_t i = 0; i < rows.parts.features.size(); ++i) {
    const LonLat at = wrapped(rows.parts.shape.points[i]);
    if (!options.box.contains(at)) continue;
    FeatureRow& row = rows.parts.features[i];
    result.rows.push_back({row.id, at, name_in(row.values, rows.name), std::move(row.values)});
  }
  result.sha256 = digest.get();
  return result;
}

std::string text_of(const SourceReader& reader) {
  return fmt::format("'{}', layer '{}'", reader.source().path, reader.source().layer);
}

LonLat only_point(const SourceFeature& feature, const SourceReader& reader) {
  const Shape& shape = feature.shape;
  if (!shape.lines.empty() || !shape.areas.empty())
    throw FindingError({Severity::error, "not-places",
                        fmt::format("{}, feature {}: {} where places are wanted", text_of(reader),
                                    feature.id, shape.lines.empty() ? "an area" : "a line"),
                        "give points; QGIS makes them of areas with Point on surface"});
  if (shape.points.size() > 1)
    throw FindingError({Severity::error, "several-points",
                        fmt::format("{}, feature {}: {} points in one feature", text_of(reader),
                                    feature.id, shape.points.size()),
                        "give each place a feature of its own: ogr2ogr -explodecollections"});
  return wrapped(shape.points.front());
}

std::vector<Value> values_of(std::vector<Attribute> attributes) {
  std::vector<Value> values;
  values.reserve(attributes.size());
  for (Attribute& attribute : attributes) values.push_back(std::move(attribute.value));
  return values;
}

PlaceTable from_points(const PlaceOptions& options) {
  constexpr std::size_t kBatch = 20'000;
  SourceReader reader(options.source, {kBatch, kBatch});
  const Source& source = reader.source();
  PlaceTable result;
  result.columns = source.columns;
  result.counted = "feature";
  result.path = source.path;
  result.layer = source.layer;
  result.driver = source.driver;
  result.crs = source.crs;
  result.sha256 = source.sha256;
  result.findings = source.findings;
  const std::size_t name = options.name_field.empty()
                               ? usual_name_column(result.columns)
                               : named_column(result, options.name_field, options.name_option);
  if (name < result.columns.size()) result.name_column = result.columns[name].name;
  for (auto batch = reader.next(); !batch.empty(); batch = reader.next())
    for (SourceFeature& feature : batch) {
      if (is_empty(feature.shape)) continue;  // "missing-geometry" has told so
      const LonLat at = only_point(feature, reader);
      ++result.read;
      if (!options.box.contains(at)) continue;
      std::vector<Value> values = values_of(std::move(feature.attributes));
      result.rows.push_back({feature.id, at, name_in(values, name), std::move(values)});
    }
  return result;
}

void tell_nameless(PlaceTable& table) {
  if (table.name_column.empty()) return;
  RowTally nameless;
  for (const PlaceRow& row : table.rows)
    if (row.name.empty()) nameless.add(row.number, {});
  if (nameless.count > 0)
    table.findings.push_back({Severity::warning, "no-name",
                              fmt::format("'{}', {}: no value in the column '{}'", table.path,
                                          nameless.text(table.counted), table.name_column),
                              "fill in the column, or name another one"});
}

}  // namespace

PlaceTable read_places(const PlaceOptions& options) {
  OpenTable table = open_table(options);
  PlaceTable result =
      table.layer != nullptr ? from_table(std::move(table), options) : from_points(options);
  result.path = shown_name(options.source.path);
  tell_nameless(result);
  if (options.distinct_names) {
    std::vector<const PlaceRow*> rows;
    for (const PlaceRow& row : result.rows) rows.push_back(&row);
    if (auto finding = duplicate_names(result, rows))
      result.findings.push_back(std::move(*finding));
  }
  return result;
}

std::optional<Finding> duplicate_names(const PlaceTable& table,
                                       const std::vector<const PlaceRow*>& rows) {
  struct Known {
    const PlaceRow* row;
    bool shared = false;
  };
  std::unordered_map<std::string_view, Known> known;
  const PlaceRow* a = nullptr;
  const PlaceRow* b = nullptr;
  std::size_t shared = 0;
  for (const PlaceRow* row : rows) {
    if (row->name.empty()) continue;
    const auto [at, is_new] = known.try_emplace(row->name, Known{row});
    if (is_new || std::exchange(at->second.shared, true)) continue;
    if (shared++ > 0) continue;
    a = at->second.row;
    b = row;
  }
  if (shared == 0) return std::nullopt;
  return Finding{Severity::warning, "duplicate-name",
                 fmt::format("'{}', {} {} and {} {}: two places named '{}', {:.1f} km apart{}",
                             table.path, table.counted, a->number, table.counted, b->number,
                             a->name, geodesic_distance(a->place, b->place) / 1000,
                             shared > 1 ? fmt::format("; {} names are shared in all", shared) : ""),
                 "nothing to do if they are different places; else leave one of them out"};
}

std::optional<std::size_t> find_column(const std::vector<Column>& columns,
                                       const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (same_word(columns[i].name, name)) return i;
  return std::nullopt;
}

std::size_t named_column(const PlaceTable& table, std::string_view name, std::string_view option) {
  if (const auto column = find_column(table.columns, {name})) return *column;
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  const std::string meant = closest_name(name, names);
  throw UsageError(fmt::format("{}: '{}' has no column '{}'; it has {}", option, table.path, name,
                               name_list(names)),
                   meant.empty() ? "name one of them" : fmt::format("did you mean '{}'?", meant));
}

}  // namespace cordon
