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

void grow(std::array<double, 4>& box, const std::array<double, 4>& other) {
  box = {std::min(box[0], other[0]), std::min(box[1], other[1]), std::max(box[2], other[2]),
         std::max(box[3], other[3])};
}

}  // namespace

PartsReader::PartsReader(OGRLayer& layer, FieldChoice fields, Place place)
    : layer_(&layer), fields_(std::move(fields)), place_(std::move(place)) {
  rewind();
}

void PartsReader::rewind() {
  const GdalMessages quiet;
  layer_->ResetReading();
  features_ = vertices_ = 0;
  box_ = kEmptyBox;
  missing_ = bad_wkt_ = not_finite_ = zero_length_ = unclosed_ = {};
  failure_.clear();
  warnings_.clear();
}

bool PartsReader::next(const BatchSize& size, Parts& batch) {
  const GdalMessages messages;
  parts_ = {};
  parts_.extent = kEmptyBox;
  while (parts_.features.size() < size.features && parts_.vertices < size.vertices) {
    const OGRFeatureUniquePtr feature(layer_->GetNextFeature());
    if (!feature) break;
    add_feature(*feature);
  }
  features_ += parts_.features.size();
  vertices_ += parts_.vertices;
  grow(box_, parts_.extent);
  if (parts_.vertices == 0) parts_.extent = {};
  if (failure_.empty()) failure_ = messages.failure();
  for (const std::string& words : messages.warnings())
    if (std::find(warnings_.begin(), warnings_.end(), words) == warnings_.end())
      warnings_.push_back(words);
  batch = std::move(parts_);
  return !batch.features.empty();
}

std::array<double, 4> PartsReader::extent() const {
  return vertices_ > 0 ? box_ : std::array<double, 4>{};
}

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
  std::array<double, 4>& box = parts_.extent;
  for (const LonLat& vertex : path) {
    box[0] = std::min(box[0], vertex.lon);
    box[1] = std::min(box[1], vertex.lat);
    box[2] = std::max(box[2], vertex.lon);
    box[3] = std::max(box[3], vertex.lat);
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

void PartsReader::tell(Findings& findings) const {
  const auto find = [&](Severity severity, const char* code, const Tally& tally, const char* what,
                        const char* advice) {
    if (tally.count == 0) return;
    findings.push_back(
        {severity, code, fmt::format("{}, {}: {}", place_.text(), tally.text(), what), advice});
  };
  const auto fail = [&](const char* code, const std::string& problem, const char* advice) {
    findings.push_back({Severity::error, code, place_.text() + problem, advice});
  };
  if (!failure_.empty())
    fail("damaged-file", fmt::format(" cannot be read to its end: {}", failure_),
         "get or export the file again; it may be damaged or cut short");
  find(Severity::error, "not-finite", not_finite_, "a coordinate is not a number or is infinite",
       "correct the coordinates at their source, or leave the feature out with --where");
  find(Severity::error, "bad-geometry", bad_wkt_, "the text of the geometry is not valid WKT",
       "correct it: LINESTRING (36.5 35.6, 36.6 35.7)");
  const bool good = failure_.empty() && not_finite_.count + bad_wkt_.count == 0;
  find(Severity::warning, "zero-length", zero_length_, "a line of no length, taken as a point",
       "nothing to do if that is meant; else correct the line or leave it out with --where");
  find(Severity::warning, "unclosed-ring", unclosed_,
       "a ring of an area does not end where it begins; closed with a straight edge",
       "nothing to do if that is meant; else complete the ring");
  if (vertices_ > 0)
    find(Severity::warning, "missing-geometry", missing_, "no geometry, skipped",
         "nothing to do if the table has rows without a place");
  else if (good && layer_->GetGeomType() == wkbNone)
    fail("no-geometry", " is a table without geometry",
         "give the geometry as WKT in a column named WKT, or as columns lon and lat; or choose "
         "another layer");
  else if (good && features_ == 0)
    fail("no-features", " has no features",
         "draw or export the line again, or choose another layer");
  else if (good)
    fail("no-geometry",
         fmt::format(": none of the {} feature(s) has a geometry that can be used", features_),
         "draw or export the line again, or choose another layer");
  for (const std::string& words : warnings_) {
    if (words.starts_with("Non closed ring")) continue;  // "unclosed-ring" says it better
    findings.push_back({Severity::warning, "reader-warning",
                        fmt::format("{}: {}", place_.text(), words),
                        "check the place on a map; the format's reader was not sure of it"});
  }
}

}  // namespace cordon
