// Parts of a panel as cells, so that what lies in a rectangle is known by four look-ups.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

/// Square cells over a rectangle of the page, row by row from its top left; all 0 at first. Cells
/// of the last row and column may reach beyond it.
struct Raster {
  Rect area;
  double cell = 1;  ///< px
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::vector<std::uint8_t> values;

  Raster(const Rect& covered, double cell_size);
  XY centre(std::size_t column, std::size_t row) const;
  std::uint8_t& at(std::size_t column, std::size_t row) { return values[row * columns + column]; }
};

/// Gives that value to all cells that a path runs through; of closed ones, the last edge, too.
void mark_paths(Raster& raster, const std::vector<std::vector<XY>>& paths, bool closed,
                std::uint8_t value);

/// Gives that value to all cells whose centre lies within the rings, by the even-odd rule.
void fill_rings(Raster& raster, const std::vector<std::vector<XY>>& rings, std::uint8_t value);

/// Gives that value to all cells that the rectangle touches.
void fill_rect(Raster& raster, const Rect& rect, std::uint8_t value);

/// Sums of a raster's values in rectangles (summed-area table: Crow 1984).
class CellSums {
 public:
  explicit CellSums(const Raster& raster);

  /// Of the cells that a rectangle touches. What lies beyond the raster counts 0.
  std::int64_t sum(const Rect& rect) const;

  /// The mean of those cells, including those beyond the raster.
  double mean(const Rect& rect) const;

 private:
  struct Span {
    std::int64_t first, end;  ///< cells; not cut to the raster
  };
  Span columns_of(const Rect& rect) const;
  Span rows_of(const Rect& rect) const;

  Rect area_;
  double cell_ = 1;
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<std::int64_t>
      sums_;  // of all cells above and to the left; a row and column of 0 first
};

}  // namespace cordon::map
