// How many people a raster has within polygons: every cell by the exact share of it that they
// cover.
#pragma once

#include <functional>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/grid.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// What the cells of a raster say.
enum class CellMeaning {
  count,   ///< people in the cell
  density  ///< people on each square kilometre of it
};

struct PopulationRaster {
  Grid grid;                                   ///< in `space`
  OutputSpace space = OutputSpace::lonlat(1);  ///< whose CRS the raster has
  CellMeaning meaning = CellMeaning::count;
  /// The cells of a window, row by row; NaN where there is no data. Asked for some rows at a time.
  std::function<std::vector<double>(const Window&)> read;
};

struct Population {
  double people = 0;
  double with_data = 0;  ///< m2 of the polygons on cells with data, with or without people
  double no_data = 0;    ///< m2 of them on cells without data; what is left lies off the raster
};

/// Of polygons that are straight in longitude/latitude, within [-180, 180], valid and apart from
/// one another. A cell counts in proportion to the part of it that is covered, measured in the
/// raster's own coordinates, as if its people lived evenly spread; a raster in longitudes may be on
/// any turn of them. Throws DataError for a cell with fewer than 0 people, for a raster that goes
/// round the Earth more than once, and if its CRS cannot show the polygons.
Population population(const MultiPolygon& lonlat, const PopulationRaster& raster);

}  // namespace cordon
