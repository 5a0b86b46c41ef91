// The shapes that a zone builder gets wrong, by name. Generated ones are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::oracle {

struct Case {
  std::string name;  ///< fit for the name of a test: letters, digits, underscores
  Shape shape;
};

struct AnywhereCase : Case {
  std::vector<double> distances;  ///< m; that make sense with it
};

struct TitledPath {
  std::string title;
  Path path;
};

/// Reads a text file of tests/data: "> title" starts a path, "lon lat" is a vertex, # a comment.
/// Throws std::runtime_error naming file and line.
std::vector<TitledPath> read_paths(const std::string& file);

/// Real lines: Idlib, the Korean demarcation line, each shape of the lines of control.
std::vector<Case> real_cases();

/// Lines of the size of a country: 10,000 fractal vertices, 2,500 km, 75 degrees north.
std::vector<Case> large_cases();

/// Small shapes near 36 N 36.5 E that break buffers; meant for a distance of 20 km.
std::vector<Case> hard_cases();

/// All over the Earth: on the antimeridian, at the poles, on the equator, around the world. Some
/// have longitudes beyond 180.
std::vector<AnywhereCase> anywhere_cases();

/// A fractal line of so many vertices (2 or more) between two places, by midpoint displacement.
/// Roughness 0.1 looks like a border.
Path fractal_line(const LonLat& from, const LonLat& to, std::size_t vertices, double roughness,
                  std::uint64_t seed);

/// From Aleppo's latitude to Hama's and back: about 390 km of front, with any number of vertices.
Path fractal_front(std::size_t vertices, std::uint64_t seed = 1);

/// A random walk with steps of about `step` m that turns by about `turn` degrees (standard
/// deviation): 20 gives a line, 90 a scribble that crosses itself.
Path random_walk(const LonLat& start, std::size_t vertices, double step, double turn,
                 std::uint64_t seed);

/// Vertices in m east and north of a place, put on the ground at their distance and direction.
Path on_ground(const LonLat& origin, const std::vector<XY>& plane, double scale = 1);

Shape line_shape(Path path);

}  // namespace cordon::oracle
