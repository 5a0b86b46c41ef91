// Shapes as an adversary would draw them, described by small whole numbers: the smaller and fewer
// these are, the tamer the shape, so that a failure can be reduced by making them smaller.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <vector>

#include "cordon/zone/zone.hpp"

namespace cordon::hostile {

enum class Step {
  go,           ///< by a turn and a length
  go_straight,  ///< thrice by the same length, collinear
  repeat,       ///< the same vertex again
  spike,        ///< out, and back to where it was
  retrace,      ///< back over the last vertices
  jump,         ///< to an earlier vertex of any strand
  touch         ///< into the middle of an earlier edge of any strand
};

struct Move {
  Step step = Step::go;
  int turn = 0;    ///< [0, kTurns): some nasty angles, then whole degrees
  int length = 0;  ///< [0, kLengths): from four distances down, then some nasty lengths
  int which = 0;   ///< 0 or more: of the earlier vertices, counted back from the last
};

enum class Form { line, points, closed_line, area, area_with_hole, bow_tie };

enum class Start {
  nearby,     ///< of the first strand's start
  at_vertex,  ///< of an earlier strand
  on_edge,    ///< of an earlier strand
  kissing,    ///< two distances from an earlier vertex, more or less by a tolerance
  elsewhere   ///< at a place of its own
};

struct Strand {
  Form form = Form::line;
  Start start = Start::nearby;
  Move offset;              ///< where it starts, and which way it goes first
  std::vector<Move> moves;  ///< of a line; the corners of an area's ring
  int place = 0;            ///< [0, kPlaces); for Start::elsewhere
};

struct Recipe {
  int place = 0;      ///< [0, kPlaces): some nasty places, then all over the Earth
  int distance = 0;   ///< [0, kDistances): from 20 km to 1 m and 2,000 km
  int tolerance = 0;  ///< [0, kTolerances): from a tenth of the distance down
  int spelling = 0;   ///< [0, 4): how longitudes are written: as they are, or on other turns
  bool planar = false;
  Cap cap = Cap::round;
  Fit fit = Fit::nearest;
  Method method = Method::exact;
  std::vector<Strand> strands;
};

inline constexpr int kTurns = 360;
inline constexpr int kLengths = 50;
inline constexpr int kPlaces = 400;
inline constexpr int kDistances = 20;
inline constexpr int kTolerances = 12;

/// What is to be built. Never empty: without a strand it is a point.
struct Trial {
  Shape shape;
  Shape meant;  ///< the same places, with areas that cross themselves taken apart
  ZoneOptions options;
};

/// Lengths are cut so that a zone has some thousands of vertices at most.
Trial make_trial(const Recipe& recipe);

/// With every end of a line that is not closed led on straight.
Shape prolonged(Shape shape, double distance);

/// All that is needed to build it again.
std::ostream& operator<<(std::ostream& out, const Trial& trial);

}  // namespace cordon::hostile
