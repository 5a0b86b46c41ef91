#include "cordon/zone/exact/arcs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cordon/base/box_tree.hpp"
#include "cordon/base/parallel.hpp"

namespace cordon {
namespace {

constexpr std::size_t kLeaf = 8;     // discs in a box of the tree
constexpr std::size_t kBlock = 512;  // discs that one thread takes at a time

template <typename Discs>
class ArcFinder {
 public:
  ArcFinder(const Discs& discs, const BoxTree& tree) : discs_(discs), tree_(tree) {}

  void find(std::size_t i, std::vector<Arc>& arcs) {
    disc_ = i;
    open_.assign(1, Stretch{});
    subtract_neighbours();
    while (!open_.empty()) {
      const Stretch stretch = open_.back();
      open_.pop_back();
      if (!split_at_middle(stretch)) settle(stretch, arcs);
    }
  }

 private:
  /// Discs next to this one along the line empty most circles before the tree is asked.
  void subtract_neighbours() {
    static constexpr std::array<std::size_t, 5> kSteps{1, 2, 4, 8, 16};
    for (const std::size_t step : kSteps) {
      if (disc_ >= step) subtract_from_open(disc_ - step);
      if (disc_ + step < discs_.size()) subtract_from_open(disc_ + step);
      if (open_.empty()) return;
    }
  }

  void subtract_from_open(std::size_t j) {
    const Cover cover = discs_.cover(disc_, j);
    if (cover.nothing()) return;
    subtract_all(open_, cover, j);
  }

  void subtract_all(std::vector<Stretch>& stretches, const Cover& cover, std::size_t j) {
    left_.clear();
    for (const Stretch& stretch : stretches) {
      const Remainder rest = subtract(stretch, cover, static_cast<std::uint32_t>(j));
      left_.insert(left_.end(), rest.parts.begin(),
                   rest.parts.begin() + static_cast<std::ptrdiff_t>(rest.count));
    }
    stretches.swap(left_);
  }

  /// If a disc holds the middle of the stretch: takes that disc's cover out, puts what is left
  /// back into open_, and returns true.
  bool split_at_middle(const Stretch& stretch) {
    const Vec3 middle = discs_.at(disc_, (stretch.start + stretch.end) / 2);
    std::size_t holder = disc_;
    double nearest = discs_.reach() * discs_.reach();
    tree_.visit_near(middle, nearest, [&](std::size_t leaf) {
      const std::size_t end = std::min((leaf + 1) * kLeaf, discs_.size());
      for (std::size_t j = leaf * kLeaf; j < end; ++j) {
        if (j == disc_) continue;
        const double squared = squared_length(middle - discs_.position(j));
        if (squared < nearest && discs_.holds(j, middle)) {
          nearest = squared;
          holder = j;
        }
      }
      return nearest;
    });
    if (holder == disc_) return false;
    const Remainder rest =
        subtract(stretch, discs_.cover(disc_, holder), static_cast<std::uint32_t>(holder));
    double kept = 0;
    for (std::size_t k = 0; k < rest.count; ++k) kept += rest.parts[k].end - rest.parts[k].start;
    if (kept >= stretch.end - stretch.start) return false;  // a touch, within rounding
    open_.insert(open_.end(), rest.parts.begin(),
                 rest.parts.begin() + static_cast<std::ptrdiff_t>(rest.count));
    return true;
  }

  /// Takes out all discs that reach the stretch; what is left is exposed.
  void settle(const Stretch& stretch, std::vector<Arc>& arcs) {
    const double middle_angle = (stretch.start + stretch.end) / 2;
    const Vec3 middle = discs_.at(disc_, middle_angle);
    const Vec3 first = discs_.at(disc_, stretch.start);
    const Vec3 last = discs_.at(disc_, stretch.end);
    const double sweep = stretch.end - stretch.start;
    const double radius = discs_.reach() + length(last - middle) * (1 + 1e-9);
    std::vector<Stretch> exposed{stretch};
    tree_.visit_near(middle, radius * radius, [&](std::size_t leaf) {
      const std::size_t end = std::min((leaf + 1) * kLeaf, discs_.size());
      for (std::size_t j = leaf * kLeaf; j < end; ++j) {
        if (j == disc_ || squared_length(middle - discs_.position(j)) > radius * radius) continue;
        if (discs_.misses(disc_, j, first, last, sweep)) continue;
        const Cover cover = discs_.cover(disc_, j);
        if (!cover.nothing()) subtract_all(exposed, cover, j);
      }
      return exposed.empty() ? -1.0 : radius * radius;
    });
    for (const Stretch& s : exposed) arcs.push_back({static_cast<std::uint32_t>(disc_), s});
  }

  const Discs& discs_;
  const BoxTree& tree_;
  std::size_t disc_ = 0;
  std::vector<Stretch> open_;
  std::vector<Stretch> left_;
};

template <typename Discs>
BoxTree tree_of(const Discs& discs) {
  std::vector<Box3> boxes((discs.size() + kLeaf - 1) / kLeaf);
  for (std::size_t i = 0; i < discs.size(); ++i) boxes[i / kLeaf].add(discs.position(i));
  return BoxTree(std::move(boxes));
}

}  // namespace

template <typename Discs>
std::vector<Arc> exposed_arcs(const Discs& discs, unsigned threads) {
  const BoxTree tree = tree_of(discs);
  const std::size_t blocks = (discs.size() + kBlock - 1) / kBlock;
  std::vector<std::vector<Arc>> found(blocks);
  parallel_for(blocks, threads, [&](std::size_t block) {
    ArcFinder<Discs> finder(discs, tree);
    const std::size_t end = std::min((block + 1) * kBlock, discs.size());
    for (std::size_t i = block * kBlock; i < end; ++i) finder.find(i, found[block]);
  });
  std::vector<Arc> arcs;
  for (const std::vector<Arc>& part : found) arcs.insert(arcs.end(), part.begin(), part.end());
  std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
    return a.disc != b.disc ? a.disc < b.disc : a.stretch.start < b.stretch.start;
  });
  return arcs;
}

template std::vector<Arc> exposed_arcs(const SphereDiscs&, unsigned);
template std::vector<Arc> exposed_arcs(const GeodesicDiscs&, unsigned);

std::optional<std::vector<std::vector<Arc>>> join_arcs(const std::vector<Arc>& arcs,
                                                       std::size_t disc_count) {
  std::vector<std::size_t> first_of_disc(disc_count + 1, 0);
  for (const Arc& arc : arcs) ++first_of_disc[arc.disc + 1];
  for (std::size_t i = 0; i < disc_count; ++i) first_of_disc[i + 1] += first_of_disc[i];

  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  const auto successor = [&](const Arc& arc) {
    const std::uint32_t j = arc.stretch.after;
    for (std::size_t k = first_of_disc[j]; k < first_of_disc[j + 1]; ++k)
      if (arcs[k].stretch.before == arc.disc) return k;
    return kNone;
  };
  std::vector<bool> used(arcs.size(), false);
  std::vector<std::vector<Arc>> rings;
  for (std::size_t start = 0; start < arcs.size(); ++start) {
    if (used[start]) continue;
    std::vector<Arc>& ring = rings.emplace_back();
    std::size_t at = start;
    do {
      if (used[at]) return std::nullopt;
      used[at] = true;
      ring.push_back(arcs[at]);
      if (arcs[at].stretch.before == kNoDisc) break;
      at = successor(arcs[at]);
      if (at == kNone) return std::nullopt;
    } while (at != start);
  }
  return rings;
}

}  // namespace cordon
