#include "cordon/map/labels/placement.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

namespace cordon::map {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

struct Candidate {
  std::size_t name = 0;
  double gain = 0;
  Rect around;  // of all its boxes
  const std::vector<Rect>* boxes = nullptr;
  std::vector<std::size_t> rivals;  // candidates of other names that overlap it
};

Rect around(const std::vector<Rect>& boxes) {
  Rect result = boxes.front();
  for (const Rect& box : boxes) {
    const double left = std::min(result.left, box.left);
    const double top = std::min(result.top, box.top);
    result = {left, top, std::max(result.right(), box.right()) - left,
              std::max(result.bottom(), box.bottom()) - top};
  }
  return result;
}

bool collide(const Candidate& a, const Candidate& b) {
  return a.name != b.name && a.around.overlaps(b.around) &&
         std::any_of(a.boxes->begin(), a.boxes->end(), [&](const Rect& box) {
           return std::any_of(b.boxes->begin(), b.boxes->end(),
                              [&](const Rect& other) { return box.overlaps(other); });
         });
}

class Arrangement {
 public:
  explicit Arrangement(const std::vector<Name>& names) : chosen_(names.size(), kNone) {
    collect(names);
    find_rivals();
  }

  /// Places the names anew, in that order, and moves them as long as that is a gain.
  void start(const std::vector<std::size_t>& order) {
    constexpr int kPasses = 50;
    std::fill(chosen_.begin(), chosen_.end(), kNone);
    std::fill(blocked_.begin(), blocked_.end(), 0);
    for (const std::size_t name : order) place(best_free(name));
    for (int pass = 0; pass < kPasses && improve(order); ++pass) {
    }
  }

  double gain() const {
    return std::accumulate(
        chosen_.begin(), chosen_.end(), 0.0,
        [&](double sum, std::size_t candidate) { return sum + gain_of(candidate); });
  }

  std::vector<std::optional<std::size_t>> positions() const {
    std::vector<std::optional<std::size_t>> result;
    for (const std::size_t candidate : chosen_)
      result.push_back(candidate == kNone ? std::nullopt : std::optional(number_[candidate]));
    return result;
  }

 private:
  /// Those that are worth their cost, the cheapest first.
  void collect(const std::vector<Name>& names) {
    for (std::size_t n = 0; n < names.size(); ++n) {
      first_.push_back(candidates_.size());
      std::vector<std::size_t> order(names[n].positions.size());
      std::iota(order.begin(), order.end(), 0);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return names[n].positions[a].cost < names[n].positions[b].cost;
      });
      for (const std::size_t i : order) {
        const Position& position = names[n].positions[i];
        const double gain = names[n].value - position.cost;
        if (gain <= 0) break;
        candidates_.push_back({n, gain, around(position.boxes), &position.boxes, {}});
        number_.push_back(i);
      }
    }
    first_.push_back(candidates_.size());
    blocked_.assign(candidates_.size(), 0);
  }

  void find_rivals() {
    std::vector<std::size_t> from_left(candidates_.size());
    std::iota(from_left.begin(), from_left.end(), 0);
    std::sort(from_left.begin(), from_left.end(), [&](std::size_t a, std::size_t b) {
      return candidates_[a].around.left < candidates_[b].around.left;
    });
    for (std::size_t i = 0; i < from_left.size(); ++i) {
      Candidate& a = candidates_[from_left[i]];
      for (std::size_t j = i + 1; j < from_left.size(); ++j) {
        Candidate& b = candidates_[from_left[j]];
        if (b.around.left >= a.around.right()) break;
        if (!collide(a, b)) continue;
        a.rivals.push_back(from_left[j]);
        b.rivals.push_back(from_left[i]);
      }
    }
    for (Candidate& candidate : candidates_)
      std::sort(candidate.rivals.begin(), candidate.rivals.end());
  }

  std::size_t best_free(std::size_t name) const {
    for (std::size_t i = first_[name]; i < first_[name + 1]; ++i)
      if (blocked_[i] == 0) return i;
    return kNone;
  }

  /// Whether anything has become better.
  bool improve(const std::vector<std::size_t>& order) {
    bool better = false;
    for (const std::size_t name : order)
      for (std::size_t i = first_[name]; i < first_[name + 1]; ++i)
        better |= i != chosen_[name] && try_position(i);
    return better;
  }

  double gain_of(std::size_t candidate) const {
    return candidate == kNone ? 0 : candidates_[candidate].gain;
  }

  void place(std::size_t candidate) {
    if (candidate == kNone) return;
    chosen_[candidates_[candidate].name] = candidate;
    for (const std::size_t rival : candidates_[candidate].rivals) ++blocked_[rival];
  }

  void remove(std::size_t candidate) {
    if (candidate == kNone) return;
    chosen_[candidates_[candidate].name] = kNone;
    for (const std::size_t rival : candidates_[candidate].rivals) --blocked_[rival];
  }

  /// Moves a name there and what is in the way to what is left; back again if that is no gain.
  bool try_position(std::size_t candidate) {
    constexpr double kLeast = 1e-6;  // so that rounding never moves in circles
    std::vector<std::size_t> old;
    if (chosen_[candidates_[candidate].name] != kNone)
      old.push_back(chosen_[candidates_[candidate].name]);
    for (const std::size_t rival : candidates_[candidate].rivals)
      if (chosen_[candidates_[rival].name] == rival) old.push_back(rival);
    double before = 0;
    double possible = candidates_[candidate].gain;
    for (const std::size_t other : old) {
      before += candidates_[other].gain;
      const std::size_t name = candidates_[other].name;
      if (name != candidates_[candidate].name) possible += gain_of(first_[name]);
    }
    if (possible <= before + kLeast) return false;
    for (const std::size_t other : old) remove(other);
    place(candidate);
    double after = candidates_[candidate].gain;
    std::vector<std::size_t> moved{candidate};
    for (const std::size_t other : old) {
      const std::size_t name = candidates_[other].name;
      if (name == candidates_[candidate].name) continue;
      const std::size_t next = best_free(name);
      place(next);
      after += gain_of(next);
      moved.push_back(next);
    }
    if (after > before + kLeast) return true;
    for (const std::size_t other : moved) remove(other);
    for (const std::size_t other : old) place(other);
    return false;
  }

  std::vector<Candidate> candidates_;  // name by name
  std::vector<std::size_t> number_;    // of each candidate among its name's positions
  std::vector<std::size_t> first_;     // candidate of each name; one more at the end
  std::vector<std::size_t> chosen_;    // candidate of each name
  std::vector<int> blocked_;           // how many chosen candidates overlap each candidate
};

/// The most valuable first; each value lessened by up to that share.
std::vector<std::size_t> order_of(const std::vector<Name>& names, double share,
                                  std::minstd_rand& random) {
  std::vector<double> values;
  values.reserve(names.size());
  for (const Name& name : names)
    values.push_back(name.value *
                     (1 - share * static_cast<double>(random()) / std::minstd_rand::max()));
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  return order;
}

}  // namespace

std::vector<std::optional<std::size_t>> arrange(const std::vector<Name>& names) {
  constexpr int kStarts = 12;
  Arrangement arrangement(names);
  std::minstd_rand random;  // the same numbers everywhere
  double best = -1;
  std::vector<std::optional<std::size_t>> result;
  for (int start = 0; start < kStarts; ++start) {
    arrangement.start(order_of(names, start == 0 ? 0 : 0.6, random));
    if (arrangement.gain() <= best) continue;
    best = arrangement.gain();
    result = arrangement.positions();
  }
  return result;
}

}  // namespace cordon::map
