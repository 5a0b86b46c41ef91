// The sentences of a report about places, incidents and people.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "cordon/cli/report/report_text.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/report/shares.hpp"

namespace cordon::cli {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string in_words(const ReportTask& task, const Region& region) {
  const std::string_view preposition = region.side == Side::both || region.band > 0 ? "in" : "on";
  return fmt::format("{} {}", preposition, region_words(task, region));
}

std::string verb(const Estimate& count, std::string_view one, std::string_view many) {
  return std::string(count.drawn == 1 && count.most == 1 ? one : many);
}

/// What of the places in a region is known of their people.
struct Census {
  Estimate places, people, unknown;
};

Census census(const std::vector<PlaceFact>& places, std::size_t region) {
  Census sum;
  for (const PlaceFact& place : places) {
    const Presence& presence = place.in_region[region];
    const Estimate once{presence.drawn ? 1.0 : 0, presence.certain ? 1.0 : 0,
                        presence.possible ? 1.0 : 0};
    sum.places += once;
    if (!place.named.population) {
      sum.unknown += once;
      continue;
    }
    const double people = *place.named.population;
    sum.people += {people * once.drawn, people * once.least, people * once.most};
  }
  return sum;
}

std::string people_words(const Census& sum) {
  std::string out =
      fmt::format(", with {} known inhabitants", estimate_words(sum.people, 1, 0, ""));
  if (sum.unknown.most > 0)
    out += fmt::format("; the population of {} of them is not known",
                       estimate_words(sum.unknown, 1, 0, ""));
  return out;
}

std::string status_key(const Presence& in_zone) {
  if (in_zone.certain) return "inside";
  if (!in_zone.possible) return "outside";
  return in_zone.drawn ? "inside, not certain" : "outside, not certain";
}

std::string status_words(const Presence& in_zone) {
  if (in_zone.certain) return "lies in the zone";
  if (!in_zone.possible) return "lies outside of the zone";
  return in_zone.drawn ? "lies in the zone as drawn, but may be outside of it,"
                       : "lies outside of the zone as drawn, but may be in it,";
}

std::string hand_name(const ReportTask& task, Hand hand) {
  return hand == Hand::left ? task.zone.left_name : task.zone.right_name;
}

Statement place_statement(const ReportTask& task, const ReportData& data, const PlaceFact& place) {
  const std::string& source = data.places->source;
  Statement out{place.in_region.front().drawn ? "Places in the zone" : "Places near the zone",
                place.named.name,
                {}};
  out.sentence += place.named.population
                      ? fmt::format(" ({} inhabitants)", grouped(*place.named.population, 0))
                      : " (population not known)";
  out.sentence += ' ';
  out.sentence += status_words(place.in_region.front());
  const auto add = [&](std::string measure, Value value, std::string unit = {}) {
    out.facts.push_back(
        {place.named.name, std::move(measure), std::move(value), std::move(unit), {}, {}, source});
  };
  add("status", status_key(place.in_region.front()));
  add("population", place.named.population ? Value(*place.named.population) : Value(), "people");
  add("longitude", place.named.place.lon, "degrees");
  add("latitude", place.named.place.lat, "degrees");
  if (place.standing) {
    const double distance = place.standing->distance;
    const double off = task.zone.parts.uncertainty.value;
    out.facts.push_back(estimate_fact(task, place.named.name, "distance from line",
                                      {distance, std::max(0.0, distance - off), distance + off}, 1,
                                      "m", source));
    out.sentence += fmt::format("{} {} km from the line", out.sentence.back() == ',' ? "" : ",",
                                grouped(distance / 1000, 1));
    if (data.has_sides && place.standing->hand) {
      const std::string name = hand_name(task, *place.standing->hand);
      out.sentence +=
          fmt::format(", on the {} side{}", name, distance <= off ? ", if the line is right" : "");
      add("side", name);
    }
  }
  out.sentence += '.';
  return out;
}

using Month = std::chrono::year_month;

std::map<Month, std::vector<IncidentFact>> by_month(const std::vector<IncidentFact>& incidents) {
  std::map<Month, std::vector<IncidentFact>> months;
  for (const IncidentFact& incident : incidents)
    if (incident.date) months[incident.date->year() / incident.date->month()].push_back(incident);
  return months;
}

std::string month_key(Month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

/// "; 5 on the left side and 7 on the right side": where there are sides.
std::string sides_words(const ReportTask& task, const ReportData& data,
                        const std::vector<IncidentFact>& incidents) {
  std::vector<std::string> sides;
  for (std::size_t i = 1; i < data.regions.size(); ++i)
    if (data.regions[i].band == 0)
      sides.push_back(fmt::format("{} {}", estimate_words(count_in(incidents, i), 1, 0, ""),
                                  in_words(task, data.regions[i])));
  return sides.empty() ? "" : fmt::format("; {}", enumerated(sides));
}

void state_months(const ReportTask& task, const ReportData& data, ReportText& text) {
  const IncidentFacts& facts = *data.incidents;
  for (const auto& [month, incidents] : by_month(facts.incidents)) {
    const Estimate count = count_in(incidents, 0);
    Statement out{"Incidents",
                  fmt::format("In {} there {} {} in the zone{}.", month_words(month),
                              verb(count, "was", "were"),
                              estimate_words(count, 1, 0, verb(count, "incident", "incidents")),
                              sides_words(task, data, incidents)),
                  {}};
    for (std::size_t i = 0; i < data.regions.size(); ++i)
      out.facts.push_back(estimate_fact(task, region_key(data.regions[i]),
                                        "incidents in " + month_key(month), count_in(incidents, i),
                                        1, "", facts.source));
    text.statements.push_back(std::move(out));
  }
  const auto undated = static_cast<std::size_t>(
      std::count_if(facts.incidents.begin(), facts.incidents.end(),
                    [](const IncidentFact& i) { return i.in_region.front().drawn && !i.date; }));
  if (facts.dated && undated > 0)
    text.statements.push_back(
        {"Incidents",
         fmt::format("The date of {} in the zone is not given.", counted(undated, "incident")),
         {{"zone",
           "incidents without a date",
           static_cast<double>(undated),
           "",
           {},
           {},
           facts.source}}});
}

/// What a code says of a place, where UCDP or ACLED define it.
std::string precision_words(const std::string& field, const std::string& code) {
  static const std::map<std::pair<std::string, std::string>, std::string> known{
      {{"where_prec", "1"}, "the exact place"},
      {{"where_prec", "2"}, "some 25 km around a known place"},
      {{"where_prec", "3"}, "the district"},
      {{"where_prec", "4"}, "the province"},
      {{"where_prec", "5"}, "a line or a region without clear borders"},
      {{"where_prec", "6"}, "the country"},
      {{"where_prec", "7"}, "international waters or airspace"},
      {{"geo_precision", "1"}, "the exact place"},
      {{"geo_precision", "2"}, "the nearest town or part of the region"},
      {{"geo_precision", "3"}, "the region"}};
  const auto found = known.find({field, code});
  return found == known.end() ? "" : fmt::format(" ({})", found->second);
}

void state_precision(const ReportTask& task, const ReportData& data, ReportText& text) {
  const IncidentFacts& facts = *data.incidents;
  if (facts.precision_field.empty()) return;
  std::map<std::string, std::vector<IncidentFact>> codes;
  for (const IncidentFact& incident : facts.incidents)
    codes[incident.precision].push_back(incident);
  for (const auto& [code, incidents] : codes) {
    const Estimate count = count_in(incidents, 0);
    if (count.most == 0) continue;
    const std::string shown = code.empty() ? "empty" : code;
    text.statements.push_back(
        {"Incidents",
         fmt::format("The places of {} of those in the zone are known with {} {}{}.",
                     estimate_words(count, 1, 0, ""), facts.precision_field, shown,
                     precision_words(facts.precision_field, code)),
         {estimate_fact(task, "zone",
                        fmt::format("incidents with {} {}", facts.precision_field, shown), count, 1,
                        "", facts.source)}});
  }
}

}  // namespace

std::string date_words(const Date& date) {
  return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                     month_words(date.year() / date.month()));
}

std::string month_words(const Month& month) {
  return fmt::format("{} {}", kMonths[static_cast<unsigned>(month.month()) - 1],
                     static_cast<int>(month.year()));
}

void state_places(const ReportTask& task, const ReportData& data, ReportText& text) {
  const PlaceFacts& facts = *data.places;
  for (std::size_t i = 0; i < data.regions.size(); ++i) {
    const Census sum = census(facts.places, i);
    const std::string key = region_key(data.regions[i]);
    text.statements.push_back(
        {"Places",
         fmt::format("{} lists {} {} {}{}.", facts.source, estimate_words(sum.places, 1, 0, ""),
                     verb(sum.places, "place", "places"), in_words(task, data.regions[i]),
                     people_words(sum)),
         {estimate_fact(task, key, "places", sum.places, 1, "", facts.source),
          estimate_fact(task, key, "known population of places", sum.people, 1, "people",
                        facts.source),
          estimate_fact(task, key, "places of unknown population", sum.unknown, 1, "",
                        facts.source)}});
  }
  for (const bool inside : {true, false})
    for (const PlaceFact& place : facts.places)
      if (place.in_region.front().drawn == inside)
        text.statements.push_back(place_statement(task, data, place));
}

void state_incidents(const ReportTask& task, const ReportData& data, ReportText& text) {
  const IncidentFacts& facts = *data.incidents;
  const std::string filter = task.incidents->table.source.where;
  for (std::size_t i = 0; i < data.regions.size(); ++i) {
    const Estimate count = count_in(facts.incidents, i);
    text.statements.push_back(
        {"Incidents",
         i == 0 ? fmt::format("Of {} in {}{}, {} {} in the zone.", counted(facts.all, "incident"),
                              facts.source, filter.empty() ? "" : fmt::format(" where {}", filter),
                              estimate_words(count, 1, 0, ""), verb(count, "lies", "lie"))
                : fmt::format("{} of them {} {}.", estimate_words(count, 1, 0, ""),
                              verb(count, "lies", "lie"), in_words(task, data.regions[i])),
         {estimate_fact(task, region_key(data.regions[i]), "incidents", count, 1, "",
                        facts.source)}});
  }
  text.statements.back().facts.push_back(
      {"file", "incidents", static_cast<double>(facts.all), "", {}, {}, facts.source});
  state_precision(task, data, text);
  state_months(task, data, text);
}

void state_population(const ReportTask& task, const ReportData& data, ReportText& text) {
  const PopulationFacts& facts = *data.population;
  for (std::size_t i = 0; i < data.regions.size(); ++i)
    text.statements.push_back(
        {"Population",
         fmt::format("{} people live {}, by {}.", estimate_words(facts.in_region[i], 1, 0, ""),
                     in_words(task, data.regions[i]), facts.source),
         {estimate_fact(task, region_key(data.regions[i]), "population", facts.in_region[i], 1,
                        "people", facts.source)}});
  if (facts.meaning == CellMeaning::density)
    text.statements.push_back(
        {"Population",
         fmt::format("The cells of {} were taken as people on a square kilometre.", facts.source),
         {}});
  const double area = data.areas.front().drawn;
  const double no_data = 100 * facts.whole.no_data / area;
  const double beyond =
      std::max(0.0, 100 * (1 - (facts.whole.no_data + facts.whole.with_data) / area));
  constexpr double kShown = 0.05;  // per cent
  if (no_data >= kShown)
    text.statements.push_back(
        {"Population",
         fmt::format(
             "On {:.1f} % of the zone the raster has no data, as at sea; nobody was counted "
             "there.",
             no_data),
         {{"zone", "share without data", no_data, "%", {}, {}, facts.source}}});
  if (beyond >= kShown)
    text.statements.push_back(
        {"Population",
         fmt::format("The raster covers only {:.1f} % of the zone: people in the rest are missing "
                     "from these figures.",
                     100 - beyond),
         {{"zone", "share off the raster", beyond, "%", {}, {}, facts.source}}});
}

}  // namespace cordon::cli
