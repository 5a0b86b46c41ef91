#include "cordon/io/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <optional>
#include <utility>

#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/database.hpp"
#include "cordon/io/file_checks.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/layer_stream.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/open_source.hpp"

namespace cordon {
namespace {

bool has_error(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& f) { return f.severity == Severity::error; });
}

LayerInspection inspect_layer(const OpenSource& source, OGRLayer& layer,
                              const SourceOptions& options) {
  LayerStream stream(source, layer, {}, options, {});
  LayerInspection result = stream.check(Together::yes);
  Parts parts;
  if (!has_error(result.findings) && stream.next(parts)) result.shape = std::move(parts.shape);
  return result;
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

std::vector<SourceFeature> split_by_feature(Parts parts, const std::vector<Column>& columns) {
  std::vector<SourceFeature> features(parts.features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    FeatureRow& row = parts.features[i];
    features[i].id = row.id;
    features[i].attributes.reserve(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k)
      features[i].attributes.push_back({columns[k].name, std::move(row.values[k])});
  }
  Shape& shape = parts.shape;
  for (std::size_t i = 0; i < shape.points.size(); ++i)
    features[parts.point_feature[i]].shape.points.push_back(shape.points[i]);
  for (std::size_t i = 0; i < shape.lines.size(); ++i)
    features[parts.line_feature[i]].shape.lines.push_back(std::move(shape.lines[i]));
  for (std::size_t i = 0; i < shape.areas.size(); ++i)
    features[parts.area_feature[i]].shape.areas.push_back(std::move(shape.areas[i]));
  return features;
}

/// A source that was opened, and one of its layers that was checked.
struct OpenLayer {
  SourceOptions options;
  OpenSource open;
  Source source;  // but what the features hold
  std::optional<LayerStream> stream;

  OpenLayer(const SourceOptions& asked, const BatchSize& size, Together together)
      : options(asked), open(open_source(asked.path)) {
    std::future<std::string> digest = start_digest(open);
    source.path = shown_name(options.path);
    source.driver = open.driver;
    source.findings = check_file(open);
    throw_first_error(source.findings);

    OGRLayer& layer = chosen_layer(open, options);
    const std::vector<int> fields =
        options.by_feature ? attribute_fields(open, layer) : std::vector<int>();
    stream.emplace(open, layer, fields, options, size);
    LayerInspection found = stream->check(together);
    throw_first_error(found.findings);
    std::move(found.findings.begin(), found.findings.end(), std::back_inserter(source.findings));
    source.layer = found.name;
    source.name = name_in_outputs();
    if (!open.database.empty() && options.sql.empty())
      source.table = table_identity(*open.dataset, source.layer);
    source.crs = found.crs;
    source.features = found.features;
    source.vertices = found.vertices;
    source.counts = stream->counts();
    if (options.by_feature) source.columns = columns_of(*layer.GetLayerDefn(), fields);
    source.sha256 = digest.get();
  }

 private:
  std::string name_in_outputs() const {
    if (open.database.empty()) return source_name(options.path);
    return fmt::format("PG:{}{}{}", open.database, options.sql.empty() ? "/" : "",
                       options.sql.empty() ? source.layer : "");
  }
};

}  // namespace

std::vector<std::string> layers_of(const std::string& path) {
  const OpenSource source = open_source(path);
  std::vector<std::string> names;
  for (OGRLayer* layer : layers_with_features(*source.dataset))
    names.emplace_back(layer->GetName());
  return names;
}

Source read_source(const SourceOptions& options) {
  OpenLayer layer(options, {}, Together::yes);
  Source& source = layer.source;
  Parts parts;
  layer.stream->next(parts);
  if (options.by_feature) {
    source.shape = parts.shape;
    source.by_feature = split_by_feature(std::move(parts), source.columns);
  } else {
    source.shape = std::move(parts.shape);
  }
  return std::move(source);
}

struct SourceReader::State {
  OpenLayer layer;
};

namespace {

SourceOptions by_feature(SourceOptions options) {
  options.by_feature = true;
  return options;
}

}  // namespace

SourceReader::SourceReader(const SourceOptions& options, const BatchSize& size)
    : state_(new State{OpenLayer(by_feature(options), size, Together::no)}) {}

SourceReader::~SourceReader() = default;

const Source& SourceReader::source() const {
  return state_->layer.source;
}

std::vector<SourceFeature> SourceReader::next() {
  Parts parts;
  if (!state_->layer.stream->next(parts)) return {};
  return split_by_feature(std::move(parts), source().columns);
}

Inspection inspect(const SourceOptions& options) {
  OpenSource open = open_source(options.path);
  std::future<std::string> digest = start_digest(open);
  Inspection result;
  result.path = shown_name(options.path);
  result.driver = open.driver;
  result.findings = check_file(open);
  if (options.layer.empty() && options.sql.empty()) {
    for (OGRLayer* layer : layers_with_geometry(*open.dataset))
      result.layers.push_back(inspect_layer(open, *layer, options));
    warn_of_layers(open, result.layers, result.findings);
  } else {
    result.layers.push_back(inspect_layer(open, chosen_layer(open, options), options));
  }
  result.sha256 = digest.get();
  return result;
}

}  // namespace cordon
