#include "cases.hpp"

#include <fmt/format.h>

#include <GeographicLib/AzimuthalEquidistant.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>
#include <stdexcept>

#include "random.hpp"
#include "reference.hpp"

namespace cordon::oracle {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr LonLat kIdlib{36.5, 36.0};

Case hard(const std::string& name, const std::vector<XY>& plane) {
  return {name, line_shape(on_ground(kIdlib, plane))};
}

std::vector<XY> circle(double radius, int parts, double turns = 1) {
  std::vector<XY> path;
  for (int i = 0; i <= parts; ++i) {
    const double angle = 2 * kPi * turns * (i % parts) / parts;
    path.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  return path;
}

std::vector<XY> spiral() {
  std::vector<XY> path;
  for (int i = 0; i <= 240; ++i) {
    const double angle = 2 * kPi * i / 40;
    const double radius = 2'000 + 70'000.0 * i / 240;
    path.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  return path;
}

std::vector<XY> comb() {
  std::vector<XY> path;
  for (int tooth = 0; tooth < 8; ++tooth) {
    const double x = tooth * 45'000.0;
    path.insert(path.end(), {{x, 0}, {x, 90'000}, {x + 1'000, 90'000}, {x + 1'000, 0}});
  }
  return path;
}

std::vector<XY> spikes() {
  std::vector<XY> path;
  path.reserve(30);
  for (int i = 0; i < 30; ++i) path.push_back({i * 3'000.0, i % 2 == 0 ? 0 : 12'000.0 + 700.0 * i});
  return path;
}

Area square_with_hole(double outer, double inner) {
  const auto ring = [](double h) {
    return on_ground(kIdlib, {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}});
  };
  Area area{ring(outer), {}};
  if (inner > 0) area.holes.push_back(ring(inner));
  return area;
}

/// What is published as failing with GEOS's own buffer, at 20 km.
std::vector<Case> geos_traps() {
  // A hollow of 2.4 degrees that is taken for straight, and the same with its way out cut short.
  const std::vector<XY> hollow{{-9000, -400}, {-6000, 0},    {0, 0},
                               {20, -195},    {20000, -195}, {26000, -600}};
  const std::vector<XY> hollow_short{{-9000, -400}, {-6000, 0}, {0, 0}, {20, -195}, {1600, -195}};
  const std::vector<XY> false_hole{{0, 0}, {-2030, -1779}, {-2173, -1802}, {-2365, -1652}};
  // The line of libgeos/geos#1217, buffered there by 13.
  const std::vector<XY> issue_1217{{1.6, 0.7},     {0.7, 4.7},   {145.6, 137.7},
                                   {146.3, 137.1}, {146.3, 137}, {146.6, 136.7}};
  return {hard("filled_hollow", hollow),
          hard("filled_hollow_short", hollow_short),
          hard("false_hole", false_hole),
          {"geos_issue_1217", line_shape(on_ground(kIdlib, issue_1217, 20'000.0 / 13))},
          hard("shallow_hollow", {{-30000, 0}, {0, 0}, {2800, -190}, {5600, 0}, {35000, 0}})};
}

std::vector<Case> line_cases() {
  const Path walk = random_walk(kIdlib, 20, 3'000, 40, 5);
  Path repeated;
  for (const LonLat& p : walk) repeated.insert(repeated.end(), 3, p);
  Path back = walk;
  back.insert(back.end(), walk.rbegin() + 1, walk.rend());
  return {
      hard("single_edge", {{0, 0}, {50'000, 20'000}}),
      hard("tiny_line", {{0, 0}, {3, 1}, {4, -1}}),
      hard("ring", circle(60'000, 60)),
      hard("small_ring", circle(15'000, 30)),
      hard("ring_of_the_distance", circle(20'001, 200)),
      hard("spiral", spiral()),
      hard("comb", comb()),
      hard("spikes", spikes()),
      hard("figure_eight", {{-40'000, -30'000},
                            {40'000, 30'000},
                            {40'000, -30'000},
                            {-40'000, 30'000},
                            {-40'000, -30'000}}),
      {"repeated_points", line_shape(repeated)},
      {"turning_back", line_shape(back)},
      {"scribble", line_shape(random_walk(kIdlib, 200, 12'000, 90, 11))},
      {"short_walk", line_shape(walk)},
  };
}

std::vector<Case> compound_cases() {
  const auto lines = [](const std::string& name, const std::vector<std::vector<XY>>& paths) {
    Shape shape;
    for (const auto& path : paths) shape.lines.push_back(on_ground(kIdlib, path));
    return Case{name, shape};
  };
  Shape points;
  Random random(3);
  for (int i = 0; i < 60; ++i)
    points.points.push_back({random.uniform(36, 38.5), random.uniform(35, 37)});
  Shape mixed{{{38, 36}}, {on_ground(kIdlib, {{0, 0}, {30'000, 50'000}})}, {}};
  mixed.areas.push_back(square_with_hole(8'000, 0));
  return {
      lines("touching_lines", {{{0, 0}, {60'000, 0}}, {{60'000, 0}, {90'000, 40'000}}}),
      lines("crossing_lines", {{{-50'000, 0}, {50'000, 0}}, {{0, -50'000}, {3'000, 50'000}}}),
      lines("parallel_lines", {{{0, 0}, {80'000, 0}}, {{0, 30'000}, {80'000, 31'000}}}),
      lines("lines_apart", {{{0, 0}, {30'000, 0}}, {{90'000, 0}, {120'000, 5'000}}}),
      {"point", Shape{{kIdlib}, {}, {}}},
      {"points", points},
      {"area", Shape{{}, {}, {square_with_hole(50'000, 0)}}},
      {"area_with_hole", Shape{{}, {}, {square_with_hole(70'000, 40'000)}}},
      {"area_with_filled_hole", Shape{{}, {}, {square_with_hole(50'000, 15'000)}}},
      {"small_area", Shape{{}, {}, {square_with_hole(500, 200)}}},
      {"mixed", mixed},
  };
}

std::string identifier(const std::string& title) {
  std::string name;
  for (const char c : title)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  return name;
}

}  // namespace

Shape line_shape(Path path) {
  return Shape{{}, {std::move(path)}, {}};
}

std::vector<TitledPath> read_paths(const std::string& file) {
  const std::string name = std::string(CORDON_TEST_DATA) + "/" + file;
  std::ifstream in(name);
  if (!in) throw std::runtime_error(fmt::format("{}: cannot be opened", name));
  std::vector<TitledPath> paths;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '>') {
      paths.push_back({line.substr(2), {}});
      continue;
    }
    std::istringstream fields(line);
    LonLat place;
    if (!(fields >> place.lon >> place.lat) || paths.empty())
      throw std::runtime_error(fmt::format("{}:{}: not a vertex of a path", name, number));
    paths.back().path.push_back(place);
  }
  return paths;
}

std::vector<Case> real_cases() {
  std::vector<Case> cases{{"idlib", line_shape(read_paths("idlib.txt").at(0).path)},
                          {"korea", line_shape(read_paths("korea_dmz.txt").at(0).path)}};
  std::map<std::string, Shape> by_title;
  for (const TitledPath& titled : read_paths("lines_of_control.txt"))
    by_title[titled.title].lines.push_back(titled.path);
  for (const auto& [title, shape] : by_title) cases.push_back({identifier(title), shape});
  return cases;
}

std::vector<Case> large_cases() {
  const auto fractal = [](const LonLat& from, const LonLat& to, std::size_t vertices) {
    return line_shape(fractal_line(from, to, vertices, 0.1, 7));
  };
  return {{"fractal_10000", line_shape(fractal_front(10'000))},
          {"across_utm_zones", fractal({25, 38}, {54, 40}, 300)},
          {"north_75", fractal({15, 75.2}, {32, 74.8}, 120)}};
}

std::vector<Case> hard_cases() {
  std::vector<Case> cases = geos_traps();
  for (Case& c : line_cases()) cases.push_back(std::move(c));
  for (Case& c : compound_cases()) cases.push_back(std::move(c));
  return cases;
}

Path fractal_line(const LonLat& from, const LonLat& to, std::size_t vertices, double roughness,
                  std::uint64_t seed) {
  Random random(seed);
  Path path{from, to};
  while (path.size() < vertices) {
    Path finer;
    finer.reserve(2 * path.size());
    const std::size_t wanted = vertices - path.size();  // new vertices in this round, at most
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const LonLat a = path[i];
      const LonLat b = path[i + 1];
      finer.push_back(a);
      // Spread the vertices of an incomplete last round evenly.
      if (wanted < path.size() - 1 &&
          i * wanted / (path.size() - 1) == (i + 1) * wanted / (path.size() - 1))
        continue;
      const double across = roughness * random.normal();
      const double shrink = std::cos((a.lat + b.lat) / 2 * kPi / 180);
      const double east = (b.lon - a.lon) * shrink;
      const double north = b.lat - a.lat;
      finer.push_back(
          {(a.lon + b.lon) / 2 - across * north / shrink, (a.lat + b.lat) / 2 + across * east});
    }
    finer.push_back(path.back());
    path = std::move(finer);
  }
  return path;
}

Path fractal_front(std::size_t vertices, std::uint64_t seed) {
  return fractal_line({36.0, 36.8}, {38.6, 34.2}, vertices, 0.12, seed);
}

Path random_walk(const LonLat& start, std::size_t vertices, double step, double turn,
                 std::uint64_t seed) {
  Random random(seed);
  Path path{start};
  double azimuth = random.uniform(0, 360);
  while (path.size() < vertices) {
    path.push_back(geodesic_direct(path.back(), azimuth, step * random.uniform(0.1, 2)));
    azimuth += turn * random.normal();
  }
  return path;
}

Path on_ground(const LonLat& origin, const std::vector<XY>& plane, double scale) {
  const GeographicLib::AzimuthalEquidistant projection;
  Path path;
  for (const XY& xy : plane) {
    LonLat place;
    projection.Reverse(origin.lat, origin.lon, xy.x * scale, xy.y * scale, place.lat, place.lon);
    path.push_back(place);
  }
  return path;
}

}  // namespace cordon::oracle
