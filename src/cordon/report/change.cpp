#include "cordon/report/change.hpp"

#include <utility>

#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

/// All land of a side, whoever holds it.
MultiPolygon all_of(const std::vector<NamedPolygons>& held) {
  MultiPolygon all;
  for (const NamedPolygons& land : held)
    all.insert(all.end(), land.polygons.begin(), land.polygons.end());
  return all.empty() ? all : unite(all);
}

}  // namespace

Change change_between(const MultiPolygon& before, const MultiPolygon& after) {
  return {difference(after, before), difference(before, after), intersection(before, after)};
}

std::vector<Transfer> transfers_between(const std::vector<NamedPolygons>& before,
                                        const std::vector<NamedPolygons>& after) {
  const MultiPolygon held_before = all_of(before);
  const MultiPolygon held_after = all_of(after);
  std::vector<Transfer> transfers;
  const auto add = [&](const std::string& from, const std::string& to, MultiPolygon polygons) {
    if (!polygons.empty()) transfers.push_back({from, to, std::move(polygons)});
  };
  for (const NamedPolygons& old : before) {
    for (const NamedPolygons& now : after)
      if (now.name != old.name) add(old.name, now.name, intersection(old.polygons, now.polygons));
    add(old.name, "", difference(old.polygons, held_after));
  }
  for (const NamedPolygons& now : after) add("", now.name, difference(now.polygons, held_before));
  return transfers;
}

}  // namespace cordon
