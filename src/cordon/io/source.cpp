#include "cordon/io/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_geometry.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/open_source.hpp"
#include "cordon/io/place_checks.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

std::vector<std::string> field_names(OGRLayer& layer) {
  std::vector<std::string> names;
  const OGRFeatureDefn* definition = layer.GetLayerDefn();
  names.reserve(static_cast<std::size_t>(definition->GetFieldCount()));
  for (int i = 0; i < definition->GetFieldCount(); ++i)
    names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
  return names;
}

/// A filter may fail when it is set or, in databases, when the first feature is asked for.
void set_filter(OGRLayer& layer, const std::string& where, const Place& place) {
  const GdalMessages messages;
  if (where.empty()) {
    layer.SetAttributeFilter(nullptr);
    return;
  }
  bool good = layer.SetAttributeFilter(where.c_str()) == OGRERR_NONE && !messages.failed();
  if (good) {
    const OGRFeatureUniquePtr first(layer.GetNextFeature());
    good = !messages.failed();
  }
  if (good) return;
  const std::vector<std::string> fields = field_names(layer);
  throw UsageError(
      fmt::format("--where '{}' does not work on {}: {}", where, place.text(), messages.failure()),
      fields.empty()
          ? "the layer has no fields; leave --where out"
          : fmt::format("the fields are {}; put texts in single quotes", name_list(fields)));
}

/// Attributes are of no use for the geometry; these formats need not read them.
void leave_out_attributes(OGRLayer& layer, const std::string& driver) {
  if (driver != "FlatGeobuf" && driver != "GPKG" && driver != "ESRI Shapefile") return;
  std::vector<const char*> ignored;
  const std::vector<std::string> names = field_names(layer);
  ignored.reserve(names.size() + 2);
  for (const std::string& name : names) ignored.push_back(name.c_str());
  ignored.push_back("OGR_STYLE");
  ignored.push_back(nullptr);
  const GdalMessages quiet;
  layer.SetIgnoredFields(ignored.data());
}

std::string missing_crs_advice(const OpenSource& source) {
  const std::string option =
      "name the CRS with --input-crs, such as EPSG:4326 for longitude/latitude";
  return source.driver == "ESRI Shapefile" ? "put the Shapefile's .prj beside it, or " + option
                                           : option;
}

void mention_no_match(const std::string& where, Findings& findings) {
  for (Finding& finding : findings)
    if (finding.code == "no-features")
      finding = {Severity::error, "no-match",
                 fmt::format("{} that match --where '{}'", finding.problem, where),
                 "check the condition, or leave --where out"};
}

bool has_error(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& f) { return f.severity == Severity::error; });
}

/// Brings the coordinates to WGS84. False, with findings, if that is not possible.
bool to_wgs84(const OpenSource& source, OGRLayer& layer, const SourceOptions& options,
              const Place& place, Parts& parts, LayerInspection& result) {
  CrsQuestion question;
  if (source.crs_member != "null") question.own = layer.GetSpatialRef();  // OGR: WGS84
  question.only_by_default = source.driver == "GeoJSON" && !source.crs_member;
  question.input_crs = options.input_crs;
  question.missing_advice = missing_crs_advice(source);
  const Crs crs = resolve_crs(question, parts, place, result.findings);
  if (!crs) return false;
  result.crs = crs_text(crs.get());
  put_east_first(*crs, parts);
  if (!check_range(*crs, parts, place, result.findings) ||
      !transform_to_wgs84(*crs, parts, place, result.findings))
    return false;
  if (crs->IsGeographic() != 0)
    check_swapped(parts.shape, data_file("natural-earth/natural-earth.gpkg", options.data_folder),
                  place, result.findings);
  return true;
}

LayerInspection inspect_layer(const OpenSource& source, OGRLayer& layer,
                              const SourceOptions& options) {
  LayerInspection result;
  result.name = layer.GetName();
  result.geometry_type = OGRGeometryTypeToName(layer.GetGeomType());
  const Place place{source.path, result.name};
  set_filter(layer, options.where, place);
  if (options.where.empty()) leave_out_attributes(layer, source.driver);
  Parts parts = read_parts(layer, wkt_fields(source, layer), place, result.findings);
  if (!options.where.empty()) mention_no_match(options.where, result.findings);
  result.features = parts.features;
  result.vertices = parts.vertices;
  result.extent = parts.extent;
  if (parts.vertices == 0) {
    if (!options.input_crs.empty()) named_crs(options.input_crs, "--input-crs");
    result.crs = crs_text(layer.GetSpatialRef());
    return result;
  }
  if (!to_wgs84(source, layer, options, place, parts, result)) return result;
  check_gaps(parts, place, result.findings);
  if (!has_error(result.findings)) result.shape = std::move(parts.shape);
  return result;
}

void throw_first_error(const Findings& findings) {
  for (const Finding& finding : findings)
    if (finding.severity == Severity::error) throw FindingError(finding);
}

void warn_of_layers(const OpenSource& source, const std::vector<LayerInspection>& layers,
                    Findings& findings) {
  std::vector<std::string> filled;
  for (const LayerInspection& layer : layers)
    if (layer.features > 0) filled.push_back(layer.name);
  if (filled.size() > 1)
    findings.push_back({Severity::warning, "several-layers",
                        fmt::format("'{}' has {} layers with features: {}", source.path,
                                    filled.size(), name_list(filled)),
                        "choose one with --layer for a zone"});
}

std::future<std::string> start_digest(const OpenSource& source) {
  return std::async(std::launch::async, [file = source.bytes] {
    return file.empty() ? std::string() : sha256_of_file(file);
  });
}

}  // namespace

Source read_source(const SourceOptions& options) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  Findings findings = check_file(open);
  throw_first_error(findings);
  LayerInspection layer = inspect_layer(open, choose_layer(open, options.layer), options);
  throw_first_error(layer.findings);
  std::move(layer.findings.begin(), layer.findings.end(), std::back_inserter(findings));
  return {std::move(layer.shape), options.path,   layer.name,     open.driver,        layer.crs,
          digest.get(),           layer.features, layer.vertices, std::move(findings)};
}

Inspection inspect(const SourceOptions& options) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  Inspection result;
  result.path = options.path;
  result.driver = open.driver;
  result.findings = check_file(open);
  if (options.layer.empty()) {
    for (OGRLayer* layer : layers_with_geometry(*open.dataset))
      result.layers.push_back(inspect_layer(open, *layer, options));
    warn_of_layers(open, result.layers, result.findings);
  } else {
    result.layers.push_back(inspect_layer(open, choose_layer(open, options.layer), options));
  }
  result.sha256 = digest.get();
  return result;
}

}  // namespace cordon
