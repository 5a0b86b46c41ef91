// What `cordon verify` prints and writes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cordon/base/units.hpp"
#include "cordon/cli/in_lonlat.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/cli/verify/verify_figures.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/io/connection.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kListed = 12;  // problems on a terminal
constexpr double kSquareKm = 1e6;    // m2

/// Digits of errors: a thousandth of the tolerance.
int error_decimals(const VerifyFigures& figures) {
  const double digits = 3 - std::floor(std::log10(figures.options.tolerance.value));
  return static_cast<int>(std::clamp(digits, 0.0, 6.0));
}

/// Upwards, since it is a bound.
double rounded_up(double error, const VerifyFigures& figures) {
  const double scale = std::pow(10.0, error_decimals(figures));
  return std::max(0.0, std::ceil(error * scale - 1e-6) / scale);
}

double to_square_metres(double area) {
  return std::round(area) / kSquareKm;
}

double to_decimals(double degrees) {
  return std::round(degrees * 1e8) / 1e8 + 0.0;  // never -0
}

std::string metres(double error, const VerifyFigures& figures) {
  return grouped(rounded_up(error, figures), error_decimals(figures)) + " m";
}

std::string near(const LonLat& place) {
  return fmt::format("near {:.5f}, {:.5f}", place.lon + 0.0, place.lat + 0.0);
}

/// Of all checks, in one list, worst first.
struct Listed {
  const CheckFigures* check;
  const Difference* difference;
};

std::vector<Listed> all_differences(const VerifyFigures& figures) {
  std::vector<Listed> all;
  for (const CheckFigures& check : figures.checks)
    for (const Difference& difference : check.measured.differences)
      all.push_back({&check, &difference});
  std::stable_sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) {
    return a.difference->worst.error > b.difference->worst.error;
  });
  return all;
}

std::string reach_in_words(const Check& check) {
  const double from = check.from;
  const std::string most = format_length({check.distance()});
  const std::string reach =
      from > 0 ? fmt::format("{} to {}", format_length({from}), most) : "within " + most;
  if (check.reach.left == check.reach.right) return reach + " of the line";
  if (check.reach.left == 0) return reach + " of the line, on its right";
  if (check.reach.right == 0) return reach + " of the line, on its left";
  return fmt::format("{} on the left and {} on the right of the line",
                     format_length({check.reach.left}), format_length({check.reach.right}));
}

std::string means_in_words(const Check& check, const Measurement& measured) {
  const std::string edges = counted(measured.edges, "edge");
  return check.means == Means::distance
             ? edges + " against the line itself, with exact geodesics"
             : edges + " against the part that cordon zone cuts, itself certified";
}

std::string area_in_words(const Measurement& measured) {
  // As many digits as the truth is known to.
  const double known = measured.balance ? measured.balance->error / kSquareKm : 1;
  const int decimals = static_cast<int>(std::clamp(std::ceil(-std::log10(known)), 1.0, 6.0));
  const auto km2 = [&](double area) { return grouped(area / kSquareKm, decimals) + " km²"; };
  const std::string drawn = km2(measured.area);
  if (!measured.balance)
    return fmt::format("{}; nothing to set it against: {}", drawn, measured.no_balance);
  const AreaBalance& balance = *measured.balance;
  const double off = 100 * (measured.area - balance.truth) / balance.truth;
  return fmt::format("{}; the true zone has {} ({:+.3f} %): {} missing, {} too many", drawn,
                     km2(balance.truth), off + 0.0, km2(balance.missing), km2(balance.excess));
}

std::string error_in_words(const PlacedError& worst, const VerifyFigures& figures) {
  const std::string bound = "at most " + metres(worst.error, figures);
  return worst.error > 0 ? bound + ", " + near(worst.place) : bound;
}

std::string check_in_words(const CheckFigures& check, const VerifyFigures& figures) {
  const Measurement& measured = check.measured;
  return summary_row(measured.holds ? "Holds" : "Fails",
                     fmt::format("{}: {}", check.check.what, reach_in_words(check.check))) +
         summary_row("Too far out", error_in_words(measured.outward, figures)) +
         summary_row("Too far in", error_in_words(measured.inward, figures)) +
         summary_row("Area", area_in_words(measured)) +
         summary_row("Checked", means_in_words(check.check, measured));
}

Table problem_table(const std::vector<Listed>& problems, const VerifyFigures& figures) {
  const int digits = error_decimals(figures);
  Table table{{{"kind", "Problem", "", 1, 0},
               {"check", "in", "", 1, 0},
               {"error_m", "Error", "m", 1, digits},
               {"area_km2", "Area", "km²", 1, 3},
               {"lon", "Longitude", "°", 1, 5},
               {"lat", "Latitude", "°", 1, 5}},
              {}};
  for (const auto& [check, difference] : problems) {
    const PlacedError& worst = difference->worst;
    const bool sized = difference->area > 0;
    const bool measured = worst.error > 0;
    table.rows.push_back({difference->kind, check->check.what,
                          measured ? Value(rounded_up(worst.error, figures)) : Value(),
                          sized ? Value(to_square_metres(difference->area)) : Value(),
                          to_decimals(worst.place.lon), to_decimals(worst.place.lat)});
  }
  return table;
}

std::string problems_in_words(const VerifyFigures& figures) {
  std::string out;
  for (const DrawingFault& fault : figures.zone.faults)
    out += summary_row("Fault", fmt::format("{}: {}", fault.kind, fault.problem));
  std::vector<Listed> problems = all_differences(figures);
  if (problems.empty()) return out;
  const std::size_t all = problems.size();
  problems.resize(std::min(all, kListed));
  out += fmt::format("\n{} beyond the tolerance{}:\n\n", counted(all, "place"),
                     all > kListed ? fmt::format("; the {} worst", kListed) : "");
  return out + terminal_text(problem_table(problems, figures));
}

Json error_json(const PlacedError& worst, const VerifyFigures& figures) {
  Json out{{"error_m", rounded_up(worst.error, figures)}};
  if (worst.error > 0) {
    out["lon"] = to_decimals(worst.place.lon);
    out["lat"] = to_decimals(worst.place.lat);
  }
  return out;
}

Json check_json(const CheckFigures& check, const VerifyFigures& figures) {
  const Measurement& measured = check.measured;
  Json out{{"check", check.check.what},
           {"against", check.check.means == Means::distance ? "line" : "cordon zone"},
           {"side", name_of(check.check.side)},
           {"left_m", check.check.reach.left},
           {"right_m", check.check.reach.right},
           {"from_m", check.check.from},
           {"features", check.check.features.size()},
           {"holds", measured.holds},
           {"outward", error_json(measured.outward, figures)},
           {"inward", error_json(measured.inward, figures)},
           {"edges", measured.edges},
           {"area_km2", to_square_metres(measured.area)}};
  if (measured.balance) {
    const AreaBalance& balance = *measured.balance;
    out["true_area_km2"] = to_square_metres(balance.truth);
    out["true_area_error_km2"] = balance.error / kSquareKm;
    out["missing_km2"] = to_square_metres(balance.missing);
    out["excess_km2"] = to_square_metres(balance.excess);
  } else {
    out["no_true_area"] = measured.no_balance;
  }
  return out;
}

Json source_json(const Source& source) {
  return {{"source", source.path},      {"layer", source.layer},   {"driver", source.driver},
          {"crs", source.crs},          {"sha256", source.sha256}, {"features", source.features},
          {"vertices", source.vertices}};
}

/// For what has no region: a square of two tolerances about its place.
MultiPolygon mark(const LonLat& place, double tolerance) {
  const double dy = tolerance / (wgs84::kA * wgs84::kDegree);
  const double dx = dy / std::max(1e-6, std::cos(place.lat * wgs84::kDegree));
  const auto [x, y] = std::pair(place.lon, place.lat);
  return {
      {{{x - dx, y - dy}, {x + dx, y - dy}, {x + dx, y + dy}, {x - dx, y + dy}, {x - dx, y - dy}},
       {}}};
}

}  // namespace

LayerSchema problem_schema() {
  return {"problems",
          GeometryKind::areas,
          {{"kind", "kind", ValueType::text},
           {"check", "check", ValueType::text},
           {"error_m", "error_m", ValueType::real},
           {"area_km2", "area_km2", ValueType::real},
           {"lon", "lon", ValueType::real},
           {"lat", "lat", ValueType::real}}};
}

std::vector<Feature> problem_features(const VerifyFigures& figures) {
  const OutputSpace space = output_space(figures.options);
  const std::vector<Listed> problems = all_differences(figures);
  const Table table = problem_table(problems, figures);
  const LayerSchema schema = problem_schema();
  std::vector<Feature> features;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const Difference& difference = *problems[i].difference;
    Feature& feature = features.emplace_back();
    feature.geometry = difference.region.empty()
                           ? mark(difference.worst.place, figures.options.tolerance.value)
                           : in_lonlat(difference.region, space);
    for (std::size_t k = 0; k < schema.fields.size(); ++k)
      feature.fields.push_back({schema.fields[k].name, schema.fields[k].short_name,
                                table.rows[i][k], schema.fields[k].type});
  }
  return features;
}

std::string verify_sentence(const VerifyFigures& figures) {
  const std::string name = source_name(figures.task.zone.path);
  const std::string tolerance = format_length(figures.options.tolerance);
  if (figures.holds()) return fmt::format("{} holds {}.", name, tolerance);
  std::string out = fmt::format("{} does not hold {}", name, tolerance);
  if (!figures.zone.faults.empty()) out += ": " + figures.zone.faults.front().kind;
  const std::vector<Listed> worst = all_differences(figures);
  if (worst.empty()) return out + '.';
  const Difference& first = *worst.front().difference;
  out += (figures.zone.faults.empty() ? ": " : ", ") + first.kind;
  if (first.worst.error > 0) out += " by " + metres(first.worst.error, figures);
  return fmt::format("{}, {}.", out, near(first.worst.place));
}

std::string verify_text(const VerifyFigures& figures) {
  const Source& zone = figures.zone.source;
  std::string out = verify_sentence(figures) + '\n';
  out += summary_row(
      "Zone", fmt::format("{}, {} in {}", zone.path, counted(zone.features, "feature"), zone.crs));
  out += summary_row("Line",
                     fmt::format("{}{}, {} edges, {} ends", figures.line.path,
                                 figures.task.line ? "" : ", layer " + figures.line.layer,
                                 name_of(figures.options.edges), name_of(figures.options.cap)));
  for (const CheckFigures& check : figures.checks) out += check_in_words(check, figures);
  for (const std::string& what : figures.left_out) out += summary_row("Not checked", what);
  return out + problems_in_words(figures) + files_text(figures.files);
}

std::string verify_json(const VerifyFigures& figures) {
  Json out{{"statement", verify_sentence(figures)},
           {"holds", figures.holds()},
           {"tolerance_m", figures.options.tolerance.value},
           {"cap", name_of(figures.options.cap)},
           {"edges", name_of(figures.options.edges)}};
  if (figures.options.fit != Fit::nearest) out["fit"] = name_of(figures.options.fit);
  out["zone"] = source_json(figures.zone.source);
  out["line"] = source_json(figures.line);
  out["checks"] = Json::array();
  for (const CheckFigures& check : figures.checks)
    out["checks"].push_back(check_json(check, figures));
  out["not_checked"] = figures.left_out;
  out["faults"] = Json::array();
  for (const DrawingFault& fault : figures.zone.faults)
    out["faults"].push_back({{"kind", fault.kind}, {"problem", fault.problem}});
  out["problems"] = to_json(problem_table(all_differences(figures), figures));
  out["warnings"] = warnings_json(figures.warnings);
  out["files"] = files_json(figures.files);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
