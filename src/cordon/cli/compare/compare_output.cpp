#include "cordon/cli/compare/compare_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/field_names.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kKm2 = 1e6;  // m2

/// As many decimals as mean something: areas to a square metre, lengths to a millimetre, degrees to
/// a centimetre.
double km2(double square_metres) {
  return std::round(square_metres) / kKm2;
}
double millimetres(double metres) {
  return std::round(metres * 1e3) / 1e3;
}
double degrees(double angle) {
  return std::round(angle * 1e7) / 1e7;
}

std::string file_of(const Drawing& drawing) {
  return drawing.name;
}

std::string whole_name(const Drawing& drawing) {
  return drawing.kind == DrawingKind::control ? "all sides" : "zone";
}

std::string name_of(const AreaChange& change, const Step& step) {
  return change.name.empty() ? whole_name(*step.after) : change.name;
}

bool is_uncertain(const Step& step) {
  return step.before->situation.uncertainty + step.after->situation.uncertainty > 0;
}

struct Measure {
  const char* key;
  const char* heading;
  Estimate AreaChange::*figure;
};

constexpr Measure kMeasures[]{{"before", "Before", &AreaChange::before},
                              {"after", "After", &AreaChange::after},
                              {"gained", "Gained", &AreaChange::gained},
                              {"lost", "Lost", &AreaChange::lost},
                              {"kept", "Kept", &AreaChange::kept}};

std::vector<const AreaChange*> changes_of(const Step& step) {
  std::vector<const AreaChange*> changes{&step.result.whole};
  for (const AreaChange& side : step.result.sides) changes.push_back(&side);
  return changes;
}

Table areas_table(const Step& step) {
  Table table;
  table.columns = {{"area", "Area", "", 1, 0}};
  const bool uncertain = is_uncertain(step);
  for (const Measure& measure : kMeasures) {
    const auto add = [&](const std::string& suffix, const std::string& heading) {
      table.columns.push_back({fmt::format("{}{}_km2", measure.key, suffix), heading, "km²", 1, 1});
    };
    add("", measure.heading);
    if (!uncertain) continue;
    add("_min", "at least");
    add("_max", "at most");
  }
  for (const AreaChange* change : changes_of(step)) {
    std::vector<Value>& row = table.rows.emplace_back();
    row.emplace_back(name_of(*change, step));
    for (const Measure& measure : kMeasures) {
      const Estimate& figure = change->*measure.figure;
      row.emplace_back(km2(figure.drawn));
      if (!uncertain) continue;
      row.emplace_back(km2(figure.least));
      row.emplace_back(km2(figure.most));
    }
  }
  return table;
}

std::string or_nobody(const std::string& holder) {
  return holder.empty() ? "nobody" : holder;
}

/// With a zone, what a side loses to nobody is no land that anybody took.
bool is_told(const Passing& passing, const Step& step) {
  return step.after->kind == DrawingKind::control ||
         (!passing.land.from.empty() && !passing.land.to.empty());
}

Table transfers_table(const Step& step) {
  Table table;
  table.columns = {
      {"from", "From", "", 1, 0}, {"to", "To", "", 1, 0}, {"area_km2", "Land", "km²", 1, 1}};
  for (const Passing& passing : step.result.transfers)
    if (is_told(passing, step))
      table.rows.push_back(
          {or_nobody(passing.land.from), or_nobody(passing.land.to), km2(passing.area)});
  return table;
}

std::string state_words(const PlaceState& state, const Drawing& drawing) {
  std::string words = state.holders.empty() ? "" : enumerated(state.holders);
  if (drawing.kind == DrawingKind::control) return words.empty() ? "nobody" : words;
  const char* in = state.inside ? "inside" : "outside";
  return words.empty() ? in : fmt::format("{}, {}", in, words);
}

Table places_table(const Step& step) {
  Table table;
  table.columns = {{"place", "Place", "", 1, 0},    {"population", "People", "", 1, 0},
                   {"before", "Before", "", 1, 0},  {"after", "After", "", 1, 0},
                   {"lon", "Longitude", "°", 1, 4}, {"lat", "Latitude", "°", 1, 4}};
  if (is_uncertain(step)) table.columns.push_back({"certain", "Certain", "", 1, 0});
  for (const PlaceChange& change : step.places) {
    std::vector<Value>& row = table.rows.emplace_back();
    row = {change.name,
           change.population ? Value(*change.population) : Value(),
           state_words(change.before, *step.before),
           state_words(change.after, *step.after),
           change.place.lon,
           change.place.lat};
    if (is_uncertain(step))
      row.emplace_back(std::string(change.before.sure && change.after.sure ? "yes" : "no"));
  }
  return table;
}

std::string kilometres(double metres) {
  return grouped(metres / 1000, metres < 100'000 ? 2 : 1) + " km";
}

/// "4.20 km", or with uncertain lines "4.20 km (0.20 to 8.20 km)".
std::string kilometres(double metres, double doubt) {
  if (doubt == 0) return kilometres(metres);
  return fmt::format("{} ({} to {})", kilometres(metres), kilometres(std::max(0.0, metres - doubt)),
                     kilometres(metres + doubt));
}

std::vector<std::string> shift_sentences(const Step& step) {
  std::vector<std::string> out;
  if (!step.result.shift) {
    for (const Drawing* drawing : {step.before, step.after})
      if (!drawing->no_line.empty())
        out.push_back(fmt::format("How far the line moved is not known: {}.", drawing->no_line));
    return out;
  }
  const Shift& shift = *step.result.shift;
  const double doubt = step.result.shift_doubt;
  out.push_back(fmt::format(
      "The new line lies {} from the old one on average (to {}), and {} where it is farthest, at "
      "{:.4f} {:.4f}.",
      kilometres(shift.mean, doubt), format_length({std::max(1.0, std::ceil(shift.mean_error))}),
      kilometres(shift.largest, doubt), shift.at.lon, shift.at.lat));
  const double length = shift.unmoved + shift.to_left + shift.to_right;
  const auto share = [&](double part) { return fmt::format("{:.0f} %", 100 * part / length); };
  out.push_back(fmt::format(
      "Of its {}, {} run to the left of the old line, {} to the right, and {} have not moved by "
      "more than {}.",
      kilometres(length), share(shift.to_left), share(shift.to_right), share(shift.unmoved),
      format_length({ShiftOptions{}.threshold})));
  return out;
}

std::vector<std::string> place_sentences(const Step& step) {
  if (step.places_source.empty()) return {};
  std::size_t in = 0;
  std::size_t out = 0;
  std::size_t hands = 0;
  for (const PlaceChange& change : step.places) {
    if (change.after.inside && !change.before.inside) ++in;
    if (change.before.inside && !change.after.inside) ++out;
    if (change.before.inside && change.after.inside) ++hands;
  }
  return {fmt::format("Of the places in {}, {} went in, {} went out, and {} changed hands inside.",
                      step.places_source, in, out, hands)};
}

std::string heading(const Step& step) {
  return fmt::format("From {} to {}", label_of(*step.before), label_of(*step.after));
}

std::vector<std::string> sentences(const Step& step) {
  std::vector<std::string> out = shift_sentences(step);
  const std::vector<std::string> places = place_sentences(step);
  out.insert(out.end(), places.begin(), places.end());
  return out;
}

std::string method(const Step& step) {
  std::string text = "Areas and distances are those of the WGS84 ellipsoid";
  if (const auto& reach = step.after->situation.reach)
    text += fmt::format("; the zone reaches {} to the left of the line and {} to the right",
                        format_length({reach->left}), format_length({reach->right}));
  if (is_uncertain(step))
    text += fmt::format("; the lines may be off by {}",
                        format_length({step.after->situation.uncertainty}));
  return text + ".";
}

std::string page(const Step& step) {
  std::string out = fmt::format("## {}\n\n", heading(step));
  for (const std::string& sentence : sentences(step)) out += sentence + '\n';
  out += '\n' + markdown_text(areas_table(step));
  for (const Table& table : {transfers_table(step), places_table(step)})
    if (!table.rows.empty()) out += '\n' + markdown_text(table);
  return out + fmt::format("\n{}\n\nOld: {} (SHA-256 {}). New: {} (SHA-256 {}).\n", method(step),
                           file_of(*step.before), step.before->sha256, file_of(*step.after),
                           step.after->sha256);
}

Table series_table(const std::vector<Step>& steps) {
  Table series;
  for (const Step& step : steps) {
    const Table areas = areas_table(step);
    if (series.columns.empty()) {
      series.columns = {{"old", "Old", "", 1, 0}, {"new", "New", "", 1, 0}};
      series.columns.insert(series.columns.end(), areas.columns.begin(), areas.columns.end());
      for (const char* key : {"moved_mean_m", "moved_max_m", "moved_max_lon", "moved_max_lat",
                              "places_in", "places_out"})
        series.columns.push_back({key, key, "", 1, 0});
    }
    for (std::size_t i = 0; i < areas.rows.size(); ++i) {
      std::vector<Value>& row = series.rows.emplace_back();
      row = {label_of(*step.before), label_of(*step.after)};
      row.insert(row.end(), areas.rows[i].begin(), areas.rows[i].end());
      row.resize(series.columns.size());  // what is said of the whole only
      if (i > 0) continue;
      auto cell = row.end() - 6;
      if (const auto& shift = step.result.shift)
        for (const double figure : {millimetres(shift->mean), millimetres(shift->largest),
                                    degrees(shift->at.lon), degrees(shift->at.lat)})
          *cell++ = figure;
      if (step.places_source.empty()) continue;
      const auto count = [&](bool was, bool is) {
        return std::count_if(step.places.begin(), step.places.end(), [&](const PlaceChange& p) {
          return p.before.inside == was && p.after.inside == is;
        });
      };
      *(row.end() - 2) = std::int64_t{count(false, true)};
      *(row.end() - 1) = std::int64_t{count(true, false)};
    }
  }
  return series;
}

Json drawing_json(const Drawing& drawing) {
  return {{"file", file_of(drawing)},
          {"sha256", drawing.sha256},
          {"date", drawing.date.empty() ? Json() : Json(drawing.date)}};
}

Json shift_json(const Step& step) {
  if (!step.result.shift) return nullptr;
  const Shift& shift = *step.result.shift;
  Json out{{"mean_m", millimetres(shift.mean)},
           {"mean_error_m", millimetres(shift.mean_error)},
           {"largest_m", millimetres(shift.largest)},
           {"largest_error_m", millimetres(shift.largest_error)},
           {"largest_at", {degrees(shift.at.lon), degrees(shift.at.lat)}},
           {"largest_from", {degrees(shift.from.lon), degrees(shift.from.lat)}},
           {"to_left_m", millimetres(shift.to_left)},
           {"to_right_m", millimetres(shift.to_right)},
           {"unmoved_m", millimetres(shift.unmoved)}};
  if (is_uncertain(step)) out["uncertainty_m"] = step.result.shift_doubt;
  return out;
}

Json step_json(const Step& step) {
  Json out{{"old", drawing_json(*step.before)},
           {"new", drawing_json(*step.after)},
           {"areas", to_json(areas_table(step))},
           {"transfers", to_json(transfers_table(step))},
           {"line_moved", shift_json(step)}};
  if (!step.places_source.empty()) {
    out["places_source"] = step.places_source;
    out["places"] = to_json(places_table(step));
  }
  out["method"] = method(step);
  return out;
}

}  // namespace

std::string terminal_text(const std::vector<Step>& steps) {
  std::string out;
  for (const Step& step : steps) {
    out += heading(step) + '\n';
    for (const std::string& sentence : sentences(step)) out += "  " + sentence + '\n';
    out += '\n' + terminal_text(areas_table(step));
    for (const Table& table : {transfers_table(step), places_table(step)})
      if (!table.rows.empty()) out += '\n' + terminal_text(table);
    out += '\n';
  }
  out.pop_back();
  return out;
}

std::string formatted(const std::vector<Step>& steps, TextFormat format) {
  if (format == TextFormat::csv) return csv_text(series_table(steps));
  if (format == TextFormat::markdown) {
    std::string out = "# What changed\n";
    for (const Step& step : steps) out += '\n' + page(step);
    return out + fmt::format("\nMade with Cordon {}.\n", cordon_version());
  }
  Json out{{"cordon_version", cordon_version()}};
  out["steps"] = Json::array();
  for (const Step& step : steps) out["steps"].push_back(step_json(step));
  return out.dump(2) + '\n';
}

Layer change_layer(const Step& step) {
  Layer layer{"changes", {}};
  const auto add = [&](const AreaChange& change, const char* what, const MultiPolygon& land,
                       const Estimate& area) {
    if (land.empty()) return;
    const auto text = [](const std::string& name, std::string value) {
      return Field{name, name, std::move(value), ValueType::text};
    };
    layer.features.push_back({land,
                              {text("area", name_of(change, step)),
                               text("change", what),
                               {"area_km2", "area_km2", km2(area.drawn), ValueType::real},
                               text("old", label_of(*step.before)),
                               text("new", label_of(*step.after)),
                               text("old_file", file_of(*step.before)),
                               text("new_file", file_of(*step.after)),
                               {"cordon_version", "cordon_ver", cordon_version()}}});
  };
  for (const AreaChange* change : changes_of(step)) {
    if (change->name.empty() && !step.result.sides.empty()) continue;
    add(*change, "gained", change->land.gained, change->gained);
    add(*change, "lost", change->land.lost, change->lost);
    add(*change, "kept", change->land.kept, change->kept);
  }
  return layer;
}

}  // namespace cordon::cli
