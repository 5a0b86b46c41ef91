// What the editions of a package have in common, and what each has of its own: areas, counts, and
// the places in their zones.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/publish/report_figures.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"

namespace cordon::cli {

/// What is counted in a zone, where its report says so.
struct Count {
  const char* key;     ///< for machines
  const char* phrase;  ///< for people
  std::function<std::optional<Figure>(const ReportFigures&)> value;
};

/// Places, their known population, inhabitants.
const std::vector<Count>& counts();

bool any_has(const std::vector<ReportFigures>& figures, const Count& count);
bool all_count_places(const std::vector<ReportFigures>& figures);

/// Whether any figure has bounds, which are to be explained then.
bool any_is_uncertain(const std::vector<ReportFigures>& figures);

std::string area_words(double square_km, const map::Language& language);

/// "11,438 km² (10,290 km² to 12,605 km²)", and of what is counted "48 (43 to 54)".
std::string area_words(const Figure& square_km, const map::Language& language);
std::string count_words(const Figure& count, const map::Language& language);

/// From one area to another (km2), of the areas as they are shown: so that readers who subtract
/// come to the same.
double shown_difference(double from, double to);

/// "Area: 11,438 km² · Towns and villages: 48 ...".
std::string figures_words(const ReportFigures& figures, const map::Language& language);

/// A row for each edition: its title, its area, and what any of them counts.
Table figure_table(const std::vector<ReportFigures>& figures,
                   const std::vector<std::string>& titles, const char* heading_phrase,
                   const map::Language& language);

/// A place and the editions whose zones hold it.
struct SharedPlace {
  ReportedPlace place;
  std::vector<bool> in;  ///< by edition
  bool everywhere() const;
};

/// In the order in which the editions name them; the same place is known by where it is.
std::vector<SharedPlace> shared_places(const std::vector<ReportFigures>& figures);

/// How a language calls a place: as one of `known` at the same position, else as its report does.
std::string name_in(const map::Language& language, const ReportedPlace& place,
                    const std::vector<map::Place>& known);

/// A column of words.
TableColumn text_column(const std::string& key, const std::string& heading);

/// Columns of a table for machines: area_km2 and the keys of all counts; with bounds, also
/// area_km2_least, area_km2_most ...
void add_figure_columns(Table& table, bool with_bounds);
void add_figures(std::vector<Value>& row, const ReportFigures& figures, bool with_bounds);

/// The same as members of an object; bounds where there are any.
void add_figures(nlohmann::ordered_json& object, const ReportFigures& figures);

template <typename T>
Value value_of(const std::optional<T>& known) {
  Value value;
  if (known) value = *known;
  return value;
}

}  // namespace cordon::cli
