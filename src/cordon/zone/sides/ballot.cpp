#include "cordon/zone/sides/ballot.hpp"

#include <algorithm>
#include <cmath>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/sides/local_step.hpp"

namespace cordon {
namespace {

std::vector<const Ring*> rings_of(const Polygon& polygon) {
  std::vector<const Ring*> rings{&polygon.shell};
  for (const Ring& hole : polygon.holes) rings.push_back(&hole);
  return rings;
}

// Looks for changes of hand, on each edge of a ring and on each link between rings.
constexpr int kLooksOnEdge = 4;
constexpr int kLooksOnLink = 64;
/// How far inside, in offsets: beyond the error of what is drawn.
constexpr double kInset = 4;

}  // namespace

/// The way to the left of an edge: a step of the coordinates, so that all stays on this map.
Pollster::Aside Pollster::left_of(const XY& from, const XY& to, double distance) const {
  const XY a = lattice_.from(from);
  const XY b = lattice_.from(to);
  const LocalScale scale = space_.scale_at({(a.x + b.x) / 2, (a.y + b.y) / 2});
  const XY way = scale.metres({b.x - a.x, b.y - a.y});
  const double length = std::hypot(way.x, way.y);
  if (length == 0) return {};
  return {length, step_of(scale, {-way.y / length * distance, way.x / length * distance})};
}

/// Asks beside every edge of a path, on its left.
RingBallot Pollster::poll_left(const std::vector<XY>& path, const PointLocator& inside,
                               Ballot& ballot) const {
  RingBallot answers(path.size() - 1);
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Aside aside = left_of(path[i], path[i + 1], offset_);
    const XY a = lattice_.from(path[i]);
    const XY b = lattice_.from(path[i + 1]);
    const XY beside{(a.x + b.x) / 2 + aside.step.x, (a.y + b.y) / 2 + aside.step.y};
    const Sight sight = sight_.see(space_.inverse(beside));
    if (sight.distance > 2 * offset_ || !inside.contains(lattice_.unrounded(beside))) continue;
    answers[i] = sight.hand;
    (sight.hand == Hand::left ? ballot.left : ballot.right) += aside.length;
  }
  return answers;
}

Ballot Pollster::poll(const ZoneFace& face) const {
  const PointLocator inside({face.polygon});
  Ballot ballot;
  for (const Ring* ring : rings_of(face.polygon))
    ballot.rings.push_back(poll_left(*ring, inside, ballot));
  for (std::vector<XY> slit : face.slits) {
    poll_left(slit, inside, ballot);
    std::reverse(slit.begin(), slit.end());
    poll_left(slit, inside, ballot);
  }
  return ballot;
}

std::vector<std::pair<LonLat, LonLat>> Pollster::witnesses(const ZoneFace& face,
                                                           const Ballot& ballot) const {
  Witnesses found;
  const std::vector<const Ring*> rings = rings_of(face.polygon);
  for (std::size_t r = 0; r < rings.size(); ++r) along_ring(*rings[r], ballot.rings[r], found);
  between_rings(face, found);
  return found;
}

/// Along what is not on the lines. All of it: the hand may change twice between equal answers.
void Pollster::along_ring(const Ring& ring, const RingBallot& ballot, Witnesses& into) const {
  const std::size_t count = ballot.size();
  const auto begin = std::find_if(ballot.begin(), ballot.end(),
                                  [](const std::optional<Hand>& hand) { return hand.has_value(); });
  if (begin == ballot.end()) {
    along(ring, kLooksOnEdge, kInset * offset_, into);
    return;
  }
  auto last = static_cast<std::size_t>(begin - ballot.begin());
  for (std::size_t i = last + 1, end = last + count; i <= end; ++i) {
    if (!ballot[i % count]) continue;
    std::vector<XY> path(i - last);
    for (std::size_t j = 0; j < path.size(); ++j) path[j] = ring[(last + 1 + j) % count];
    along(path, kLooksOnEdge, kInset * offset_, into);
    last = i;
  }
}

/// The shortest links that join all rings lie in the face: no part of it that a ring looks into is
/// cut off from the others by a curve that none of the links crosses.
void Pollster::between_rings(const ZoneFace& face, Witnesses& into) const {
  const std::vector<const Ring*> rings = rings_of(face.polygon);
  std::vector<const Ring*> open(rings.begin() + 1, rings.end());
  std::vector<Link> nearest(open.size());  // of each open ring
  for (std::size_t i = 0; i < open.size(); ++i) nearest[i] = shortest_link(*rings[0], *open[i]);
  while (!open.empty()) {
    const auto least =
        std::min_element(nearest.begin(), nearest.end(),
                         [](const Link& a, const Link& b) { return a.length < b.length; });
    along({least->from, least->to}, kLooksOnLink, 0, into);
    const auto which = least - nearest.begin();
    const Ring* added = open[static_cast<std::size_t>(which)];
    open.erase(open.begin() + which);
    nearest.erase(least);
    for (std::size_t i = 0; i < open.size(); ++i)
      if (const Link link = shortest_link(*added, *open[i]); link.length < nearest[i].length)
        nearest[i] = link;
  }
}

/// Looks for changes of hand along a path, off the lines and `inset` m to the left: what is drawn
/// on the path itself is a change of hand, too, but no news.
void Pollster::along(const std::vector<XY>& path, int looks, double inset, Witnesses& into) const {
  std::optional<Hand> before;
  LonLat there;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const XY aside = left_of(path[i - 1], path[i], inset).step;
    for (int k = 0; k <= looks; ++k) {
      const double t = static_cast<double>(k) / looks;
      const XY a = lattice_.from(path[i - 1]);
      const XY b = lattice_.from(path[i]);
      const LonLat here =
          space_.inverse({std::lerp(a.x, b.x, t) + aside.x, std::lerp(a.y, b.y, t) + aside.y});
      const Sight sight = sight_.see(here);
      if (sight.distance <= 2 * offset_) continue;
      if (before && *before != sight.hand) into.emplace_back(there, here);
      before = sight.hand;
      there = here;
    }
  }
}

}  // namespace cordon
