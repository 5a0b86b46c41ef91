// Where the names of countries and provinces stand on an interactive map.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/html/web_mercator.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

struct NamePoint {
  std::string css_class;  ///< "label label-country"
  std::string name;       ///< in the language of the map
  LonLat at;              ///< longitude as WebMercator has it
  double reach = 0;       ///< degrees of longitude around it that belong to the same area
};

/// For each country and province with a name that has room for it: the middle of the largest circle
/// that fits into it beside the zone, near the zone if it has room there. The widest come first.
std::vector<NamePoint> name_points(const Content& content, const WebMercator& ground,
                                   const Language& language);

}  // namespace cordon::map
