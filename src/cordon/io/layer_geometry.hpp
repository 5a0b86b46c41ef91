// The geometry of a layer as plain coordinates in the layer's own CRS.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"

namespace cordon {

/// Where something was found: for messages.
struct Place {
  std::string file;
  std::string layer;
  std::string text() const { return "'" + file + "', layer '" + layer + "'"; }
};

/// A shape whose parts remember the feature (its FID) that they come from.
struct Parts {
  Shape shape;  ///< lon = x, lat = y of the layer's CRS
  std::vector<GIntBig> point_feature;
  std::vector<GIntBig> line_feature;
  std::vector<GIntBig> area_feature;
  std::size_t features = 0;
  std::size_t vertices = 0;        ///< finite ones
  std::array<double, 4> extent{};  ///< min x, min y, max x, max y of the finite coordinates
};

/// Reads all features that pass the layer's filter. Curves become lines of chords of a tenth of a
/// degree of arc. Where a feature has text in one of `wkt_fields` but no geometry, the text was no
/// valid WKT. Findings: "no-features", "no-geometry", "missing-geometry", "bad-geometry",
/// "not-finite", "zero-length", "damaged-file", "reader-warning".
Parts read_parts(OGRLayer& layer, const std::vector<int>& wkt_fields, const Place& place,
                 Findings& findings);

/// Calls use(path, feature) for every path of coordinates: all points are given one at a time.
template <typename ShapeParts, typename Use>
void for_each_path(ShapeParts& parts, const Use& use) {
  for (std::size_t i = 0; i < parts.shape.points.size(); ++i)
    use(&parts.shape.points[i], std::size_t{1}, parts.point_feature[i]);
  for (std::size_t i = 0; i < parts.shape.lines.size(); ++i)
    use(parts.shape.lines[i].data(), parts.shape.lines[i].size(), parts.line_feature[i]);
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i) {
    auto& area = parts.shape.areas[i];
    use(area.shell.data(), area.shell.size(), parts.area_feature[i]);
    for (auto& hole : area.holes) use(hole.data(), hole.size(), parts.area_feature[i]);
  }
}

}  // namespace cordon
