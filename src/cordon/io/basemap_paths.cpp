#include "cordon/io/basemap_paths.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace cordon {
namespace {

/// Seams are recognised by these vertices.
bool on_seam(const LonLat& v) {
  return std::abs(v.lon) == 180 || std::abs(v.lat) == 90;
}

bool share_cell(const LonLat& a, const LonLat& b, double detail) {
  return !on_seam(a) && !on_seam(b) && std::floor(a.lon / detail) == std::floor(b.lon / detail) &&
         std::floor(a.lat / detail) == std::floor(b.lat / detail);
}

bool more_southern(const LonLat& a, const LonLat& b) {
  return std::tie(a.lat, a.lon) < std::tie(b.lat, b.lon);
}

/// Appends one vertex for each run in a cell.
void thin(Path::const_iterator first, Path::const_iterator last, double detail, Path& into) {
  while (first != last) {
    auto end = std::next(first);
    while (end != last && share_cell(*std::prev(end), *end, detail)) ++end;
    into.push_back(*std::min_element(first, end, more_southern));
    first = end;
  }
}

}  // namespace

bool meets(const Path& path, const BoundingBox& box) {
  const auto [west, east] = std::minmax_element(
      path.begin(), path.end(), [](const LonLat& a, const LonLat& b) { return a.lon < b.lon; });
  const auto [south, north] = std::minmax_element(
      path.begin(), path.end(), [](const LonLat& a, const LonLat& b) { return a.lat < b.lat; });
  if (path.empty() || south->lat > box.north || north->lat < box.south) return false;
  const bool begins_before = west->lon <= box.east;
  const bool ends_after = east->lon >= box.west;
  return box.west <= box.east ? begins_before && ends_after : begins_before || ends_after;
}

Path thinned_line(Path line, double detail) {
  if (detail <= 0 || line.size() < 3) return line;
  Path kept{line.front()};
  thin(line.begin() + 1, line.end() - 1, detail, kept);
  kept.push_back(line.back());
  return kept;
}

Path thinned_ring(Path ring, double detail) {
  if (detail <= 0 || ring.size() < 4) return ring;
  ring.pop_back();
  const auto parts = [&](const LonLat& a, const LonLat& b) { return !share_cell(a, b, detail); };
  const auto border = std::adjacent_find(ring.begin(), ring.end(), parts);
  if (border == ring.end()) return {};
  std::rotate(ring.begin(), border + 1, ring.end());  // no run goes over the ring's end
  Path kept;
  thin(ring.begin(), ring.end(), detail, kept);
  if (kept.size() < 3) return {};
  kept.push_back(LonLat(kept.front()));
  return kept;
}

Area thinned_area(Area area, double detail) {
  area.shell = thinned_ring(std::move(area.shell), detail);
  for (Path& hole : area.holes) hole = thinned_ring(std::move(hole), detail);
  std::erase_if(area.holes, [](const Path& hole) { return hole.empty(); });
  return area;
}

}  // namespace cordon
