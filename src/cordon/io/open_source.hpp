// From a path to an open dataset and the layer that is meant, or the reason why not.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cordon/io/source.hpp"

namespace cordon {

/// The answer to an SQL statement, which belongs to its dataset.
struct FreeAnswer {
  GDALDataset* dataset = nullptr;
  void operator()(OGRLayer* layer) const { dataset->ReleaseResultSet(layer); }
};

struct OpenSource {
  GDALDatasetUniquePtr dataset;  ///< never null
  std::string path;              ///< as GDAL opened it (a .zip: the source inside), as shown_name()
  std::string bytes;             ///< the file whose bytes identify the source; empty for a service
  std::string driver;            ///< OGR's short name
  std::optional<std::string> crs_member;         ///< text of GeoJSON's old crs member
  std::string database, schema;                  ///< of PostgreSQL: the current ones
  std::unique_ptr<OGRLayer, FreeAnswer> answer;  ///< of chosen_layer() with a statement
};

/// Throws FindingError: "not-found", "folder", "no-permission", "empty-file", "damaged-file",
/// "missing-shx", "raster", "not-vector", "no-layers", "several-sources" (in a .zip),
/// "no-connection", "no-postgis". Throws UsageError as check_connection().
OpenSource open_source(const std::string& path);

/// The layers that can hold geometry (a GPX file's point layers that only repeat its tracks are
/// none); all layers if none can.
std::vector<OGRLayer*> layers_with_geometry(GDALDataset& dataset);

/// Of these, those that hold features.
std::vector<OGRLayer*> layers_with_features(GDALDataset& dataset);

/// Indices of the text fields that a table's geometry is read from as WKT; empty for other formats.
std::vector<int> wkt_fields(const OpenSource& source, OGRLayer& layer);

/// The layer with that name or, without a name, the only one that has features.
/// Throws UsageError, with the names there are and the option that chooses one.
OGRLayer& choose_layer(OpenSource& source, const std::string& name,
                       const std::string& option = "--layer");

/// The layer that the options mean: as choose_layer(), or the answer to options.sql. A database
/// shows it from now on as it is at this moment. Throws UsageError for a statement that does not
/// work, or changes anything.
OGRLayer& chosen_layer(OpenSource& source, const SourceOptions& options);

/// The layer as messages and outputs call it: a table with its schema; options.sql itself.
std::string layer_name(const OpenSource& source, OGRLayer& layer, const SourceOptions& options);

}  // namespace cordon
