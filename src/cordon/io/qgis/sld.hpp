// Styles as other programs than QGIS read them.
#pragma once

#include <string>

#include "cordon/io/qgis/layer_style.hpp"

namespace cordon::qgis {

/// A Styled Layer Descriptor 1.1 for a layer of that name, in pixels, with filters of OGC Filter
/// Encoding 1.1. Source: OGC 05-077r4 (Symbology Encoding) and 05-078r4. Hatches are marks of the
/// names that QGIS and GeoServer know.
std::string sld_text(const LayerStyle& style, const std::string& layer);

}  // namespace cordon::qgis
