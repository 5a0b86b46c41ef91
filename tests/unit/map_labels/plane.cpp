#include "plane.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <stdexcept>
#include <variant>

#include "cordon/map/svg.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

void collect(const Group& group, std::vector<Text>& texts) {
  for (const Item& item : group.items) {
    if (const auto* text = std::get_if<Text>(&item.value)) texts.push_back(*text);
    if (const auto* inner = std::get_if<Group>(&item.value)) collect(*inner, texts);
  }
}

/// The box around a text's box, turned as the text is.
Rect turned(const Rect& box, const Text& text) {
  const std::complex<double> pivot(text.at.x, text.at.y);
  const auto turn = std::polar(1.0, text.angle * std::numbers::pi / 180);
  std::vector<double> xs;
  std::vector<double> ys;
  for (const double x : {box.left, box.right()})
    for (const double y : {box.top, box.bottom()}) {
      const auto corner = pivot + turn * (std::complex<double>(x, y) - pivot);
      xs.push_back(corner.real());
      ys.push_back(corner.imag());
    }
  const auto [left, right] = std::minmax_element(xs.begin(), xs.end());
  const auto [top, bottom] = std::minmax_element(ys.begin(), ys.end());
  return {*left, *top, *right - *left, *bottom - *top};
}

std::string print(const Rect& rect) {
  return fmt::format("({:.1f} {:.1f} {:.1f} {:.1f})", rect.left, rect.top, rect.right(),
                     rect.bottom());
}

}  // namespace

Frame plane(const Rect& panel) {
  return {Projection::azimuthal_equidistant({0, 0}), "+proj=aeqd", panel, 0.01, {0, 0}};
}

Place town(const Frame& frame, const std::string& name, double x, double y, double population) {
  Place place;
  place.at = frame.from_page({x, y});
  place.name = name;
  if (population > 0) place.population = population;
  place.distance = 20e3;
  return place;
}

std::vector<LonLat> ring_around(const Frame& frame, const Rect& rect) {
  return {frame.from_page({rect.left, rect.bottom()}),
          frame.from_page({rect.right(), rect.bottom()}), frame.from_page({rect.right(), rect.top}),
          frame.from_page({rect.left, rect.top}), frame.from_page({rect.left, rect.bottom()})};
}

Area area(const Frame& frame, const Rect& rect) {
  return {ring_around(frame, rect), {}};
}

ZonePart zone_part(const Frame& frame, const std::vector<XY>& closed_ring) {
  ZonePart part;
  Polygon& polygon = part.area.emplace_back();
  for (const XY& xy : closed_ring) {
    const LonLat place = frame.from_page(xy);
    polygon.shell.push_back({place.lon, place.lat});
  }
  return part;
}

const Text* Seen::find(const std::string& words) const {
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const Text& text) { return text.words == words; });
  return found == texts.end() ? nullptr : &*found;
}

Rect Seen::box_of(const std::string& words) const {
  const Text* text = find(words);
  if (text == nullptr) throw std::runtime_error("no name '" + words + "'");
  return boxes[static_cast<std::size_t>(text - texts.data())];
}

Seen seen(const Labelled& labelled, const std::string& language) {
  Seen result;
  collect(labelled.group, result.texts);
  std::vector<Text> level = result.texts;
  for (Text& text : level) text.angle = 0;
  result.boxes = measure_texts(level, theme("light"), language);
  for (std::size_t i = 0; i < result.texts.size(); ++i)
    if (result.texts[i].angle != 0) result.boxes[i] = turned(result.boxes[i], result.texts[i]);
  return result;
}

Labelled labelled(const Content& content, const Frame& frame, const std::string& language,
                  const std::vector<Rect>& taken) {
  return place_labels(content, frame, theme("light"), Language(language), taken);
}

bool crosses(const XY& a, const XY& b, const Rect& rect) {
  double first = 0;
  double last = 1;
  const auto cut = [&](double start, double step, double low, double high) {
    if (step == 0) return start > low && start < high;
    const double t0 = (low - start) / step;
    const double t1 = (high - start) / step;
    first = std::max(first, std::min(t0, t1));
    last = std::min(last, std::max(t0, t1));
    return true;
  };
  return cut(a.x, b.x - a.x, rect.left, rect.right()) &&
         cut(a.y, b.y - a.y, rect.top, rect.bottom()) && first < last;
}

std::string fault(const Labelled& labelled, const Frame& frame, const std::string& language,
                  const std::vector<Rect>& taken) {
  constexpr double kDot = 2.5;  // px: the radius of a dot without its rim
  const Seen names = seen(labelled, language);
  for (std::size_t i = 0; i < names.boxes.size(); ++i) {
    const Rect& box = names.boxes[i];
    const std::string& words = names.texts[i].words;
    if (!frame.panel().contains(box))
      return fmt::format("'{}' {} leaves the panel", words, print(box));
    for (const Rect& other : taken)
      if (box.overlaps(other)) return fmt::format("'{}' lies on what is taken", words);
    for (std::size_t j = 0; j < i; ++j)
      if (box.overlaps(names.boxes[j]))
        return fmt::format("'{}' {} overlaps '{}' {}", words, print(box), names.texts[j].words,
                           print(names.boxes[j]));
    for (const Place& place : labelled.places) {
      const XY at = frame.to_page(place.at);
      if (box.overlaps({at.x - kDot, at.y - kDot, 2 * kDot, 2 * kDot}))
        return fmt::format("'{}' {} lies on the dot of '{}'", words, print(box), place.name);
    }
  }
  for (const Place& place : labelled.places) {
    const XY at = frame.to_page(place.at);
    const Rect dot{at.x - kDot, at.y - kDot, 2 * kDot, 2 * kDot};
    if (!frame.panel().contains(dot)) return "a dot leaves the panel";
    for (const Rect& other : taken)
      if (dot.overlaps(other)) return "a dot lies on what is taken";
    if (names.find(place.name) == nullptr) return "a dot has no name";
  }
  return {};
}

}  // namespace cordon::map
