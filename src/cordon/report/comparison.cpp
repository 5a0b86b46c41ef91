#include "cordon/report/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/report/near.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

Estimate estimate(const MultiPolygon& drawn, const MultiPolygon& least, const MultiPolygon& most) {
  return {lonlat_area_m2(drawn), lonlat_area_m2(least), lonlat_area_m2(most)};
}

Estimate extent(const Land& land) {
  return estimate(land.drawn, land.certain, land.most);
}

AreaChange change_of(const Land& before, const Land& after) {
  AreaChange change;
  change.name = after.name;
  change.land = change_between(before.drawn, after.drawn);
  change.before = extent(before);
  change.after = extent(after);
  const Change least{difference(after.certain, before.most), difference(before.certain, after.most),
                     intersection(before.certain, after.certain)};
  const Change most{difference(after.most, before.certain), difference(before.most, after.certain),
                    intersection(before.most, after.most)};
  change.gained = estimate(change.land.gained, least.gained, most.gained);
  change.lost = estimate(change.land.lost, least.lost, most.lost);
  change.kept = estimate(change.land.kept, least.kept, most.kept);
  return change;
}

Land land_of(const std::string& name, const std::vector<Land>& sides) {
  const auto found =
      std::find_if(sides.begin(), sides.end(), [&](const Land& side) { return side.name == name; });
  return found != sides.end() ? *found : certain_land(name, {});
}

std::vector<std::string> names_of(const Situation& before, const Situation& after) {
  std::vector<std::string> names;
  for (const Situation* situation : {&before, &after})
    for (const Land& side : situation->sides)
      if (std::find(names.begin(), names.end(), side.name) == names.end())
        names.push_back(side.name);
  return names;
}

std::vector<NamedPolygons> drawn_sides(const Situation& situation) {
  std::vector<NamedPolygons> sides;
  for (const Land& side : situation.sides) sides.push_back({side.name, side.drawn, 0});
  return sides;
}

PlaceState state_by(const Nearness& near, const Reach& reach, double uncertainty) {
  PlaceState state;
  double limit = std::max(reach.left, reach.right);
  if (near.hand) {
    const bool left = *near.hand == Hand::left;
    limit = left ? reach.left : reach.right;
    state.holders = {left ? reach.left_name : reach.right_name};
  }
  state.inside = near.distance <= limit;
  state.sure = uncertainty == 0 ||
               (near.distance > uncertainty && std::abs(near.distance - limit) > uncertainty);
  return state;
}

}  // namespace

Land certain_land(const std::string& name, const MultiPolygon& polygons) {
  return {name, polygons, polygons, polygons};
}

Comparison compare(const Situation& before, const Situation& after) {
  Comparison result;
  result.whole = change_of(before.whole, after.whole);
  for (const std::string& name : names_of(before, after))
    result.sides.push_back(change_of(land_of(name, before.sides), land_of(name, after.sides)));
  for (Transfer& transfer : transfers_between(drawn_sides(before), drawn_sides(after))) {
    const double area = lonlat_area_m2(transfer.polygons);
    result.transfers.push_back({std::move(transfer), area});
  }
  if (!before.lines.empty() && !after.lines.empty())
    result.shift = shift_between(before.lines, after.lines);
  result.shift_doubt = before.uncertainty + after.uncertainty;
  return result;
}

std::vector<PlaceState> states_of(const Path& places, const Situation& situation,
                                  unsigned threads) {
  std::vector<PlaceState> states;
  states.reserve(places.size());
  if (situation.reach) {
    const NearSearch search(Shape{{}, situation.lines, {}});
    for (const Nearness& near : search.look_from(places, threads))
      states.push_back(state_by(near, *situation.reach, situation.uncertainty));
    return states;
  }
  const PointLocator whole(situation.whole.drawn);
  std::vector<PointLocator> sides;
  for (const Land& side : situation.sides) sides.emplace_back(side.drawn);
  for (const LonLat& place : places) {
    PlaceState& state = states.emplace_back();
    const XY xy{place.lon, place.lat};
    state.inside = whole.contains(xy);
    for (std::size_t i = 0; i < sides.size(); ++i)
      if (sides[i].contains(xy)) state.holders.push_back(situation.sides[i].name);
  }
  return states;
}

}  // namespace cordon
