// What a progress bar says: the words for its state, and the time that is left.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::cli {

/// Time left, from the pace so far; smoothed, because the steps of a work take unequal time.
class TimeLeft {
 public:
  /// `now`: s on any clock that only goes forward; `done`: in [0, 1]. Less done than before: the
  /// work has begun anew, and so does the estimate.
  void update(double now, double done);

  /// s; nothing as long as too little is known.
  std::optional<double> seconds() const;

  /// Of the whole, per s; nothing as long as nothing is done.
  std::optional<double> pace() const;

 private:
  std::optional<double> began_;
  double began_done_ = 0;
  double now_ = 0;
  double done_ = 0;
  std::optional<double> end_;  // smoothed, on the same clock
};

struct ProgressState {
  std::string_view step;
  double elapsed = 0;          ///< s
  std::optional<double> done;  ///< [0, 1]; nothing: nobody knows
  std::optional<double> pace;  ///< of the whole, per s
  std::optional<double> seconds_left;
  std::size_t count = 0;  ///< of the items that are the whole; 0: not counted
  std::string_view unit;  ///< their name in the plural
};

/// One line of at most `width` columns, such as
///   [=========>          ]  45 %  1,240 zones/s  about 40 s left  buffering
/// On narrow terminals less and less is said: the per cent and the time left stay longest.
std::string progress_line(const ProgressState& state, std::size_t width);

/// One line for programs, such as
///   {"step":"buffering","done":0.45,"seconds_left":40}
/// without what nobody knows; `done` in [0, 1] in steps of 0.001, whole seconds.
std::string progress_json(const ProgressState& state);

}  // namespace cordon::cli
