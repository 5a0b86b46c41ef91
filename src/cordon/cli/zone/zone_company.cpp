#include "cordon/cli/zone/zone_company.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>

#include "cordon/cli/error_bounds.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {
namespace {

XY drawn(const LonLat& place, const OutputSpace& space) {
  return space.rounded(space.project({wgs84::wrap_longitude(place.lon), place.lat}));
}

Value whole_number(const std::optional<double>& number) {
  return number ? Value(static_cast<std::int64_t>(std::llround(*number))) : Value();
}

/// The fields of a schema, with values.
std::vector<Field> filled(const LayerSchema& schema, std::vector<Value> values) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    fields.push_back({schema.fields[i].name, schema.fields[i].short_name, std::move(values[i]),
                      schema.fields[i].type});
  return fields;
}

}  // namespace

LayerSchema place_schema(const ZoneTask& task, bool has_sides) {
  LayerSchema schema{"places",
                     GeometryKind::points,
                     {{"name", "name", ValueType::text},
                      {"population", "population", ValueType::integer},
                      {"capital", "capital", ValueType::integer},
                      {"in_zone", "in_zone", ValueType::integer},
                      {"distance_km", "dist_km", ValueType::real}},
                     true};
  if (has_sides) schema.fields.push_back({"side", "side", ValueType::text});
  if (has_sides && task.parts.split)
    schema.fields.push_back({"side_name", "side_name", ValueType::text});
  return described(std::move(schema));
}

std::vector<Feature> place_features(const std::vector<map::Place>& places, const ZoneTask& task,
                                    bool has_sides, const OutputSpace& space) {
  const LayerSchema schema = place_schema(task, has_sides);
  std::vector<Feature> features;
  for (const map::Place& place : places) {
    std::vector<Value> values{place.name, whole_number(place.population),
                              std::int64_t{place.capital}, std::int64_t{place.in_zone},
                              std::round(place.distance) / 1000};
    if (has_sides) values.push_back(place.side ? Value(*place.side) : Value());
    if (has_sides && task.parts.split)
      values.push_back(!place.side             ? Value()
                       : *place.side == "left" ? Value(task.left_name)
                                               : Value(task.right_name));
    features.push_back({drawn(place.at, space), filled(schema, std::move(values))});
  }
  return features;
}

LayerSchema zone_problem_schema() {
  return described({"problems",
                    GeometryKind::points,
                    {{"kind", "kind", ValueType::text},
                     {"text", "text", ValueType::text},
                     {"error_m", "error_m", ValueType::real}},
                    true});
}

std::vector<Feature> zone_problem_features(const Certificate& certificate, const ZoneReport& report,
                                           const OutputSpace& space) {
  const LayerSchema schema = zone_problem_schema();
  std::vector<Feature> features;
  const auto add = [&](const LonLat& place, const std::string& kind, const std::string& text,
                       Value error) {
    features.push_back({drawn(place, space), filled(schema, {kind, text, std::move(error)})});
  };
  const auto metres = [&](double error) { return grouped(error, report.error_decimals) + " m"; };
  for (const Finding& finding : report.warnings)
    if (finding.spot) add(finding.spot->at, finding.code, finding.spot->text, Value());
  for (const Problem& problem : certificate.problems) {
    const double error = rounded_up(problem.error, report.error_decimals);
    add(problem.place, problem.kind,
        fmt::format("the boundary is wrong: {}{}", problem.kind,
                    error > 0 ? " by " + metres(error) : ""),
        error);
  }
  if (!certificate.problems.empty()) return features;
  const auto add_largest = [&](const char* way, double error, const LonLat& place) {
    if (error > 0 && !(place == LonLat{}))
      add(place, fmt::format("largest error {}wards, within the tolerance", way),
          fmt::format("no fault: the boundary is nowhere farther {} than here, by at most {}; the "
                      "tolerance is {}",
                      way, metres(error), format_length(report.task.zone.tolerance)),
          error);
  };
  add_largest("out", report.errors.outward, certificate.outward_place);
  add_largest("in", report.errors.inward, certificate.inward_place);
  return features;
}

}  // namespace cordon::cli
