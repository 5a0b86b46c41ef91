#include "cordon/report/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/report/coverage.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 360;                   // degrees
constexpr double kBend = 1e-6;                  // of a cell's side: of edges in the raster's CRS
constexpr std::size_t kReadAtOnce = 1U << 20U;  // cells

XY corner(const Grid& grid, double column, double row) {
  return {grid.origin.x + column * grid.step_x, grid.origin.y + row * grid.step_y};
}

/// Areas of cells on the ellipsoid; all of a row are equal where the columns are meridians.
class CellAreas {
 public:
  explicit CellAreas(const PopulationRaster& raster) : raster_(raster) {}

  double m2(std::size_t column, std::size_t row) {
    if (raster_.space.is_lonlat()) column = 0;
    if (column != column_ || row != row_) {
      column_ = column;
      row_ = row;
      area_ = measure(static_cast<double>(column), static_cast<double>(row));
    }
    return area_;
  }

 private:
  double measure(double column, double row) const {
    const Grid& grid = raster_.grid;
    const Ring ring{corner(grid, column, row), corner(grid, column + 1, row),
                    corner(grid, column + 1, row + 1), corner(grid, column, row + 1),
                    corner(grid, column, row)};
    return area_m2({{ring, {}}}, raster_.space, 1e-3);
  }

  const PopulationRaster& raster_;
  std::size_t column_ = std::numeric_limits<std::size_t>::max();
  std::size_t row_ = 0;
  double area_ = 0;
};

/// The cells of a window, some rows at a time.
class CellReader {
 public:
  CellReader(const PopulationRaster& raster, const Window& window)
      : raster_(raster), strip_(window), end_(window.row + window.rows) {
    strip_.rows = 0;
  }

  /// Rows one after the other.
  const double* row(std::size_t row) {
    if (row >= strip_.row + strip_.rows) {
      strip_.row = row;
      strip_.rows = std::clamp<std::size_t>(kReadAtOnce / strip_.columns, 1, end_ - row);
      cells_ = raster_.read(strip_);
    }
    return cells_.data() + (row - strip_.row) * strip_.columns;
  }

 private:
  const PopulationRaster& raster_;
  Window strip_;
  std::size_t end_;
  std::vector<double> cells_;
};

[[noreturn]] void fail_below_zero(const PopulationRaster& raster, double value, double column,
                                  double row) {
  const LonLat place = raster.space.inverse(corner(raster.grid, column + 0.5, row + 0.5));
  throw DataError(fmt::format("the population raster says {:g} people in the cell of column {:.0f} "
                              "and row {:.0f}, at {:.5f}, {:.5f}",
                              value, column, row, place.lon, place.lat),
                  "if this value stands for no data, say so in the file: gdal_edit.py -a_nodata "
                  "VALUE FILE");
}

void add(const MultiPolygon& polygons, const PopulationRaster& raster, Population& total) {
  const Window window = window_of(polygons, raster.grid);
  CellReader reader(raster, window);
  CellAreas areas(raster);
  for_each_row(polygons, raster.grid, [&](std::size_t row, std::span<const double> shares) {
    const double* const cells = reader.row(row);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (shares[i] == 0) continue;
      const std::size_t column = window.column + i;
      const double area = areas.m2(column, row);
      if (std::isnan(cells[i])) {
        total.no_data += shares[i] * area;
        continue;
      }
      if (cells[i] < 0)
        fail_below_zero(raster, cells[i], static_cast<double>(column), static_cast<double>(row));
      total.with_data += shares[i] * area;
      total.people +=
          shares[i] * cells[i] * (raster.meaning == CellMeaning::density ? area / 1e6 : 1);
    }
  });
}

MultiPolygon shifted(MultiPolygon polygons, double dx) {
  const auto shift = [dx](Ring& ring) {
    for (XY& xy : ring) xy.x += dx;
  };
  for (Polygon& polygon : polygons) {
    shift(polygon.shell);
    for (Ring& hole : polygon.holes) shift(hole);
  }
  return polygons;
}

/// Polygons in [-180, 180] meet a raster in longitudes on each turn that it reaches.
void add_on_all_turns(const MultiPolygon& polygons, const PopulationRaster& raster,
                      Population& total) {
  const Grid& grid = raster.grid;
  const double a = grid.origin.x;
  const double b = a + static_cast<double>(grid.columns) * grid.step_x;
  if (std::abs(b - a) > kTurn + std::abs(grid.step_x) / 2)
    throw DataError(
        fmt::format("the population raster reaches from longitude {:.6f} to {:.6f}, more than once "
                    "around the Earth",
                    std::min(a, b), std::max(a, b)),
        "cut it to 360 degrees: gdal_translate -projwin");
  const auto turn_of = [](double lon) { return std::lround(lon / kTurn); };
  for (long turn = turn_of(std::min(a, b)); turn <= turn_of(std::max(a, b)); ++turn)
    add(shifted(polygons, static_cast<double>(turn) * kTurn), raster, total);
}

}  // namespace

Population population(const MultiPolygon& lonlat, const PopulationRaster& raster) {
  const Grid& grid = raster.grid;
  Population total;
  if (raster.space.is_lonlat()) {
    add_on_all_turns(lonlat, raster, total);
    return total;
  }
  const double bend = kBend * std::min(std::abs(grid.step_x), std::abs(grid.step_y));
  const MultiPolygon drawn = redraw(lonlat, raster.space, bend);
  if (raster.space.wraps())
    add_on_all_turns(drawn, raster, total);
  else
    add(drawn, raster, total);
  return total;
}

}  // namespace cordon
