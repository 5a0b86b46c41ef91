// Zones that hold their tolerance, to be damaged.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {

struct RightZone {
  std::string name;
  Shape shape;
  ZoneOptions options;
  MultiPolygon polygons;  ///< in lon/lat
};

/// What a damage may need to find in a zone.
struct Traits {
  bool turns = false;       ///< arcs, where chords may be too long
  bool open_ends = false;   ///< of lines, that reach out of everything else
  bool flat = false;        ///< cut off there
  bool true_holes = false;  ///< deeper than the tolerance
  bool parts = false;       ///< several polygons
  bool large_area = false;  ///< places within an area, farther than the distance from its rings
};

std::vector<std::string> right_zone_names();
Traits traits_of(const std::string& right_zone);

/// Built once; throws std::out_of_range for an unknown name.
const RightZone& right_zone(const std::string& name);

Certificate certify(const RightZone& right, const MultiPolygon& zone);

}  // namespace cordon
