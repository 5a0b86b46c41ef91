#include "cordon/io/basemap_layer.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "cordon/io/basemap_turns.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_input.hpp"

namespace cordon {
namespace {

constexpr const char* kLonLat = "OGC:CRS84";
constexpr double kRounding = 1e-6;  // degrees that a longitude may lie beyond 180

/// Errors of a basemap have the advice of one: it is read without the options of a line.
[[noreturn]] void fail(const Finding& finding, std::string advice) {
  throw FindingError({Severity::error, finding.code, finding.problem, std::move(advice)});
}

void throw_first_error_but(std::string_view ignored, const Findings& findings, const char* advice) {
  for (const Finding& finding : findings)
    if (finding.severity == Severity::error && finding.code != ignored) fail(finding, advice);
}

struct LayerExtent {
  bool empty = true;
  Parts parts;  ///< the extent, as that of parts
};

LayerExtent extent_of(OGRLayer& layer) {
  LayerExtent result;
  OGREnvelope box;
  const GdalMessages quiet;
  if (layer.GetExtent(&box, TRUE) != OGRERR_NONE) return result;
  result.parts.extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
  result.empty = false;
  return result;
}

/// The CRS of a layer, checked against its extent, which is put east first.
Crs crs_of(const OpenSource& source, OGRLayer& layer, const Place& place, Parts& extent) {
  SourceOptions options;
  options.crs_option.clear();
  const CrsQuestion question = crs_question(source, layer, options);
  Findings findings;
  Crs crs = resolve_crs(question, extent, place, findings);
  if (!crs && !fits_degrees(extent.extent)) throw_first_error(findings);
  if (!crs) crs = named_crs(kLonLat, "");
  put_east_first(*crs, extent);
  findings.clear();
  check_range(*crs, extent, place, findings);
  throw_first_error_but("", findings, "correct the CRS or the coordinates: ogr2ogr -a_srs");
  return crs;
}

bool within_one_turn(const std::array<double, 4>& extent) {
  return extent[0] >= -180 - kRounding && extent[2] <= 180 + kRounding;
}

/// The longitudes of a box, from west to east: all of them where it goes over the antimeridian.
OGREnvelope envelope(const BoundingBox& box) {
  OGREnvelope result;
  result.MinX = box.west <= box.east ? box.west : -180;
  result.MaxX = box.west <= box.east ? box.east : 180;
  result.MinY = box.south;
  result.MaxY = box.north;
  return result;
}

void set_filter(OGRLayer& layer, const OGREnvelope& box) {
  const GdalMessages quiet;
  layer.SetSpatialFilterRect(box.MinX, box.MinY, box.MaxX, box.MaxY);
}

/// Leaves the layer as it is where the box is too large for its sides to tell what is in it on the
/// plane of the CRS, or has no bounds there.
void filter_in_crs(OGRLayer& layer, const OGRSpatialReference& crs, const OGREnvelope& box) {
  constexpr int kPointsOnASide = 21;
  constexpr double kLargest = 60;   // degrees
  constexpr double kMargin = 0.01;  // of the size: sides bend between the points
  if (box.MaxX - box.MinX > kLargest) return;
  const GdalMessages quiet;
  const Crs lon_lat = named_crs(kLonLat, "");
  const std::unique_ptr<OGRCoordinateTransformation> way(
      OGRCreateCoordinateTransformation(lon_lat.get(), &crs));
  OGREnvelope there;
  const bool found =
      way && way->TransformBounds(box.MinX, box.MinY, box.MaxX, box.MaxY, &there.MinX, &there.MinY,
                                  &there.MaxX, &there.MaxY, kPointsOnASide) != 0;
  const double width = there.MaxX - there.MinX, height = there.MaxY - there.MinY;
  if (!found || !std::isfinite(width + height) || width < 0) return;
  there.MinX -= kMargin * width;
  there.MaxX += kMargin * width;
  there.MinY -= kMargin * height;
  there.MaxY += kMargin * height;
  set_filter(layer, there);
}

Parts parts_of(const OpenSource& source, OGRLayer& layer, const std::vector<int>& fields,
               const Place& place) {
  Findings findings;
  Parts parts = read_layer(source, layer, fields, {}, place, findings);
  throw_first_error_but("no-features", findings, "correct the basemap, or export it again");
  return parts;
}

void to_lon_lat(const OGRSpatialReference& crs, Parts& parts, const Place& place) {
  Findings findings;
  Operation operation = Operation::exact;
  transform_to_wgs84(crs, operation, parts, place, findings);
  throw_first_error_but("", findings,
                        "leave out what is not on the Earth, or correct the CRS: ogr2ogr -a_srs");
}

void clamp_to_one_turn(Parts& parts) {
  for_each_path(parts, [](LonLat* path, std::size_t count, GIntBig) {
    for (LonLat* vertex = path; vertex != path + count; ++vertex)
      vertex->lon = std::clamp(vertex->lon, -180.0, 180.0);
  });
}

}  // namespace

Parts read_basemap_layer(const OpenSource& source, OGRLayer& layer, const std::vector<int>& fields,
                         const BoundingBox& box) {
  const Place place{source.path, layer.GetName()};
  LayerExtent extent = extent_of(layer);
  if (extent.empty) return parts_of(source, layer, fields, place);
  const OGRSpatialReference* const own = layer.GetSpatialRef();
  const bool north_first = own != nullptr && is_north_first(*own);
  const Crs crs = crs_of(source, layer, place, extent.parts);
  const bool plain = is_wgs84(*crs) && within_one_turn(extent.parts.extent);
  if (plain && !north_first) set_filter(layer, envelope(box));
  if (!is_wgs84(*crs) && !north_first) filter_in_crs(layer, *crs, envelope(box));
  Parts parts = parts_of(source, layer, fields, place);
  if (north_first) swap_axes(parts);
  if (plain) {
    clamp_to_one_turn(parts);
  } else {
    to_lon_lat(*crs, parts, place);
    fit_to_one_turn(parts);
  }
  return parts;
}

}  // namespace cordon
