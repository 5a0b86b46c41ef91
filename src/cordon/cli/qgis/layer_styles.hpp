// The looks of `cordon map` as styles of the layers that other programs open.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/qgis/layer_style.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/looks.hpp"

namespace cordon::cli {

/// A theme by its name, and its sheet.
struct Theme {
  std::string name;
  map::StyleSheet sheet;
};

/// The layer "zone" of a run: a rule for each kind of feature that the options ask for, named as in
/// the map's legend. All throw DataError for a sheet with colours or lengths that they cannot read.
qgis::LayerStyle zone_style(const Theme& theme, const ZoneTask& task,
                            const map::Language& language);

/// The layers "line", "places" and "problems".
qgis::LayerStyle line_style(const Theme& theme, const map::Language& language);
qgis::LayerStyle place_style(const Theme& theme);
qgis::LayerStyle problem_style(const Theme& theme);

/// Layers of a basemap, from the bottom up: the name of a layer, its title, and what it looks like.
struct BasemapStyle {
  std::string layer;
  std::string title;
  qgis::LayerStyle style;
};
std::vector<BasemapStyle> basemap_styles(const Theme& theme);

/// What lies below everything: the sea.
qgis::Colour sea_colour(const Theme& theme);

}  // namespace cordon::cli
