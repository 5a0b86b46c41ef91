// What `cordon near` prints and writes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cordon/base/units.hpp"
#include "cordon/cli/near/near_figures.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Distances are good to a millimetre, and so are coordinates of eight decimals.
double to_millimetres(double metres) {
  return std::round(metres * 1e3) / 1e3;
}
double to_decimals(double degrees) {
  return std::round(degrees * 1e8) / 1e8 + 0.0;  // never -0
}

std::string word(Verdict verdict) {
  if (verdict == Verdict::depends) return "depends";
  return verdict == Verdict::inside ? "inside" : "outside";
}

/// Of the sixteen points of the compass.
std::string compass_point(double bearing) {
  constexpr std::array<const char*, 16> kPoints{"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                                "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
  return kPoints[static_cast<std::size_t>(std::lround(bearing / 22.5)) % kPoints.size()];
}

std::string name_of(const PlaceRow& row, const PlaceTable& table) {
  return row.name.empty() ? fmt::format("{} {}", table.counted, row.number) : row.name;
}

Value side_of(const Nearness& near, const NearFigures& figures) {
  if (near.hand) return *near.hand == Hand::left ? figures.task.left_name : figures.task.right_name;
  return figures.has_sides ? Value("on the line") : Value();
}

std::vector<TableColumn> columns_of(const NearFigures& figures, Reader reader) {
  const auto text = [](const char* key, const char* heading) {
    return TableColumn{key, heading, "", 1, 0};
  };
  const auto km = [](const char* key, const char* heading) {
    return TableColumn{key, heading, "km", 1000, 3};
  };
  std::vector<TableColumn> columns{text("name", "Place"), km("distance_m", "Distance")};
  if (figures.task.uncertainty > 0) {
    columns.push_back(km("distance_min_m", "at least"));
    columns.push_back(km("distance_max_m", "at most"));
  }
  columns.push_back(text("side", "Side"));
  if (figures.task.uncertainty > 0) columns.push_back(text("side_sure", "Side sure"));
  columns.push_back(text("zone", "Zone"));
  columns.push_back({"bearing_deg", "Bearing", "°", 1, 1});
  columns.push_back(text("direction", "Direction"));
  const auto degrees = [](const char* key, const char* heading) {
    return TableColumn{key, heading, "°", 1, 5};
  };
  columns.push_back(degrees("nearest_lat", "Nearest lat."));
  columns.push_back(degrees("nearest_lon", "lon."));
  if (reader == Reader::machine) {
    columns.push_back(degrees("lat", "Latitude"));
    columns.push_back(degrees("lon", "Longitude"));
  }
  return columns;
}

void add_place(const LonLat& place, std::vector<Value>& cells) {
  cells.emplace_back(to_decimals(place.lat));
  cells.emplace_back(to_decimals(place.lon));
}

std::vector<Value> cells_of(const NearPlace& place, const NearFigures& figures, Reader reader) {
  const Nearness& near = place.near;
  const double uncertainty = figures.task.uncertainty;
  std::vector<Value> cells{name_of(*place.row, figures.places), to_millimetres(near.distance)};
  if (uncertainty > 0) {
    cells.emplace_back(to_millimetres(std::max(0.0, near.distance - uncertainty)));
    cells.emplace_back(to_millimetres(near.distance + uncertainty));
  }
  cells.push_back(side_of(near, figures));
  if (uncertainty > 0)
    cells.push_back(near.hand ? Value(near.distance > uncertainty ? "yes" : "no") : Value());
  cells.emplace_back(word(place.verdict));
  const bool away = near.distance > 0;
  cells.push_back(away ? Value(std::round(near.bearing * 10) / 10) : Value());
  cells.push_back(away ? Value(compass_point(near.bearing)) : Value());
  add_place(near.nearest, cells);
  if (reader == Reader::machine) add_place(place.row->place, cells);
  return cells;
}

std::size_t count(const NearFigures& figures, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(figures.listed.begin(), figures.listed.end(),
                    [&](const NearPlace& place) { return place.verdict == verdict; }));
}

/// "the zone of 20 km", "the zone of 15 km on the government side".
std::string reach_words(const NearTask& task) {
  const Reach& reach = task.reach;
  if (!reach.by_side) return fmt::format("the zone of {}", format_length({reach.left}));
  std::vector<std::string> parts;
  if (reach.left > 0)
    parts.push_back(fmt::format("{} on the {} side", format_length({reach.left}), task.left_name));
  if (reach.right > 0)
    parts.push_back(
        fmt::format("{} on the {} side", format_length({reach.right}), task.right_name));
  return "the zone of " + enumerated(parts);
}

}  // namespace

Table near_table(const NearFigures& figures, Reader reader) {
  Table table{columns_of(figures, reader), {}};
  std::vector<std::size_t> kept;
  for (const std::string& name : figures.task.keep) {
    kept.push_back(named_column(figures.places, name, "--keep"));
    const std::string& own = figures.places.columns[kept.back()].name;
    const bool taken = std::any_of(table.columns.begin(), table.columns.end(),
                                   [&](const TableColumn& column) { return column.key == own; });
    table.columns.push_back({taken ? "source_" + own : own, own, "", 1, 0});
  }
  for (const NearPlace& place : figures.listed) {
    std::vector<Value>& cells = table.rows.emplace_back(cells_of(place, figures, reader));
    for (const std::size_t column : kept) cells.push_back(place.row->values[column]);
  }
  return table;
}

std::string near_sentence(const NearFigures& figures) {
  const NearTask& task = figures.task;
  std::string out = counted(figures.listed.size(), "place");
  if (figures.listed.size() < figures.places.read)
    out += fmt::format(" of {}", grouped(static_cast<double>(figures.places.read), 0));
  if (task.within) out += fmt::format(" within {} of the line", format_length({*task.within}));
  std::vector<std::string> parts;
  for (const Verdict kind : {Verdict::inside, Verdict::outside, Verdict::depends})
    if (const std::size_t n = count(figures, kind); n > 0 || kind == Verdict::inside)
      parts.push_back(fmt::format("{} {}", grouped(static_cast<double>(n), 0),
                                  kind == Verdict::depends ? "that may be either" : word(kind)));
  out += fmt::format("; {}: {}", reach_words(task), enumerated(parts));
  if (task.uncertainty > 0)
    out += fmt::format(", the line up to {} off", format_length({task.uncertainty}));
  return out + '.';
}

std::string near_text(const NearFigures& figures) {
  const std::string sentence = near_sentence(figures) + '\n';
  return figures.listed.empty()
             ? sentence
             : sentence + '\n' + terminal_text(near_table(figures, Reader::person));
}

std::string near_markdown(const NearFigures& figures) {
  return fmt::format(
      "{}\n\n{}\nDistances are those of the shortest path on the ellipsoid WGS84, from each place "
      "to the line; bearings and directions are those in which the place sees it.\n\n"
      "Line: {} (SHA-256 {}). Places: {} (SHA-256 {}). Cordon {}.\n",
      near_sentence(figures), markdown_text(near_table(figures, Reader::person)), figures.line.path,
      figures.line.sha256, figures.places.path, figures.places.sha256, cordon_version());
}

std::string near_json(const NearFigures& figures) {
  const NearTask& task = figures.task;
  const Source& line = figures.line;
  const PlaceTable& places = figures.places;
  Json out{{"statement", near_sentence(figures)}};
  if (task.reach.by_side) {
    out["left_m"] = task.reach.left;
    out["right_m"] = task.reach.right;
  } else {
    out["distance_m"] = task.reach.left;
  }
  if (task.uncertainty > 0) out["uncertainty_m"] = task.uncertainty;
  if (task.within) out["within_m"] = *task.within;
  out["edges"] = cli::name_of(task.edges);
  if (figures.has_sides) out["sides"] = {{"left", task.left_name}, {"right", task.right_name}};
  out["line"] = {{"source", line.path},      {"layer", line.layer},   {"driver", line.driver},
                 {"crs", line.crs},          {"sha256", line.sha256}, {"features", line.features},
                 {"vertices", line.vertices}};
  out["places"] = {{"source", places.path},          {"layer", places.layer},
                   {"driver", places.driver},        {"crs", places.crs},
                   {"sha256", places.sha256},        {"read", places.read},
                   {"listed", figures.listed.size()}};
  out["inside"] = count(figures, Verdict::inside);
  out["outside"] = count(figures, Verdict::outside);
  out["depends"] = count(figures, Verdict::depends);
  out["near"] = to_json(near_table(figures, Reader::machine));
  out["warnings"] = warnings_json(figures.warnings);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
