#include "cordon/io/basemap_fields.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <utility>

#include "cordon/io/attributes.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/table_checks.hpp"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 10> kUsed{"name",      "iso_a2",   "iso_a2_eh", "iso_a3",
                                                 "iso_a3_eh", "adm0_a3",  "gu_a3",     "featurecla",
                                                 "min_zoom",  "scalerank"};

/// Natural Earth leaves the ISO codes of these empty, "-99" or "-1", for reasons of its own, and
/// tells them apart by codes of its own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kCodes{
    {{"FRA", "FR"}, {"NOR", "NO"}, {"KOS", "XK"}, {"XKX", "XK"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kNames{
    {{"France", "FR"}, {"Norway", "NO"}, {"Kosovo", "XK"}}};

/// Parts of the names of classes of Natural Earth's lines that are no agreed borders, and of their
/// usual variants.
constexpr std::array<std::string_view, 17> kNotAgreed{
    "disputed", "dispute", "indefinite", "indeterminant", "indeterminate", "line of control",
    "overlay",  "lease",   "breakaway",  "cease-fire",    "ceasefire",     "cease fire",
    "claim",    "elusive", "reference",  "unrecognized",  "de facto"};

bool is_alpha2(const std::string& code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

template <typename Table>
std::string looked_up(const Table& table, const std::string& word) {
  for (const auto& [key, code] : table)
    if (same_word(key, word)) return std::string(code);
  return {};
}

}  // namespace

BasemapFields::BasemapFields(const OGRFeatureDefn& layer) {
  for (int i = 0; i < layer.GetFieldCount(); ++i) {
    const std::string_view name = layer.GetFieldDefn(i)->GetNameRef();
    if (std::any_of(kUsed.begin(), kUsed.end(), [&](auto used) { return same_word(used, name); }))
      indices_.push_back(i);
  }
  columns_ = columns_of(layer, indices_);
}

std::string BasemapFields::text(const std::vector<Value>& row, std::string_view field) const {
  const auto column = find_column(columns_, {field});
  return column ? trimmed(value_text(row[*column])) : std::string();
}

std::string BasemapFields::name(const std::vector<Value>& row) const {
  return text(row, "name");
}

std::string BasemapFields::country(const std::vector<Value>& row) const {
  for (const std::string_view field : {"iso_a2", "iso_a2_eh"})
    if (std::string code = text(row, field); is_alpha2(code)) return code;
  for (const std::string_view field : {"iso_a3", "iso_a3_eh", "adm0_a3", "gu_a3"})
    if (std::string code = looked_up(kCodes, text(row, field)); !code.empty()) return code;
  return looked_up(kNames, name(row));
}

double BasemapFields::rank(const std::vector<Value>& row) const {
  for (const std::string_view field : {"min_zoom", "scalerank"})
    if (const auto number = number_in(text(row, field))) return *number;
  return 0;
}

bool BasemapFields::is_agreed(const std::vector<Value>& row) const {
  std::string words = text(row, "featurecla");
  std::transform(words.begin(), words.end(), words.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::none_of(kNotAgreed.begin(), kNotAgreed.end(),
                      [&](std::string_view part) { return words.find(part) != std::string::npos; });
}

}  // namespace cordon
