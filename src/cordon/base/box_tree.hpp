// A bounding-box tree over items in the order in which they come.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <vector>

namespace cordon {

/// An axis-aligned box in space. Default: empty.
struct Box3 {
  static constexpr double kInf = std::numeric_limits<double>::infinity();
  std::array<double, 3> low{kInf, kInf, kInf};
  std::array<double, 3> high{-kInf, -kInf, -kInf};

  void add(const std::array<double, 3>& p) {
    for (std::size_t k = 0; k < 3; ++k) {
      low[k] = std::min(low[k], p[k]);
      high[k] = std::max(high[k], p[k]);
    }
  }
  void add(const Box3& other) {
    add(other.low);
    add(other.high);
  }
  void grow(double margin) {
    for (std::size_t k = 0; k < 3; ++k) {
      low[k] -= margin;
      high[k] += margin;
    }
  }
  /// The least of dot(direction, p - origin) over the box.
  double least_along(const std::array<double, 3>& direction,
                     const std::array<double, 3>& origin) const {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k)
      sum += std::min(direction[k] * (low[k] - origin[k]), direction[k] * (high[k] - origin[k]));
    return sum;
  }
  /// Squared distance of a point from the box; 0 inside.
  double squared_distance(const std::array<double, 3>& p) const {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const double d = std::max({low[k] - p[k], 0.0, p[k] - high[k]});
      sum += d * d;
    }
    return sum;
  }
};

/// Items with neighbouring numbers should be neighbours in space, as the vertices of a line are:
/// the tree groups them by number, eight nodes to a parent, so building it is one pass.
class BoxTree {
 public:
  BoxTree() = default;

  /// One box for each item.
  explicit BoxTree(std::vector<Box3> items) {
    levels_.push_back(std::move(items));
    while (levels_.back().size() > kFanout) {
      const std::vector<Box3>& below = levels_.back();
      std::vector<Box3> above((below.size() + kFanout - 1) / kFanout);
      for (std::size_t i = 0; i < below.size(); ++i) above[i / kFanout].add(below[i]);
      levels_.push_back(std::move(above));
    }
  }

  std::size_t size() const { return levels_.empty() ? 0 : levels_.front().size(); }

  /// Visits the items whose box is nearer to `place` than the square root of `bound`, roughly the
  /// nearest first. visit(item) returns the squared distance to go on with (smaller: prune more;
  /// negative: stop).
  template <typename Visit>
  void visit_near(const std::array<double, 3>& place, double bound, const Visit& visit) const {
    if (size() == 0) return;
    descend(levels_.size() - 1, 0, levels_.back().size(), place, bound, visit);
  }

  /// Whether test(item) holds for any item; skips all items in boxes for which may(box) is false.
  template <typename May, typename Test>
  bool any_of(const May& may, const Test& test) const {
    return size() > 0 && any_below(levels_.size() - 1, 0, levels_.back().size(), may, test);
  }

 private:
  static constexpr std::size_t kFanout = 8;

  template <typename May, typename Test>
  bool any_below(std::size_t level, std::size_t first, std::size_t last, const May& may,
                 const Test& test) const {
    for (std::size_t i = first; i < last; ++i) {
      if (!may(levels_[level][i])) continue;
      const bool found =
          level == 0 ? test(i)
                     : any_below(level - 1, i * kFanout,
                                 std::min((i + 1) * kFanout, levels_[level - 1].size()), may, test);
      if (found) return true;
    }
    return false;
  }

  template <typename Visit>
  void descend(std::size_t level, std::size_t first, std::size_t last,
               const std::array<double, 3>& place, double& bound, const Visit& visit) const {
    struct Near {
      double squared;
      std::size_t node;
    };
    std::array<Near, kFanout> near;
    std::size_t count = 0;
    for (std::size_t i = first; i < last; ++i) {
      const double squared = levels_[level][i].squared_distance(place);
      if (squared > bound) continue;
      std::size_t at = count++;
      for (; at > 0 && near[at - 1].squared > squared; --at) near[at] = near[at - 1];
      near[at] = {squared, i};
    }
    for (std::size_t k = 0; k < count; ++k) {
      if (near[k].squared > bound) return;
      const std::size_t node = near[k].node;
      if (level == 0) {
        bound = visit(node);
      } else {
        const std::size_t below = levels_[level - 1].size();
        descend(level - 1, node * kFanout, std::min((node + 1) * kFanout, below), place, bound,
                visit);
      }
    }
  }

  std::vector<std::vector<Box3>> levels_;  // items first, root's children last
};

}  // namespace cordon
