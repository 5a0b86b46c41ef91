// What a GeoPackage holds besides features: how its layers look, and where they come from.
#pragma once

#include <gdal_priv.h>

#include <optional>
#include <string>
#include <vector>

#include "cordon/io/output.hpp"
#include "cordon/io/qgis/layer_style.hpp"

namespace cordon {

struct GeopackageLayer {
  LayerSchema schema;
  std::string geometry_column;
  std::optional<LayerNotes> notes;
  std::optional<qgis::LayerStyle> style;
};

/// Writes the table layer_styles, as QGIS makes it, with one default style for each layer that has
/// one; descriptions into gpkg_contents; the extension "Schema" of the GeoPackage standard with
/// what columns are called; and its extension "Metadata" with a document for each layer that has
/// notes, in the schema of QGIS, which reads it from 3.22 on. Sources: OGC 12-128r18, annexes F.8
/// and F.9; QGIS, resources/qgis-resource-metadata.xsd. `stamp`: the time to write wherever one is
/// asked for. What fails, GDAL reports.
void complete_geopackage(GDALDataset& dataset, const std::vector<GeopackageLayer>& layers,
                         const std::string& stamp);

}  // namespace cordon
