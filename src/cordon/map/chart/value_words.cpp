#include "cordon/map/chart/value_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cordon/map/clip.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

constexpr double kDistance = 8;  // px, from a point to its words
constexpr double kApart = 4;     // px, between words

struct Order {
  std::vector<std::size_t> indices;
  std::size_t important = 0;  // of them: the first value, the last, the highest, the lowest
};

Order by_importance(const std::vector<Valued>& values) {
  Order order;
  const auto add = [&](std::size_t index) {
    std::vector<std::size_t>& known = order.indices;
    if (std::find(known.begin(), known.end(), index) == known.end()) known.push_back(index);
  };
  if (values.empty()) return order;
  add(0);
  add(values.size() - 1);
  const auto [high, low] =
      std::minmax_element(values.begin(), values.end(),
                          [](const Valued& a, const Valued& b) { return a.at.y < b.at.y; });
  add(static_cast<std::size_t>(high - values.begin()));
  add(static_cast<std::size_t>(low - values.begin()));
  order.important = order.indices.size();
  for (std::size_t i = 0; i < values.size(); ++i) add(i);
  return order;
}

Rect grown(const Rect& box, double by) {
  return {box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by};
}

bool crosses(const Rect& box, const std::vector<std::vector<XY>>& lines) {
  const Bounds bounds{{box.left, box.top}, {box.right(), box.bottom()}};
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::vector<XY>& line) { return !clip_path(line, bounds).empty(); });
}

bool covers_point(const Rect& box, const std::vector<Valued>& values) {
  return std::any_of(values.begin(), values.end(), [&](const Valued& value) {
    return box.overlaps({value.at.x - kApart, value.top - kApart, 2 * kApart,
                         value.bottom - value.top + 2 * kApart});
  });
}

}  // namespace

std::vector<Text> value_words(const std::vector<Valued>& values,
                              const std::vector<std::vector<XY>>& lines, const Rect& room,
                              const std::string& css, const Language& language) {
  std::vector<Text> texts(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    texts[i].css_class = "chart-value";
    texts[i].words = values[i].words;
    texts[i].anchor = Anchor::middle;
  }
  const std::vector<Rect> sizes = measure_texts(texts, css, language.code());
  std::vector<Rect> taken;
  std::vector<Text> placed;
  const auto box_of = [&](std::size_t index, bool must) -> std::optional<Rect> {
    const Rect& size = sizes[index];
    const XY& at = values[index].at;
    Rect above{at.x + size.left, values[index].top - kDistance - size.height, size.width,
               size.height};
    Rect below = above;
    below.top = values[index].bottom + kDistance;
    const auto apart = [&](const Rect& box) {
      return room.contains(box) && std::none_of(taken.begin(), taken.end(), [&](const Rect& other) {
               return other.overlaps(grown(box, kApart));
             });
    };
    for (const Rect& box : {above, below})
      if (apart(box) && !crosses(box, lines) && !covers_point(box, values)) return box;
    for (const Rect& box : {above, below})
      if (must && apart(box)) return box;
    return std::nullopt;
  };
  const auto put = [&](std::size_t index, const Rect& box) {
    Text text = texts[index];
    text.at = {values[index].at.x, box.top - sizes[index].top};
    taken.push_back(box);
    placed.push_back(std::move(text));
  };
  const Order order = by_importance(values);
  std::size_t important = 0;  // of those placed
  for (std::size_t i = 0; i < order.indices.size(); ++i) {
    const std::size_t index = order.indices[i];
    const bool must = index == 0 || index + 1 == values.size();
    const auto box = box_of(index, must);
    if (box) put(index, *box);
    if (i < order.important) {
      important = placed.size();
    } else if (!box) {
      placed.resize(important);  // all of the others or none
      break;
    }
  }
  return placed;
}

}  // namespace cordon::map
