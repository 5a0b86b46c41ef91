#include "cordon/map/labels/positions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace cordon::map {
namespace {

Rect grown(const Rect& rect, double by) {
  return {rect.left - by, rect.top - by, rect.width + 2 * by, rect.height + 2 * by};
}

XY middle_of(const Rect& rect) {
  return {rect.left + rect.width / 2, rect.top + rect.height / 2};
}

// Room around a name, px. Between a country's name and another one there is more of it, so that
// they are not read together.
constexpr double kRoom = 1;
constexpr double kAreaRoom = 5;

/// One line whose ink is that rectangle.
Position line_at(const MeasuredName& name, const Rect& box, Anchor anchor, double cost) {
  const LineSize& size = name.sizes.front();
  const double shift = anchor == Anchor::middle ? 0
                       : anchor == Anchor::left ? -size.advance / 2
                                                : size.advance / 2;
  const XY at{box.left - size.ink.left + shift, box.top - size.ink.top};
  const Lettering& letters = name.lettering;
  return {{{letters.css_class, letters.lines.front(), at, anchor, 0, letters.lang}},
          {grown(box, kRoom)},
          cost};
}

/// Lines one below the other, centred.
struct Block {
  double width = 0;
  double height = 0;
  double step = 0;  // from baseline to baseline

  explicit Block(const MeasuredName& name) {
    for (const LineSize& size : name.sizes) {
      width = std::max(width, size.ink.width);
      step = std::max(step, size.ink.height + 1);
    }
    const double lines = static_cast<double>(name.sizes.size());
    height = (lines - 1) * step - name.sizes.front().ink.top + name.sizes.back().ink.bottom();
  }

  Rect around(const XY& centre) const {
    return {centre.x - width / 2, centre.y - height / 2, width, height};
  }

  Position at(const MeasuredName& name, const XY& centre, double cost) const {
    Position position;
    position.cost = cost;
    double baseline = centre.y - height / 2 - name.sizes.front().ink.top;
    for (std::size_t i = 0; i < name.sizes.size(); ++i, baseline += step) {
      const Rect& ink = name.sizes[i].ink;
      const XY at{centre.x - ink.left - ink.width / 2, baseline};
      const Lettering& letters = name.lettering;
      position.texts.push_back(
          {letters.css_class, letters.lines[i], at, Anchor::middle, 0, letters.lang});
      position.boxes.push_back(
          grown({at.x + ink.left, at.y + ink.top, ink.width, ink.height}, kAreaRoom));
    }
    return position;
  }
};

/// Middles of a block all over the panel.
template <typename Visit>
void visit_middles(const Block& block, const Rect& room, const Visit& visit) {
  const double step = std::max(5.0, std::sqrt(room.width * room.height) / 140);
  const auto columns = static_cast<int>(std::floor((room.width - block.width) / step));
  const auto rows = static_cast<int>(std::floor((room.height - block.height) / step));
  for (int row = 0; row <= rows; ++row)
    for (int column = 0; column <= columns; ++column)
      visit(XY{room.left + block.width / 2 + column * step,
               room.top + block.height / 2 + row * step});
}

struct Spot {
  XY middle;
  double cost = 0;
};

/// The best ones, each some way from those before.
std::vector<Position> best_of(std::vector<Spot> spots, const MeasuredName& name,
                              const Block& block) {
  constexpr std::size_t kMost = 24;
  std::stable_sort(spots.begin(), spots.end(),
                   [](const Spot& a, const Spot& b) { return a.cost < b.cost; });
  std::vector<Spot> kept;
  for (const Spot& spot : spots) {
    if (kept.size() == kMost) break;
    const bool is_new = std::none_of(kept.begin(), kept.end(), [&](const Spot& other) {
      return std::abs(other.middle.x - spot.middle.x) < block.width / 4 &&
             std::abs(other.middle.y - spot.middle.y) < block.height * 0.75;
    });
    if (is_new) kept.push_back(spot);
  }
  std::vector<Position> positions;
  positions.reserve(kept.size());
  for (const Spot& spot : kept) positions.push_back(block.at(name, spot.middle, spot.cost));
  return positions;
}

/// By how much a rectangle within an area may grow on all sides and still lie within, px.
double clearance(const Rect& box, const CellSums& area) {
  double low = 0;
  double high = 1024;
  while (high - low > 0.5) {
    const double middle = (low + high) / 2;
    (area.mean(grown(box, middle)) < 1 ? high : low) = middle;
  }
  return low;
}

double length_of(const XY& a, const XY& b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

/// A path by the way along it.
class Track {
 public:
  explicit Track(const std::vector<XY>& path) : path_(path), way_{0} {
    for (std::size_t i = 1; i < path.size(); ++i)
      way_.push_back(way_.back() + length_of(path[i - 1], path[i]));
  }
  double length() const { return way_.back(); }

  /// The part between two ways, ends included.
  std::vector<XY> part(double from, double to) const {
    std::vector<XY> result{at(from)};
    for (std::size_t i = 0; i < path_.size(); ++i)
      if (way_[i] > from && way_[i] < to) result.push_back(path_[i]);
    result.push_back(at(to));
    return result;
  }

 private:
  XY at(double way) const {
    const auto after = std::upper_bound(way_.begin(), way_.end(), way);
    if (after == way_.end()) return path_.back();
    const auto i = static_cast<std::size_t>(after - way_.begin());
    const double t = (way - way_[i - 1]) / (way_[i] - way_[i - 1]);
    const XY& a = path_[i - 1];
    const XY& b = path_[i];
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
  }

  const std::vector<XY>& path_;
  std::vector<double> way_;
};

/// What is upright for a text: from left to right.
struct Direction {
  XY along;  // unit vector; x >= 0
  double degrees = 0;
};

Direction direction(const XY& from, const XY& to) {
  const double length = length_of(from, to);
  XY along{(to.x - from.x) / length, (to.y - from.y) / length};
  if (along.x < 0 || (along.x == 0 && along.y > 0)) along = {-along.x, -along.y};
  return {along, std::atan2(along.y, along.x) * 180 / std::numbers::pi};
}

/// The box around a rectangle turned about the origin, and moved.
Rect turned(const Rect& rect, const XY& along, const XY& to) {
  double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
  for (const XY& corner : {XY{rect.left, rect.top}, XY{rect.right(), rect.top},
                           XY{rect.left, rect.bottom()}, XY{rect.right(), rect.bottom()}}) {
    const XY xy{to.x + corner.x * along.x - corner.y * along.y,
                to.y + corner.x * along.y + corner.y * along.x};
    left = std::min(left, xy.x);
    right = std::max(right, xy.x);
    top = std::min(top, xy.y);
    bottom = std::max(bottom, xy.y);
  }
  return {left, top, right - left, bottom - top};
}

/// Names along one stretch of a path, above and below it; nothing where it winds too much.
void add_along(const MeasuredName& name, const std::vector<XY>& stretch, const Ground& ground,
               std::vector<Position>& positions) {
  constexpr double kStraight = 0.9;  // chord to way
  constexpr double kGap = 2;         // px
  const Rect& ink = name.sizes.front().ink;
  const XY& from = stretch.front();
  const XY& to = stretch.back();
  const double chord = length_of(from, to);
  if (chord < kStraight * ink.width) return;
  const Direction turn = direction(from, to);
  const XY down{-turn.along.y, turn.along.x};
  double lowest = 0, highest = 0;  // of the stretch, from the chord
  for (const XY& xy : stretch) {
    const double off = (xy.x - from.x) * down.x + (xy.y - from.y) * down.y;
    lowest = std::max(lowest, off);
    highest = std::min(highest, off);
  }
  const double winding = (lowest - highest) / ink.height;
  if (winding > 1) return;
  const XY middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
  for (const double off : {highest - kGap - ink.bottom(), lowest + kGap - ink.top}) {
    const XY at{middle.x + off * down.x, middle.y + off * down.y};
    const Rect box = turned(ink, turn.along, at);
    if (!ground.is_free(box)) continue;
    const Lettering& letters = name.lettering;
    Position position;
    position.texts = {
        {letters.css_class, letters.lines.front(), at, Anchor::middle, turn.degrees, letters.lang}};
    position.boxes = {grown(box, kRoom)};
    position.cost = ground.cost(box) + 0.5 * winding + 0.3 * std::abs(turn.degrees) / 90;
    positions.push_back(std::move(position));
  }
}

}  // namespace

std::vector<Position> positions_beside(const MeasuredName& name, const Rect& mark,
                                       bool right_to_left, const Ground& ground) {
  const Rect& ink = name.sizes.front().ink;
  const XY middle = middle_of(mark);
  const double right = mark.right();
  const double left = mark.left - ink.width;
  const double ahead = right_to_left ? left : right;
  const double behind = right_to_left ? right : left;
  const double centred = middle.x - ink.width / 2;
  const double upper = middle.y - 1 + ink.top;  // the baseline is a little above the middle
  const double level = middle.y - ink.height / 2;
  const double lower = middle.y - 1;
  const double above = mark.top - ink.height;
  const double below = mark.bottom();
  const auto anchor = [&](double x) {
    return x == right ? Anchor::left : x == left ? Anchor::right : Anchor::middle;
  };
  struct Choice {
    double x, y, cost;
  };
  std::vector<Choice> choices{{ahead, upper, 0},    {ahead, level, 0.08},  {ahead, lower, 0.12},
                              {behind, upper, 0.2}, {behind, level, 0.26}, {centred, above, 0.24},
                              {behind, lower, 0.3}, {centred, below, 0.34}};
  for (const double shift : {0.15, -0.15, 0.3, -0.3}) {
    choices.push_back({centred + shift * ink.width, above, 0.24 + 0.4 * std::abs(shift)});
    choices.push_back({centred + shift * ink.width, below, 0.34 + 0.2 * std::abs(shift)});
  }
  std::vector<Position> positions;
  for (const Choice& choice : choices) {
    const Rect box{choice.x, choice.y, ink.width, ink.height};
    if (ground.is_free(box))
      positions.push_back(line_at(name, box, anchor(choice.x), choice.cost + ground.cost(box)));
  }
  return positions;
}

std::vector<Position> positions_within(const MeasuredName& name, const Raster& area,
                                       const Ground& ground) {
  const Block block(name);
  const CellSums inside(area);
  std::vector<Spot> spots;
  double widest = 1;
  visit_middles(block, ground.room(), [&](const XY& middle) {
    const Rect box = block.around(middle);
    if (inside.mean(box) < 1 || !ground.is_free(box)) return;
    const double room = clearance(box, inside);
    widest = std::max(widest, room);
    spots.push_back({middle, -room});
  });
  for (Spot& spot : spots)
    spot.cost = 1 + spot.cost / widest + ground.cost(block.around(spot.middle));
  return best_of(std::move(spots), name, block);
}

std::vector<Position> positions_over(const MeasuredName& name, const Raster& area,
                                     const Ground& ground) {
  constexpr double kLeast = 0.25;
  const Block block(name);
  const CellSums inside(area);
  std::vector<Spot> spots;
  visit_middles(block, ground.room(), [&](const XY& middle) {
    const Rect box = block.around(middle);
    const double share = inside.mean(box);
    if (share >= kLeast && ground.is_free(box))
      spots.push_back({middle, 2 * (1 - share) + ground.cost(box)});
  });
  return best_of(std::move(spots), name, block);
}

std::vector<Position> positions_along(const MeasuredName& name,
                                      const std::vector<std::vector<XY>>& paths,
                                      const Ground& ground) {
  constexpr std::size_t kMost = 30;
  constexpr double kStep = 8;  // px
  const double width = name.sizes.front().ink.width;
  std::vector<Position> positions;
  for (const std::vector<XY>& path : paths) {
    if (path.size() < 2) continue;
    const Track track(path);
    const auto steps = static_cast<int>(std::floor((track.length() - width) / kStep));
    for (int i = 0; i <= steps; ++i)
      add_along(name, track.part(i * kStep, i * kStep + width), ground, positions);
  }
  std::stable_sort(positions.begin(), positions.end(),
                   [](const Position& a, const Position& b) { return a.cost < b.cost; });
  if (positions.size() > kMost) positions.resize(kMost);
  return positions;
}

}  // namespace cordon::map
