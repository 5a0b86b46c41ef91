#include "cordon/zone/parts/operands.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "cordon/zone/areas.hpp"
#include "cordon/zone/parts/area_edges.hpp"
#include "cordon/zone/prepare.hpp"

namespace cordon {
namespace {

constexpr double kBendShare = 0.005;  // of the tolerance; once for planar edges, once for flat ones

Fit opposite(Fit fit) {
  if (fit == Fit::nearest) return fit;
  return fit == Fit::inside ? Fit::outside : Fit::inside;
}

std::vector<Area> geodesic_areas(const std::vector<Area>& areas, const ZoneOptions& options) {
  const Shape shape{{}, {}, areas};
  check_shape(shape);
  const auto geodesic = with_geodesic_edges(shape, options.edges, options.tolerance.value);
  return geodesic ? geodesic->areas : areas;
}

/// One zone to be built around (the edges of) a group's shape.
struct Task {
  std::size_t group = 0;
  double distance = 0;  // m; below 0: around the edges of the areas, inwards
  Cap cap = Cap::round;

  friend bool operator<(const Task& a, const Task& b) {
    return std::tie(a.group, a.distance, a.cap) < std::tie(b.group, b.distance, b.cap);
  }
};

class LevelBuilder {
 public:
  LevelBuilder(const Plan& plan, const ZoneOptions& options, double aim, const OutputSpace& space)
      : plan_(plan), options_(options), aim_(aim), space_(space) {
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
      double reach = 0;
      for (const Level& level : plan.levels) reach = std::max(reach, level[g]);
      reaches_.push_back(reach);
    }
    for (const Level& level : plan.levels)
      for (std::size_t g = 0; g < level.size(); ++g)
        for (const Task& task : tasks_of(g, level[g])) zones_.emplace(task, 0);
  }

  Operands build(const Progress& progress) && {
    double done = 0;
    for (auto& [task, number] : zones_) {
      const double share = 1 / static_cast<double>(zones_.size());
      number = operands_.add(build(task, part_of(progress, done, done + share)));
      done += share;
    }
    for (const Level& level : plan_.levels) operands_.levels.push_back(regions_of(level));
    return std::move(operands_);
  }

 private:
  std::vector<Task> tasks_of(std::size_t group, double distance) const {
    if (distance == 0) return {};
    if (distance < 0) {
      if (plan_.groups[group].shape->areas.empty()) return {};
      return {{group, distance, Cap::round}};
    }
    if (options_.cap != Cap::flat || distance == reaches_[group])
      return {{group, distance, options_.cap}};
    return {{group, distance, Cap::round}, {group, reaches_[group], Cap::flat}};
  }

  std::vector<Region> regions_of(const Level& level) {
    std::vector<Region> regions;
    const auto add = [&](const Level& at) {
      for (std::size_t g = 0; g < at.size(); ++g) add_region(g, at[g], regions);
    };
    add(level);
    // Where zones are not quite nested, as with square caps, a level holds all smaller ones.
    for (const Level& other : plan_.levels)
      if (other != level && is_within(other, level)) add(other);
    return regions;
  }

  void add_region(std::size_t group, double distance, std::vector<Region>& regions) {
    Region region;
    for (const Task& task : tasks_of(group, distance))
      (distance < 0 ? region.out : region.in).push_back(zones_.at(task));
    if (distance <= 0) {
      if (plan_.groups[group].shape->areas.empty()) return;
      region.in.push_back(areas_of(group));
    }
    regions.push_back(std::move(region));
  }

  std::size_t areas_of(std::size_t group) {
    const auto known = areas_.find(group);
    if (known != areas_.end()) return known->second;
    const double bend = kBendShare * options_.tolerance.value;
    const std::vector<Area> areas = geodesic_areas(plan_.groups[group].shape->areas, options_);
    const std::size_t number =
        operands_.add({flatten(areas, bend, space_), error_aside(2 * bend, options_.fit)});
    areas_.emplace(group, number);
    return number;
  }

  Operand build(const Task& task, const Progress& progress) {
    const Shape& shape = *plan_.groups[task.group].shape;
    ZoneOptions options = options_;
    options.cap = task.cap;
    options.distance = Metres{task.distance + aim_};
    if (task.distance > 0) return build(shape, options, aim_, progress);
    // The deeper its zone reaches into the areas, the smaller is what is left of them.
    options.distance = Metres{-options.distance.value};
    options.fit = opposite(options.fit);
    options.edges = Edges::geodesic;
    Shape edges;
    edges.lines =
        area_edges(geodesic_areas(shape.areas, options_), kBendShare * options_.tolerance.value);
    if (edges.lines.empty()) return {};  // they cover the Earth
    Operand strip = build(edges, options, -aim_, progress);
    std::swap(strip.certificate.outward_error, strip.certificate.inward_error);
    return strip;
  }

  Operand build(const Shape& shape, const ZoneOptions& options, double aim,
                const Progress& progress) {
    Zone zone = build_zone(shape, options, progress);
    operands_.rebuilt = operands_.rebuilt || zone.rebuilt;
    operands_.crs = zone.crs;
    Certificate& certificate = zone.certificate;
    certificate.outward_error += aim;
    certificate.inward_error -= aim;
    return {std::move(zone.polygons), std::move(certificate)};
  }

  const Plan& plan_;
  const ZoneOptions& options_;
  double aim_;
  const OutputSpace& space_;
  std::vector<double> reaches_;  // of each group, m
  std::map<Task, std::size_t> zones_;
  std::map<std::size_t, std::size_t> areas_;
  Operands operands_;
};

}  // namespace

Operands build_levels(const Plan& plan, const ZoneOptions& options, double aim,
                      const OutputSpace& space, const Progress& progress) {
  return LevelBuilder(plan, options, aim, space).build(progress);
}

Certificate error_aside(double error, Fit fit) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  return {fit == Fit::inside ? kNone : error, fit == Fit::outside ? kNone : error, 0, {}};
}

Operand flattened(const std::vector<Area>& areas, const Vicinity& vicinity,
                  const ZoneOptions& options, const OutputSpace& space) {
  if (areas.empty()) return {};
  check_shape({{}, {}, areas});
  const double bend = kBendShare * options.tolerance.value;
  if (options.edges == Edges::geodesic) check_area_edges(areas);
  const std::vector<Area> near = vicinity.reached_by(
      options.edges == Edges::geodesic ? areas : geodesics_of_planar(areas, vicinity.bend(bend)));
  return {flatten(near, vicinity.bend(bend), space), error_aside(2 * bend, options.fit)};
}

}  // namespace cordon
