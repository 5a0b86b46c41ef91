#include "cordon/cli/report/report_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "cordon/base/error.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_names.hpp"
#include "cordon/io/vsi_file.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

constexpr std::string_view kLanguage = "en";  // of the sentences

std::optional<double> number_in(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  std::string digits = trimmed(*text);
  std::erase(digits, ',');
  double number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [last, status] = std::from_chars(digits.data(), end, number);
  return status == std::errc() && last == end && !digits.empty() ? std::optional(number)
                                                                 : std::nullopt;
}

/// The column that an option names, or one with a usual name; nothing if there is none.
std::optional<std::size_t> column(const PlaceTable& table, const std::string& named,
                                  std::string_view option,
                                  const std::vector<std::string_view>& usual) {
  if (!named.empty()) return named_column(table, named, option);
  return find_column(table.columns, usual);
}

std::string where(const PlaceTable& table, const PlaceRow& row) {
  return fmt::format("'{}', {} {}", table.path, table.counted, row.number);
}

PlaceTable read_around(PlaceOptions options, std::string_view option, const BoundingBox& box) {
  options.box = box;
  options.source.layer_option = fmt::format("--{} with a file of one layer", option);
  options.source.crs_option.clear();
  return about_option(option, [&] { return read_places(options); });
}

/// Named as on the maps.
NamedPlaces read_shipped_places(const std::string& path, const BoundingBox& box) {
  MapPlaces read = shipped_map_places(box, kLanguage);
  NamedPlaces result;
  result.source = read.credit;
  for (MapPlace& from : read.places)
    result.places.push_back({std::move(from.name), from.at, from.population});
  result.file = {"places", file_name(path), "", "GeoNames, 2023-03, CC BY 4.0",
                 sha256_of_file(path)};
  result.findings = std::move(read.findings);
  return result;
}

Path places_of(const PlaceTable& table) {
  Path places;
  places.reserve(table.rows.size());
  for (const PlaceRow& row : table.rows) places.push_back(row.place);
  return places;
}

std::vector<std::optional<Date>> dates_of(const PlaceTable& table, std::size_t column,
                                          DateOrder order) {
  std::vector<DateCell> cells;
  cells.reserve(table.rows.size());
  for (const PlaceRow& row : table.rows)
    cells.push_back({value_text(row.values[column]), where(table, row)});
  return parse_dates(cells, order);
}

/// Adds latitude and longitude to names that several places have.
void tell_apart(std::vector<PlaceFact>& places) {
  std::map<std::string, std::size_t> times;
  for (const PlaceFact& place : places) ++times[place.named.name];
  for (PlaceFact& place : places)
    if (times[place.named.name] > 1)
      place.named.name +=
          fmt::format(" at {:.2f}, {:.2f}", place.named.place.lat, place.named.place.lon);
}

/// Tells by its polygons whether places lie in a region.
class RegionLocator {
 public:
  RegionLocator(const Region& region, bool uncertain)
      : uncertain_(uncertain),
        drawn_(region.drawn),
        certain_(region.certain),
        possible_(region.possible) {}

  Presence look_for(const LonLat& place) const {
    const XY at{place.lon, place.lat};
    const bool drawn = drawn_.contains(at);
    if (!uncertain_) return {drawn, drawn, drawn};
    const bool certain = certain_.contains(at);
    return {drawn, certain, certain || possible_.contains(at)};
  }

 private:
  bool uncertain_;
  PointLocator drawn_, certain_, possible_;
};

bool more_populous(const PlaceFact& a, const PlaceFact& b) {
  const double people_a = a.named.population.value_or(0);
  const double people_b = b.named.population.value_or(0);
  return people_a != people_b ? people_a > people_b : a.named.name < b.named.name;
}

}  // namespace

Surveyor::Survey Surveyor::survey(const Path& places, const Progress& progress) const {
  Survey result;
  result.in_region.resize(places.size());
  result.standings.resize(places.size());
  if (line != nullptr) {
    const std::vector<Nearness> near = line->look_from(places, threads, progress);
    for (std::size_t i = 0; i < places.size(); ++i)
      result.standings[i] = Standing{near[i].distance, near[i].hand};
  }
  for (const Region& region : *regions) {
    if (line != nullptr && by_distance) {
      for (std::size_t i = 0; i < places.size(); ++i)
        result.in_region[i].push_back(presence(region, *result.standings[i], uncertainty));
      continue;
    }
    const RegionLocator locator(region, uncertainty > 0);
    for (std::size_t i = 0; i < places.size(); ++i)
      result.in_region[i].push_back(locator.look_for(places[i]));
  }
  return result;
}

NamedPlaces read_named_places(const PlacesTask& task, const BoundingBox& box) {
  if (task.shipped) return read_shipped_places(task.table.source.path, box);
  const PlaceTable table = read_around(task.table, "places", box);
  const auto population = column(table, task.population_field, "--population-field",
                                 {"population", "pop", "inhabitants", "pop_max"});
  NamedPlaces result;
  result.source = file_name(table.path);
  for (const PlaceRow& row : table.rows) {
    NamedPlace& place = result.places.emplace_back();
    place.name = row.name.empty() ? fmt::format("{} {}", table.counted, row.number) : row.name;
    place.place = row.place;
    if (population) place.population = number_in(row.values[*population]);
    if (place.population && !(*place.population > 0)) place.population.reset();
  }
  result.file = {"places", file_name(table.path), "", "", table.sha256};
  result.findings = table.findings;
  return result;
}

PlaceFacts place_facts(NamedPlaces places, const Surveyor& surveyor, double within,
                       const Progress& progress) {
  Path where;
  for (const NamedPlace& place : places.places) where.push_back(place.place);
  Surveyor::Survey survey = surveyor.survey(where, progress);
  PlaceFacts facts{std::move(places.source), {}};
  for (std::size_t i = 0; i < where.size(); ++i) {
    const std::optional<Standing>& standing = survey.standings[i];
    const bool near = standing && standing->distance <= within;
    if (near || survey.in_region[i].front().possible)
      facts.places.push_back(
          {std::move(places.places[i]), standing, std::move(survey.in_region[i])});
  }
  tell_apart(facts.places);
  std::stable_sort(facts.places.begin(), facts.places.end(), more_populous);
  return facts;
}

ReadIncidents read_report_incidents(const IncidentsTask& task, const Surveyor& surveyor,
                                    const Progress& progress) {
  const PlaceTable table = read_around(task.table, "incidents", {});
  const auto date =
      column(table, task.date_field, "--date-field", {"date_start", "event_date", "date"});
  const auto precision =
      column(table, task.precision_field, "--precision-field", {"where_prec", "geo_precision"});
  ReadIncidents result;
  IncidentFacts& facts = result.facts;
  facts.source = file_name(table.path);
  facts.dated = date.has_value();
  if (precision) facts.precision_field = table.columns[*precision].name;
  facts.all = table.rows.size();
  const auto dates = date ? dates_of(table, *date, task.order)
                          : std::vector<std::optional<Date>>(table.rows.size());
  Surveyor::Survey survey = surveyor.survey(places_of(table), progress);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (!survey.in_region[i].front().possible && !survey.in_region[i].front().drawn) continue;
    IncidentFact& incident = facts.incidents.emplace_back();
    incident.date = dates[i];
    if (precision) incident.precision = trimmed(value_text(table.rows[i].values[*precision]));
    incident.in_region = std::move(survey.in_region[i]);
  }
  result.file = {"incidents", facts.source, "", "", table.sha256};
  result.findings = table.findings;
  return result;
}

std::string file_name(const std::string& path) {
  return source_name(path);
}

}  // namespace cordon::cli
