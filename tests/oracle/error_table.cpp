// Prints, as a Markdown table, how far drawn zones and their parts are from the truth, all over the
// Earth. Arguments: names of cases (oracle/anywhere_cases.cpp) and of shapes, as the table has
// them; none: all.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/base/parallel.hpp"
#include "cordon/base/units.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"
#include "oracle.hpp"
#include "parts.hpp"

namespace cordon {
namespace {

constexpr oracle::Effort kEffort{
    .near_samples = 200, .far_samples = 100, .cell = 0, .seed = 1, .slack = 0.1};

enum class Kind { exact, projected, flat, square, left, right, inner_ring, outer_ring };

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::exact:
      return "zone, exact";
    case Kind::projected:
      return "zone, projected";
    case Kind::flat:
      return "zone, flat ends";
    case Kind::square:
      return "zone, square ends";
    case Kind::left:
      return "left side";
    case Kind::right:
      return "right side";
    case Kind::inner_ring:
      return "ring, inner half";
    case Kind::outer_ring:
      return "ring, outer half";
  }
  return "";
}

struct Row {
  const oracle::AnywhereCase* what = nullptr;
  Kind kind = Kind::exact;
  double distance = 0, tolerance = 0;  // m
};

struct Measured {
  oracle::BoundaryError by_oracle;
  Certificate certificate;
  std::size_t vertices = 0;
  std::size_t wrong = 0;
};

ZoneOptions options_of(const Row& row) {
  ZoneOptions options;
  options.distance = Metres{row.distance};
  options.tolerance = Metres{row.tolerance};
  options.method = row.kind == Kind::projected ? Method::projected : Method::exact;
  if (row.kind == Kind::flat) options.cap = Cap::flat;
  if (row.kind == Kind::square) options.cap = Cap::square;
  return options;
}

Measured measure_zone(const Row& row) {
  const ZoneOptions options = options_of(row);
  const Zone zone = build_zone(row.what->shape, options);
  const oracle::Report report =
      oracle::check_zone(row.what->shape, options, zone.polygons, kEffort);
  return {report.boundary, zone.certificate, oracle::vertex_count(zone.polygons),
          report.wrong.size() + report.stray_holes};
}

Measured measure_part(const Row& row) {
  const ZoneOptions options = options_of(row);
  PartsRequest request;
  request.members = {{row.what->shape, options.distance}};
  if (row.kind == Kind::inner_ring || row.kind == Kind::outer_ring)
    request.bands = {Metres{row.distance / 2}, options.distance};
  request.split = row.kind == Kind::left || row.kind == Kind::right;
  const std::size_t at = row.kind == Kind::right || row.kind == Kind::outer_ring ? 1 : 0;
  const ZoneParts built = build_parts(request, options);
  const oracle::IdealPart ideal = oracle::ideal_parts(request, options).at(at);
  const ZonePart& part = built.parts.at(at);
  const oracle::Drawing drawn = oracle::drawn_in_lonlat(part.polygons);
  const oracle::SetReport report = oracle::check_set(*ideal.places, drawn, row.what->shape,
                                                     row.distance, row.tolerance, kEffort);
  return {oracle::measure_set(*ideal.places, drawn, 2 * row.tolerance), part.certificate,
          oracle::vertex_count(part.polygons), report.wrong.size() + report.loose};
}

std::string millimetres(double metres) {
  return fmt::format("{:.2f}", metres * 1000);
}

std::string line_of(const Row& row) {
  const std::string head =
      fmt::format("| {} | {} | {} | {} |", row.what->name, name_of(row.kind),
                  format_length({row.distance}), format_length({row.tolerance}));
  try {
    const bool whole = row.kind == Kind::exact || row.kind == Kind::projected;
    const Measured m = whole ? measure_zone(row) : measure_part(row);
    return fmt::format("{} {} | {} | {} | {} | {} | {} |", head, millimetres(m.by_oracle.outward),
                       millimetres(m.by_oracle.inward), millimetres(m.certificate.outward_error),
                       millimetres(m.certificate.inward_error), m.vertices, m.wrong);
  } catch (const Error& error) {
    return fmt::format("{} refused: {} | | | | | |", head, error.what());
  }
}

using Words = std::vector<std::string>;

constexpr std::array kKinds{Kind::exact, Kind::projected, Kind::flat,       Kind::square,
                            Kind::left,  Kind::right,     Kind::inner_ring, Kind::outer_ring};

bool holds(const Words& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Caps, sides and rings of a line in each kind of place; whole zones of everything.
bool is_measured(const std::string& name, Kind kind) {
  static const Words in_parts{"mid_latitude",    "north_80",        "fiji",
                              "chukotka",        "equator",         "past_north_pole",
                              "over_north_pole", "past_south_pole", "long_2500_km"};
  return kind == Kind::exact || kind == Kind::projected || holds(in_parts, name);
}

std::vector<Row> rows_of(const std::vector<oracle::AnywhereCase>& cases, const Words& wanted) {
  const auto is_named = [&](const auto& of, const auto& name) {
    return std::any_of(of.begin(), of.end(), [&](const auto& o) { return holds(wanted, name(o)); });
  };
  const auto case_name = [](const oracle::AnywhereCase& c) { return c.name; };
  const bool all_cases = !is_named(cases, case_name);
  const bool all_kinds = !is_named(kKinds, name_of);
  std::vector<Row> rows;
  for (const oracle::AnywhereCase& c : cases)
    for (const Kind kind : kKinds) {
      if (!is_measured(c.name, kind)) continue;
      if (!all_cases && !holds(wanted, c.name)) continue;
      if (!all_kinds && !holds(wanted, name_of(kind))) continue;
      for (const double distance : c.distances)
        for (const double tolerance : {std::min(1.0, distance / 20), 0.01})
          rows.push_back({&c, kind, distance, tolerance});
    }
  return rows;
}

void print_table(const Words& wanted) {
  const std::vector<oracle::AnywhereCase> cases = oracle::anywhere_cases();
  const std::vector<Row> rows = rows_of(cases, wanted);
  std::vector<std::string> lines(rows.size());
  parallel_for(rows.size(), std::max(1U, std::thread::hardware_concurrency()),
               [&](std::size_t i) { lines[i] = line_of(rows[i]); });
  fmt::print(
      "| line | shape | distance | tolerance | outward, oracle | inward, oracle | outward, "
      "certificate | inward, certificate | vertices | places wrong |\n"
      "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  for (const std::string& line : lines) fmt::print("{}\n", line);
}

}  // namespace
}  // namespace cordon

int main(int argc, char** argv) {
  try {
    cordon::print_table({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
