// How long work tells how far it is, and learns that it is to stop.
#pragma once

#include <functional>
#include <string_view>

#include "cordon/base/error.hpp"

namespace cordon {

/// Called with the part done in [0, 1] and the name of the step; returns false to stop the work.
/// Empty: no progress. Called from the thread that started the work only.
using Progress = std::function<bool(double done, std::string_view step)>;

/// Throws Cancelled if the callback asks to stop.
inline void report(const Progress& progress, double done, std::string_view step) {
  if (progress && !progress(done, step)) throw Cancelled();
}

/// Progress of a part of the work, which takes the whole from `from` to `to`. `progress` must
/// outlive it.
inline Progress part_of(const Progress& progress, double from, double to) {
  if (!progress) return {};
  return [&progress, from, to](double done, std::string_view step) {
    return progress(from + (to - from) * done, step);
  };
}

}  // namespace cordon
