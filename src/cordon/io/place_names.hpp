// Places for a map, named as its readers know them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/place_table.hpp"

namespace cordon {

/// A place's name as newsrooms write it. `country`: ISO 3166-1 alpha-2. Names of countries that are
/// written in Latin script stay as they are (Łódź); elsewhere letters lose the marks of scholarly
/// transliteration and the signs of ayn, hamza, soft sign and the like (‘Ayn Ḩalāqīm: Ayn Halaqim),
/// but apostrophes between syllables (Xi'an) and French accents where French is in use (Sétif)
/// stay. What follows in brackets or after a comma is left out. `ascii` is the name in ASCII, as
/// GeoNames has it; empty: none, then only signs are taken away.
std::string press_name(std::string_view name, std::string_view ascii, std::string_view country);

/// Names in a language ("ar") by GeoNames' id, from data/places/names_<language>.csv, which has the
/// columns geonameid and name; empty if there is no such file. Throws FindingError
/// "damaged-file" for a file without these columns.
std::unordered_map<std::int64_t, std::string> place_names(std::string_view language,
                                                          const std::string& data_folder = {});

struct MapPlace {
  LonLat at;         ///< longitude in [-180, 180]
  std::string name;  ///< in the language that was asked for where it is known; not empty
  std::optional<double> population;  ///< nothing: not known
  bool capital = false;              ///< of a country
  std::string country;               ///< ISO 3166-1 alpha-2; empty: not known
};

struct MapPlaces {
  std::vector<MapPlace> places;  ///< in the order of the file
  std::string credit;            ///< "GeoNames", or the name of the file
  Findings findings;             ///< warnings only
};

/// The places of GeoNames as Cordon brings them, without parts of towns and what has been given up.
/// Throws FindingError "no-data" if the table is missing, "damaged-file".
MapPlaces shipped_map_places(const BoundingBox& box, std::string_view language,
                             const std::string& data_folder = {});

/// The places of another table, named as it names them, but for columns name_<language> or
/// name:<language>, or geonameid and a name that place_names() knows. Those without a name are left
/// out. Other columns, all optional: `population_field`, or population, pop, inhabitants, pop_max;
/// feature_code, fcode (PPLC), adm0cap, capital (1, yes, true); country, country_code, iso_a2.
/// Throws as read_places(), and UsageError for a population field that is not there. `options.box`
/// counts.
MapPlaces read_map_places(const PlaceOptions& options, std::string_view language,
                          const std::string& population_field = {},
                          const std::string& data_folder = {});

}  // namespace cordon
