// How certified errors are shown.
#pragma once

#include "cordon/base/units.hpp"

namespace cordon::cli {

/// Decimals of an error in metres, down to a thousandth of the tolerance.
int decimals_of_errors(Metres tolerance);

/// An upper bound must not shrink when it is shortened; one that was shortened stays as it is.
double rounded_up(double error, int decimals);

}  // namespace cordon::cli
