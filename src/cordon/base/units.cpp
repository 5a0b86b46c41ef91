#include "cordon/base/units.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

struct Unit {
  std::string_view name;
  double metres;
};

// International definitions: mile and foot of 1959, nautical mile of 1929.
constexpr std::array<Unit, 7> kUnits{{{"km", 1000.0},
                                      {"m", 1.0},
                                      {"cm", 0.01},
                                      {"mm", 0.001},
                                      {"nmi", 1852.0},
                                      {"mi", 1609.344},
                                      {"ft", 0.3048}}};

constexpr std::string_view kAdvice =
    "write a number with its unit: 20km, 500m, 12nmi, 15mi, 1000ft";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return text;
}

}  // namespace

Metres parse_length(std::string_view text) {
  const std::string_view trimmed = trim(text);
  double number = 0;
  const auto [end, status] =
      std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), number);
  if (status != std::errc() || !std::isfinite(number))
    throw UsageError(fmt::format("'{}' is not a length", text), std::string(kAdvice));
  const std::string_view rest =
      trim(std::string_view(end, static_cast<std::size_t>(trimmed.data() + trimmed.size() - end)));
  if (rest.empty())
    throw UsageError(fmt::format("'{}' has no unit", text),
                     fmt::format("write {0}km or {0}m", trimmed));
  if (rest.front() == ',')
    throw UsageError(fmt::format("'{}' holds a comma", text),
                     "write a decimal point, as in 1.5km, and nothing between thousands");
  const std::string unit = lower(rest);
  if (unit == "nm")
    throw UsageError(fmt::format("'{}': nm reads as nanometres or nautical miles", text),
                     "write nmi for nautical miles");
  for (const Unit& known : kUnits)
    if (known.name == unit) return Metres{number * known.metres};
  throw UsageError(fmt::format("'{}' has the unknown unit '{}'", text, rest), std::string(kAdvice));
}

std::string format_length(Metres length) {
  const double size = std::abs(length.value);
  if (size == 0) return "0 m";
  const auto in = [&](double metres, std::string_view unit) {
    return fmt::format("{:.12g} {}", length.value / metres, unit);
  };
  if (size >= 1000) return in(1000, "km");
  if (size >= 1) return in(1, "m");
  if (size >= 0.01) return in(0.01, "cm");
  return in(0.001, "mm");
}

std::string length_option(Metres length) {
  std::string text = format_length(length);
  std::erase(text, ' ');
  return text;
}

}  // namespace cordon
