#include "cordon/io/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

#include "cordon/io/attributes.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_checks.hpp"

namespace cordon {
namespace {

bool has_error(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& f) { return f.severity == Severity::error; });
}

/// Brings the coordinates to WGS84 and looks at them there. False, with findings, if they cannot be
/// used.
bool to_wgs84(const OpenSource& source, OGRLayer& layer, const SourceOptions& options,
              const Place& place, Parts& parts, LayerInspection& result) {
  const Crs crs = locate(source, layer, options, place, parts, result.findings);
  if (!crs) return false;
  result.crs = crs_text(crs.get());
  if (!check_range(*crs, parts, place, result.findings) ||
      !transform_to_wgs84(*crs, parts, place, result.findings))
    return false;
  if (crs->IsGeographic() != 0)
    check_swapped(parts.shape, data_file("natural-earth/natural-earth.gpkg", options.data_folder),
                  place, result.findings);
  check_antimeridian(parts, place, result.findings);
  check_gaps(parts, place, result.findings);
  return !has_error(result.findings);
}

/// What is found in a layer, and its parts, on WGS84 if there is no error among the findings.
struct LayerContent {
  LayerInspection inspection;
  Parts parts;
};

LayerContent read_content(const OpenSource& source, OGRLayer& layer,
                          const std::vector<int>& attributes, const SourceOptions& options) {
  LayerContent content;
  LayerInspection& result = content.inspection;
  result.name = layer.GetName();
  result.geometry_type = OGRGeometryTypeToName(layer.GetGeomType());
  const Place place{source.path, result.name};
  content.parts = read_layer(source, layer, attributes, options, place, result.findings);
  const Parts& parts = content.parts;
  result.features = parts.features.size();
  result.vertices = parts.vertices;
  result.extent = parts.extent;
  if (parts.vertices == 0) {
    if (!options.input_crs.empty()) named_crs(options.input_crs, "--input-crs");
    result.crs = crs_text(layer.GetSpatialRef());
  } else if (!to_wgs84(source, layer, options, place, content.parts, result)) {
    content.parts = {};
  }
  return content;
}

LayerInspection inspect_layer(const OpenSource& source, OGRLayer& layer,
                              const SourceOptions& options) {
  LayerContent content = read_content(source, layer, {}, options);
  content.inspection.shape = std::move(content.parts.shape);
  return std::move(content.inspection);
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

std::vector<SourceFeature> split_by_feature(const Parts& parts,
                                            const std::vector<Column>& columns) {
  std::vector<SourceFeature> features(parts.features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const FeatureRow& row = parts.features[i];
    features[i].id = row.id;
    for (std::size_t k = 0; k < columns.size(); ++k)
      features[i].attributes.push_back({columns[k].name, row.values[k]});
  }
  const Shape& shape = parts.shape;
  for (std::size_t i = 0; i < shape.points.size(); ++i)
    features[parts.point_feature[i]].shape.points.push_back(shape.points[i]);
  for (std::size_t i = 0; i < shape.lines.size(); ++i)
    features[parts.line_feature[i]].shape.lines.push_back(shape.lines[i]);
  for (std::size_t i = 0; i < shape.areas.size(); ++i)
    features[parts.area_feature[i]].shape.areas.push_back(shape.areas[i]);
  return features;
}

}  // namespace

Source read_source(const SourceOptions& options) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  Source source;
  source.path = options.path;
  source.driver = open.driver;
  source.findings = check_file(open);
  throw_first_error(source.findings);

  OGRLayer& layer = choose_layer(open, options.layer, options.layer_option);
  const std::vector<int> fields =
      options.by_feature ? attribute_fields(open, layer) : std::vector<int>();
  LayerContent content = read_content(open, layer, fields, options);
  LayerInspection& found = content.inspection;
  throw_first_error(found.findings);
  std::move(found.findings.begin(), found.findings.end(), std::back_inserter(source.findings));
  source.layer = found.name;
  source.crs = found.crs;
  source.features = found.features;
  source.vertices = found.vertices;
  if (options.by_feature) {
    source.columns = columns_of(*layer.GetLayerDefn(), fields);
    source.by_feature = split_by_feature(content.parts, source.columns);
  }
  source.shape = std::move(content.parts.shape);
  source.sha256 = digest.get();
  return source;
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
    result.layers.push_back(
        inspect_layer(open, choose_layer(open, options.layer, options.layer_option), options));
  }
  result.sha256 = digest.get();
  return result;
}

}  // namespace cordon
