// What is left of a circle when stretches of it are covered.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace cordon {

/// No disc: the end of a stretch that goes all the way round.
inline constexpr std::uint32_t kNoDisc = 0xffffffff;

/// A stretch of a circle, counter-clockwise from `start` to `end`, in radians;
/// 0 <= end - start <= 2 pi. `before` and `after` are the discs that cover what adjoins it.
struct Stretch {
  double start = 0;
  double end = 2 * std::numbers::pi;
  std::uint32_t before = kNoDisc;
  std::uint32_t after = kNoDisc;
};

/// The part of a circle that another disc covers: within `half` radians of `centre`.
struct Cover {
  double centre = 0;
  double half = -1;  ///< negative: nothing; pi or more: all

  bool nothing() const { return half < 0; }
  bool everything() const { return half >= std::numbers::pi; }
};

/// Takes what `disc` covers out of a stretch: 0 to 2 stretches are left.
struct Remainder {
  std::array<Stretch, 2> parts;
  std::size_t count = 0;
};

inline Remainder subtract(const Stretch& from, const Cover& cover, std::uint32_t disc) {
  Remainder left;
  if (cover.everything()) return left;
  if (cover.nothing()) {
    left.parts[left.count++] = from;
    return left;
  }
  constexpr double kTurn = 2 * std::numbers::pi;
  const double begin = cover.centre - cover.half;
  const double length = 2 * cover.half;
  if (from.before == kNoDisc) {  // the whole circle
    left.parts[left.count++] = {begin + length, begin + kTurn, disc, disc};
    return left;
  }
  const double turns = std::floor((begin - from.start) / kTurn);
  const double s = begin - turns * kTurn;  // in [from.start, from.start + turn)
  const double e = s + length;
  Stretch rest = from;
  if (e - kTurn > rest.start) {
    rest.start = e - kTurn;
    rest.before = disc;
    if (rest.start >= rest.end) return left;
  }
  if (s >= rest.end) {
    left.parts[left.count++] = rest;
    return left;
  }
  if (s > rest.start) left.parts[left.count++] = {rest.start, s, rest.before, disc};
  if (e < rest.end) left.parts[left.count++] = {e, rest.end, disc, rest.after};
  return left;
}

}  // namespace cordon
