// From degrees to the pixels of a map's panel: cut to what is near, bent as the projection asks,
// thinned to what can be seen.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/map/clip.hpp"
#include "cordon/map/frame.hpp"

namespace cordon::map {

/// Rings without a repeated vertex, shells turning one way and holes the other; or open paths.
using Paths = std::vector<std::vector<XY>>;

/// The rings of areas in degrees, shells counter-clockwise.
Paths rings_of(const std::vector<Area>& areas);
Paths rings_of(const MultiPolygon& polygons);

/// Results lie within the panel or a few pixels beyond, so that strokes end outside; they are true
/// to `kSeen` pixels.
class PanelGeometry {
 public:
  static constexpr double kSeen = 0.2;  ///< px

  explicit PanelGeometry(const Frame& frame);

  /// Areas whose edges are straight in degrees, cut at the antimeridian and the poles: whole on the
  /// page. An area smaller than `least` (px2) is left out; one that is hardly larger is a dot of
  /// half a pixel.
  Paths areas(const Paths& rings, double least) const;

  /// Whether areas() of these rings has to join what a seam divides, so that they belong together.
  bool joins(const Paths& rings) const;

  /// Paths whose edges are straight in degrees, within [-180, 180].
  Paths paths(const Paths& paths) const;

  /// Paths whose edges are geodesics.
  Paths geodesics(const std::vector<Path>& paths) const;

 private:
  Paths near(const Paths& rings) const;
  std::vector<XY> bent(const std::vector<XY>& path) const;

  Frame frame_;
  Bounds page_;                 ///< px
  std::vector<Bounds> ground_;  ///< degrees, one for each turn of the longitude
  bool seamless_ = false;       ///< both sides of the antimeridian meet on the page
};

}  // namespace cordon::map
