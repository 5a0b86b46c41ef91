// Random numbers that are the same on every machine and with every standard library, and what the
// environment says of how to test.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numbers>
#include <string>

namespace cordon::oracle {

/// SplitMix64 (Steele, Lea, Flood 2014): any seed gives a good stream.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// Uniform in [low, high).
  double uniform(double low = 0, double high = 1) {
    return low + (high - low) * std::ldexp(static_cast<double>(bits() >> 11U), -53);
  }
  /// Mean 0, standard deviation 1 (Box and Muller).
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  std::uint64_t state_;
};

/// The seed of the random tests: CORDON_SEED from the environment, or a fixed one.
inline std::uint64_t test_seed() {
  const char* text = std::getenv("CORDON_SEED");
  return text != nullptr ? std::stoull(text) : 20180917;
}

/// The threads that zones under test are built with: CORDON_TEST_THREADS from the environment,
/// or 1.
inline unsigned test_threads() {
  const char* text = std::getenv("CORDON_TEST_THREADS");
  return text != nullptr ? static_cast<unsigned>(std::stoul(text)) : 1;
}

}  // namespace cordon::oracle
