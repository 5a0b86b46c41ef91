#include "cordon/io/table_places.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/table_checks.hpp"

namespace cordon {
namespace {

using Names = std::vector<std::string_view>;

const Names& latitude_names() {
  static const Names names{"latitude", "lat", "decimallatitude", "lat_dd", "y", "point_y"};
  return names;
}

/// In the order of latitude_names(): a y goes with an x.
const std::vector<Names>& longitude_names() {
  static const Names degrees{"longitude",        "lon",    "long",   "lng",
                             "decimallongitude", "lon_dd", "long_dd"};
  static const Names plane{"x", "point_x"};
  static const std::vector<Names> names{degrees, degrees, degrees, degrees, plane, plane};
  return names;
}

/// A column of the table, and the field that holds it.
struct TableField {
  Column column;
  int index = 0;
  bool as_written = false;  ///< a number that was kept as the text in the file
};

/// OGR's CSV reader, asked to detect types, keeps the text of a number in a second field.
std::vector<TableField> fields_of(const OGRFeatureDefn& definition, bool csv) {
  std::vector<int> all(static_cast<std::size_t>(definition.GetFieldCount()));
  std::iota(all.begin(), all.end(), 0);
  const std::vector<Column> columns = columns_of(definition, all);
  std::vector<TableField> fields;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const Column& column = columns[static_cast<std::size_t>(i)];
    const bool typed = definition.GetFieldDefn(i)->GetType() != OFTString;
    const bool kept = csv && typed && i + 1 < definition.GetFieldCount() &&
                      columns[static_cast<std::size_t>(i) + 1].name == column.name + "_original";
    fields.push_back({column, kept ? i + 1 : i, kept});
    if (kept) ++i;
  }
  return fields;
}

std::vector<Column> columns_of(const std::vector<TableField>& fields) {
  std::vector<Column> columns;
  columns.reserve(fields.size());
  for (const TableField& field : fields) columns.push_back(field.column);
  return columns;
}

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

struct Coordinates {
  std::size_t lat = 0, lon = 0;  ///< columns
};

std::optional<Coordinates> usual_coordinates(const std::vector<Column>& columns) {
  for (std::size_t i = 0; i < latitude_names().size(); ++i) {
    const auto lat = find_column(columns, {latitude_names()[i]});
    const auto lon = find_column(columns, longitude_names()[i]);
    if (lat && lon) return Coordinates{*lat, *lon};
  }
  return std::nullopt;
}

std::size_t column_named(const std::vector<Column>& columns, const std::string& name,
                         const std::string& option, const Place& place) {
  PlaceTable table;
  table.columns = columns;
  table.path = place.file;
  return named_column(table, name, option);
}

Coordinates choose_coordinates(const std::vector<Column>& columns, const PlaceOptions& options,
                               const Place& place) {
  if (options.lat_field.empty() != options.lon_field.empty())
    throw UsageError(fmt::format("{} and {} go together", options.lat_option, options.lon_option),
                     "name both columns, or neither");
  if (!options.lat_field.empty())
    return {column_named(columns, options.lat_field, options.lat_option, place),
            column_named(columns, options.lon_field, options.lon_option, place)};
  if (const auto usual = usual_coordinates(columns)) return *usual;
  throw FindingError(
      {Severity::error, "no-coordinates",
       fmt::format("{} has no columns of latitude and longitude; it has {}", place.text(),
                   name_list(names_of(columns))),
       fmt::format("name them with {} and {}", options.lat_option, options.lon_option)});
}

/// The heading is row 1; in CSV FID 1 is the row below it, in sheets FIDs are rows already.
std::int64_t rows_before_first(const std::string& driver) {
  return driver == "CSV" ? 1 : 0;
}

bool counts_rows(const std::string& driver) {
  return driver == "CSV" || driver == "XLSX" || driver == "ODS";
}

/// A number in a cell of any type; nothing for an empty cell or, told to `checks`, another text.
std::optional<double> number_of(const OGRFeature& feature, const TableField& field,
                                std::int64_t row, CellChecks& checks) {
  if (!feature.IsFieldSetAndNotNull(field.index)) return std::nullopt;
  if (field.column.type != ValueType::text && !field.as_written)
    return feature.GetFieldAsDouble(field.index);
  const char* const text = feature.GetFieldAsString(field.index);
  const auto number = number_in(text);
  if (!number && !trimmed(text).empty()) checks.add(row, field.column.name, text);
  return number;
}

template <typename Number>
std::optional<Value> as_number(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Value(number);
}

/// The number that a text is; nothing if it is none, or more than a number, as 007 is.
std::optional<Value> number_value(const std::string& text, ValueType type) {
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  const bool leading_zero =
      text.size() > digits + 1 && text[digits] == '0' && text[digits + 1] != '.';
  if (leading_zero) return std::nullopt;
  return type == ValueType::integer ? as_number<std::int64_t>(text) : as_number<double>(text);
}

/// Texts of numbers become numbers, where all of a column are.
void convert_numbers(const std::vector<TableField>& fields, TableRows& rows) {
  for (std::size_t c = 0; c < fields.size(); ++c) {
    const ValueType type = fields[c].column.type;
    if (!fields[c].as_written || type == ValueType::text) continue;
    const auto number = [&](const FeatureRow& row) -> std::optional<Value> {
      const auto* text = row.values.empty() ? nullptr : std::get_if<std::string>(&row.values[c]);
      return text == nullptr ? Value() : number_value(*text, type);
    };
    std::vector<FeatureRow>& all = rows.parts.features;
    if (!std::all_of(all.begin(), all.end(), [&](const auto& row) { return number(row); })) {
      rows.columns[c].type = ValueType::text;
      continue;
    }
    for (FeatureRow& row : all)
      if (!row.values.empty()) row.values[c] = *number(row);
  }
}

/// What is read of every row, and what becomes of it.
struct RowReader {
  const std::vector<TableField>& fields;
  Coordinates coordinates;
  const PlaceOptions& options;
  bool degrees;
  std::int64_t before;
  std::vector<int> indices;
  RowTally empty;
  CellChecks cells;

  void read(const OGRFeature& feature, Parts& parts) {
    const std::int64_t row = feature.GetFID() + before;
    const auto lat = number_of(feature, fields[coordinates.lat], row, cells);
    const auto lon = number_of(feature, fields[coordinates.lon], row, cells);
    if (!lat || !lon) {
      empty.add(row, {});
      return;
    }
    parts.shape.points.push_back({*lon, *lat});
    parts.point_feature.push_back(parts.features.size());
    const bool kept = !degrees || options.box.contains({wgs84::wrap_longitude(*lon), *lat});
    parts.features.push_back({row, kept ? values_of(feature, indices) : std::vector<Value>()});
  }
};

void ignore_numbers_read_as_text(OGRLayer& layer, const std::vector<TableField>& fields) {
  std::vector<const char*> ignored;
  for (const TableField& field : fields)
    if (field.as_written) ignored.push_back(field.column.name.c_str());
  ignored.push_back(nullptr);
  const GdalMessages quiet;
  layer.SetIgnoredFields(ignored.data());
}

void tell_failures(const GdalMessages& messages, const Place& place, Findings& findings) {
  if (messages.failed())
    findings.push_back(
        {Severity::error, "damaged-file",
         fmt::format("{} cannot be read to its end: {}", place.text(), messages.failure()),
         "get or export the file again; it may be damaged or cut short"});
}

void tell_empty(const RowReader& reader, const TableRows& rows, const Place& place,
                const SourceOptions& options, Findings& findings) {
  const bool all = options.where.empty();
  if (rows.parts.features.empty() && reader.empty.count == 0)
    findings.push_back(
        {Severity::error, all ? "no-features" : "no-match",
         fmt::format(
             "{} has no rows{}", place.text(),
             all ? "" : fmt::format(" that match {} '{}'", options.where_option, options.where)),
         all ? "check that it is the right file or layer"
             : fmt::format("check the condition, or leave {} out", options.where_option)});
  else if (rows.parts.features.empty())
    findings.push_back({Severity::error, "no-coordinates",
                        fmt::format("{}: no row has coordinates", place.text()),
                        "fill in the columns of latitude and longitude"});
  else if (reader.empty.count > 0)
    findings.push_back(
        {Severity::warning, "no-coordinates",
         fmt::format("{}: no coordinates; left out", where_in(place, rows.counted, reader.empty)),
         "fill in latitude and longitude, or leave these rows out of the table"});
}

void set_extent(Parts& parts) {
  parts.vertices = parts.shape.points.size();
  parts.extent = kEmptyBox;
  for (const LonLat& p : parts.shape.points)
    parts.extent = {std::min(parts.extent[0], p.lon), std::min(parts.extent[1], p.lat),
                    std::max(parts.extent[2], p.lon), std::max(parts.extent[3], p.lat)};
}

}  // namespace

OpenTable open_table(const PlaceOptions& options) {
  // Else a sheet of nothing but texts has no heading.
  const CPLConfigOptionSetter xlsx("OGR_XLSX_HEADERS", "FORCE", true);
  const CPLConfigOptionSetter ods("OGR_ODS_HEADERS", "FORCE", true);
  OpenTable table{open_source(options.source.path)};
  OpenSource& open = table.open;
  OGRLayer* layer = &chosen_layer(open, options.source);
  const bool asked = !options.lat_field.empty() || !options.lon_field.empty();
  if (open.driver == "CSV") {
    if (!asked && !wkt_fields(open, *layer).empty()) return table;
    CPLStringList keep_texts;
    keep_texts.SetNameValue("AUTODETECT_TYPE", "YES");  // for comparisons of numbers in --where
    keep_texts.SetNameValue("KEEP_SOURCE_COLUMNS", "YES");
    keep_texts.SetNameValue("EMPTY_STRING_AS_NULL", "YES");
    const GdalMessages quiet;
    GDALDatasetUniquePtr again(GDALDataset::Open(
        open.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, keep_texts.List(), nullptr));
    open.answer.reset();
    if (again) open.dataset = std::move(again);
    layer = &chosen_layer(open, options.source);
  } else if (!asked && layer->GetGeomType() != wkbNone) {
    return table;
  }
  layer->GetLayerDefn();  // reads a sheet
  table.layer = layer;
  return table;
}

std::size_t usual_name_column(const std::vector<Column>& columns) {
  static const Names names{"name",      "asciiname", "name_en",           "place", "place_name",
                           "placename", "town",      "village",           "city",  "settlement",
                           "locality",  "location",  "where_coordinates", "label", "title"};
  return find_column(columns, names).value_or(columns.size());
}

TableRows read_table(OpenTable& table, const PlaceOptions& options, bool degrees,
                     Findings& findings) {
  const OpenSource& open = table.open;
  OGRLayer& layer = *table.layer;
  const Place place{open.path, layer_name(open, layer, options.source)};
  const bool csv = open.driver == "CSV";
  const std::vector<TableField> fields = fields_of(*layer.GetLayerDefn(), csv);
  TableRows rows;
  rows.columns = columns_of(fields);
  rows.counted = counts_rows(open.driver) ? "row" : "feature";
  const Coordinates coordinates = choose_coordinates(rows.columns, options, place);
  rows.name = options.name_field.empty()
                  ? usual_name_column(rows.columns)
                  : column_named(rows.columns, options.name_field, options.name_option, place);

  std::vector<int> indices;
  indices.reserve(fields.size());
  for (const TableField& field : fields) indices.push_back(field.index);
  parts_reader(open, layer, indices, options.source, place);  // sets the layer's filter
  if (csv && options.source.where.empty()) ignore_numbers_read_as_text(layer, fields);
  std::future<std::optional<std::int64_t>> surplus;
  if (csv) surplus = start_cell_count(open, fields.size());
  RowReader reader{fields,  coordinates, options, degrees, rows_before_first(open.driver),
                   indices, {},          {}};
  const GdalMessages messages;
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()})
    reader.read(*feature, rows.parts);

  if (csv) tell_surplus(surplus.get(), place, findings);
  tell_failures(messages, place, findings);
  reader.cells.tell(place, rows.counted, findings);
  tell_empty(reader, rows, place, options.source, findings);
  throw_first_error(findings);
  set_extent(rows.parts);
  convert_numbers(fields, rows);
  return rows;
}

}  // namespace cordon
