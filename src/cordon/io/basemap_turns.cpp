#include "cordon/io/basemap_turns.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace cordon {
namespace {

using Geometry = std::unique_ptr<OGRGeometry>;

/// 0 in [-180, 180).
int turn_of(double lon) {
  return static_cast<int>(std::floor((lon + 180) / 360));
}

bool is_at_pole(const LonLat& v) {
  return std::abs(v.lat) == 90;
}

/// Lets longitudes go on where they jump.
void unroll(Path& path) {
  for (std::size_t i = 1; i < path.size(); ++i)
    if (!is_at_pole(path[i]) || !is_at_pole(path[i - 1]))
      path[i].lon += 360 * turns_towards(path[i - 1].lon, path[i].lon, 360);
}

/// A ring that ends a turn from where it begins goes back along the pole.
void close_over_pole(Path& ring) {
  const LonLat first = ring.front(), last = ring.back();
  if (first.lon == last.lon) return;
  double sum = 0;
  for (const LonLat& v : ring) sum += v.lat;
  const double pole = sum < 0 ? -90 : 90;
  ring.push_back({last.lon, pole});
  ring.push_back({first.lon, pole});
  ring.push_back(first);
}

/// Where a path from a to b meets borders between turns, in its direction.
Path borders_between(const LonLat& a, const LonLat& b) {
  Path borders;
  const double west = std::min(a.lon, b.lon), east = std::max(a.lon, b.lon);
  for (int turn = turn_of(west); turn <= turn_of(east); ++turn) {
    const double lon = 360.0 * turn + 180;
    if (lon > west && lon < east)
      borders.push_back({lon, a.lat + (b.lat - a.lat) * (lon - a.lon) / (b.lon - a.lon)});
  }
  if (a.lon > b.lon) std::reverse(borders.begin(), borders.end());
  return borders;
}

std::vector<Path> cut_line(Path line) {
  unroll(line);
  std::vector<Path> pieces;
  int turn = 0;
  const auto add = [&](const LonLat& from, const LonLat& to) {
    const int here = turn_of((from.lon + to.lon) / 2);
    if (pieces.empty() || here != turn) pieces.push_back({{from.lon - 360.0 * here, from.lat}});
    turn = here;
    pieces.back().push_back({to.lon - 360.0 * turn, to.lat});
  };
  for (std::size_t i = 1; i < line.size(); ++i) {
    LonLat from = line[i - 1];
    for (const LonLat& border : borders_between(from, line[i])) {
      add(from, border);
      from = border;
    }
    add(from, line[i]);
  }
  return pieces;
}

std::unique_ptr<OGRLinearRing> ogr_ring(const Path& path, double shift) {
  auto ring = std::make_unique<OGRLinearRing>();
  for (const LonLat& v : path) ring->addPoint(v.lon + shift, v.lat);
  return ring;
}

Path path_of(const OGRLinearRing& ring) {
  Path path;
  for (int i = 0; i < ring.getNumPoints(); ++i) path.push_back({ring.getX(i), ring.getY(i)});
  return path;
}

/// Holes come onto the turn of their shell's middle.
Geometry ogr_polygon(const Area& area, double middle) {
  auto polygon = std::make_unique<OGRPolygon>();
  polygon->addRingDirectly(ogr_ring(area.shell, 0).release());
  for (const Path& hole : area.holes)
    polygon->addRingDirectly(
        ogr_ring(hole, 360 * turns_towards(middle, hole.front().lon, 360)).release());
  if (polygon->IsValid()) return polygon;
  return Geometry(polygon->MakeValid());
}

void append_areas(const OGRGeometry& geometry, double shift, std::vector<Area>& into) {
  if (const auto* collection = dynamic_cast<const OGRGeometryCollection*>(&geometry))
    for (const OGRGeometry* member : *collection) append_areas(*member, shift, into);
  const auto* const polygon = dynamic_cast<const OGRPolygon*>(&geometry);
  if (polygon == nullptr || polygon->IsEmpty()) return;
  Area area;
  for (const OGRLinearRing* ring : *polygon) {
    Path path = path_of(*ring);
    for (LonLat& v : path) v.lon += shift;
    (ring == polygon->getExteriorRing() ? area.shell : area.holes.emplace_back()) = std::move(path);
  }
  into.push_back(std::move(area));
}

std::vector<Area> cut_area(Area area) {
  unroll(area.shell);
  close_over_pole(area.shell);
  for (Path& hole : area.holes) unroll(hole);
  const auto [west, east] =
      std::minmax_element(area.shell.begin(), area.shell.end(),
                          [](const LonLat& a, const LonLat& b) { return a.lon < b.lon; });
  const int first = turn_of(west->lon);
  const int last = std::max(first, -turn_of(-east->lon));  // 180 is still on turn 0
  if (first == 0 && last == 0) return {std::move(area)};
  std::vector<Area> pieces;
  const Geometry whole = ogr_polygon(area, (west->lon + east->lon) / 2);
  for (int turn = first; whole && turn <= last; ++turn) {
    OGRPolygon all;
    const double a = 360.0 * turn - 180, b = 360.0 * turn + 180;
    const Path frame{{a, -90}, {b, -90}, {b, 90}, {a, 90}, {a, -90}};
    all.addRingDirectly(ogr_ring(frame, 0).release());
    const Geometry piece(whole->Intersection(&all));
    if (piece) append_areas(*piece, -360.0 * turn, pieces);
  }
  return pieces;
}

/// Replaces the parts of a shape by their pieces.
template <typename Part, typename Cut>
void cut_all(std::vector<Part>& parts, std::vector<std::size_t>& features, const Cut& cut) {
  std::vector<Part> pieces;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (Part& piece : cut(std::move(parts[i]))) {
      pieces.push_back(std::move(piece));
      owners.push_back(features[i]);
    }
  parts = std::move(pieces);
  features = std::move(owners);
}

}  // namespace

void fit_to_one_turn(Parts& parts) {
  cut_all(parts.shape.lines, parts.line_feature, cut_line);
  cut_all(parts.shape.areas, parts.area_feature, cut_area);
}

}  // namespace cordon
