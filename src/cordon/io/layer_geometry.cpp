#include "cordon/io/layer_geometry.hpp"

#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "cordon/io/attributes.hpp"
#include "cordon/io/gdal_support.hpp"

namespace cordon {
namespace {

/// Degrees of arc in a chord: it leaves a circular arc by 4e-7 of its radius at most.
constexpr double kCurveStep = 0.1;

bool all_finite(const Path& path) {
  bool finite = true;
  for (const LonLat& vertex : path)
    finite &= std::isfinite(vertex.lon) && std::isfinite(vertex.lat);
  return finite;
}

Path coordinates(const OGRSimpleCurve& curve) {
  Path path(static_cast<std::size_t>(curve.getNumPoints()));
  if (!path.empty())
    curve.getPoints(&path.front().lon, sizeof(LonLat), &path.front().lat, sizeof(LonLat));
  return path;
}

/// The last vertex is the first, or lies a whole turn of longitude from it: around a pole.
bool is_closed(const Path& ring) {
  const LonLat& first = ring.front();
  const LonLat& last = ring.back();
  return first.lat == last.lat && std::remainder(first.lon - last.lon, 360) == 0;
}

/// Collects the parts of one feature after the other.
class PartsReader {
 public:
  explicit PartsReader(const FieldChoice& fields) : fields_(fields) {}
  void add_feature(const OGRFeature& feature);

  Parts finish(const Place& place, Findings& findings);

 private:
  void add(const OGRGeometry& geometry);
  void add_text(const OGRFeature& feature);
  void add_point(const OGRPoint& point);
  void add_line(Path path);
  void add_area(const OGRPolygon& polygon);
  bool accept(const Path& path);

  const FieldChoice& fields_;
  Parts parts_;
  GIntBig feature_ = OGRNullFID;
  Tally missing_;
  Tally bad_wkt_;
  Tally not_finite_;
  Tally zero_length_;
  Tally unclosed_;
  std::array<double, 4> box_{
      std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
      -std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
};

/// OGR takes a text that is no WKT for an absent geometry, and knows no WKT with nan or inf.
void PartsReader::add_text(const OGRFeature& feature) {
  for (const int field : fields_.wkt) {
    const std::string text = feature.GetFieldAsString(field);
    if (text.empty()) continue;
    const bool finite = CPLString(text).ifind("nan") == std::string::npos &&
                        CPLString(text).ifind("inf") == std::string::npos;
    (finite ? bad_wkt_ : not_finite_).add(feature_);
    return;
  }
  missing_.add(feature_);
}

void PartsReader::add_feature(const OGRFeature& feature) {
  feature_ = feature.GetFID();
  parts_.features.push_back({feature_, values_of(feature, fields_.values)});
  const std::size_t before = parts_.vertices + not_finite_.count;
  bool any = false;
  for (int i = 0; i < feature.GetGeomFieldCount(); ++i)
    if (const OGRGeometry* geometry = feature.GetGeomFieldRef(i)) {
      add(*geometry);
      any = true;
    }
  if (!any)
    add_text(feature);
  else if (parts_.vertices + not_finite_.count == before)
    missing_.add(feature_);
}

void PartsReader::add(const OGRGeometry& geometry) {
  if (geometry.IsEmpty()) return;
  if (geometry.hasCurveGeometry(TRUE) != 0) {
    const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry(kCurveStep));
    if (linear) add(*linear);
    return;
  }
  if (const auto* surface = dynamic_cast<const OGRPolyhedralSurface*>(&geometry)) {
    for (const OGRPolygon* polygon : *surface) add_area(*polygon);
    return;
  }
  if (const auto* collection = dynamic_cast<const OGRGeometryCollection*>(&geometry)) {
    for (const OGRGeometry* member : *collection) add(*member);
    return;
  }
  if (const auto* point = dynamic_cast<const OGRPoint*>(&geometry)) add_point(*point);
  if (const auto* curve = dynamic_cast<const OGRSimpleCurve*>(&geometry))
    add_line(coordinates(*curve));
  if (const auto* polygon = dynamic_cast<const OGRPolygon*>(&geometry)) add_area(*polygon);
}

bool PartsReader::accept(const Path& path) {
  if (!all_finite(path)) {
    not_finite_.add(feature_);
    return false;
  }
  parts_.vertices += path.size();
  for (const LonLat& vertex : path) {
    box_[0] = std::min(box_[0], vertex.lon);
    box_[1] = std::min(box_[1], vertex.lat);
    box_[2] = std::max(box_[2], vertex.lon);
    box_[3] = std::max(box_[3], vertex.lat);
  }
  return true;
}

void PartsReader::add_point(const OGRPoint& point) {
  const LonLat vertex{point.getX(), point.getY()};
  if (!accept({vertex})) return;
  parts_.shape.points.push_back(vertex);
  parts_.point_feature.push_back(parts_.features.size() - 1);
}

void PartsReader::add_line(Path path) {
  if (!accept(path)) return;
  if (std::all_of(path.begin(), path.end(), [&](const LonLat& v) { return v == path.front(); })) {
    zero_length_.add(feature_);
    parts_.shape.points.push_back(path.front());
    parts_.point_feature.push_back(parts_.features.size() - 1);
    return;
  }
  parts_.shape.lines.push_back(std::move(path));
  parts_.line_feature.push_back(parts_.features.size() - 1);
}

void PartsReader::add_area(const OGRPolygon& polygon) {
  if (polygon.IsEmpty()) return;
  Area area;
  for (const OGRLinearRing* ring : polygon) {
    Path path = coordinates(*ring);
    if (path.empty()) continue;
    if (!accept(path)) return;
    if (!is_closed(path)) {
      unclosed_.add(feature_);
      path.push_back(path.front());
    }
    if (ring == polygon.getExteriorRing())
      area.shell = std::move(path);
    else
      area.holes.push_back(std::move(path));
  }
  if (area.shell.empty()) return;
  parts_.shape.areas.push_back(std::move(area));
  parts_.area_feature.push_back(parts_.features.size() - 1);
}

Parts PartsReader::finish(const Place& place, Findings& findings) {
  const auto find = [&](Severity severity, const char* code, const Tally& tally, const char* what,
                        const char* advice) {
    if (tally.count == 0) return;
    findings.push_back(
        {severity, code, fmt::format("{}, {}: {}", place.text(), tally.text(), what), advice});
  };
  find(Severity::error, "not-finite", not_finite_, "a coordinate is not a number or is infinite",
       "correct the coordinates at their source, or leave the feature out with --where");
  find(Severity::error, "bad-geometry", bad_wkt_, "the text of the geometry is not valid WKT",
       "correct it: LINESTRING (36.5 35.6, 36.6 35.7)");
  find(Severity::warning, "zero-length", zero_length_, "a line of no length, taken as a point",
       "nothing to do if that is meant; else correct the line or leave it out with --where");
  find(Severity::warning, "unclosed-ring", unclosed_,
       "a ring of an area does not end where it begins; closed with a straight edge",
       "nothing to do if that is meant; else complete the ring");
  if (parts_.vertices > 0) {
    find(Severity::warning, "missing-geometry", missing_, "no geometry, skipped",
         "nothing to do if the table has rows without a place");
    parts_.extent = box_;
  }
  return std::move(parts_);
}

void check_emptiness(OGRLayer& layer, const Parts& parts, const Place& place, Findings& findings) {
  if (layer.GetGeomType() == wkbNone)
    findings.push_back({Severity::error, "no-geometry",
                        fmt::format("{} is a table without geometry", place.text()),
                        "give the geometry as WKT in a column named WKT, or as columns lon and "
                        "lat; or choose another layer"});
  else if (parts.features.empty())
    findings.push_back({Severity::error, "no-features",
                        fmt::format("{} has no features", place.text()),
                        "draw or export the line again, or choose another layer"});
  else if (parts.vertices == 0)
    findings.push_back({Severity::error, "no-geometry",
                        fmt::format("{}: none of the {} feature(s) has a geometry that can be used",
                                    place.text(), parts.features.size()),
                        "draw or export the line again, or choose another layer"});
}

}  // namespace

Parts read_parts(OGRLayer& layer, const FieldChoice& fields, const Place& place,
                 Findings& findings) {
  const GdalMessages messages;
  PartsReader reader(fields);
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) reader.add_feature(*feature);
  if (messages.failed())
    findings.push_back(
        {Severity::error, "damaged-file",
         fmt::format("{} cannot be read to its end: {}", place.text(), messages.failure()),
         "get or export the file again; it may be damaged or cut short"});
  Parts parts = reader.finish(place, findings);
  if (!messages.failed() && parts.vertices == 0) {
    const auto is_error = [](const Finding& f) { return f.severity == Severity::error; };
    if (std::none_of(findings.begin(), findings.end(), is_error))
      check_emptiness(layer, parts, place, findings);
  }
  for (const std::string& words : messages.warnings()) {
    if (words.starts_with("Non closed ring")) continue;  // "unclosed-ring" says it better
    findings.push_back({Severity::warning, "reader-warning",
                        fmt::format("{}: {}", place.text(), words),
                        "check the place on a map; the format's reader was not sure of it"});
  }
  return parts;
}

}  // namespace cordon
