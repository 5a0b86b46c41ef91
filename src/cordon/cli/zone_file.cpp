#include "cordon/cli/zone_file.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

#include "cordon/cli/source_text.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

std::string text_of(const SourceFeature& feature, std::string_view name) {
  const Value* value = find_value(feature, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? std::string() : trimmed(*text);
}

std::optional<double> number_of(const SourceFeature& feature, std::string_view name) {
  const Value* value = find_value(feature, name);
  if (value == nullptr) return std::nullopt;
  if (const auto* real = std::get_if<double>(value)) return *real;
  const auto* integer = std::get_if<std::int64_t>(value);
  return integer == nullptr ? std::nullopt : std::optional(static_cast<double>(*integer));
}

/// By its name, or by the shorter one that it has in a Shapefile.
double number_of(const SourceFeature& feature, std::string_view name, std::string_view short_name) {
  const std::optional<double> number = number_of(feature, name);
  return number ? *number : number_of(feature, short_name).value_or(0);
}

template <typename T>
T named(const std::string& word, std::initializer_list<T> choices, T fallback) {
  for (const T choice : choices)
    if (word == name_of(choice)) return choice;
  return fallback;
}

}  // namespace

std::vector<ZoneFeature> zone_features(const Source& source) {
  std::vector<ZoneFeature> features;
  for (const SourceFeature& from : source.by_feature) {
    ZoneFeature& feature = features.emplace_back();
    feature.side = named(text_of(from, "side"), {Side::left, Side::right}, Side::both);
    feature.from = number_of(from, "from_m").value_or(0);
    feature.to = number_of(from, "distance_m").value_or(0);
    feature.left = number_of(from, "left_m");
    feature.right = number_of(from, "right_m");
    feature.sureness =
        named(text_of(from, "sureness"), {Sureness::certain, Sureness::possible}, Sureness::drawn);
    feature.uncertainty = number_of(from, "uncertainty_m", "uncert_m");
    feature.max_error = number_of(from, "max_error_m", "max_err_m");
    feature.side_name = text_of(from, "side_name");
    feature.areas = from.shape.areas;
  }
  return features;
}

}  // namespace cordon::cli
