#include "cordon/cli/near/near_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/units.hpp"

namespace cordon::cli {
namespace {

double reach_on(const Reach& reach, Hand hand) {
  return hand == Hand::left ? reach.left : reach.right;
}

}  // namespace

Verdict verdict(const Nearness& near, const Reach& reach, double uncertainty) {
  const double least = std::max(0.0, near.distance - uncertainty);
  const double most = near.distance + uncertainty;
  // On a line, and beside points and areas, both sides are the same.
  const double own = near.hand ? reach_on(reach, *near.hand) : std::max(reach.left, reach.right);
  const double across = near.hand ? reach_on(reach, other(*near.hand)) : own;
  const bool may_be_across = near.distance < uncertainty;
  const double most_across = uncertainty - near.distance;
  if (most <= own && (!may_be_across || most_across <= across)) return Verdict::inside;
  const bool possible = least <= own || (may_be_across && across > 0);
  return possible && uncertainty > 0 ? Verdict::depends : Verdict::outside;
}

void list_places(std::vector<Nearness> distances, NearFigures& figures) {
  const NearTask& task = figures.task;
  figures.measured = distances.size();
  for (std::size_t i = 0; i < distances.size(); ++i) {
    const Nearness& near = distances[i];
    if (task.within && near.distance > *task.within) continue;
    figures.listed.push_back(
        {&figures.places.rows[i], near, verdict(near, task.reach, task.uncertainty)});
  }
  std::stable_sort(figures.listed.begin(), figures.listed.end(),
                   [](const auto& a, const auto& b) { return a.near.distance < b.near.distance; });
  if (task.most && figures.listed.size() > *task.most) figures.listed.resize(*task.most);
}

void check_mirrored(const NearSearch& search, const NearFigures& figures, Findings& findings) {
  constexpr std::size_t kSample = 200;
  constexpr double kMuchNearer = 10;
  const std::vector<PlaceRow>& rows = figures.places.rows;
  const std::size_t step = rows.size() / kSample + 1;
  Path here, mirrored;
  for (std::size_t i = 0; i < rows.size(); i += step) {
    const LonLat& place = rows[i].place;
    if (std::abs(place.lon) > 90) return;
    here.push_back(place);
    mirrored.push_back({place.lat, place.lon});
  }
  if (here.empty()) return;
  const auto median = [&](const Path& places) {
    std::vector<Nearness> near = search.look_from(places, 1);
    const auto middle = near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2);
    std::nth_element(near.begin(), middle, near.end(),
                     [](const auto& a, const auto& b) { return a.distance < b.distance; });
    return middle->distance;
  };
  const double distance = median(here);
  const double swapped = median(mirrored);
  if (swapped * kMuchNearer >= distance) return;
  findings.push_back(
      {Severity::warning, "swapped-axes-likely",
       fmt::format("'{}': half of the places are more than {:.0f} km from the line; with latitude "
                   "and longitude swapped it would be {:.0f} km",
                   figures.places.path, distance / 1000, swapped / 1000),
       "if they are swapped, exchange the headings of the two columns"});
}

}  // namespace cordon::cli
