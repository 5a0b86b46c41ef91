// Writes the truth about distances and sides, found by GeographicLib, as JSON: geodesics from place
// to place, and shapes with places around them. The scripts of the interactive map are judged by
// it.
//
// Usage: nearest_cases > cases.json; CORDON_SEED chooses others.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "cases.hpp"
#include "random.hpp"
#include "reference.hpp"
#include "side.hpp"

namespace cordon::oracle {
namespace {

std::string json(const LonLat& place) {
  return fmt::format("{{\"lon\":{:.9f},\"lat\":{:.9f}}}", place.lon, place.lat);
}

std::string json(const Path& path) {
  std::vector<std::string> places;
  for (const LonLat& place : path) places.push_back(json(place));
  return fmt::format("[{}]", fmt::join(places, ","));
}

std::string json(const std::vector<Path>& paths) {
  std::vector<std::string> parts;
  for (const Path& path : paths) parts.push_back(json(path));
  return fmt::format("[{}]", fmt::join(parts, ","));
}

std::string json(const std::vector<Area>& areas) {
  std::vector<std::string> parts;
  for (const Area& area : areas) {
    std::vector<Path> rings{area.shell};
    rings.insert(rings.end(), area.holes.begin(), area.holes.end());
    parts.push_back(json(rings));
  }
  return fmt::format("[{}]", fmt::join(parts, ","));
}

/// From a millimetre to 19,000 km, as long as the ends are not nearly opposite.
std::string way(Random& random) {
  const LonLat from{random.uniform(-180, 180), std::asin(random.uniform(-1, 1)) * 180 / M_PI};
  const LonLat to =
      geodesic_direct(from, random.uniform(-180, 180), std::pow(10, random.uniform(-3, 7.278)));
  double distance = 0;
  double start = 0;
  double end = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.lat, from.lon, to.lat, to.lon, distance, start,
                                           end);
  return fmt::format(R"({{"from":{},"to":{},"distance":{:.6f},"start":{:.9f},"end":{:.9f}}})",
                     json(from), json(to), distance, start, end);
}

/// Places up to `farthest` m from the shape's vertices. A side is told where it is the same for all
/// places within a metre.
std::string case_json(const Shape& shape, Random& random, int count, double farthest) {
  const ReferenceShape reference(shape);
  const bool sided = shape.points.empty() && shape.areas.empty();
  const PlaceSetPtr left = sided ? left_of(shape.lines, Joined::by_geodesics) : nullptr;
  Path vertices = shape.points;
  for (const Path& line : shape.lines) vertices.insert(vertices.end(), line.begin(), line.end());
  for (const Area& area : shape.areas)
    vertices.insert(vertices.end(), area.shell.begin(), area.shell.end());
  std::vector<std::string> places;
  for (int i = 0; i < count; ++i) {
    const auto pick =
        static_cast<std::size_t>(random.uniform(0, static_cast<double>(vertices.size())));
    const LonLat place = geodesic_direct(vertices[pick], random.uniform(-180, 180),
                                         std::pow(10, random.uniform(0, std::log10(farthest))));
    std::string side = "null";
    if (left && reference.distance(place) > 2 && left->is_clear(place, 1))
      side = left->contains(place) ? "\"left\"" : "\"right\"";
    places.push_back(fmt::format(R"({{"place":{},"distance":{:.6f},"side":{}}})", json(place),
                                 reference.distance(place), side));
  }
  return fmt::format(R"({{"lines":{},"areas":{},"points":{},"places":[{}]}})", json(shape.lines),
                     json(shape.areas), json(shape.points), fmt::join(places, ","));
}

std::vector<Shape> shapes() {
  std::vector<Shape> all;
  for (const Case& c : real_cases())
    if (c.shape.lines.size() < 20) all.push_back(c.shape);
  for (const double turn : {20.0, 60.0, 120.0})
    for (const LonLat& start : Path{{36, 35}, {179.9, -16}, {-30, 70}})
      all.push_back(line_shape(random_walk(start, 60, 5e3, turn, 7)));
  all.push_back(
      {{},
       {{{36, 35}, {36.2, 35.1}}, {{36.2, 35.1}, {36.3, 35.0}}, {{36.2, 35.1}, {36, 35.3}}},
       {}});                                                                      // a fork
  all.push_back({{}, {{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}}}, {}});  // closed
  all.push_back({{}, {{{-60, 50}, {20, 40}}}, {}});  // one long geodesic
  all.push_back({{}, {{{20, -80}, {20, 80}}}, {}});
  all.push_back(
      {{}, {{{36, 35}, {37, 35.2}, {36, 35}}, {{38, 35}, {39, 36}}}, {}});  // there and back
  all.push_back({{{10, 5}, {179.99, -3}}, {}, {}});
  all.push_back({{},
                 {},
                 {{{{178, -17}, {-178, -17}, {-178, -15}, {178, -15}, {178, -17}},
                   {{{179, -16.5}, {-179, -16.5}, {-179, -15.5}, {179, -15.5}, {179, -16.5}}}}}});
  all.push_back({{{36.5, 35.5}},
                 {{{36, 36}, {37, 36}}},
                 {{{{36, 35}, {36.2, 35}, {36.2, 35.2}, {36, 35.2}, {36, 35}}, {}}}});
  return all;
}

}  // namespace
}  // namespace cordon::oracle

int main() {
  using namespace cordon::oracle;
  Random random(test_seed());
  fmt::print("{{\"seed\":{},\n\"ways\":[\n{}", test_seed(), way(random));
  for (int i = 1; i < 10'000; ++i) fmt::print(",\n{}", way(random));
  fmt::print("],\n\"cases\":[\n");
  const char* separator = "";
  for (const cordon::Shape& shape : shapes()) {
    fmt::print("{}{}", separator, case_json(shape, random, 250, 600e3));
    separator = ",\n";
  }
  fmt::print("]}}\n");
}
