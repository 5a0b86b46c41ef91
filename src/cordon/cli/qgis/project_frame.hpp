// What the map on the sheet of a project shows, and the basemap below it.
#pragma once

#include <vector>

#include "cordon/cli/qgis/layer_styles.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/qgis/project.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/language.hpp"

namespace cordon::cli {

/// The map's frame, as `cordon map` chooses it, in the proportions of the sheet.
class ProjectFrame {
 public:
  /// `zone`: degrees, cut at the antimeridian; not empty. Throws DataError if no projection shows
  /// it whole.
  explicit ProjectFrame(const MultiPolygon& zone);

  const map::Frame& frame() const { return frame_; }
  BoundingBox box() const;  ///< with room around, for looking about
  double detail() const;    ///< degrees: half a pixel of the map
  qgis::Extent extent() const;
  XY plane(const XY& page) const;  ///< from the page to the CRS of the project

  /// The corner of the map that the fewest vertices of the zone lie in.
  qgis::PrintLayout free_corner() const;

 private:
  MultiPolygon zone_;
  map::Frame frame_;
  XY origin_;         // the page's in the plane
  double scale_ = 1;  // m of the plane for a px
};

/// A layer of the GeoPackage that the project shows.
struct HeldLayer {
  LayerSchema schema;
  qgis::LayerStyle style;
  LayerNotes notes;
};

/// A layer with all that is in it, in the CRS of the project.
struct BasemapLayer {
  HeldLayer held;
  std::vector<Feature> features;
};

/// The layers that have anything to show: basemap_land, _lakes, _rivers, _provinces, _borders,
/// _disputed and _names, from the bottom up. Drawn as on the map: cut, thinned and whole over the
/// antimeridian.
std::vector<BasemapLayer> basemap_layers(const map::Content& content, const ProjectFrame& frame,
                                         const Theme& theme, const map::Language& language);

}  // namespace cordon::cli
