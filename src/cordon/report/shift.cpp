#include "cordon/report/shift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <queue>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/report/near.hpp"

namespace cordon {
namespace {

constexpr double kLongestStretch = 2'000;  // m

/// Of the new line; distances are those of its ends from the old one.
struct Stretch {
  Station start;
  double length = 0;
  double from = 0, to = 0;

  LonLat place(double along) const {
    return geodesic_direct(start.place, start.azimuth, along).place;
  }
  /// No place of it is farther.
  double most() const { return (from + to + length) / 2; }
  /// The integral of the distance differs from that of a straight course by no more, m2.
  double doubt() const {
    const double rise = to - from;
    return std::max(0.0, length * length - rise * rise) / 4;
  }
};

class Measurer {
 public:
  Measurer(const std::vector<Path>& before, const std::vector<Path>& after,
           const ShiftOptions& options)
      : near_(Shape{{}, before, {}}), options_(options) {
    for (const Path& path : after)
      for (std::size_t i = 1; i < path.size(); ++i) add_edge(path[i - 1], path[i]);
    for (const Stretch& stretch : stretches_) length_ += stretch.length;
    if (!(length_ > 0))
      throw DataError("the new line has no length", "give a line of two different places or more");
  }

  Shift measure() {
    Shift shift;
    find_largest(shift);
    find_mean(shift);
    return shift;
  }

 private:
  Nearness look(const LonLat& place) const { return near_.look_from({place}, 1).front(); }
  double distance(const LonLat& place) const { return look(place).distance; }

  void add_edge(const LonLat& from, const LonLat& to) {
    const Path places = cut_geodesic(from, to, kLongestStretch);
    for (std::size_t i = 1; i < places.size(); ++i) {
      const Inverse way = geodesic_inverse(places[i - 1], places[i]);
      if (!(way.distance > 0)) continue;
      stretches_.push_back({{places[i - 1], way.azimuth_start},
                            way.distance,
                            distance(places[i - 1]),
                            distance(places[i])});
    }
  }

  std::pair<Stretch, Stretch> halves(const Stretch& whole) const {
    const double half = whole.length / 2;
    const Station middle = geodesic_direct(whole.start.place, whole.start.azimuth, half);
    const double there = distance(middle.place);
    return {{whole.start, half, whole.from, there}, {middle, half, there, whole.to}};
  }

  /// Best first: the stretch that may hold the farthest place is halved.
  void find_largest(Shift& shift) const {
    const auto less = [](const Stretch& a, const Stretch& b) { return a.most() < b.most(); };
    std::priority_queue<Stretch, std::vector<Stretch>, decltype(less)> open(less);
    shift.largest = -1;
    const auto add = [&](const Stretch& stretch) {
      if (stretch.from > shift.largest) {
        shift.largest = stretch.from;
        shift.at = stretch.start.place;
      }
      if (stretch.to > shift.largest) {
        shift.largest = stretch.to;
        shift.at = stretch.place(stretch.length);
      }
      open.push(stretch);
    };
    for (const Stretch& stretch : stretches_) add(stretch);
    while (open.top().most() > shift.largest + options_.largest_error) {
      const Stretch top = open.top();
      open.pop();
      const auto [first, second] = halves(top);
      add(first);
      add(second);
    }
    shift.largest_error = std::max(0.0, open.top().most() - shift.largest);
    shift.from = look(shift.at).nearest;
  }

  /// The most doubtful stretch first, until the doubt about the mean is as small as asked for.
  void find_mean(Shift& shift) const {
    const auto less = [](const Stretch& a, const Stretch& b) { return a.doubt() < b.doubt(); };
    std::priority_queue<Stretch, std::vector<Stretch>, decltype(less)> open(less, stretches_);
    double doubt = 0;
    for (const Stretch& stretch : stretches_) doubt += stretch.doubt();
    while (doubt > options_.mean_error * length_) {
      const Stretch top = open.top();
      open.pop();
      doubt -= top.doubt();
      const auto [first, second] = halves(top);
      for (const Stretch& half : {first, second}) {
        doubt += half.doubt();
        open.push(half);
      }
    }
    double sum = 0;
    for (; !open.empty(); open.pop()) {
      const Stretch& stretch = open.top();
      sum += stretch.length * (stretch.from + stretch.to) / 2;
      count_side(stretch, shift);
    }
    shift.mean = sum / length_;
    shift.mean_error = std::max(0.0, doubt) / length_;
  }

  void count_side(const Stretch& stretch, Shift& shift) const {
    if (stretch.length > options_.threshold &&
        std::min(stretch.from, stretch.to) < options_.threshold + stretch.length) {
      const auto [first, second] = halves(stretch);
      count_side(first, shift);
      count_side(second, shift);
      return;
    }
    const Nearness middle = look(stretch.place(stretch.length / 2));
    double& kind = middle.distance <= options_.threshold ? shift.unmoved
                   : middle.hand == Hand::left           ? shift.to_left
                                                         : shift.to_right;
    kind += stretch.length;
  }

  NearSearch near_;
  ShiftOptions options_;
  std::vector<Stretch> stretches_;
  double length_ = 0;
};

}  // namespace

Shift shift_between(const std::vector<Path>& before, const std::vector<Path>& after,
                    const ShiftOptions& options) {
  return Measurer(before, after, options).measure();
}

}  // namespace cordon
