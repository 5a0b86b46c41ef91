#include "cordon/cli/report/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/base/units.hpp"
#include "cordon/cli/error_bounds.hpp"
#include "cordon/cli/report/report_places.hpp"
#include "cordon/cli/source_text.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_statement.hpp"
#include "cordon/report/shares.hpp"

namespace cordon::cli {
namespace {

constexpr double kKm2 = 1e6;
constexpr const char* kSquareKm = "km²";

bool is_uncertain(const ReportTask& task) {
  return task.zone.parts.uncertainty.value > 0;
}

/// The share of a part in a whole, in per cent: least where the rest is greatest.
Estimate share(const Estimate& part, const Estimate& whole) {
  const auto percent = [](double of, double rest) {
    return of > 0 ? 100 * of / (of + std::max(0.0, rest)) : 0.0;
  };
  return {percent(part.drawn, whole.drawn - part.drawn),
          percent(part.least, whole.most - part.least),
          percent(part.most, whole.least - part.most)};
}

std::string without_full_stop(std::string text) {
  while (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// "17 September 2018"; what is no date stays as it is.
std::string day_words(const std::string& text) {
  try {
    const std::optional<Date> date = parse_dates({{text, ""}}, DateOrder::by_evidence).front();
    return date ? date_words(*date) : text;
  } catch (const DataError&) {
    return text;
  }
}

Centre centre_of(const Source& source) {
  return {source.counts.points, source.counts.lines, source.counts.areas};
}

/// "20 km on each side of the line, 40 km across, with round ends".
std::string reach_words(const ReportTask& task, const ReportData& data) {
  const double distance = task.zone.zone.distance.value;
  return run_statement(task.zone, centre_of(data.source), {distance, distance}, {}) +
         (data.cut_by.empty() ? "" : fmt::format(", cut with {}", data.cut_by));
}

void state_line(const ReportTask& task, const ReportData& data, ReportText& text) {
  const bool has_line = !data.line_name.empty();
  const std::string date = task.date.empty() && has_line ? date_of(data.source) : task.date;
  if (data.lines > 0) {
    std::vector<Fact> facts{{"line", "length", data.line_length, "m", {}, {}, ""}};
    if (!date.empty()) facts.push_back({"line", "date", date, "", {}, {}, ""});
    const std::string lines =
        data.lines == 1 ? "the line" : fmt::format("the {} lines", data.lines);
    const std::string verb = fmt::format(
        "{} {}", data.lines == 1 ? "" : " together",
        date.empty() ? (data.lines == 1 ? "is" : "are") : (data.lines == 1 ? "was" : "were"));
    text.statements.push_back(
        {"Line",
         fmt::format("{}{}{} {} km long, as drawn in {}.",
                     date.empty() ? "" : fmt::format("On {} ", day_words(date)),
                     date.empty() ? capital(lines) : lines, verb,
                     grouped(data.line_length / 1000, 1), data.line_name),
         std::move(facts)});
  } else if (!date.empty()) {
    text.statements.push_back({"Line",
                               fmt::format("The figures are those of {}.", day_words(date)),
                               {{"zone", "date", date, "", {}, {}, ""}}});
  }
  const std::string note = task.note.empty() && has_line ? note_of(data.source) : task.note;
  if (!note.empty())
    text.statements.push_back(
        {"Line",
         fmt::format("{}: {}.",
                     task.note.empty() ? "How it was drawn, in the file's words" : "Note",
                     without_full_stop(note)),
         {{"line", "note", note, "", {}, {}, ""}}});
  if (is_uncertain(task))
    text.statements.push_back(
        {"Line",
         fmt::format(
             "It may be off by up to {}: in brackets stand the least and the greatest value "
             "of each figure that follow from that.",
             format_length(task.zone.parts.uncertainty)),
         {{"line", "uncertainty", task.zone.parts.uncertainty.value, "m", {}, {}, ""}}});
}

/// Regions that make up the zone together.
std::vector<std::size_t> siblings(const ReportData& data, std::size_t index) {
  const auto kind = [](const Region& region) {
    return std::pair(region.side != Side::both, region.band > 0);
  };
  std::vector<std::size_t> out;
  for (std::size_t i = 1; i < data.regions.size(); ++i)
    if (kind(data.regions[i]) == kind(data.regions[index])) out.push_back(i);
  return out;
}

/// In per cent of the zone, such that those of all siblings add up to 100.
double rounded_share(const ReportData& data, std::size_t index) {
  const std::vector<std::size_t> group = siblings(data, index);
  std::vector<double> parts;
  parts.reserve(group.size());
  for (const std::size_t i : group) parts.push_back(data.areas[i].drawn);
  const std::vector<double> percents = rounded_percents(parts, 1);
  return percents[static_cast<std::size_t>(std::find(group.begin(), group.end(), index) -
                                           group.begin())];
}

void state_zone(const ReportTask& task, const ReportData& data, ReportText& text) {
  const std::string area = estimate_words(data.areas.front(), kKm2, 1, kSquareKm);
  text.statements.push_back(
      {"Zone",
       fmt::format("The zone, {}, covers {}.",
                   data.is_zone && !data.tells_how ? "as drawn in " + data.files.front().name
                                                   : reach_words(task, data),
                   area),
       {estimate_fact(task, "zone", "area", data.areas.front(), kKm2, "km2")}});
  for (std::size_t i = 1; i < data.regions.size(); ++i) {
    const std::string key = region_key(data.regions[i]);
    text.statements.push_back(
        {"Zone",
         fmt::format("{} covers {}, {:.1f} % of the zone.",
                     capital(region_words(task, data.regions[i])),
                     estimate_words(data.areas[i], kKm2, 1, kSquareKm), rounded_share(data, i)),
         {estimate_fact(task, key, "area", data.areas[i], kKm2, "km2"),
          estimate_fact(task, key, "share of zone", share(data.areas[i], data.areas.front()), 1,
                        "%")}});
  }
}

/// Facts of all regions; the sentence is about the zone as a whole.
std::vector<Fact> area_facts(const ReportTask& task, const ReportData& data, const AreaTable& table,
                             const std::string& subject, const std::vector<Estimate>& in_region,
                             double area) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < data.regions.size(); ++i) {
    const std::string key = region_key(data.regions[i]);
    facts.push_back(
        estimate_fact(task, subject, "area in " + key, in_region[i], kKm2, "km2", table.source));
    facts.push_back(estimate_fact(task, subject, "share of " + key,
                                  share(in_region[i], data.areas[i]), 1, "%", table.source));
  }
  if (area == 0) return facts;
  facts.push_back({subject, "area", area / kKm2, "km2", {}, {}, table.source});
  const Estimate& in_zone = in_region.front();
  facts.push_back(
      estimate_fact(task, subject, "part in zone", in_zone, area / 100, "%", table.source));
  return facts;
}

/// "; 1,200.0 km² on the left side and 800.0 km² on the right side": where there are sides.
std::string sides_words(const ReportTask& task, const ReportData& data,
                        const std::vector<Estimate>& in_region) {
  std::vector<std::string> sides;
  for (std::size_t i = 1; i < data.regions.size(); ++i)
    if (data.regions[i].band == 0 && data.regions[i].side != Side::both)
      sides.push_back(fmt::format("{} {} on {}", grouped(in_region[i].drawn / kKm2, 1), kSquareKm,
                                  region_words(task, data.regions[i])));
  return sides.empty() ? "" : fmt::format("; {}", enumerated(sides));
}

void state_areas(const ReportTask& task, const ReportData& data, const AreaTable& table,
                 ReportText& text) {
  std::vector<double> parts;
  for (const AreaRow& row : table.rows) parts.push_back(row.in_region.front().drawn);
  parts.push_back(table.in_none.front().drawn);
  double sum = 0;
  for (const double part : parts) sum += part;
  const double zone = data.areas.front().drawn;
  const bool overlap = sum > (1 + 1e-9) * zone;
  const std::vector<double> percents = rounded_percents(parts, 1);
  const auto percent = [&](std::size_t i) { return overlap ? 100 * parts[i] / zone : percents[i]; };
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const AreaRow& row = table.rows[i];
    const Estimate& in_zone = row.in_region.front();
    text.statements.push_back(
        {"Areas",
         fmt::format(
             "{}: {} of this {} lie in the zone, which is {:.1f} % of the zone and {:.1f} % "
             "of the {}{}.",
             row.name, estimate_words(in_zone, kKm2, 1, kSquareKm), table.kind, percent(i),
             100 * in_zone.drawn / row.area, table.kind, sides_words(task, data, row.in_region)),
         area_facts(task, data, table, row.name, row.in_region, row.area)});
  }
  if (overlap)
    text.statements.push_back(
        {"Areas",
         fmt::format("The {} overlap each other, so that their shares add up to more than 100 %.",
                     table.kinds),
         {}});
  if (table.rows.empty() || table.in_none.front().most > 1e-9 * zone)
    text.statements.push_back(
        {"Areas",
         fmt::format("{} of the zone, {:.1f} %, lie in none of the {}.",
                     estimate_words(table.in_none.front(), kKm2, 1, kSquareKm),
                     percent(parts.size() - 1), table.kinds),
         area_facts(task, data, table, "none of the " + table.kinds, table.in_none, 0)});
}

void state_certificate(const ReportTask& task, const ReportData& data, ReportText& text) {
  Certificate worst;
  for (const Region& region : data.regions) {
    worst.outward_error = std::max(worst.outward_error, region.certificate.outward_error);
    worst.inward_error = std::max(worst.inward_error, region.certificate.inward_error);
  }
  const Metres tolerance = task.zone.zone.tolerance;
  const int decimals = decimals_of_errors(tolerance);
  const double outward = rounded_up(worst.outward_error, decimals);
  const double inward = rounded_up(worst.inward_error, decimals);
  const bool is_kept = std::max(outward, inward) <= tolerance.value;
  text.statements.push_back(
      {"Method",
       fmt::format("The boundary of the zone was checked over its whole length against the "
                   "original line with exact geodesics: it is at most {:.{}f} m too far out and "
                   "{:.{}f} m too far in ({}).",
                   outward, decimals, inward, decimals,
                   is_kept ? "tolerance " + format_length(tolerance) : "measured, not limited"),
       {{"zone", "outward error", outward, "m", {}, {}, ""},
        {"zone", "inward error", inward, "m", {}, {}, ""}}});
}

void state_method(const ReportTask& task, const ReportData& data, ReportText& text) {
  if (!data.is_zone || data.tells_how) state_certificate(task, data, text);
  if (data.has_sides)
    text.statements.push_back(
        {"Method",
         "A side says on which hand of the line a place lies, beyond its ends of the line "
         "prolonged; it does not say who held the place.",
         {}});
  text.statements.push_back(
      {"Method",
       fmt::format("Lengths, distances and areas are those of the WGS84 ellipsoid; computed with "
                   "Cordon {}.",
                   cordon_version()),
       {}});
  for (const InputFile& file : data.files)
    text.statements.push_back(
        {"Sources",
         fmt::format("{}: {}{}{}, SHA-256 {}.", capital(file.role), file.name,
                     file.layer.empty() ? "" : fmt::format(", layer {}", file.layer),
                     file.credit.empty() ? "" : fmt::format(" ({})", file.credit),
                     file.sha256.empty() ? "not known" : file.sha256),
         {{file.role, "file", file.name, "", {}, {}, ""},
          {file.role, "sha256", file.sha256, "", {}, {}, ""}}});
}

std::string title_of(const ReportTask& task, const ReportData& data) {
  if (!task.title.empty()) return task.title;
  const std::string name = title_in(data.source);
  if (data.line_name.empty()) return fmt::format("The zone of {}", file_name(data.source.path));
  return fmt::format("The zone around {}", name.empty() ? data.line_name : name);
}

}  // namespace

std::string region_words(const ReportTask& task, const Region& region) {
  const std::string side = region.side == Side::both   ? ""
                           : region.side == Side::left ? task.zone.left_name
                                                       : task.zone.right_name;
  if (region.band == 0)
    return region.side == Side::both ? "the zone" : fmt::format("the {} side", side);
  const Band& band = region.left ? *region.left : *region.right;
  const std::string reach = band.from > 0
                                ? fmt::format("the band from {} to {}", format_length({band.from}),
                                              format_length({band.to}))
                                : fmt::format("the band up to {}", format_length({band.to}));
  return side.empty() ? reach : fmt::format("{} on the {} side", reach, side);
}

std::string region_key(const Region& region) {
  const std::string side = region.side == Side::both ? "" : name_of(region.side);
  if (region.band == 0) return side.empty() ? "zone" : side;
  const Band& band = region.left ? *region.left : *region.right;
  const std::string reach =
      fmt::format("{:g}-{:g} km", std::max(0.0, band.from) / 1000, band.to / 1000);
  return side.empty() ? reach : fmt::format("{} {}", reach, side);
}

std::string estimate_words(const Estimate& estimate, double per, int decimals,
                           const std::string& unit) {
  const auto number = [&](double value) { return grouped(value / per, decimals); };
  std::string text =
      unit.empty() ? number(estimate.drawn) : fmt::format("{} {}", number(estimate.drawn), unit);
  if (number(estimate.least) == number(estimate.drawn) &&
      number(estimate.most) == number(estimate.drawn))
    return text;
  return fmt::format("{} ({} to {})", text, number(estimate.least), number(estimate.most));
}

Fact estimate_fact(const ReportTask& task, std::string subject, std::string measure,
                   const Estimate& estimate, double per, std::string unit, std::string source) {
  Fact fact{std::move(subject), std::move(measure), estimate.drawn / per, std::move(unit), {}, {},
            std::move(source)};
  if (is_uncertain(task)) {
    fact.least = estimate.least / per;
    fact.most = estimate.most / per;
  }
  return fact;
}

ReportText report_text(const ReportTask& task, const ReportData& data) {
  ReportText text{title_of(task, data), {}};
  state_line(task, data, text);
  state_zone(task, data, text);
  for (const AreaTable& table : data.area_tables) state_areas(task, data, table, text);
  if (data.population) state_population(task, data, text);
  if (data.incidents) state_incidents(task, data, text);
  if (data.places) state_places(task, data, text);
  if (data.limits) state_limits(task, data, text);
  state_method(task, data, text);
  return text;
}

}  // namespace cordon::cli
