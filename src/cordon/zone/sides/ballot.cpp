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

}  // namespace

/// Asks beside every edge of a path, on its left.
RingBallot Pollster::poll_left(const std::vector<XY>& path, const PointLocator& inside,
                               Ballot& ballot) const {
  RingBallot answers(path.size() - 1);
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const XY a = lattice_.from(path[i]);
    const XY b = lattice_.from(path[i + 1]);
    const XY middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    const LocalScale scale = space_.scale_at(middle);
    const XY way = scale.metres({b.x - a.x, b.y - a.y});
    const double metres = std::hypot(way.x, way.y);
    if (metres == 0) continue;
    // A step of the coordinates, so that all stays on this map.
    const XY step = step_of(scale, {-way.y / metres * offset_, way.x / metres * offset_});
    const XY beside{middle.x + step.x, middle.y + step.y};
    const Sight sight = sight_.see(space_.inverse(beside));
    if (sight.distance > 2 * offset_ || !inside.contains(lattice_.unrounded(beside))) continue;
    answers[i] = sight.hand;
    (sight.hand == Hand::left ? ballot.left : ballot.right) += metres;
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
    along(ring, kLooksOnEdge, into);
    return;
  }
  auto last = static_cast<std::size_t>(begin - ballot.begin());
  for (std::size_t i = last + 1, end = last + count; i <= end; ++i) {
    if (!ballot[i % count]) continue;
    std::vector<XY> path(i - last);
    for (std::size_t j = 0; j < path.size(); ++j) path[j] = ring[(last + 1 + j) % count];
    along(path, kLooksOnEdge, into);
    last = i;
  }
}

/// The shortest links that join all rings lie in the face: no part of it that a ring looks into is
/// cut off from the others by a curve that none of the links crosses.
void Pollster::between_rings(const ZoneFace& face, Witnesses& into) const {
  std::vector<const Ring*> joined{&face.polygon.shell};
  std::vector<const Ring*> open;
  for (const Ring& hole : face.polygon.holes) open.push_back(&hole);
  std::vector<Link> nearest;  // of each open ring
  for (const Ring* ring : open) nearest.push_back(shortest_link(face.polygon.shell, *ring));
  while (!open.empty()) {
    const auto least =
        std::min_element(nearest.begin(), nearest.end(),
                         [](const Link& a, const Link& b) { return a.length < b.length; });
    along({least->from, least->to}, kLooksOnLink, into);
    const auto which = least - nearest.begin();
    const Ring* added = open[static_cast<std::size_t>(which)];
    open.erase(open.begin() + which);
    nearest.erase(least);
    for (std::size_t i = 0; i < open.size(); ++i)
      if (const Link link = shortest_link(*added, *open[i]); link.length < nearest[i].length)
        nearest[i] = link;
  }
}

/// Looks for changes of hand along a path, off the lines.
void Pollster::along(const std::vector<XY>& path, int looks, Witnesses& into) const {
  std::optional<Sight> before;
  LonLat there;
  for (std::size_t i = 1; i < path.size(); ++i)
    for (int k = 0; k <= looks; ++k) {
      const double t = static_cast<double>(k) / looks;
      const LonLat here =
          place({std::lerp(path[i - 1].x, path[i].x, t), std::lerp(path[i - 1].y, path[i].y, t)});
      const Sight sight = sight_.see(here);
      if (sight.distance <= 2 * offset_) continue;
      if (before && before->hand != sight.hand) into.emplace_back(there, here);
      before = sight;
      there = here;
    }
}

}  // namespace cordon
