// What a map of a command line shows: read, built and measured.
#pragma once

#include "cordon/base/progress.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/source.hpp"
#include "cordon/map/content.hpp"

namespace cordon::cli {

struct Material {
  map::Content content;    ///< without basemap and places
  Source source;           ///< of the line or the zone, without its shape
  Shape measured_from;     ///< edges geodesic: the line or, where there is none, the zone itself
  bool has_sides = false;  ///< of what is measured from
  double left = 0, right = 0;  ///< reach of the zone on each side, m; 0, 0: it comes from a file
  Findings warnings;
};

/// Reads the line and builds its zone, or reads the zone. Captions are completed from the fields of
/// the source. Throws as read_source() and build_parts(); DataError for a zone without areas.
Material map_material(const MapTask& task, const Progress& progress);

/// What it shows with the basemap and the places in a box; what reading them found is added to the
/// warnings. Throws as read_basemap() and read_places(), naming the option.
map::Content with_surroundings(Material& material, const MapTask& task, const BoundingBox& box);

/// The basemap of a wider region, for a locator.
Basemap wider_basemap(const MapTask& task, const BoundingBox& box);

}  // namespace cordon::cli
