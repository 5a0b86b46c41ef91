// Figures that an uncertain line leaves open between two values.
#pragma once

namespace cordon {

/// A figure with the line as it is drawn, and the least and the greatest that it may be with the
/// line somewhere else within its uncertainty. All equal without an uncertainty.
struct Estimate {
  double drawn = 0;
  double least = 0;
  double most = 0;

  Estimate& operator+=(const Estimate& other) {
    drawn += other.drawn;
    least += other.least;
    most += other.most;
    return *this;
  }
  friend bool operator==(const Estimate&, const Estimate&) = default;
};

}  // namespace cordon
