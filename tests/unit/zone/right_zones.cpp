#include "right_zones.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <stdexcept>

#include "cases.hpp"

namespace cordon {
namespace {

struct Recipe {
  std::string name;
  std::string shape;  // name of an oracle's case
  Cap cap;
  double tolerance;  // m; at a distance of 20 km
  Traits traits;
};

const std::vector<Recipe>& recipes() {
  constexpr Traits kOpen{.turns = true, .open_ends = true};
  constexpr Traits kFlat{.open_ends = true, .flat = true};
  static const std::vector<Recipe> all{
      {"point", "point", Cap::round, 1, {.turns = true}},
      {"three_vertices", "three_vertices", Cap::round, 1, kOpen},
      {"idlib", "idlib", Cap::round, 1, kOpen},
      {"scribble", "scribble", Cap::round, 5, {.turns = true}},
      {"star", "star", Cap::round, 10, {.turns = true, .true_holes = true}},
      {"lines_apart", "lines_apart", Cap::round, 10, {.open_ends = true, .parts = true}},
      {"area", "area", Cap::round, 10, {.turns = true, .large_area = true}},
      {"area_with_hole", "area_with_hole", Cap::round, 10, {.turns = true}},
      {"area_with_wide_hole", "area_with_wide_hole", Cap::round, 10, {.true_holes = true}},
      {"ring", "ring", Cap::round, 5, {.turns = true, .true_holes = true}},
      {"flat_three_vertices", "three_vertices", Cap::flat, 1, kFlat},
      {"flat_idlib", "idlib", Cap::flat, 1, kFlat},
      {"flat_lines_apart",
       "lines_apart",
       Cap::flat,
       10,
       {.open_ends = true, .flat = true, .parts = true}},
  };
  return all;
}

const Recipe& recipe_of(const std::string& name) {
  const auto found = std::find_if(recipes().begin(), recipes().end(),
                                  [&](const Recipe& recipe) { return recipe.name == name; });
  if (found == recipes().end()) throw std::out_of_range("no zone is called " + name);
  return *found;
}

Shape shape_called(const std::string& name) {
  if (name == "three_vertices")
    return oracle::line_shape(
        oracle::on_ground({36.5, 36.0}, {{0, 0}, {40'000, 10'000}, {60'000, -30'000}}));
  if (name == "star") {  // crosses itself: a deep hole amid five that are hardly deep enough
    std::vector<XY> corners;
    for (int k = 0; k <= 5; ++k) {
      const double angle = 0.8 * std::numbers::pi * (k % 5);
      corners.push_back({140'000 * std::cos(angle), 140'000 * std::sin(angle)});
    }
    return oracle::line_shape(oracle::on_ground({36.5, 36.0}, corners));
  }
  if (name == "area_with_wide_hole") {
    const auto square = [](double h) {
      return oracle::on_ground({36.5, 36.0}, {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}});
    };
    return {{}, {}, {{square(80'000), {square(50'000)}}}};
  }
  for (const auto& cases : {oracle::real_cases(), oracle::hard_cases()})
    for (const oracle::Case& c : cases)
      if (c.name == name) return c.shape;
  throw std::out_of_range("no case is called " + name);
}

}  // namespace

std::vector<std::string> right_zone_names() {
  std::vector<std::string> names;
  for (const Recipe& recipe : recipes()) names.push_back(recipe.name);
  return names;
}

Traits traits_of(const std::string& right_zone) {
  return recipe_of(right_zone).traits;
}

const RightZone& right_zone(const std::string& name) {
  static std::map<std::string, RightZone> built;
  if (const auto known = built.find(name); known != built.end()) return known->second;
  const Recipe& recipe = recipe_of(name);
  RightZone right{name, shape_called(recipe.shape), {}, {}};
  right.options.tolerance = Metres{recipe.tolerance};
  right.options.cap = recipe.cap;
  right.polygons = build_zone(right.shape, right.options).polygons;
  return built.emplace(name, std::move(right)).first->second;
}

Certificate certify(const RightZone& right, const MultiPolygon& zone) {
  const double tolerance = right.options.tolerance.value;
  return certify(right.shape, zone, right.options.distance.value, tolerance, right.options.cap,
                 OutputSpace::lonlat(tolerance), 1);
}

}  // namespace cordon
