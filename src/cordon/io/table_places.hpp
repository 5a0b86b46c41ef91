// Places from the rows of a table that has no geometry.
#pragma once

#include <ogrsf_frmts.h>

#include <string>
#include <vector>

#include "cordon/io/finding.hpp"
#include "cordon/io/layer_geometry.hpp"
#include "cordon/io/open_source.hpp"
#include "cordon/io/place_table.hpp"

namespace cordon {

/// A table that is open to read its columns as they are written.
struct OpenTable {
  OpenSource open;
  OGRLayer* layer = nullptr;
};

/// The table that the options mean; without a layer if it has geometry of its own and no columns of
/// coordinates are named. Throws as open_source() and choose_layer().
OpenTable open_table(const PlaceOptions& options);

/// Rows with coordinates, one point each.
struct TableRows {
  std::vector<Column> columns;
  Parts parts;  ///< points in the table's coordinates; FeatureRow::id is the row as people count
                ///< it; no values where a place is known to be outside of the box
  std::size_t name = 0;  ///< column; columns.size(): none
  std::string counted;
};

/// Throws as read_places(). `degrees`: coordinates are longitude and latitude.
TableRows read_table(OpenTable& table, const PlaceOptions& options, bool degrees,
                     Findings& findings);

/// Index of the column with a usual name for names of places; columns.size() if none.
std::size_t usual_name_column(const std::vector<Column>& columns);

}  // namespace cordon
