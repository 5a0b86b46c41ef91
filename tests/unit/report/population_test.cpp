#include "cordon/report/population.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "cordon/base/error.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/raster.hpp"
#include "cordon/io/source.hpp"
#include "cordon/report/shares.hpp"
#include "cordon/zone/zone.hpp"
#include "subdivision.hpp"

namespace cordon {
namespace {

const std::string kFolder = std::string(CORDON_TEST_DATA) + "/population/";

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

/// Cells with the numbers 1, 2, ... row by row.
PopulationRaster numbered(const Grid& grid, std::vector<double> cells = {}) {
  if (cells.empty()) {
    cells.resize(grid.columns * grid.rows);
    std::iota(cells.begin(), cells.end(), 1.0);
  }
  PopulationRaster raster;
  raster.grid = grid;
  raster.read = [grid, cells](const Window& window) {
    std::vector<double> out;
    for (std::size_t row = window.row; row < window.row + window.rows; ++row)
      for (std::size_t column = window.column; column < window.column + window.columns; ++column)
        out.push_back(cells.at(row * grid.columns + column));
    return out;
  };
  return raster;
}

struct SaoMiguel {
  Raster file{{kFolder + "gpw_v411_2020_count_2020.tif", 0, "--band"}};
  PopulationRaster raster;

  SaoMiguel() {
    raster.grid = file.info().grid;
    raster.read = [this](const Window& window) { return file.read(window); };
  }

  /// The same sums by quartering cells.
  Population by_subdivision(const MultiPolygon& polygons, int depth) const {
    const test::Subdivision cells(polygons, raster.grid, depth);
    const std::vector<double> values = raster.read({0, 0, raster.grid.columns, raster.grid.rows});
    Population total;
    for (std::size_t row = 0; row < raster.grid.rows; ++row)
      for (std::size_t column = 0; column < raster.grid.columns; ++column) {
        const double value = values[row * raster.grid.columns + column];
        if (!std::isnan(value)) total.people += value * cells.share(column, row);
      }
    return total;
  }
};

TEST(Population, CountsInProportionToTheShare) {
  const PopulationRaster raster = numbered({{10, 50}, 1, -1, 3, 2});
  EXPECT_DOUBLE_EQ(21, population(box(0, 0, 20, 60), raster).people);
  EXPECT_DOUBLE_EQ(1 * 0.5 + 2 * 0.25, population(box(10.5, 49, 11.25, 50), raster).people);
}

TEST(Population, DensitiesCountByTheAreaOfTheCell) {
  PopulationRaster raster = numbered({{10, 50}, 1, -1, 1, 2});
  raster.meaning = CellMeaning::density;
  const Population all = population(box(0, 0, 20, 60), raster);
  const double upper = population(box(10, 49, 11, 50), raster).people;
  const double lower = population(box(10, 48, 11, 49), raster).people / 2;
  // A degree of longitude between 49 and 50 degrees north, and one between 48 and 49, by
  // GeographicLib.
  EXPECT_NEAR(8056.2454, upper, 1e-4);
  EXPECT_NEAR(8217.7321, lower, 1e-4);
  EXPECT_NEAR(all.with_data / 1e6, upper + lower, 1e-6);
  EXPECT_NEAR(all.people, upper + 2 * lower, 1e-6);
}

TEST(Population, NoDataIsNotZero) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const PopulationRaster raster = numbered({{10, 50}, 1, -1, 2, 1}, {nan, 0});
  const Population found = population(box(10.5, 49, 13, 50), raster);
  EXPECT_EQ(0, found.people);
  EXPECT_NEAR(found.with_data / 2, found.no_data, 1e-6 * found.no_data);
}

TEST(Population, BelowZeroIsNoNumberOfPeople) {
  const PopulationRaster raster = numbered({{10, 50}, 1, -1, 2, 1}, {3, -9999});
  EXPECT_EQ(3, population(box(10, 49, 11, 50), raster).people);
  try {
    population(box(10, 49, 12, 50), raster);
    FAIL();
  } catch (const DataError& error) {
    EXPECT_NE(std::string::npos, std::string(error.what()).find("-9999 people"));
    EXPECT_NE(std::string::npos, std::string(error.what()).find("11.50000, 49.50000"));
    EXPECT_NE(std::string::npos, error.advice().find("a_nodata"));
  }
}

TEST(Population, LongitudesOnAnyTurn) {
  const MultiPolygon fiji{box(179, -17, 180, -16)[0], box(-180, -17, -178.5, -16)[0]};
  EXPECT_NEAR(360 + 1 + 0.5 * 2, population(fiji, numbered({{-180, -16}, 1, -1, 360, 1})).people,
              1e-9);
  EXPECT_NEAR(180 + 181 + 0.5 * 182, population(fiji, numbered({{0, -16}, 1, -1, 360, 1})).people,
              1e-9);
  EXPECT_NEAR(1 + 2 + 0.5 * 3, population(fiji, numbered({{179, -16}, 1, -1, 10, 1})).people, 1e-9);
  EXPECT_THROW(population(fiji, numbered({{-181, -16}, 1, -1, 362, 1})), DataError);
}

TEST(Population, ARasterInAnotherCrs) {
  PopulationRaster raster =
      numbered({{200'000, 4'000'000}, 1000, -1000, 200, 200}, std::vector<double>(40'000, 1.0));
  raster.space = OutputSpace::named("EPSG:32637", 1e-3);
  // People one to a cell are the planar area; the ellipsoid's area differs by the scale alone.
  const Population found = population(box(36.5, 35.2, 37.2, 35.9), raster);
  EXPECT_NEAR(found.with_data / 1e6 / found.people, 1.0005, 0.0015);
  EXPECT_EQ(0, found.no_data);
  PopulationRaster density = raster;
  density.meaning = CellMeaning::density;
  EXPECT_NEAR(found.with_data / 1e6, population(box(36.5, 35.2, 37.2, 35.9), density).people, 1e-6);
}

TEST(Population, MunicipalitiesAgreeWithSubdivision) {
  const SaoMiguel data;
  SourceOptions options;
  options.path = kFolder + "concelhos.gpkg";
  const AreaSource areas = read_areas(options, "name");
  ASSERT_EQ(6U, areas.areas.size());
  double sum = 0;
  for (const NamedAreas& municipality : areas.areas) {
    SCOPED_TRACE(municipality.name);
    const MultiPolygon polygons = straight_polygons(municipality.areas);
    const double people = population(polygons, data.raster).people;
    EXPECT_NEAR(1, people / data.by_subdivision(polygons, 11).people, 1e-6);
    sum += people;
  }
  EXPECT_NEAR(140'000, sum, 10'000);  // the census of 2021 counted 133,000 on the island
}

TEST(Population, ZonesAlongTheCoastAgreeWithSubdivision) {
  const SaoMiguel data;
  const Path coast{{-25.85, 37.86}, {-25.7, 37.74}, {-25.5, 37.71}, {-25.3, 37.73}, {-25.14, 37.8}};
  for (const double distance : {300.0, 2000.0, 9000.0}) {
    SCOPED_TRACE(distance);
    ZoneOptions options;
    options.distance = {distance};
    Shape shape;
    shape.lines = {coast};
    const Zone zone = build_zone(shape, options);
    const Population found = population(zone.polygons, data.raster);
    EXPECT_NEAR(1, found.people / data.by_subdivision(zone.polygons, 11).people, 1e-6);
    EXPECT_GT(found.no_data, 0);  // the sea
  }
}

}  // namespace
}  // namespace cordon
