#include "cordon/map/seam.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace cordon::map {
namespace {

struct ByXY {
  bool operator()(const XY& a, const XY& b) const { return a.x != b.x ? a.x < b.x : a.y < b.y; }
};
using Edge = std::pair<XY, XY>;
struct ByEnds {
  bool operator()(const Edge& a, const Edge& b) const {
    return a.first == b.first ? ByXY()(a.second, b.second) : ByXY()(a.first, b.first);
  }
};

bool along_antimeridian(const XY& a, const XY& b) {
  return std::abs(a.x) == 180 && a.x == b.x;
}

const XY& after(const std::vector<XY>& ring, std::size_t i) {
  return ring[i + 1 == ring.size() ? 0 : i + 1];
}

/// The latitudes strictly between those of an edge's ends, in the edge's direction.
std::vector<double> latitudes_on(const XY& a, const XY& b, const std::set<double>& latitudes) {
  const auto first = latitudes.upper_bound(std::min(a.y, b.y));
  const auto last = latitudes.lower_bound(std::max(a.y, b.y));
  std::vector<double> found;
  if (a.y != b.y) found.assign(first, last);
  if (a.y > b.y) std::reverse(found.begin(), found.end());
  return found;
}

/// Edges that no other edge runs against.
std::map<Edge, int, ByEnds> unmatched_edges(const std::vector<std::vector<XY>>& rings) {
  std::map<Edge, int, ByEnds> count;
  for (const std::vector<XY>& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Edge edge{ring[i], after(ring, i)};
      const auto opposite = count.find({edge.second, edge.first});
      if (opposite == count.end())
        ++count[edge];
      else if (--opposite->second == 0)
        count.erase(opposite);
    }
  return count;
}

/// Rings of directed edges, of which as many end at a vertex as begin there.
std::vector<std::vector<XY>> chained(const std::map<Edge, int, ByEnds>& edges) {
  std::map<XY, std::vector<XY>, ByXY> next;
  for (const auto& [edge, count] : edges)
    next[edge.first].insert(next[edge.first].end(), static_cast<std::size_t>(count), edge.second);
  std::vector<std::vector<XY>> rings;
  for (auto& [start, ends] : next)
    while (!ends.empty()) {
      std::vector<XY> ring;
      for (XY at = start; ring.empty() || !(at == start);) {
        ring.push_back(at);
        std::vector<XY>& choices = next[at];
        if (choices.empty()) break;
        at = choices.back();
        choices.pop_back();
      }
      rings.push_back(std::move(ring));
    }
  return rings;
}

}  // namespace

bool has_seam(const std::vector<XY>& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY& a = ring[i];
    const XY& b = after(ring, i);
    if (along_antimeridian(a, b) || (std::abs(a.y) == 90 && a.y == b.y)) return true;
  }
  return false;
}

std::vector<std::vector<XY>> with_common_seam_vertices(std::vector<std::vector<XY>> rings) {
  std::set<double> latitudes;
  for (const std::vector<XY>& ring : rings)
    for (const XY& vertex : ring)
      if (std::abs(vertex.x) == 180) latitudes.insert(vertex.y);
  for (std::vector<XY>& ring : rings) {
    std::vector<XY> noded;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      noded.push_back(ring[i]);
      if (!along_antimeridian(ring[i], after(ring, i))) continue;
      for (const double lat : latitudes_on(ring[i], after(ring, i), latitudes))
        noded.push_back({ring[i].x, lat});
    }
    ring = std::move(noded);
  }
  return rings;
}

std::vector<std::vector<XY>> without_shared_edges(const std::vector<std::vector<XY>>& rings) {
  return chained(unmatched_edges(rings));
}

}  // namespace cordon::map
