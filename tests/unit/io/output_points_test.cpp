// Points out, in every format; and what goes into GeoPackages only.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <utility>

#include "cordon/io/output.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

const std::vector<XY> kPlaces{{36.6333412, 35.9314567}, {-179.9999999, -89.5}, {0, 0}};

Layer points() {
  Layer layer{"places", {}};
  for (const XY& place : kPlaces) {
    Feature& feature = layer.features.emplace_back();
    feature.geometry = place;
    feature.fields = {{"order", "order", std::int64_t(layer.features.size())}};
  }
  return layer;
}

OutputOptions to(const std::string& path) {
  OutputOptions options;
  options.path = path;
  return options;
}

class OutputPoints : public IoTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(OutputPoints, ComeBackExactly) {
  const std::string file = path(GetParam());
  OutputSet set({to(file)});
  set.write({points()});
  set.commit();
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
  ASSERT_NE(dataset, nullptr);
  OGRLayer& layer = *dataset->GetLayer(0);
  std::vector<std::pair<double, double>> expected, found;
  for (const XY& place : kPlaces) expected.emplace_back(place.x, place.y);
  for (const auto& feature : layer) {
    ASSERT_EQ(wkbPoint, wkbFlatten(feature->GetGeometryRef()->getGeometryType()));
    const OGRPoint& point = *feature->GetGeometryRef()->toPoint();
    found.emplace_back(point.getX(), point.getY());
  }
  std::sort(expected.begin(), expected.end());  // FlatGeobuf has an order of its own
  std::sort(found.begin(), found.end());
  EXPECT_EQ(expected, found);
}

INSTANTIATE_TEST_SUITE_P(Formats, OutputPoints,
                         ::testing::Values("p.shp", "p.geojson", "p.gpkg", "p.fgb", "p.kml",
                                           "p.sqlite", "p.gml"));

class OutputCompany : public IoTest {};

TEST_F(OutputCompany, GoesIntoGeoPackagesOnly) {
  const std::string geopackage = path("z.gpkg"), database = path("z.sqlite");
  OutputSet set({to(geopackage), to(database)});
  const Layer layer = points();
  LayerSchema own = schema_of(layer), company = own;
  own.name = "own";
  company.company = true;
  for (const LayerSchema& schema : {own, company}) {
    set.begin(schema);
    set.add(layer.features);
  }
  set.finish();
  set.commit();
  const auto layers = [](const std::string& file) {
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
    std::vector<std::string> names;
    for (OGRLayer* held : dataset->GetLayers()) names.emplace_back(held->GetName());
    return names;
  };
  EXPECT_EQ(layers(geopackage), (std::vector<std::string>{"own", "places"}));
  EXPECT_EQ(layers(database), std::vector<std::string>{"own"});
}

TEST_F(OutputCompany, EmptyLayersAreLayers) {
  const std::string file = path("z.gpkg");
  OutputSet set({to(file)});
  set.begin({"problems", GeometryKind::points, {{"kind", "kind", ValueType::text}}, true});
  set.describe("problems", {"Problems", "It's none: \"<&>\"", {"here"}, {"CC0"}});
  set.finish();
  set.commit();
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  OGRLayer* layer = dataset->GetLayerByName("problems");
  ASSERT_NE(layer, nullptr);
  EXPECT_EQ(layer->GetFeatureCount(), 0);
  EXPECT_STREQ(layer->GetMetadataItem("DESCRIPTION"), "It's none: \"<&>\"");
}

}  // namespace
}  // namespace cordon::test
