// What lies below a zone on a map: land, water, borders, countries.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// A feature of a basemap. Edges are straight in longitude and latitude, which are WGS84 degrees
/// within [-180, 180]: what goes over the antimeridian is cut there.
struct BasemapFeature {
  Shape shape;
  std::string name;     ///< as the layer has it; may be empty
  std::string country;  ///< ISO 3166-1 alpha-2 of countries and provinces; empty: not known
  double rank = 0;      ///< zoom level of web maps from which on it is drawn; 0: always, as land
};

struct Basemap {
  std::vector<BasemapFeature> land, lakes, rivers;
  std::vector<BasemapFeature> borders;   ///< between countries, agreed
  std::vector<BasemapFeature> disputed;  ///< between countries, or lines of control: not agreed
  std::vector<BasemapFeature> provinces, countries;
  std::vector<std::string> credits;  ///< whose data they are: "Natural Earth"; without repetition
};

}  // namespace cordon
