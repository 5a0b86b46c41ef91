// What the scripts of an interactive map read.
#pragma once

#include <nlohmann/json.hpp>

#include "cordon/map/content.hpp"
#include "cordon/map/html/web_mercator.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

/// Two drawings in Web Mercator, of the ground and of what lies on it; the line (or what the zone
/// is around) with all its vertices, to a centimetre, for measuring; places by importance; the
/// phrases. Geometry is whole numbers, each vertex told by its step from the one before.
nlohmann::ordered_json page_data(const Content& content, const WebMercator& ground,
                                 const Language& language);

}  // namespace cordon::map
