// Ways to spoil a zone by more than its tolerance.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "random.hpp"
#include "right_zones.hpp"

namespace cordon {

struct Damaged {
  static constexpr double kEverywhere = std::numeric_limits<double>::infinity();

  MultiPolygon zone;
  std::vector<std::string> kinds;  ///< one of the problems should be one of these
  LonLat place;                    ///< where the damage is
  double spread = kEverywhere;     ///< m; how far from there the problem may be reported
};

struct Damage {
  std::string name;
  bool Traits::*needs;  ///< null: fits every zone
  Damaged (*apply)(const RightZone& right, oracle::Random& random);
};

const std::vector<Damage>& damages();

}  // namespace cordon
