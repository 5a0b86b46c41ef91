// What changed between two drawings of a line, a zone or the land that sides hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/report/change.hpp"
#include "cordon/report/estimate.hpp"
#include "cordon/report/shares.hpp"
#include "cordon/report/shift.hpp"

namespace cordon {

/// How far a zone reaches from its line, m, and what its sides are called.
struct Reach {
  double left = 0, right = 0;
  std::string left_name, right_name;
};

/// Straight in longitude/latitude, within [-180, 180], valid.
struct Land {
  std::string name;            ///< empty: the whole
  MultiPolygon drawn;          ///< with the line as it is drawn
  MultiPolygon certain, most;  ///< with the line anywhere within its uncertainty: what is surely
                               ///< part of it, and all that may be; without one both are `drawn`
};

/// Land of a drawing without an uncertainty.
Land certain_land(const std::string& name, const MultiPolygon& polygons);

/// One drawing.
struct Situation {
  Land whole;                  ///< the zone, or all land that is held
  std::vector<Land> sides;     ///< of the zone, or land by who holds it; may be empty
  std::vector<Path> lines;     ///< the line, edges geodesic; empty: not known
  std::optional<Reach> reach;  ///< of a zone around the lines; places are told by it
  double uncertainty = 0;      ///< m; how far the line may be off
};

struct AreaChange {
  std::string name;             ///< empty: the whole
  Change land;                  ///< as drawn
  Estimate before, after;       ///< m2
  Estimate gained, lost, kept;  ///< m2; as drawn, before = lost + kept, after = gained + kept
};

struct Passing {
  Transfer land;
  double area = 0;  ///< m2
};

struct Comparison {
  AreaChange whole;
  std::vector<AreaChange> sides;   ///< of all names, in the order in which they come
  std::vector<Passing> transfers;  ///< between sides, and between them and nobody; as drawn
  std::optional<Shift> shift;      ///< if both have lines
  double shift_doubt = 0;          ///< m; the shift may be as much more or less by uncertain lines
};

/// Throws as shift_between() and GeosError.
Comparison compare(const Situation& before, const Situation& after);

/// Where a place is.
struct PlaceState {
  bool inside = false;               ///< of the whole
  std::vector<std::string> holders;  ///< the sides that it is on; with a reach at most one
  bool sure = true;                  ///< with the line anywhere within its uncertainty, too
  friend bool operator==(const PlaceState&, const PlaceState&) = default;
};

/// With a reach by the geodesic distance from the lines, otherwise by the polygons.
std::vector<PlaceState> states_of(const Path& places, const Situation& situation, unsigned threads);

}  // namespace cordon
