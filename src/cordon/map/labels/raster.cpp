#include "cordon/map/labels/raster.hpp"

#include <algorithm>
#include <cmath>

namespace cordon::map {
namespace {

std::int64_t floor_cell(double position, double origin, double cell) {
  return static_cast<std::int64_t>(std::floor((position - origin) / cell));
}
std::int64_t ceil_cell(double position, double origin, double cell) {
  return static_cast<std::int64_t>(std::ceil((position - origin) / cell));
}

std::size_t cut(std::int64_t index, std::size_t size) {
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(index, 0, static_cast<std::int64_t>(size)));
}

void mark_point(Raster& raster, const XY& xy, std::uint8_t value) {
  const std::int64_t column = floor_cell(xy.x, raster.area.left, raster.cell);
  const std::int64_t row = floor_cell(xy.y, raster.area.top, raster.cell);
  if (column < 0 || row < 0 || column >= static_cast<std::int64_t>(raster.columns) ||
      row >= static_cast<std::int64_t>(raster.rows))
    return;
  raster.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row)) = value;
}

/// By steps of a quarter of a cell: what they miss of a cell is a corner that nobody sees.
void mark_segment(Raster& raster, const XY& a, const XY& b, std::uint8_t value) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int steps = std::max(1, static_cast<int>(std::ceil(length / (raster.cell / 4))));
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    mark_point(raster, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, value);
  }
}

/// Where rings cross each row's middle: x of every crossing.
std::vector<std::vector<double>> crossings(const Raster& raster,
                                           const std::vector<std::vector<XY>>& rings) {
  std::vector<std::vector<double>> rows(raster.rows);
  for (const std::vector<XY>& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const XY& a = ring[i];
      const XY& b = ring[i + 1 == ring.size() ? 0 : i + 1];
      // Rows whose middle lies in [low, high): a vertex counts for one of its two edges.
      const double origin = raster.area.top + raster.cell / 2;
      const std::size_t first =
          cut(ceil_cell(std::min(a.y, b.y), origin, raster.cell), raster.rows);
      const std::size_t end = cut(ceil_cell(std::max(a.y, b.y), origin, raster.cell), raster.rows);
      for (std::size_t row = first; row < end; ++row) {
        const double y = origin + static_cast<double>(row) * raster.cell;
        rows[row].push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
  return rows;
}

}  // namespace

Raster::Raster(const Rect& covered, double cell_size)
    : area(covered),
      cell(cell_size),
      columns(static_cast<std::size_t>(std::ceil(covered.width / cell_size))),
      rows(static_cast<std::size_t>(std::ceil(covered.height / cell_size))),
      values(columns * rows) {}

XY Raster::centre(std::size_t column, std::size_t row) const {
  return {area.left + (static_cast<double>(column) + 0.5) * cell,
          area.top + (static_cast<double>(row) + 0.5) * cell};
}

void mark_paths(Raster& raster, const std::vector<std::vector<XY>>& paths, bool closed,
                std::uint8_t value) {
  for (const std::vector<XY>& path : paths) {
    for (std::size_t i = 1; i < path.size(); ++i) mark_segment(raster, path[i - 1], path[i], value);
    if (closed && !path.empty()) mark_segment(raster, path.back(), path.front(), value);
  }
}

void fill_rings(Raster& raster, const std::vector<std::vector<XY>>& rings, std::uint8_t value) {
  std::vector<std::vector<double>> rows = crossings(raster, rings);
  for (std::size_t row = 0; row < raster.rows; ++row) {
    std::vector<double>& xs = rows[row];
    std::sort(xs.begin(), xs.end());
    const double origin = raster.area.left + raster.cell / 2;
    for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
      const std::size_t end = cut(ceil_cell(xs[i + 1], origin, raster.cell), raster.columns);
      for (std::size_t column = cut(ceil_cell(xs[i], origin, raster.cell), raster.columns);
           column < end; ++column)
        raster.at(column, row) = value;
    }
  }
}

void fill_rect(Raster& raster, const Rect& rect, std::uint8_t value) {
  const auto range = [&](double low, double high, double origin, std::size_t size) {
    return std::pair{cut(floor_cell(low, origin, raster.cell), size),
                     cut(ceil_cell(high, origin, raster.cell), size)};
  };
  const auto [left, right] = range(rect.left, rect.right(), raster.area.left, raster.columns);
  const auto [top, bottom] = range(rect.top, rect.bottom(), raster.area.top, raster.rows);
  for (std::size_t row = top; row < bottom; ++row)
    for (std::size_t column = left; column < right; ++column) raster.at(column, row) = value;
}

CellSums::CellSums(const Raster& raster)
    : area_(raster.area),
      cell_(raster.cell),
      columns_(static_cast<std::int64_t>(raster.columns)),
      rows_(static_cast<std::int64_t>(raster.rows)),
      sums_((raster.columns + 1) * (raster.rows + 1)) {
  const std::size_t stride = raster.columns + 1;
  for (std::size_t row = 0; row < raster.rows; ++row) {
    std::int64_t along = 0;
    for (std::size_t column = 0; column < raster.columns; ++column) {
      along += raster.values[row * raster.columns + column];
      sums_[(row + 1) * stride + column + 1] = sums_[row * stride + column + 1] + along;
    }
  }
}

CellSums::Span CellSums::columns_of(const Rect& rect) const {
  return {floor_cell(rect.left, area_.left, cell_), ceil_cell(rect.right(), area_.left, cell_)};
}

CellSums::Span CellSums::rows_of(const Rect& rect) const {
  return {floor_cell(rect.top, area_.top, cell_), ceil_cell(rect.bottom(), area_.top, cell_)};
}

std::int64_t CellSums::sum(const Rect& rect) const {
  const auto [left, right] = columns_of(rect);
  const auto [top, bottom] = rows_of(rect);
  const auto corner = [&](std::int64_t column, std::int64_t row) {
    column = std::clamp<std::int64_t>(column, 0, columns_);
    row = std::clamp<std::int64_t>(row, 0, rows_);
    return sums_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
  };
  return corner(right, bottom) - corner(left, bottom) - corner(right, top) + corner(left, top);
}

double CellSums::mean(const Rect& rect) const {
  const auto [left, right] = columns_of(rect);
  const auto [top, bottom] = rows_of(rect);
  return static_cast<double>(sum(rect)) /
         static_cast<double>(std::max<std::int64_t>(1, (right - left) * (bottom - top)));
}

}  // namespace cordon::map
