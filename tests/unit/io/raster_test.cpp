#include "cordon/io/raster.hpp"

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "fixtures.hpp"

namespace cordon {
namespace {

struct Recipe {
  std::array<double, 6> geotransform{36, 0.5, 0, 37, 0, -0.25};
  std::string crs = "EPSG:4326";  ///< empty: none
  int bands = 1;
  GDALDataType type = GDT_Float32;
  std::function<void(GDALDataset&)> finish = [](GDALDataset&) {};
};

class RasterFile : public test::IoTest {
 protected:
  /// 4 columns and 3 rows with the numbers 1 to 12.
  std::string make(const Recipe& recipe, const std::string& name = "cells.tif") const {
    register_drivers();
    GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const GDALDatasetUniquePtr dataset(
        driver->Create(path(name).c_str(), 4, 3, recipe.bands, recipe.type, nullptr));
    std::array<double, 6> geotransform = recipe.geotransform;
    if (geotransform[1] != 0 || geotransform[2] != 0) dataset->SetGeoTransform(geotransform.data());
    if (!recipe.crs.empty()) {
      OGRSpatialReference crs;
      crs.SetFromUserInput(recipe.crs.c_str());
      dataset->SetSpatialRef(&crs);
    }
    std::array<double, 12> cells{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    EXPECT_EQ(CE_None, dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, 4, 3, cells.data(), 4, 3,
                                                           GDT_Float64, 0, 0, nullptr));
    recipe.finish(*dataset);
    return path(name);
  }

  void expect_finding(const std::string& file, const std::string& code, const std::string& words) {
    try {
      const Raster raster({file, 0, "--band"});
      ADD_FAILURE() << "opened";
    } catch (const FindingError& error) {
      EXPECT_EQ(code, error.code());
      EXPECT_NE(std::string::npos, std::string(error.what()).find(words)) << error.what();
      EXPECT_FALSE(error.advice().empty());
    }
  }
};

TEST_F(RasterFile, CellsOfAWindow) {
  const Raster raster({make({}), 0, "--band"});
  const RasterInfo& info = raster.info();
  EXPECT_EQ("GTiff", info.driver);
  EXPECT_EQ("EPSG:4326 (WGS 84)", info.crs);
  EXPECT_EQ("", info.crs_definition);
  EXPECT_EQ(64U, info.sha256.size());
  EXPECT_EQ(1, info.band);
  EXPECT_EQ((XY{36, 37}), info.grid.origin);
  EXPECT_EQ(0.5, info.grid.step_x);
  EXPECT_EQ(-0.25, info.grid.step_y);
  EXPECT_EQ(4U, info.grid.columns);
  EXPECT_EQ(3U, info.grid.rows);
  EXPECT_EQ((std::vector<double>{6, 7, 10, 11}), raster.read({1, 1, 2, 2}));
  EXPECT_EQ(12U, raster.read({0, 0, 4, 3}).size());
}

TEST_F(RasterFile, NoDataIsNaN) {
  const std::string by_value =
      make({.finish = [](GDALDataset& dataset) { dataset.GetRasterBand(1)->SetNoDataValue(7); }});
  EXPECT_TRUE(std::isnan(Raster({by_value, 0, "--band"}).read({2, 1, 1, 1}).front()));
  EXPECT_EQ(8, Raster({by_value, 0, "--band"}).read({3, 1, 1, 1}).front());
  const std::string not_finite =
      make({.finish =
                [](GDALDataset& dataset) {
                  double infinity = std::numeric_limits<double>::infinity();
                  EXPECT_EQ(CE_None,
                            dataset.GetRasterBand(1)->RasterIO(GF_Write, 0, 0, 1, 1, &infinity, 1,
                                                               1, GDT_Float64, 0, 0, nullptr));
                }},
           "infinite.tif");
  EXPECT_TRUE(std::isnan(Raster({not_finite, 0, "--band"}).read({0, 0, 1, 1}).front()));
  const std::string by_mask = make(
      {.finish =
           [](GDALDataset& dataset) {
             dataset.GetRasterBand(1)->CreateMaskBand(GMF_PER_DATASET);
             std::uint8_t known = 255;
             EXPECT_EQ(CE_None, dataset.GetRasterBand(1)->GetMaskBand()->RasterIO(
                                    GF_Write, 1, 0, 1, 1, &known, 1, 1, GDT_Byte, 0, 0, nullptr));
           }},
      "masked.tif");
  EXPECT_TRUE(std::isnan(Raster({by_mask, 0, "--band"}).read({0, 0, 1, 1}).front()));
  EXPECT_EQ(2, Raster({by_mask, 0, "--band"}).read({1, 0, 1, 1}).front());
}

TEST_F(RasterFile, ScaleAndOffset) {
  const std::string file = make({.type = GDT_Int16, .finish = [](GDALDataset& dataset) {
                                   dataset.GetRasterBand(1)->SetScale(0.5);
                                   dataset.GetRasterBand(1)->SetOffset(100);
                                   dataset.GetRasterBand(1)->SetNoDataValue(12);
                                 }});
  const std::vector<double> cells = Raster({file, 0, "--band"}).read({0, 2, 4, 1});
  EXPECT_EQ(104.5, cells[0]);
  EXPECT_EQ(105, cells[1]);
  EXPECT_TRUE(std::isnan(cells[3]));
}

TEST_F(RasterFile, BandsByNumber) {
  const std::string file = make({.bands = 3});
  EXPECT_EQ(5, Raster({file, 1, "--band"}).read({0, 1, 1, 1}).front());
  EXPECT_EQ(0, Raster({file, 3, "--band"}).read({0, 1, 1, 1}).front());
  for (const int band : {0, 4}) {
    try {
      const Raster raster({file, band, "--band"});
      ADD_FAILURE() << band;
    } catch (const UsageError& error) {
      EXPECT_NE(std::string::npos, (error.what() + error.advice()).find("1 to 3"));
    }
  }
}

TEST_F(RasterFile, OtherCrs) {
  const Raster utm(
      {make({.geotransform = {200'000, 1000, 0, 4'000'000, 0, -1000}, .crs = "EPSG:32637"}), 0,
       "--band"});
  EXPECT_EQ("EPSG:32637", utm.info().crs_definition);
  const Raster mollweide(
      {make({.geotransform = {0, 1000, 0, 0, 0, -1000}, .crs = "+proj=moll +lon_0=10 +datum=WGS84"},
            "moll.tif"),
       0, "--band"});
  EXPECT_NE(std::string::npos, mollweide.info().crs_definition.find("Mollweide"));
}

TEST_F(RasterFile, UpsideDownAndFlippedAreGrids) {
  const Raster raster({make({.geotransform = {38, -0.5, 0, 36, 0, 0.25}}), 0, "--band"});
  EXPECT_EQ(-0.5, raster.info().grid.step_x);
  EXPECT_EQ(0.25, raster.info().grid.step_y);
}

TEST_F(RasterFile, WhatCannotBeUsed) {
  expect_finding(make({.geotransform = {36, 0.5, 0.1, 37, 0.1, -0.25}}), "rotated", "is rotated");
  expect_finding(make({.crs = ""}), "no-crs", "no CRS");
  expect_finding(make({.type = GDT_CFloat32}, "complex.tif"), "complex-cells", "complex");
  expect_finding(make({.geotransform = {0, 0, 0, 0, 0, 0}}, "nowhere.tif"), "no-geotransform",
                 "where on the Earth");
  expect_finding(path("missing.tif"), "not-found", "there is no file");
  expect_finding(write("text.tif", "not a raster"), "not-vector", "text.tif");
  test::make_vector("GeoJSON", path("line.geojson"), {{.wkt = {test::kLine}}});
  expect_finding(path("line.geojson"), "not-raster", "is no raster");
}

TEST_F(RasterFile, DamagedCellsAreToldWhenTheyAreRead) {
  const std::string file = make({});
  std::filesystem::resize_file(file, 260);
  EXPECT_ANY_THROW(Raster({file, 0, "--band"}).read({0, 0, 4, 3}));
}

}  // namespace
}  // namespace cordon
