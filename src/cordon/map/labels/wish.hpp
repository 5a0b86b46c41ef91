// Names that a map would like to show, before they are measured.
#pragma once

#include <functional>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/labels/ground.hpp"
#include "cordon/map/labels/lettering.hpp"
#include "cordon/map/labels/placement.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

enum class NameLayer { countries, provinces, water, routes, places };

struct Wish {
  NameLayer layer = NameLayer::places;
  double value = 0;                 ///< as of Name
  std::vector<Lettering> variants;  ///< in one line or two: the preferred one first
  std::function<std::vector<Position>(const MeasuredName&)> positions;  ///< of a variant
};

// How much a map gains by a name. Towns have their weights: 0 to 10.
inline constexpr double kZoneCountryValue = 30;  // never left out for another name
inline constexpr double kCountryValue = 8;
inline constexpr double kRouteValue = 2.2;
inline constexpr double kWaterValue = 1.8;
inline constexpr double kProvinceValue = 1.1;

/// Countries that the panel shows enough of, in one line or two. Where the zone lies, always.
/// `ground` has to outlive the wishes, here and below.
std::vector<Wish> country_wishes(const Content& content, const Frame& frame, const Ground& ground,
                                 const Language& language);

/// Provinces and lakes whose names are in the language's script; of provinces, those that are not
/// named after a place on the map.
std::vector<Wish> province_wishes(const Content& content, const Frame& frame, const Ground& ground,
                                  const Language& language);
std::vector<Wish> lake_wishes(const Content& content, const Frame& frame, const Ground& ground,
                              const Language& language);

/// Rivers whose names are in the language's script, and all routes.
std::vector<Wish> river_wishes(const Content& content, const Frame& frame, const Ground& ground,
                               const Language& language);
std::vector<Wish> route_wishes(const Content& content, const Frame& frame, const Ground& ground,
                               const Language& language);

}  // namespace cordon::map
