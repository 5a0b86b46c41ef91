#include "cordon/map/province_lines.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace cordon::map {
namespace {

using Key = std::tuple<double, double, double, double, std::string>;

Key key_of(const LonLat& a, const LonLat& b, const std::string& country) {
  const bool ascending = std::tie(a.lon, a.lat) < std::tie(b.lon, b.lat);
  const LonLat& low = ascending ? a : b;
  const LonLat& high = ascending ? b : a;
  return {low.lon, low.lat, high.lon, high.lat, country};
}

template <typename Visit>
void visit_rings(const BasemapFeature& feature, const Visit& visit) {
  for (const Area& area : feature.shape.areas) {
    visit(area.shell);
    for (const Path& hole : area.holes) visit(hole);
  }
}

/// Which provinces have an edge.
struct Owners {
  const BasemapFeature* first = nullptr;
  bool several = false;

  void add(const BasemapFeature& province) {
    several = several || (first != nullptr && first != &province);
    first = &province;
  }
};

/// Appends the runs of a ring's edges that several provinces have, each edge once.
void append_runs(const Path& ring, const std::string& country, std::map<Key, Owners>& owners,
                 std::vector<std::vector<XY>>& into) {
  bool running = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    bool& several = owners[key_of(ring[i - 1], ring[i], country)].several;
    if (!several) {
      running = false;
      continue;
    }
    several = false;
    if (!running) into.push_back({{ring[i - 1].lon, ring[i - 1].lat}});
    into.back().push_back({ring[i].lon, ring[i].lat});
    running = true;
  }
}

}  // namespace

std::vector<std::vector<XY>> lines_between(const std::vector<BasemapFeature>& provinces) {
  std::map<Key, Owners> owners;
  for (const BasemapFeature& province : provinces)
    visit_rings(province, [&](const Path& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i)
        owners[key_of(ring[i - 1], ring[i], province.country)].add(province);
    });
  std::vector<std::vector<XY>> lines;
  for (const BasemapFeature& province : provinces)
    visit_rings(province,
                [&](const Path& ring) { append_runs(ring, province.country, owners, lines); });
  return lines;
}

}  // namespace cordon::map
