// The cells of a raster, in the coordinates of its CRS.
#pragma once

#include <cstddef>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// Equal cells in rows and columns along the axes of a CRS.
struct Grid {
  XY origin;           ///< the corner where the first row and the first column begin
  double step_x = 1;   ///< from column to column; not 0; negative: westwards
  double step_y = -1;  ///< from row to row; not 0; negative: southwards, as most rasters go
  std::size_t columns = 0;
  std::size_t rows = 0;
};

/// Some of the rows and columns of a grid.
struct Window {
  std::size_t column = 0, row = 0;  ///< the first ones
  std::size_t columns = 0, rows = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

}  // namespace cordon
