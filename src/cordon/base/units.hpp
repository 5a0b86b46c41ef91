// Lengths with a unit: parsing what people type and printing what they can quote.
#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// A length on the Earth in metres.
struct Metres {
  double value = 0;
  friend auto operator<=>(const Metres&, const Metres&) = default;
};

/// Parses "20km", "500 m", "12nmi", "15mi", "1000ft", "10cm", "1mm"; any case, one optional space
/// before the unit. The value may be negative or zero: ranges are the caller's.
/// Throws UsageError, with the fix, on a bare number, an unknown unit or anything else.
Metres parse_length(std::string_view text);

/// Exact and short: 20000 -> "20 km", 0.01 -> "1 cm", 1500 -> "1.5 km", 0.25 -> "25 cm".
std::string format_length(Metres length);

/// The same as an option's value, without the space: "20km".
std::string length_option(Metres length);

}  // namespace cordon
