#include "cordon/cli/error_bounds.hpp"

#include <algorithm>
#include <cmath>

namespace cordon::cli {

int decimals_of_errors(Metres tolerance) {
  return std::max(0, 3 - static_cast<int>(std::floor(std::log10(tolerance.value))));
}

double rounded_up(double error, int decimals) {
  constexpr double kNoise = 1e-6;  // of the last digit: what doubles add to a shortened number
  const double scale = std::pow(10.0, decimals);
  return std::max(0.0, std::ceil(error * scale - kNoise) / scale);
}

}  // namespace cordon::cli
