#include "cordon/map/labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "cordon/map/labels/ground.hpp"
#include "cordon/map/labels/place_choice.hpp"
#include "cordon/map/labels/positions.hpp"
#include "cordon/map/labels/wish.hpp"

namespace cordon::map {
namespace {

constexpr double kRoom = 8000;  // px2 of the panel for each town that is named

std::string place_class(const Place& place, bool major) {
  if (place.capital) return "label label-capital";
  return major ? "label label-place-major" : "label label-place";
}

/// A name that is close to the dot of another place may be read as that one's.
double ambiguity(const Rect& box, const ChosenPlace& own, const std::vector<ChosenPlace>& all) {
  constexpr double kNear = 14;   // px
  constexpr double kCost = 0.4;  // for a dot that touches it
  double cost = 0;
  for (const ChosenPlace& other : all) {
    if (other.index == own.index) continue;
    const double dx = std::max({box.left - other.at.x, other.at.x - box.right(), 0.0});
    const double dy = std::max({box.top - other.at.y, other.at.y - box.bottom(), 0.0});
    cost += kCost * std::max(0.0, 1 - std::hypot(dx, dy) / kNear);
  }
  return std::min(cost, 2 * kCost);
}

/// `all` have to outlive the wish.
Wish place_wish(const ChosenPlace& chosen, const std::vector<ChosenPlace>& all, const Place& place,
                const Ground& ground, const Language& language) {
  Wish wish;
  wish.layer = NameLayer::places;
  wish.value = chosen.value;
  wish.variants = {{place_class(place, chosen.major),
                    {place.name},
                    foreign_script(place.name, language.code())}};
  wish.positions = [&ground, &all, chosen, dot = dot_box(place, chosen.at),
                    mirrored = language.right_to_left()](const MeasuredName& name) {
    std::vector<Position> positions = positions_beside(name, dot, mirrored, ground);
    for (Position& position : positions) {
      position.cost += ambiguity(position.boxes.front(), chosen, all);
      position.boxes.push_back(dot);
    }
    return positions;
  };
  return wish;
}

void append(std::vector<Wish>& to, std::vector<Wish> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_visible(const MeasuredName& name) {
  for (const LineSize& size : name.sizes)
    if (size.ink.width <= 0 || size.ink.height <= 0) return false;
  return !name.sizes.empty();
}

/// All positions of all variants; each variant is a little worse than the one before it.
std::vector<Name> names_of(const std::vector<Wish>& wishes, const std::string& css,
                           const Language& language) {
  constexpr double kNextVariant = 0.1;
  std::vector<Lettering> letterings;
  for (const Wish& wish : wishes)
    letterings.insert(letterings.end(), wish.variants.begin(), wish.variants.end());
  const std::vector<MeasuredName> sizes = measured(letterings, css, language.code());
  std::vector<Name> names;
  std::size_t next = 0;
  for (const Wish& wish : wishes) {
    Name& name = names.emplace_back();
    name.value = wish.value;
    for (std::size_t i = 0; i < wish.variants.size(); ++i, ++next) {
      if (!is_visible(sizes[next])) continue;
      for (Position& position : wish.positions(sizes[next])) {
        position.cost += kNextVariant * static_cast<double>(i);
        name.positions.push_back(std::move(position));
      }
    }
  }
  return names;
}

Group label_group(std::vector<Group> layers) {
  Group group;
  group.id = "labels";
  for (Group& layer : layers) group.items.push_back({std::move(layer)});
  return group;
}

}  // namespace

Labelled place_labels(const Content& content, const Frame& frame, const std::string& css,
                      const Language& language, const std::vector<Rect>& taken) {
  const Ground ground(content, frame, taken);
  const std::vector<ChosenPlace> chosen = choose_places(content.places, frame, ground, kRoom);
  std::vector<Wish> wishes;
  wishes.reserve(chosen.size());
  for (const ChosenPlace& place : chosen)
    wishes.push_back(place_wish(place, chosen, content.places[place.index], ground, language));
  append(wishes, country_wishes(content, frame, ground, language));
  append(wishes, province_wishes(content, frame, ground, language));
  append(wishes, lake_wishes(content, frame, ground, language));
  append(wishes, river_wishes(content, frame, ground, language));
  append(wishes, route_wishes(content, frame, ground, language));

  const std::vector<Name> names = names_of(wishes, css, language);
  const std::vector<std::optional<std::size_t>> positions = arrange(names);

  constexpr std::array kIds{"labels-countries", "labels-provinces", "labels-water", "labels-routes",
                            "labels-places"};
  std::vector<Group> layers(kIds.size());
  for (std::size_t i = 0; i < kIds.size(); ++i) layers[i].id = kIds[i];
  Labelled result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!positions[i]) continue;
    Group& layer = layers[static_cast<std::size_t>(wishes[i].layer)];
    for (const Text& text : names[i].positions[*positions[i]].texts) layer.items.push_back({text});
    if (i < chosen.size()) result.places.push_back(content.places[chosen[i].index]);
  }
  result.group = label_group(std::move(layers));
  return result;
}

}  // namespace cordon::map
