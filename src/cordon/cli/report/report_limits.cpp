// Sentences about limits that somebody published.
#include <fmt/format.h>

#include <cmath>

#include "cordon/cli/report/report_text.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

constexpr double kKm2 = 1e6;

std::string metres(double value) {
  return grouped(value, 0) + " m";
}

std::string place_words(const LonLat& place) {
  return fmt::format("{:.2f}, {:.2f}", place.lat, place.lon);
}

std::string distances_words(const LimitDistances& limits) {
  return fmt::format(
      "{} to {} from the line, half of their length between {} and {}, {:.1f} % of it in the "
      "zone; from the zone's edge it is {} on average, and {} at most, at {}",
      metres(limits.least), metres(limits.most), metres(limits.lower_quartile),
      metres(limits.upper_quartile), 100 * limits.inside, metres(limits.from_edge),
      metres(limits.most_from_edge), place_words(limits.farthest));
}

std::vector<Fact> distance_facts(const std::string& subject, const LimitDistances& limits,
                                 const std::string& source) {
  const auto metre_fact = [&](const char* measure, double value) {
    return Fact{subject, measure, std::round(value * 1000) / 1000, "m", {}, {}, source};
  };
  const auto degree_fact = [&](const char* measure, double value) {
    return Fact{subject, measure, std::round(value * 1e5) / 1e5, "degrees", {}, {}, source};
  };
  return {metre_fact("length", limits.length),
          metre_fact("least distance", limits.least),
          metre_fact("lower quartile of the distance", limits.lower_quartile),
          metre_fact("median distance", limits.median),
          metre_fact("upper quartile of the distance", limits.upper_quartile),
          metre_fact("greatest distance", limits.most),
          {subject, "share in the zone", 100 * limits.inside, "%", {}, {}, source},
          metre_fact("mean distance from the zone's edge", limits.from_edge),
          metre_fact("greatest distance from the zone's edge", limits.most_from_edge),
          degree_fact("longitude of the place farthest from the zone's edge", limits.farthest.lon),
          degree_fact("latitude of the place farthest from the zone's edge", limits.farthest.lat)};
}

}  // namespace

void state_limits(const ReportTask& task, const ReportData& data, ReportText& text) {
  const LimitFacts& limits = *data.limits;
  const LimitFigures& figures = limits.figures;
  const auto state = [&](const std::string& sentence, std::vector<Fact> facts) {
    text.statements.push_back({"Limits", sentence, std::move(facts)});
  };
  state(fmt::format("The limits in {}{} are {} km long and lie {}.", limits.source,
                    limits.where.empty() ? "" : fmt::format(" where {}", limits.where),
                    grouped(figures.whole.length / 1000, 1), distances_words(figures.whole)),
        distance_facts("limits", figures.whole, limits.source));
  const auto state_side = [&](const std::optional<LimitDistances>& side, const char* key,
                              const std::string& name) {
    if (!data.has_sides || !side) return;
    state(fmt::format("On the {} side they are {} km long and lie {}.", name,
                      grouped(side->length / 1000, 1), distances_words(*side)),
          distance_facts(fmt::format("limits on the {}", key), *side, limits.source));
  };
  state_side(figures.left, "left", task.zone.left_name);
  state_side(figures.right, "right", task.zone.right_name);
  state(fmt::format("They were looked at every {} of their length.", metres(figures.step)),
        {{"limits", "looked at every", figures.step, "m", {}, {}, limits.source}});
  if (figures.between) {
    const double zone = data.areas.front().drawn;
    state(fmt::format("Between the two limits, their ends joined by the shortest way, lie {} km²; "
                      "the zone covers {} km², {:+.1f} %.",
                      grouped(*figures.between / kKm2, 1), grouped(zone / kKm2, 1),
                      100 * (zone / *figures.between - 1)),
          {{"limits", "area between them", *figures.between / kKm2, "km2", {}, {}, limits.source}});
  }
}

}  // namespace cordon::cli
