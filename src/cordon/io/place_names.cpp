#include "cordon/io/place_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

#include "cordon/io/attributes.hpp"
#include "cordon/io/csv_rows.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/table_checks.hpp"

namespace cordon {
namespace {

using NamesById = std::unordered_map<std::int64_t, std::string>;

/// Of GeoNames: parts of towns; historical, abandoned, destroyed places.
constexpr std::array<std::string_view, 4> kNoTowns{"PPLX", "PPLH", "PPLQ", "PPLW"};
constexpr std::string_view kCapital = "PPLC";

std::optional<std::int64_t> id_in(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), id);
  return status == std::errc() && end == text.data() + text.size() ? std::optional(id)
                                                                   : std::nullopt;
}

/// 0 is not known, as in GeoNames; commas may part the thousands.
std::optional<double> people_in(std::string text) {
  std::erase(text, ',');
  const auto people = number_in(text);
  return people && *people > 0 ? people : std::nullopt;
}

bool is_country(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// What is read of a table of a user's: columns that may be missing.
struct MapColumns {
  std::optional<std::size_t> translated, id, population, kind, capital, country;
};

std::optional<std::size_t> population_column(const PlaceTable& table, const std::string& named) {
  if (!named.empty()) return named_column(table, named, "--population-field");
  return find_column(table.columns, {"population", "pop", "inhabitants", "pop_max"});
}

MapColumns map_columns(const PlaceTable& table, std::string_view language,
                       const std::string& population_field) {
  const std::string with_line = fmt::format("name_{}", language);
  const std::string with_colon = fmt::format("name:{}", language);
  MapColumns columns;
  columns.translated = find_column(table.columns, {with_line, with_colon});
  columns.id = find_column(table.columns, {"geonameid"});
  columns.population = population_column(table, population_field);
  columns.kind = find_column(table.columns, {"feature_code", "fcode"});
  columns.capital = find_column(table.columns, {"adm0cap", "capital"});
  columns.country = find_column(table.columns, {"country", "country_code", "iso_a2"});
  return columns;
}

std::string text_in(const PlaceRow& row, const std::optional<std::size_t>& column) {
  return column ? trimmed(value_text(row.values[*column])) : std::string();
}

bool says_yes(const std::string& text) {
  return text == "1" || same_word(text, "yes") || same_word(text, "true");
}

std::string name_of(const PlaceRow& row, const MapColumns& columns, const NamesById& names) {
  if (std::string name = text_in(row, columns.translated); !name.empty()) return name;
  const auto id = id_in(text_in(row, columns.id));
  const auto known = id ? names.find(*id) : names.end();
  return known == names.end() ? row.name : known->second;
}

}  // namespace

NamesById place_names(std::string_view language, const std::string& data_folder) {
  NamesById names;
  const auto file = data_file(fmt::format("places/names_{}.csv", language), data_folder);
  if (!file) return names;
  CsvRows rows(file->string(), {"geonameid", "name"});
  for (auto row = &rows.next(); !row->empty(); row = &rows.next())
    if (const auto id = id_in((*row)[0])) names.emplace(*id, csv_text((*row)[1]));
  return names;
}

MapPlaces shipped_map_places(const BoundingBox& box, std::string_view language,
                             const std::string& data_folder) {
  const std::filesystem::path name = "places/geonames_cities500.csv";
  const auto file = data_file(name, data_folder);
  if (!file)
    throw FindingError({Severity::error, "no-data",
                        fmt::format("Cordon's data lack '{}'", name.string()),
                        "set CORDON_DATA to Cordon's data folder, or give places of your own"});
  enum { kId, kName, kAscii, kLat, kLon, kKind, kCountry, kPeople };
  CsvRows rows(file->string(), {"geonameid", "name", "asciiname", "latitude", "longitude",
                                "feature_code", "country", "population"});
  const NamesById names = place_names(language, data_folder);
  MapPlaces result;
  result.credit = "GeoNames";
  for (auto next = &rows.next(); !next->empty(); next = &rows.next()) {
    const std::vector<std::string_view>& row = *next;
    const auto lat = number_in(row[kLat]);
    if (!lat || *lat < box.south || *lat > box.north) continue;  // most end here
    const auto lon = number_in(row[kLon]);
    const bool town = std::find(kNoTowns.begin(), kNoTowns.end(), row[kKind]) == kNoTowns.end();
    if (!lon || !town || !box.contains({*lon, *lat})) continue;
    const auto known = names.find(id_in(row[kId]).value_or(0));
    MapPlace place{
        {*lon, *lat}, {}, people_in(std::string(row[kPeople])), row[kKind] == kCapital, {}};
    place.country = row[kCountry];
    place.name = known != names.end()
                     ? known->second
                     : press_name(csv_text(row[kName]), csv_text(row[kAscii]), place.country);
    result.places.push_back(std::move(place));
  }
  return result;
}

MapPlaces read_map_places(const PlaceOptions& options, std::string_view language,
                          const std::string& population_field, const std::string& data_folder) {
  const PlaceTable table = read_places(options);
  const MapColumns columns = map_columns(table, language, population_field);
  const NamesById names = columns.id ? place_names(language, data_folder) : NamesById();
  MapPlaces result;
  result.credit = std::filesystem::path(table.path).filename().string();
  result.findings = table.findings;
  for (const PlaceRow& row : table.rows) {
    MapPlace place;
    place.name = name_of(row, columns, names);
    if (place.name.empty()) continue;
    place.at = row.place;
    place.population = people_in(text_in(row, columns.population));
    place.capital =
        text_in(row, columns.kind) == kCapital || says_yes(text_in(row, columns.capital));
    if (std::string code = text_in(row, columns.country); is_country(code))
      place.country = std::move(code);
    result.places.push_back(std::move(place));
  }
  return result;
}

}  // namespace cordon
