#include "mosaic.hpp"

#include <map>
#include <string>
#include <tuple>

#include "cordon/zone/geos.hpp"
#include "random.hpp"

namespace cordon::test {
namespace {

constexpr double kHalf = 15'000;  // m
constexpr double kSame = 1e-6;    // m

GeosGeometry square(const GeosContext& context) {
  return to_geos(
      context,
      {{{{-kHalf, -kHalf}, {kHalf, -kHalf}, {kHalf, kHalf}, {-kHalf, kHalf}, {-kHalf, -kHalf}},
        {}}});
}

/// Cells in the square, in no particular order.
MultiPolygon voronoi_cells(const std::vector<std::vector<XY>>& points) {
  const GeosContext context;
  const GeosGeometry sites = to_geos_paths(context, points);
  const GeosGeometry window = square(context);
  const GeosGeometry diagram{
      context, GEOSVoronoiDiagram_r(context.handle(), sites.get(), window.get(), 0, 0),
      "make a Voronoi diagram"};
  MultiPolygon cells;
  for (const Polygon& cell : from_geos(diagram))
    for (Polygon& part : intersection({cell}, from_geos(square(context))))
      cells.push_back(std::move(part));
  return canonical(cells);
}

using Key = std::pair<long long, long long>;

Key key(const XY& xy) {
  return {std::llround(xy.x / kSame), std::llround(xy.y / kSame)};
}

}  // namespace

Mosaic random_mosaic(std::uint64_t seed, std::size_t cells, std::size_t sides) {
  oracle::Random random(seed);
  std::vector<std::vector<XY>> points;
  for (std::size_t i = 0; i < cells; ++i)
    points.push_back({{random.uniform(-kHalf, kHalf), random.uniform(-kHalf, kHalf)}});
  Mosaic mosaic{std::vector<MultiPolygon>(sides), {}};
  std::map<std::pair<Key, Key>, std::pair<std::size_t, std::vector<XY>>> edges;
  std::size_t count = 0;
  for (Polygon& cell : voronoi_cells(points)) {
    // Each side has a cell at least.
    const std::size_t side = count < sides ? count : random.bits() % sides;
    ++count;
    for (std::size_t i = 1; i < cell.shell.size(); ++i) {
      const XY& a = cell.shell[i - 1];
      const XY& b = cell.shell[i];
      const auto back = edges.find({key(b), key(a)});
      if (back == edges.end())
        edges[{key(a), key(b)}] = {side, {a, b}};
      else if (back->second.first != side)
        mosaic.borders.push_back({a, b});
    }
    mosaic.cells[side].push_back(std::move(cell));
  }
  return mosaic;
}

MultiPolygon eroded(const MultiPolygon& land, double width) {
  const GeosContext context;
  const GeosGeometry whole = to_geos(context, unite(land));
  return from_geos({context, GEOSBuffer_r(context.handle(), whole.get(), -width, 8), "erode"});
}

std::vector<NamedAreas> on_ground(const std::vector<MultiPolygon>& sides, const Ground& ground) {
  std::vector<NamedAreas> out;
  for (const MultiPolygon& side : sides) {
    NamedAreas& named = out.emplace_back();
    named.name = std::string(1, static_cast<char>('A' + out.size() - 1));
    for (const Polygon& polygon : side) {
      Area area{ground.path(polygon.shell), {}};
      for (const Ring& hole : polygon.holes) area.holes.push_back(ground.path(hole));
      named.areas.push_back(std::move(area));
    }
  }
  return out;
}

}  // namespace cordon::test
