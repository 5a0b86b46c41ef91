// The geometry of a layer as plain coordinates in the layer's own CRS.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/value.hpp"

namespace cordon {

/// Where something was found: for messages.
struct Place {
  std::string file;
  std::string layer;
  std::string text() const { return "'" + file + "', layer '" + layer + "'"; }
};

/// Whole turns that take a longitude to less than half a turn from another; 0 if it is no more than
/// half a turn away already, which may be meant.
inline double turns_towards(double from, double lon, double turn) {
  const double turns = (from - lon) / turn;
  return std::abs(turns) <= 0.5 ? 0 : std::round(turns);
}

/// How often something was met, and in which feature first.
struct Tally {
  std::size_t count = 0;
  GIntBig first = OGRNullFID;

  void add(GIntBig feature) {
    if (count++ == 0) first = feature;
  }
  /// "feature 3 and 2 more".
  std::string text() const {
    const std::string rest = count > 1 ? " and " + std::to_string(count - 1) + " more" : "";
    return "feature " + std::to_string(first) + rest;
  }
};

struct FeatureRow {
  GIntBig id = OGRNullFID;
  std::vector<Value> values;  ///< of the fields that were asked for
};

/// A shape whose parts remember the feature that they come from.
struct Parts {
  Shape shape;                             ///< lon = x, lat = y of the layer's CRS
  std::vector<std::size_t> point_feature;  ///< indices into `features`
  std::vector<std::size_t> line_feature;
  std::vector<std::size_t> area_feature;
  std::vector<FeatureRow> features;
  std::size_t vertices = 0;        ///< finite ones
  std::array<double, 4> extent{};  ///< min x, min y, max x, max y of the finite coordinates
};

/// Which fields of a layer are read, by index.
struct FieldChoice {
  std::vector<int> wkt;     ///< texts that geometry is read from: where one is not empty but there
                            ///< is no geometry, it was no valid WKT
  std::vector<int> values;  ///< for FeatureRow::values
};

/// Reads all features that pass the layer's filter. Curves become lines of chords of a tenth of a
/// degree of arc; rings are closed. Findings: "no-features", "no-geometry", "missing-geometry",
/// "bad-geometry", "not-finite", "zero-length", "unclosed-ring", "damaged-file", "reader-warning".
Parts read_parts(OGRLayer& layer, const FieldChoice& fields, const Place& place,
                 Findings& findings);

/// Calls use(path, count, id of the feature) for every path of coordinates; points come one by one.
template <typename ShapeParts, typename Use>
void for_each_path(ShapeParts& parts, const Use& use) {
  const auto id = [&](std::size_t feature) { return parts.features[feature].id; };
  for (std::size_t i = 0; i < parts.shape.points.size(); ++i)
    use(&parts.shape.points[i], std::size_t{1}, id(parts.point_feature[i]));
  for (std::size_t i = 0; i < parts.shape.lines.size(); ++i)
    use(parts.shape.lines[i].data(), parts.shape.lines[i].size(), id(parts.line_feature[i]));
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i) {
    auto& area = parts.shape.areas[i];
    use(area.shell.data(), area.shell.size(), id(parts.area_feature[i]));
    for (auto& hole : area.holes) use(hole.data(), hole.size(), id(parts.area_feature[i]));
  }
}

}  // namespace cordon
