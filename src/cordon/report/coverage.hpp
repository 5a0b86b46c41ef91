// Which share of each cell of a grid polygons cover.
//
// Exact, without clipping: by Green's theorem the covered part of a cell is a sum over the edges of
// the polygons, each of which adds the part of the row that lies beyond it, up or down. Rounding
// alone limits the shares, to about 1e-15 for each edge that crosses a row.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "cordon/base/geometry.hpp"
#include "cordon/base/grid.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// The columns and rows that polygons can reach; empty (0 columns and rows) if there are none.
Window window_of(const MultiPolygon& polygons, const Grid& grid);

/// Called with a row and the shares, in [0, 1], of its cells from the first column of the window.
using UseRow = std::function<void(std::size_t row, std::span<const double> shares)>;

/// Calls use() for each row of window_of(), from the first to the last. The polygons are in the
/// coordinates of the grid, each valid, and do not overlap one another; the winding of their rings
/// does not matter.
void for_each_row(const MultiPolygon& polygons, const Grid& grid, const UseRow& use);

/// Polygons straight in longitude/latitude as polygons straight in another space, with as many
/// vertices more as keep them within `bend` units of it. Throws DataError if the space cannot show
/// them.
MultiPolygon redraw(const MultiPolygon& lonlat, const OutputSpace& space, double bend);

}  // namespace cordon
