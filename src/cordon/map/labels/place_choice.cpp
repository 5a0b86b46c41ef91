#include "cordon/map/labels/place_choice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "cordon/base/error.hpp"
#include "cordon/map/drawing_layers.hpp"

namespace cordon::map {
namespace {

struct Offer {
  std::size_t index = 0;
  XY at;
  double weight = 0;
};

bool outweighs(const Offer& a, const Offer& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.index < b.index;
}

/// 0 for a thousand inhabitants far from the zone; 2 for ten times as many.
double weight_of(const Place& place, double far) {
  constexpr double kUnknown = 450;  // inhabitants: fewer than the smallest that are listed
  constexpr double kTenfold = 2;
  constexpr double kInZone = 0.6;  // like twice the size
  constexpr double kNear = 1.2;    // at the line, against `far` and beyond
  constexpr double kCapital = 10;
  const double size = std::max(place.population.value_or(kUnknown), kUnknown);
  return kTenfold * std::log10(size / 1000) + (place.in_zone ? kInZone : 0) +
         (place.capital ? kCapital : 0) +
         kNear * (1 - std::sqrt(std::min(1.0, place.distance / far)));
}

std::optional<XY> on_page(const Place& place, const Frame& frame) {
  try {
    return frame.to_page(place.at);
  } catch (const DataError&) {
    return std::nullopt;
  }
}

/// In no order. In a crowd only the weightiest: far more than a map has room for.
std::vector<Offer> offers(const std::vector<Place>& places, const Frame& frame,
                          const Ground& ground) {
  constexpr std::size_t kCrowd = 5000;
  const Rect& panel = frame.panel();
  const LonLat middle =
      frame.from_page({panel.left + panel.width / 2, panel.top + panel.height / 2});
  const double far = frame.metres_per_pixel(middle) * std::hypot(panel.width, panel.height) / 2;
  const BoundingBox box = frame.box();
  std::vector<Offer> result;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].name.empty() || !box.contains(places[i].at)) continue;
    const std::optional<XY> at = on_page(places[i], frame);
    if (at && ground.is_free(dot_box(places[i], *at)))
      result.push_back({i, *at, weight_of(places[i], far)});
  }
  if (result.size() > kCrowd) {
    const auto end = result.begin() + kCrowd;
    std::nth_element(result.begin(), end, result.end(), outweighs);
    result.erase(end, result.end());
  }
  return result;
}

/// The names of the largest fifth stand out, unless they are small towns.
void mark_major(const std::vector<Place>& places, std::vector<ChosenPlace>& chosen) {
  constexpr double kLeast = 20'000;
  std::vector<double> sizes;
  sizes.reserve(chosen.size());
  for (const ChosenPlace& place : chosen)
    sizes.push_back(places[place.index].population.value_or(0));
  std::sort(sizes.begin(), sizes.end());
  const double threshold = sizes.empty() ? 0 : std::max(kLeast, sizes[sizes.size() * 4 / 5]);
  for (ChosenPlace& place : chosen)
    place.major = places[place.index].population.value_or(0) >= threshold;
}

/// What a place loses by a more important one that is named: suburbs nearly all, others a little.
double crowding(const XY& at, const XY& named, double room) {
  constexpr double kSuburb = 5;
  constexpr double kSuburbReach = 42;  // px
  constexpr double kNeighbour = 1.2;
  const double distance = std::hypot(at.x - named.x, at.y - named.y);
  return kNeighbour * std::max(0.0, 1 - distance / std::sqrt(room)) +
         kSuburb * std::max(0.0, 1 - distance / kSuburbReach);
}

}  // namespace

Rect dot_box(const Place& place, const XY& at) {
  constexpr double kEdge = 1;  // px; half of a capital's stroke
  const double reach = dot_radius(place) + kEdge;
  return {at.x - reach, at.y - reach, 2 * reach, 2 * reach};
}

std::vector<ChosenPlace> choose_places(const std::vector<Place>& places, const Frame& frame,
                                       const Ground& ground, double room) {
  constexpr double kMost = 250;      // nobody reads more
  constexpr double kWorth = 0.7;     // weight beyond which a place is worth a name
  constexpr double kRoomForAll = 4;  // more worth where no other place has to make way
  const Rect& panel = frame.panel();
  const auto most =
      static_cast<std::size_t>(std::clamp(panel.width * panel.height / room, 1.0, kMost));
  std::vector<Offer> left = offers(places, frame, ground);
  const double bonus = left.size() <= most ? kRoomForAll : 0;
  std::vector<ChosenPlace> chosen;
  while (chosen.size() < most && !left.empty()) {
    const auto best = std::min_element(left.begin(), left.end(), outweighs);
    if (best->weight <= kWorth) break;
    const Offer taken = *best;
    left.erase(best);
    chosen.push_back({taken.index, taken.at, taken.weight - kWorth + bonus, false});
    for (Offer& offer : left) offer.weight -= crowding(offer.at, taken.at, room);
  }
  mark_major(places, chosen);
  return chosen;
}

}  // namespace cordon::map
