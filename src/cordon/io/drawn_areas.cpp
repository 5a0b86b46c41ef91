#include "cordon/io/drawn_areas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <future>
#include <memory>
#include <utility>

#include "cordon/io/area_repair.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_input.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 360;  // degrees
constexpr double kPole = 90;

void check_kinds(const Parts& parts, const Place& place) {
  const char* const found = !parts.shape.lines.empty()    ? "lines"
                            : !parts.shape.points.empty() ? "points"
                                                          : nullptr;
  if (found == nullptr) return;
  throw FindingError(
      {Severity::error, "not-areas",
       fmt::format("{} holds {}{}", place.text(), found,
                   parts.shape.areas.empty() ? ", and no polygons" : " beside its polygons"),
       "give the polygons of a zone; the line is named after them"});
}

bool jumps(const Path& ring) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const bool along_pole = std::abs(ring[i].lat) == kPole && ring[i].lat == ring[i - 1].lat;
    if (!along_pole && std::abs(ring[i].lon - ring[i - 1].lon) > kTurn / 2) return true;
  }
  return false;
}

void find_jumps(const Parts& parts, const Place& place, std::vector<DrawingFault>& faults) {
  Tally found;
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i) {
    const Area& area = parts.shape.areas[i];
    if (jumps(area.shell) || std::any_of(area.holes.begin(), area.holes.end(), jumps))
      found.add(parts.features[parts.area_feature[i]].id);
  }
  if (found.count > 0)
    faults.push_back({"edge around the Earth", found.first,
                      fmt::format("{}, {}: an edge jumps over the antimeridian, and is drawn the "
                                  "long way around the Earth",
                                  place.text(), found.text())});
}

/// Repairs of rings are faults of the drawing, not mere warnings.
void repair(double turn, Parts& parts, const Place& place, DrawnAreas& result) {
  Findings findings;
  repair_areas(turn, parts, place, findings);
  for (Finding& finding : findings) {
    if (finding.code == "repaired-area")
      result.faults.push_back({"invalid polygon", 0, finding.problem});
    else
      result.source.findings.push_back(std::move(finding));
  }
  if (parts.shape.areas.empty())
    throw FindingError({Severity::error, "no-areas",
                        fmt::format("{}: none of its rings encloses anything", place.text()),
                        "draw or export the zone again"});
}

std::string wkt_of(const OGRSpatialReference& crs) {
  char* text = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  crs.exportToWkt(&text, options);
  std::string wkt = text == nullptr ? "" : text;
  CPLFree(text);
  return wkt;
}

/// What reading coordinates on WGS84 would find, without moving any.
void check_transform(const OGRSpatialReference& crs, const Parts& parts, const Place& place,
                     Findings& findings) {
  Parts copy = parts;
  Operation operation = Operation::exact;
  transform_to_wgs84(crs, operation, copy, place, findings);
  throw_first_error(findings);
}

void fill_features(Parts parts, Source& source) {
  source.by_feature.resize(parts.features.size());
  for (std::size_t i = 0; i < parts.features.size(); ++i) {
    SourceFeature& feature = source.by_feature[i];
    feature.id = parts.features[i].id;
    for (std::size_t k = 0; k < source.columns.size(); ++k)
      feature.attributes.push_back(
          {source.columns[k].name, std::move(parts.features[i].values[k])});
  }
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i)
    source.by_feature[parts.area_feature[i]].shape.areas.push_back(std::move(parts.shape.areas[i]));
}

}  // namespace

DrawnAreas read_drawn_areas(const SourceOptions& options) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  DrawnAreas result;
  Source& source = result.source;
  source.path = shown_name(options.path);
  source.driver = open.driver;
  source.findings = check_file(open);
  throw_first_error(source.findings);

  OGRLayer& layer = chosen_layer(open, options);
  source.layer = layer_name(open, layer, options);
  const Place place{open.path, source.layer};
  const std::vector<int> fields = attribute_fields(open, layer);
  source.columns = columns_of(*layer.GetLayerDefn(), fields);
  Parts parts = read_layer(open, layer, fields, options, place, source.findings);
  throw_first_error(source.findings);
  check_kinds(parts, place);
  const Crs crs = locate(open, layer, options, place, parts, source.findings);
  throw_first_error(source.findings);
  source.crs = crs_text(crs.get());
  check_range(*crs, parts, place, source.findings);
  throw_first_error(source.findings);

  const double turn = whole_turn(*crs);
  if (turn != 0 && std::abs(turn - kTurn) > 1e-9)
    throw FindingError(
        {Severity::error, "odd-angles",
         fmt::format("{}: the coordinates of {} are no degrees", place.text(), source.crs),
         "write the zone in degrees: ogr2ogr -t_srs EPSG:4326"});
  result.wraps = turn != 0;
  if (result.wraps) find_jumps(parts, place, result.faults);
  repair(turn, parts, place, result);
  check_transform(*crs, parts, place, source.findings);
  if (!is_wgs84(*crs)) result.crs = wkt_of(*crs);
  source.features = parts.features.size();
  source.vertices = parts.vertices;
  source.counts.areas = parts.shape.areas.size();
  source.counts.features = parts.features.size();
  fill_features(std::move(parts), source);
  source.sha256 = digest.get();
  return result;
}

}  // namespace cordon
