#include "cordon/map/furniture/corners.hpp"

#include <algorithm>

#include "cordon/map/drawing_layers.hpp"

namespace cordon::map {
namespace {

constexpr double kMargin = 10;  // px, to the edges of the panel
constexpr double kGap = 8;      // px, between boxes
constexpr int kSamples = 12;    // of a box, along each side

bool is_inside(const std::vector<std::vector<XY>>& rings, const XY& at) {
  bool inside = false;
  for (const std::vector<XY>& ring : rings)
    for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
      const XY &a = ring[i], &b = ring[k];
      if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

bool holds_any(const Rect& box, const std::vector<std::vector<XY>>& paths) {
  const auto holds = [&](const XY& at) { return box.contains({at.x, at.y, 0, 0}); };
  return std::any_of(paths.begin(), paths.end(), [&](const std::vector<XY>& path) {
    return std::any_of(path.begin(), path.end(), holds);
  });
}

Rect box_in(const Rect& panel, Corner corner, double width, double height) {
  const bool right = corner == Corner::top_right || corner == Corner::bottom_right;
  const bool bottom = corner == Corner::bottom_left || corner == Corner::bottom_right;
  return {right ? panel.right() - kMargin - width : panel.left + kMargin,
          bottom ? panel.bottom() - kMargin - height : panel.top + kMargin, width, height};
}

Rect grown(const Rect& box, double by) {
  return {box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by};
}

}  // namespace

Corners::Corners(const Content& content, const Frame& frame)
    : panel_(frame.panel()), zone_(zone_outlines(content, frame)) {
  for (const Path& path : content.lines) {
    std::vector<XY>& line = lines_.emplace_back();
    for (const LonLat& place : path) line.push_back(frame.to_page(place));
  }
}

double Corners::hidden(const Rect& box) const {
  int inside = 0;
  for (int row = 0; row < kSamples; ++row)
    for (int column = 0; column < kSamples; ++column)
      if (is_inside(zone_, {box.left + (column + 0.5) * box.width / kSamples,
                            box.top + (row + 0.5) * box.height / kSamples}))
        ++inside;
  const double share = static_cast<double>(inside) / (kSamples * kSamples);
  return holds_any(box, lines_) ? 1 + share : share;
}

std::optional<Rect> Corners::take(double width, double height, const std::vector<Corner>& preferred,
                                  double most) {
  std::optional<Rect> best;
  double least = most;
  for (const Corner corner : preferred) {
    const Rect box = box_in(panel_, corner, width, height);
    if (!panel_.contains(box)) continue;
    const Rect around = grown(box, kGap);
    if (std::any_of(taken_.begin(), taken_.end(),
                    [&](const Rect& other) { return other.overlaps(around); }))
      continue;
    const double cost = hidden(box);
    if (cost > least || (best && cost == least)) continue;
    best = box;
    least = cost;
  }
  if (best) taken_.push_back(*best);
  return best;
}

}  // namespace cordon::map
