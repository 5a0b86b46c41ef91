#include "cordon/zone/parts/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/zone/parts/request_check.hpp"

namespace cordon {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kSteps = 1e6;  // of a metre; distances equal but for rounding are one level

/// A bound of the signed distance: the same for all groups, or counted from each group's own.
struct Bound {
  double distance = 0;  // m; -infinity: no bound
  bool from_own = false;

  Bound moved(double by) const { return {distance + by, from_own}; }
  Bound mirrored() const { return {-distance, from_own}; }
};

struct Interval {
  Bound from, to;
};

class Planner {
 public:
  Planner(const PartsRequest& request, double tolerance)
      : request_(request), tolerance_(tolerance) {
    plan_.sides = asks_for_sides(request);
    const bool by_distance = request.bands.empty() && !request.left;
    std::vector<std::vector<const Member*>> groups;
    for (const Member& member : request.members) {
      const auto same = std::find_if(
          by_distance ? groups.begin() : groups.end(), groups.end(),
          [&](const auto& group) { return group.front()->distance == member.distance; });
      (same == groups.end() ? groups.emplace_back() : *same).push_back(&member);
    }
    for (const std::vector<const Member*>& group : groups) plan_.groups.push_back(united(group));
  }

  Plan plan() && {
    if (plan_.sides)
      add_sides();
    else
      add_whole();
    return std::move(plan_);
  }

 private:
  static Group united(const std::vector<const Member*>& members) {
    const Member& first = *members.front();
    if (members.size() == 1)
      return {std::shared_ptr<const Shape>(std::shared_ptr<void>(), &first.shape), first.distance};
    const auto shape = std::make_shared<Shape>();
    const auto append = [](auto& to, const auto& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    for (const Member* member : members) {
      append(shape->points, member->shape.points);
      append(shape->lines, member->shape.lines);
      append(shape->areas, member->shape.areas);
    }
    return {shape, first.distance};
  }

  void add_whole() {
    const Bound inmost{request_.outside ? 0 : -kInf};
    if (request_.left)
      add({inmost, {request_.left->value}});
    else if (request_.bands.empty())
      add({inmost, {0, true}});
    Bound from = inmost;
    for (const Metres& band : request_.bands) {
      add({from, {band.value}});
      if (!request_.nested) from = {band.value};
    }
  }

  void add_sides() {
    if (request_.bands.empty()) {
      const double own = plan_.groups.front().distance.value;
      const double left = request_.left ? request_.left->value : own;
      const double right = request_.right ? request_.right->value : own;
      if (request_.side == Side::both && !request_.split)
        add({{-left}, {right}});
      else
        add_each_side({{0}, {left}}, {{0}, {right}});
      return;
    }
    double from = 0;
    for (const Metres& band : request_.bands) {
      add_each_side({{from}, {band.value}}, {{from}, {band.value}});
      if (!request_.nested) from = band.value;
    }
  }

  void add_each_side(const Interval& left, const Interval& right) {
    if (request_.split || request_.side == Side::left)
      add({left.to.mirrored(), left.from.mirrored()});
    if (request_.split || request_.side == Side::right) add(right);
  }

  /// The places between two bounds, or what is certain and what is possible of them.
  void add(const Interval& drawn) {
    const double u = request_.uncertainty.value;
    if (u == 0) {
      add_part(drawn, {drawn}, Sureness::drawn);
      return;
    }
    const Interval certain{drawn.from.moved(u), drawn.to.moved(-u)};
    const bool any = add_part(drawn, {certain}, Sureness::certain);
    if (any)
      add_part(drawn, {{drawn.from.moved(-u), certain.from}, {certain.to, drawn.to.moved(u)}},
               Sureness::possible);
    else
      add_part(drawn, {{drawn.from.moved(-u), drawn.to.moved(u)}}, Sureness::possible);
  }

  bool add_part(const Interval& drawn, const std::vector<Interval>& intervals, Sureness sureness) {
    const auto mirrored = [](const Interval& interval) {
      return Interval{interval.to.mirrored(), interval.from.mirrored()};
    };
    PlannedPart part;
    part.sureness = sureness;
    for (const Interval& interval : intervals) {
      if (plan_.sides) add_span(mirrored(interval), part.left);
      add_span(interval, part.right);
    }
    if (!plan_.sides) part.left = part.right;
    part.left_band = band_of(plan_.sides ? mirrored(drawn) : drawn);
    part.right_band = band_of(drawn);
    if (part.left.empty() && part.right.empty()) return false;
    plan_.parts.push_back(std::move(part));
    return true;
  }

  /// Whether the bounds leave room that the tolerance can show.
  bool has_room(const Interval& interval) const {
    return widest(interval) >= kLeastGap * tolerance_ - 1 / kSteps &&
           holds_anything(level_at(interval.to));
  }

  void add_span(const Interval& interval, std::vector<Span>& spans) {
    if (!has_room(interval)) return;
    Span span;
    if (interval.from.distance > -kInf) {
      const Level level = level_at(interval.from);
      if (holds_anything(level)) span.from = number_of(level);
    }
    span.to = number_of(level_at(interval.to));
    spans.push_back(span);
  }

  std::optional<Band> band_of(const Interval& interval) const {
    if (!has_room(interval)) return std::nullopt;
    double from =
        interval.from.distance > -kInf ? reach_of(level_at(interval.from)) : interval.from.distance;
    if (!has_areas(request_)) from = std::max(from, 0.0);
    return Band{from, reach_of(level_at(interval.to))};
  }

  double widest(const Interval& interval) const {
    const Level to = level_at(interval.to);
    if (interval.from.distance == -kInf) return kInf;
    const Level from = level_at(interval.from);
    double width = -kInf;
    for (std::size_t g = 0; g < to.size(); ++g) width = std::max(width, to[g] - from[g]);
    return width;
  }

  Level level_at(const Bound& bound) const {
    Level level;
    for (const Group& group : plan_.groups) {
      const double at = bound.distance + (bound.from_own ? group.distance.value : 0);
      level.push_back(std::round(at * kSteps) / kSteps);
    }
    return level;
  }

  bool holds_anything(const Level& level) const {
    for (std::size_t g = 0; g < level.size(); ++g)
      if (level[g] > 0 || (level[g] > -kInf && !plan_.groups[g].shape->areas.empty())) return true;
    return false;
  }

  std::size_t number_of(const Level& level) {
    const auto known = std::find(plan_.levels.begin(), plan_.levels.end(), level);
    if (known != plan_.levels.end()) return static_cast<std::size_t>(known - plan_.levels.begin());
    check(level);
    plan_.levels.push_back(level);
    return plan_.levels.size() - 1;
  }

  void check(const Level& level) const {
    for (const double at : level) {
      const double away = std::abs(at);
      if (away > kMaxDistance.value)
        throw UsageError(
            fmt::format("with the uncertainty of {} the zone may reach {}",
                        format_length(request_.uncertainty), format_length({away})),
            fmt::format("no zone can reach beyond {}: give a smaller distance or uncertainty",
                        format_length(kMaxDistance)));
      if (away > 0 && tolerance_ > kMaxToleranceShare * away)
        throw UsageError(
            fmt::format("with the uncertainty of {} one boundary is {} from the shape, too near "
                        "for the tolerance of {}",
                        format_length(request_.uncertainty), format_length({away}),
                        format_length({tolerance_})),
            fmt::format("give a tolerance of {} or less, or an uncertainty that does not come so "
                        "near to one of the distances",
                        at_most(kMaxToleranceShare * away)));
    }
  }

  const PartsRequest& request_;
  double tolerance_;
  Plan plan_;
};

}  // namespace

Plan plan_parts(const PartsRequest& request, double tolerance) {
  check_request(request, tolerance);
  return Planner(request, tolerance).plan();
}

bool is_within(const Level& level, const Level& other) {
  return std::equal(level.begin(), level.end(), other.begin(), std::less_equal<>());
}

double reach_of(const Level& level) {
  return *std::max_element(level.begin(), level.end());
}

}  // namespace cordon
