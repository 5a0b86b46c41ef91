#include "basemap_files.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <set>
#include <stdexcept>

#include "cordon/io/gdal_support.hpp"

namespace cordon::test {
namespace {

void add_fields(OGRLayer& layer, const TestLayer& recipe) {
  std::set<std::string> names;
  for (const TestFeature& feature : recipe.features)
    for (const auto& [name, value] : feature.fields) names.insert(name);
  for (const std::string& name : names) {
    OGRFieldDefn field(name.c_str(), OFTString);
    layer.CreateField(&field);
  }
}

void add_feature(OGRLayer& layer, const TestFeature& recipe) {
  OGRFeature feature(layer.GetLayerDefn());
  for (const auto& [name, value] : recipe.fields) feature.SetField(name.c_str(), value.c_str());
  OGRGeometry* geometry = nullptr;
  if (OGRGeometryFactory::createFromWkt(recipe.wkt.c_str(), nullptr, &geometry) != OGRERR_NONE)
    throw std::runtime_error("bad WKT " + recipe.wkt);
  feature.SetGeometryDirectly(geometry);
  if (layer.CreateFeature(&feature) != OGRERR_NONE) throw std::runtime_error("no feature");
}

void append(std::string& text, const Path& path) {
  for (const LonLat& v : path) text += fmt::format("{} {},", v.lon, v.lat);
  text += ';';
}

void append(std::string& text, const std::vector<BasemapFeature>& features) {
  for (const BasemapFeature& feature : features) {
    text += fmt::format("{}|{}|{}:", feature.name, feature.country, feature.rank);
    for (const Path& line : feature.shape.lines) append(text, line);
    for (const Area& area : feature.shape.areas) {
      append(text, area.shell);
      for (const Path& hole : area.holes) append(text, hole);
    }
  }
  text += '\n';
}

}  // namespace

void make_basemap(const std::string& path, const std::vector<TestLayer>& layers) {
  register_drivers();
  GDALDriver* const writer = GetGDALDriverManager()->GetDriverByName("GPKG");
  const GDALDatasetUniquePtr dataset(writer->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  for (const TestLayer& recipe : layers) {
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!recipe.crs.empty()) crs.SetFromUserInput(recipe.crs.c_str());
    OGRLayer* const layer = dataset->CreateLayer(
        recipe.name.c_str(), recipe.crs.empty() ? nullptr : &crs, wkbUnknown, nullptr);
    if (layer == nullptr) throw std::runtime_error("no layer in " + path);
    add_fields(*layer, recipe);
    for (const TestFeature& feature : recipe.features) add_feature(*layer, feature);
  }
}

BasemapOptions shipped() {
  BasemapOptions options;
  options.data_folder = CORDON_DATA_FOLDER;
  return options;
}

BasemapOptions own(const std::string& path) {
  BasemapOptions options;
  options.path = path;
  return options;
}

BasemapRefusal basemap_refusal(const std::string& path) {
  try {
    read_basemap(own(path), {});
  } catch (const FindingError& error) {
    return {error.code(), error.what(), error.advice()};
  }
  return {};
}

Path vertices(const Shape& shape) {
  Path all = shape.points;
  for (const Path& line : shape.lines) all.insert(all.end(), line.begin(), line.end());
  for (const Area& area : shape.areas) {
    all.insert(all.end(), area.shell.begin(), area.shell.end());
    for (const Path& hole : area.holes) all.insert(all.end(), hole.begin(), hole.end());
  }
  return all;
}

std::string text_of(const Basemap& basemap) {
  std::string text;
  for (const auto* layer : {&basemap.land, &basemap.lakes, &basemap.rivers, &basemap.borders,
                            &basemap.disputed, &basemap.provinces, &basemap.countries})
    append(text, *layer);
  for (const std::string& credit : basemap.credits) text += credit + '\n';
  return text;
}

}  // namespace cordon::test
