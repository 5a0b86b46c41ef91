#include "cordon/zone/seam.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kTurn = 360;  // degrees
constexpr double kEast = 180;
constexpr double kPole = 90;
constexpr double kNoArea = 1e-9;      // degrees squared: 12 m2 at most
constexpr double kSamePlace = 1e-10;  // degrees along the border: 11 micrometres

/// The number of the turn that a longitude is on; its western end belongs to the turn before.
double turn_of(double x) {
  return std::ceil((x - kEast) / kTurn);
}

/// A stretch of a ring or path on one turn, its first and last vertices on the border or, of a
/// path, its ends.
using Chain = std::vector<XY>;

/// Cuts where neighbouring vertices lie on different turns.
std::vector<Chain> chains_of(const std::vector<XY>& path) {
  std::vector<Chain> chains(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const double turn = turn_of(path[i].x);
    if (i > 0) {
      const XY& a = path[i - 1];
      const XY& b = path[i];
      if (const double before = turn_of(a.x); before != turn) {
        const double seam = kEast + kTurn * std::min(before, turn);
        const double y = a.y + (b.y - a.y) * (seam - a.x) / (b.x - a.x);
        const double exit = turn > before ? kEast : -kEast;
        chains.back().push_back({exit, y});
        chains.push_back({{-exit, y}});
      }
    }
    chains.back().push_back({path[i].x - kTurn * turn, path[i].y});
  }
  for (Chain& chain : chains) chain.erase(std::unique(chain.begin(), chain.end()), chain.end());
  return chains;
}

/// Way along the border, counter-clockwise from its south-western corner, in degrees.
double along_border(const XY& xy) {
  constexpr double kHeight = 2 * kPole;
  return xy.x > 0 ? kTurn + xy.y + kPole : 2 * kTurn + kHeight + kPole - xy.y;
}

/// Where a chain leaves or enters the rectangle.
struct Crossing {
  double along;
  std::size_t chain;
  bool leaves;
};

std::vector<Crossing> crossings_of(const std::vector<Chain>& chains) {
  std::vector<Crossing> crossings;
  for (std::size_t k = 0; k < chains.size(); ++k) {
    crossings.push_back({along_border(chains[k].front()), k, false});
    crossings.push_back({along_border(chains[k].back()), k, true});
  }
  std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) {
    return a.along != b.along ? a.along < b.along : a.chain < b.chain;
  });
  return crossings;
}

/// Whether chains can be made to leave and enter by turns, by exchanging crossings in one place.
bool order_by_turns(std::vector<Crossing>& crossings, bool leaves) {
  for (auto at = crossings.begin(); at != crossings.end(); ++at, leaves = !leaves) {
    const auto found =
        std::find_if(at, crossings.end(), [&](const Crossing& c) { return c.leaves == leaves; });
    if (found == crossings.end() || found->along - at->along > kSamePlace) return false;
    std::rotate(at, found, found + 1);
  }
  return true;
}

/// Along the border from one place to a later one: the corners in between.
void follow_border(const XY& from, const XY& to, Ring& ring) {
  static constexpr std::array<XY, 4> kCorners{
      {{kEast, -kPole}, {kEast, kPole}, {-kEast, kPole}, {-kEast, -kPole}}};
  constexpr std::array<double, 4> kAlong{kTurn, kTurn + 2 * kPole, 2 * kTurn + 2 * kPole,
                                         2 * kTurn + 4 * kPole};
  constexpr double kWhole = 2 * kTurn + 4 * kPole;
  const double start = along_border(from);
  double end = along_border(to);
  if (end < start - kSamePlace) end += kWhole;
  for (const double lap : {0.0, kWhole})
    for (std::size_t k = 0; k < kCorners.size(); ++k)
      if (kAlong[k] + lap > start && kAlong[k] + lap < end) ring.push_back(kCorners[k]);
}

void close_ring(Ring ring, std::vector<Ring>& into) {
  ring.push_back(XY(ring.front()));
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  if (ring.size() >= 4) into.push_back(std::move(ring));
}

/// Joins chains along the border, which has the area on its own left between where one chain leaves
/// and the next one enters.
std::vector<Ring> join_chains(const std::vector<Chain>& chains,
                              const std::vector<Crossing>& crossings) {
  std::vector<std::size_t> next(chains.size());
  for (std::size_t i = 0; i < crossings.size(); ++i)
    if (crossings[i].leaves) next[crossings[i].chain] = crossings[(i + 1) % crossings.size()].chain;
  std::vector<Ring> rings;
  std::vector<bool> used(chains.size(), false);
  for (std::size_t first = 0; first < chains.size(); ++first) {
    if (used[first]) continue;
    Ring ring;
    for (std::size_t k = first; !used[k]; k = next[k]) {
      used[k] = true;
      ring.insert(ring.end(), chains[k].begin(), chains[k].end());
      follow_border(chains[k].back(), chains[next[k]].front(), ring);
    }
    close_ring(std::move(ring), rings);
  }
  return rings;
}

/// Degrees squared.
double signed_area(const std::vector<Ring>& rings) {
  double twice = 0;
  for (const Ring& ring : rings) twice += twice_signed_area(ring);
  return twice / 2;
}

/// Where crossings are in one place there may be two ways to join them, and one of them adds the
/// whole rectangle.
std::vector<Ring> closed_along_border(const std::vector<Chain>& chains, double closed_area) {
  constexpr double kWholeArea = kTurn * 2 * kPole;
  for (const bool leaves : {true, false}) {
    std::vector<Crossing> crossings = crossings_of(chains);
    if (!order_by_turns(crossings, leaves)) continue;
    std::vector<Ring> rings = join_chains(chains, crossings);
    const double area = closed_area + signed_area(rings);
    if (area >= -kNoArea && area <= kWholeArea + kNoArea) return rings;
  }
  throw DataError("a ring crosses itself at the antimeridian",
                  "repair it there, or cut it at 180 degrees");
}

}  // namespace

std::vector<Ring> cut_at_seam(const std::vector<Ring>& rings) {
  std::vector<Ring> cut;
  std::vector<Chain> open;
  for (const Ring& ring : rings) {
    std::vector<Chain> chains = chains_of(ring);
    if (chains.size() == 1) {
      cut.push_back(std::move(chains.front()));
      continue;
    }
    // A ring begins anywhere: its last chain goes on as the first one.
    Chain& last = chains.back();
    last.insert(last.end(), chains.front().begin() + 1, chains.front().end());
    for (std::size_t k = 1; k < chains.size(); ++k) {
      Chain& chain = chains[k];
      // Where it only touches the border it is a ring of its own.
      const double opening = along_border(chain.back()) - along_border(chain.front());
      if (std::abs(opening) <= kSamePlace)
        close_ring(std::move(chain), cut);
      else
        open.push_back(std::move(chain));
    }
  }
  const double area = signed_area(cut);
  if (!open.empty()) {
    std::vector<Ring> closed = closed_along_border(open, area);
    std::move(closed.begin(), closed.end(), std::back_inserter(cut));
  } else if (area < -kNoArea) {
    // Nothing reaches the border: it is all inside or all outside, and what the rings enclose tells
    // which.
    cut.push_back(
        {{-kEast, -kPole}, {kEast, -kPole}, {kEast, kPole}, {-kEast, kPole}, {-kEast, -kPole}});
  }
  return cut;
}

std::vector<std::vector<XY>> cut_path_at_seam(const std::vector<XY>& path) {
  std::vector<Chain> chains = chains_of(path);
  std::erase_if(chains, [&](const Chain& chain) { return chain.size() < 2 && path.size() > 1; });
  return chains;
}

bool is_seam_edge(const XY& a, const XY& b) {
  return (a.x == b.x && std::abs(a.x) == kEast) || (a.y == b.y && std::abs(a.y) == kPole);
}

}  // namespace cordon
