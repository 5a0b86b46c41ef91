#include "cordon/io/basemap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "cordon/io/attributes.hpp"
#include "cordon/io/basemap_fields.hpp"
#include "cordon/io/basemap_layer.hpp"
#include "cordon/io/basemap_paths.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_names.hpp"

namespace cordon {
namespace {

using Features = std::vector<BasemapFeature>;

struct LayerKind {
  const char* name;
  bool areas;  ///< else lines
  Features Basemap::*into;
};

constexpr std::array<LayerKind, 7> kKinds{{{"land", true, &Basemap::land},
                                           {"lakes", true, &Basemap::lakes},
                                           {"rivers", false, &Basemap::rivers},
                                           {"boundaries", false, &Basemap::borders},
                                           {"disputed", false, &Basemap::disputed},
                                           {"provinces", true, &Basemap::provinces},
                                           {"countries", true, &Basemap::countries}}};

/// Natural Earth's "Null Island", a square metre at 0, 0, has this scale rank: not to be drawn.
constexpr double kNeverDrawn = 100;

[[noreturn]] void fail(const char* code, std::string problem, std::string advice) {
  throw FindingError({Severity::error, code, std::move(problem), std::move(advice)});
}

OGRLayer* find_layer(const OpenSource& source, std::string_view name) {
  for (OGRLayer* layer : source.dataset->GetLayers())
    if (same_word(layer->GetName(), name)) return layer;
  return nullptr;
}

[[noreturn]] void fail_without_land(const OpenSource& source) {
  std::vector<std::string> there, wanted;
  for (OGRLayer* layer : source.dataset->GetLayers()) there.emplace_back(layer->GetName());
  for (const LayerKind& kind : kKinds) wanted.emplace_back(kind.name);
  fail(
      "no-land",
      fmt::format("the basemap '{}' has no layer 'land'; it has {}", source.path, name_list(there)),
      fmt::format("name its layers {}; all but 'land' may be missing", name_list(wanted)));
}

/// What a map needs of a layer.
struct Extract {
  const BoundingBox& box;
  double detail;
};

/// Lines and areas of a layer, each put into its feature of `count`.
Features features_of(Parts parts, const LayerKind& kind, const Extract& extract,
                     std::size_t count) {
  Features features(count);
  for (std::size_t i = 0; kind.areas && i < parts.shape.areas.size(); ++i) {
    Area& area = parts.shape.areas[i];
    if (!meets(area.shell, extract.box)) continue;
    Area thinned = thinned_area(std::move(area), extract.detail);
    if (thinned.shell.empty()) continue;
    features[parts.area_feature[i]].shape.areas.push_back(std::move(thinned));
  }
  for (std::size_t i = 0; !kind.areas && i < parts.shape.lines.size(); ++i) {
    Path& line = parts.shape.lines[i];
    if (meets(line, extract.box))
      features[parts.line_feature[i]].shape.lines.push_back(
          thinned_line(std::move(line), extract.detail));
  }
  return features;
}

/// Throws for the first feature that has geometry, but none of the kind that is wanted. Points may
/// be lines of no length.
void check_kind(const Parts& parts, const LayerKind& kind, const Place& place) {
  const auto& right = kind.areas ? parts.area_feature : parts.line_feature;
  std::vector<std::size_t> wrong = kind.areas ? parts.line_feature : parts.area_feature;
  if (kind.areas) wrong.insert(wrong.end(), parts.point_feature.begin(), parts.point_feature.end());
  for (const std::size_t feature : wrong)
    if (!std::binary_search(right.begin(), right.end(), feature))
      fail(kind.areas ? "not-areas" : "not-lines",
           fmt::format("{}, feature {}: no {} in a layer that is drawn as {}", place.text(),
                       parts.features[feature].id, kind.areas ? "area" : "line",
                       kind.areas ? "areas" : "lines"),
           fmt::format("give {}, or rename the layer so that it is left out",
                       kind.areas ? "polygons" : "lines"));
}

struct KindReader {
  const OpenSource& source;
  bool shipped;
  const Extract& extract;

  void read(const LayerKind& kind, Basemap& into) const {
    OGRLayer* const layer = find_layer(source, kind.name);
    if (layer == nullptr) return;
    const BasemapFields fields(*layer->GetLayerDefn());
    Parts parts = read_basemap_layer(source, *layer, fields.indices(), extract.box);
    check_kind(parts, kind, {source.path, layer->GetName()});
    const std::vector<FeatureRow> rows = std::exchange(parts.features, {});
    Features features = features_of(std::move(parts), kind, extract, rows.size());
    for (std::size_t i = 0; i < features.size(); ++i)
      if (!is_empty(features[i].shape) && fields.rank(rows[i].values) < kNeverDrawn)
        add(std::move(features[i]), fields, rows[i].values, kind, into);
  }

  void add(BasemapFeature feature, const BasemapFields& fields, const std::vector<Value>& values,
           const LayerKind& kind, Basemap& into) const {
    if (kind.into != &Basemap::land) feature.rank = fields.rank(values);
    if (kind.areas) feature.country = fields.country(values);
    feature.name = fields.name(values);
    if (shipped) feature.name = press_name(feature.name, {}, feature.country);
    const bool agreed = kind.into != &Basemap::borders || fields.is_agreed(values);
    (into.*(agreed ? kind.into : &Basemap::disputed)).push_back(std::move(feature));
  }
};

std::string shipped_basemap(const std::string& folder) {
  const std::filesystem::path name = "natural-earth/natural-earth.gpkg";
  const auto file = data_file(name, folder);
  if (!file)
    fail("no-data", fmt::format("Cordon's data lack '{}'", name.string()),
         "set CORDON_DATA to Cordon's data folder, or give a basemap of your own");
  return file->string();
}

}  // namespace

Basemap read_basemap(const BasemapOptions& options, const BoundingBox& box, double detail) {
  const bool shipped = options.path.empty();
  const GdalMessages quiet;
  const OpenSource source =
      open_source(shipped ? shipped_basemap(options.data_folder) : options.path);
  OGRLayer* const land = find_layer(source, "land");
  if (land == nullptr) fail_without_land(source);
  if (land->GetFeatureCount() == 0)
    fail("no-land", fmt::format("the layer 'land' of the basemap '{}' is empty", source.path),
         "get or export it again");
  const Extract extract{box, detail};
  Basemap basemap;
  for (const LayerKind& kind : kKinds) KindReader{source, shipped, extract}.read(kind, basemap);
  basemap.credits = {shipped ? "Natural Earth"
                             : std::filesystem::path(options.path).filename().string()};
  return basemap;
}

}  // namespace cordon
