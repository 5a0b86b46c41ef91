// Reading places: layers of points, and tables with columns of latitude and longitude.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/source.hpp"
#include "cordon/io/value.hpp"

namespace cordon {

struct PlaceOptions {
  SourceOptions
      source;  ///< by_feature is of no effect; input_crs is also that of a table's columns

  /// Columns of a table, in any case. Empty: those with a usual name.
  std::string lat_field, lon_field, name_field;
  /// How these options are called, for messages.
  std::string lat_option = "--lat-field";
  std::string lon_option = "--lon-field";
  std::string name_option = "--name-field";

  BoundingBox box;             ///< only places in here are kept
  bool distinct_names = true;  ///< warn of several places with one name
};

struct PlaceRow {
  std::int64_t number = 0;    ///< as PlaceTable::counted says
  LonLat place;               ///< longitude in [-180, 180]
  std::string name;           ///< without white space at its ends; may be empty
  std::vector<Value> values;  ///< one for each of PlaceTable::columns
};

struct PlaceTable {
  std::vector<Column> columns;  ///< of the source, those of name and coordinates among them
  std::vector<PlaceRow> rows;   ///< in the order of the file
  std::string counted;  ///< what PlaceRow::number counts: "row" of the sheet, whose heading is the
                        ///< first one, or "feature" (OGR's FID)
  std::string name_column;  ///< empty: none
  std::size_t read = 0;     ///< places, those outside of the box among them
  std::string path;
  std::string layer;
  std::string driver;  ///< OGR's short name
  std::string crs;     ///< readable: "EPSG:4326 (WGS 84)"
  std::string sha256;  ///< as in Source
  Findings findings;   ///< warnings only
};

/// Reads all places of one layer. Coordinates are those of its points, or of the columns of a table
/// (CSV, XLSX, ODS, DBF ...): decimal degrees on WGS84, or numbers in the CRS of source.input_crs.
/// Usual names, in any case: lat, latitude, lon, lng, long, longitude, y and x; of names: name,
/// place, town, village, asciiname ... Columns with numbers like
/// 007 are texts.
///
/// Warnings: as read_source(); "no-coordinates" (rows whose cells are empty: left out),
/// "duplicate-name", "no-name" (the name column has empty cells), "swapped-axes-likely" (all of it
/// at sea, and on land if swapped).
///
/// Throws as read_source(), UsageError for a column that is not there, and FindingError:
/// "no-coordinates" (no such columns, or no row has any), "decimal-comma", "not-a-number",
/// "swapped-axes", "metres-as-degrees", "out-of-range", "surplus-cells" (a row with more cells than
/// the heading), "not-places" (lines, areas), "several-points" (in one feature). Messages name the
/// file and the row.
PlaceTable read_places(const PlaceOptions& options);

/// Warning "duplicate-name" about some rows of a table: the first two that share a name, and how
/// many names are shared; nothing if none is.
std::optional<Finding> duplicate_names(const PlaceTable& table,
                                       const std::vector<const PlaceRow*>& rows);

/// Index of the first of these names that a column has, in any case; nothing if none.
std::optional<std::size_t> find_column(const std::vector<Column>& columns,
                                       const std::vector<std::string_view>& names);

/// Index of the column with that name, in any case. Throws UsageError, with the names there are;
/// `option` is what named it.
std::size_t named_column(const PlaceTable& table, std::string_view name, std::string_view option);

}  // namespace cordon
