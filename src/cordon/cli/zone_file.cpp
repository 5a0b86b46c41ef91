#include "cordon/cli/zone_file.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
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

template <typename T>
std::optional<T> named(const std::string& word,
                       const std::vector<std::pair<std::string_view, T>>& choices) {
  for (const auto& [name, value] : choices)
    if (word == name) return value;
  return std::nullopt;
}

std::string text_of(const SourceFeature& feature, std::string_view name,
                    std::string_view short_name) {
  const std::string text = text_of(feature, name);
  return text.empty() ? text_of(feature, short_name) : text;
}

void read_making(const SourceFeature& from, ZoneFeature& feature) {
  feature.tolerance = number_of(from, "tolerance_m", "toleranc_m");
  feature.band = number_of(from, "band").has_value();
  feature.own_distances = number_of(from, "distance_min_m", "dist_min_m") != 0 ||
                          number_of(from, "distance_max_m", "dist_max_m") != 0;
  feature.outside = number_of(from, "outside").value_or(0) != 0;
  feature.cap = named(text_of(from, "cap"), cap_names());
  feature.edges = named(text_of(from, "edges"), edges_names());
  feature.fit = named(text_of(from, "fit"), fit_names()).value_or(Fit::nearest);
  feature.line_source = text_of(from, "line_source", "line_src");
  feature.line_sha256 = text_of(from, "line_sha256", "line_sha");
  for (const auto& [name, short_name] :
       {std::pair("clip_source", "clip_src"), std::pair("erase_source", "erase_src")})
    if (const std::string areas = text_of(from, name, short_name); !areas.empty())
      feature.cut_by = areas;
}

}  // namespace

ZoneSources zone_sources(const SourceOptions& asked, const std::string& line_file) {
  ZoneSources sources{asked, std::nullopt};
  std::optional<SourceOptions> line;
  if (!line_file.empty()) line.emplace().path = line_file;
  if (asked.layer.empty() && asked.sql.empty()) {
    const std::vector<std::string> layers = layers_of(asked.path);
    const auto has = [&](std::string_view name) {
      return std::find(layers.begin(), layers.end(), name) != layers.end();
    };
    if (layers.size() > 1 && has("zone")) {
      sources.zone.layer = "zone";
      if (!line && has("line")) {
        line.emplace().path = asked.path;
        line->layer = "line";
      }
    }
  }
  if (line) line->by_feature = true;
  sources.line = std::move(line);
  return sources;
}

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
    feature.outward_error = number_of(from, "outward_error_m", "out_err_m");
    feature.inward_error = number_of(from, "inward_error_m", "in_err_m");
    feature.side_name = text_of(from, "side_name");
    read_making(from, feature);
    feature.areas = from.shape.areas;
  }
  const bool are_named = std::any_of(features.begin(), features.end(), [](const ZoneFeature& f) {
    return f.side_name != name_of(f.side);
  });
  if (!are_named)
    for (ZoneFeature& feature : features) feature.side_name.clear();
  return features;
}

}  // namespace cordon::cli
