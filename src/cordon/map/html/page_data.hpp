// What the scripts of an interactive map read.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/html/web_mercator.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

/// All days as one content: of `shared` captions and basemap; the zones of all days; lines, areas
/// and points of the first that has any.
Content all_days(const Content& shared, const std::vector<PageDay>& days);

/// The zone's parts, of those that look the same only the first.
std::vector<ZonePart> kinds_of(const std::vector<ZonePart>& zone);

/// The ground, as a drawing in Web Mercator; places by importance; names, phrases, and of each day:
/// what lies on the ground, as another drawing; the line (or what the zone is around) with all its
/// vertices, to a centimetre, for measuring; and how each place lies to it. Geometry is whole
/// numbers, each vertex told by its step from the one before. `all` is all_days().
nlohmann::ordered_json page_data(const Content& all, const std::vector<PageDay>& days,
                                 const WebMercator& ground, const Language& language);

}  // namespace cordon::map
