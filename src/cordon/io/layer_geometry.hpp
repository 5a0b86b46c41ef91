// The geometry of a layer as plain coordinates in the layer's own CRS.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/source.hpp"
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
  std::vector<std::size_t> point_feature;  ///< indices into `features`, ascending
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

/// Box of no places, which grows by comparing.
inline constexpr std::array<double, 4> kEmptyBox{
    std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
    -std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

/// Reads the features that pass the layer's filter, a batch at a time. Curves become lines of
/// chords of a tenth of a degree of arc; rings are closed.
class PartsReader {
 public:
  PartsReader(OGRLayer& layer, FieldChoice fields, Place place);

  /// Begins again with the first feature, as if nothing had been read.
  void rewind();

  /// False, and no features, after the last one.
  bool next(const BatchSize& size, Parts& batch);

  /// About all that was read: "no-features", "no-geometry", "missing-geometry", "bad-geometry",
  /// "not-finite", "zero-length", "unclosed-ring", "damaged-file", "reader-warning". To be asked
  /// after the last batch.
  void tell(Findings& findings) const;

  std::size_t features() const { return features_; }
  std::size_t vertices() const { return vertices_; }
  std::array<double, 4> extent() const;  ///< as Parts::extent, of all batches

 private:
  void add_feature(const OGRFeature& feature);
  void add(const OGRGeometry& geometry);
  void add_text(const OGRFeature& feature);
  void add_point(const OGRPoint& point);
  void add_line(Path path);
  void add_area(const OGRPolygon& polygon);
  bool accept(const Path& path);

  OGRLayer* layer_;
  FieldChoice fields_;
  Place place_;
  Parts parts_;
  GIntBig feature_ = OGRNullFID;
  std::size_t features_ = 0;
  std::size_t vertices_ = 0;
  std::array<double, 4> box_ = kEmptyBox;
  Tally missing_, bad_wkt_, not_finite_, zero_length_, unclosed_;
  std::string failure_;
  std::vector<std::string> warnings_;  // of the format's reader
};

/// Calls use(path, count, id of the feature) for every path of coordinates, feature by feature;
/// points come one by one.
template <typename ShapeParts, typename Use>
void for_each_path(ShapeParts& parts, const Use& use) {
  auto& shape = parts.shape;
  std::size_t point = 0, line = 0, area = 0;
  for (std::size_t feature = 0; feature < parts.features.size(); ++feature) {
    const GIntBig id = parts.features[feature].id;
    for (; point < shape.points.size() && parts.point_feature[point] == feature; ++point)
      use(&shape.points[point], std::size_t{1}, id);
    for (; line < shape.lines.size() && parts.line_feature[line] == feature; ++line)
      use(shape.lines[line].data(), shape.lines[line].size(), id);
    for (; area < shape.areas.size() && parts.area_feature[area] == feature; ++area) {
      use(shape.areas[area].shell.data(), shape.areas[area].shell.size(), id);
      for (auto& hole : shape.areas[area].holes) use(hole.data(), hole.size(), id);
    }
  }
}

}  // namespace cordon
